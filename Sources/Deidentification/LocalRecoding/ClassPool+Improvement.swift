extension ClassPool {
    private static let least = 1e-9

    /// Moves, dissolves and swaps as long as the cost falls.
    func improve() {
        for _ in 0..<6 {
            var isBetter = move()
            if dissolve() { isBetter = true }
            if swap() { isBetter = true }
            if !isBetter { return }
        }
    }

    /// Writes the labels of a cluster without one of its members; gives their cost per row.
    private func without(_ member: Int, of cluster: Int, into target: UnsafeMutablePointer<Int32>) -> Double {
        var isFirst = true
        for other in 0..<memberCount[cluster] where other != member {
            let leaves = leaves(ofItem: Int(members[cluster &* capacity &+ other]))
            if isFirst { target.update(from: leaves, count: width) } else { problem.widen(target, by: leaves) }
            isFirst = false
        }
        return isFirst ? 0 : problem.cost(target)
    }

    /// The cluster that takes rows of an item at the least added cost.
    private func receiver(_ item: Int, rows: Int32, besides giver: Int) -> (cluster: Int, added: Double)? {
        var best: (cluster: Int, added: Double)?
        let leaves = leaves(ofItem: item)
        for index in 0..<alive.count {
            let other = Int(alive.list[index])
            if other == giver { continue }
            let widened = problem.commonCost(label(other), leaves)
            let added = widened * Double(size[other] &+ rows) - price[other] * Double(size[other])
            if added < best?.added ?? .infinity { best = (other, added) }
        }
        return best
    }

    private func receive(_ item: Int, rows: Int32, _ cluster: Int) {
        problem.widen(label(cluster), by: leaves(ofItem: item))
        price[cluster] = problem.cost(label(cluster))
        add(item, rows: rows, to: cluster)
    }

    /// Moves rows out of clusters that have more than they need.
    private func move() -> Bool {
        var isBetter = false
        for index in 0..<alive.count {
            let cluster = Int(alive.list[index])
            var member = 0
            while member < memberCount[cluster], size[cluster] > leastRows,
                memberCount[cluster] > 1 || problem.judge == nil
            {
                let place = cluster &* capacity &+ member
                let item = Int(members[place])
                let rows = min(memberRows[place], size[cluster] - leastRows)
                let isWhole = rows == memberRows[place]
                member += 1
                if !isWhole, problem.judge != nil { continue }
                var gain = price[cluster] * Double(rows)
                if isWhole {
                    let left = without(member - 1, of: cluster, into: scratch.base)
                    gain = price[cluster] * Double(size[cluster]) - left * Double(size[cluster] - rows)
                }
                guard let best = receiver(item, rows: rows, besides: cluster), gain - best.added > Self.least else {
                    continue
                }
                take(member - 1, rows: rows, from: cluster)
                receive(item, rows: rows, best.cluster)
                if isWhole { narrow(cluster) }
                if problem.judge != nil, isDeficient(cluster) || isDeficient(best.cluster) {
                    take(memberCount[best.cluster] - 1, rows: rows, from: best.cluster)
                    narrow(best.cluster)
                    add(item, rows: rows, to: cluster)
                    narrow(cluster)
                    continue
                }
                member -= isWhole ? 1 : 0
                isBetter = true
            }
        }
        return isBetter
    }

    /// Gives all rows of a cluster to the others, where that costs less than the cluster does.
    private func dissolve() -> Bool {
        var isBetter = false
        var index = 0
        while index < alive.count, alive.count > 1 {
            let cluster = Int(alive.list[index])
            index += 1
            let budget = price[cluster] * Double(size[cluster]) - Self.least
            // Each row goes at least at its own tuple's cost; the exact sum is found by doing it, then undone if too much.
            var added = 0.0
            var given: [(item: Int, rows: Int32, cluster: Int)] = []
            for member in 0..<memberCount[cluster] {
                let item = Int(members[cluster * capacity + member])
                let rows = memberRows[cluster * capacity + member]
                guard let best = receiver(item, rows: rows, besides: cluster) else { break }
                added += best.added
                if added >= budget { break }
                receive(item, rows: rows, best.cluster)
                given.append((item, rows, best.cluster))
            }
            let isDone = given.count == memberCount[cluster]
            if isDone, problem.judge == nil || !given.contains(where: { isDeficient($0.cluster) }) {
                alive.remove(cluster)
                index -= 1
                isBetter = true
                continue
            }
            for gift in given.reversed() {
                let start = gift.cluster * capacity
                for member in 0..<memberCount[gift.cluster] where Int(members[start + member]) == gift.item {
                    take(member, rows: gift.rows, from: gift.cluster)
                    break
                }
                narrow(gift.cluster)
            }
        }
        return isBetter
    }

    /// Swaps members of two clusters.
    private func swap() -> Bool {
        var isBetter = false
        let left = scratch.base
        let right = scratch.base + width
        for first in 0..<alive.count {
            for second in 0..<first {
                let here = Int(alive.list[first])
                let there = Int(alive.list[second])
                if memberCount[here] < 2 || memberCount[there] < 2 { continue }
                let now = price[here] * Double(size[here]) + price[there] * Double(size[there])
                if swap(here, there, now: now, left, right) { isBetter = true }
            }
        }
        return isBetter
    }

    private func swap(
        _ here: Int, _ there: Int, now: Double, _ left: UnsafeMutablePointer<Int32>,
        _ right: UnsafeMutablePointer<Int32>
    ) -> Bool {
        for one in 0..<memberCount[here] {
            let oneItem = Int(members[here &* capacity &+ one])
            let oneRows = memberRows[here &* capacity &+ one]
            // Only a member that makes its cluster wider is worth a swap.
            if without(one, of: here, into: left) >= price[here] - Self.least { continue }
            for other in 0..<memberCount[there] {
                let otherItem = Int(members[there &* capacity &+ other])
                let otherRows = memberRows[there &* capacity &+ other]
                let hereRows = size[here] &- oneRows &+ otherRows
                let thereRows = size[there] &- otherRows &+ oneRows
                if hereRows < leastRows || thereRows < leastRows || oneItem == otherItem { continue }
                let hereCost = problem.commonCost(left, leaves(ofItem: otherItem)) * Double(hereRows)
                if hereCost >= now { continue }
                _ = without(other, of: there, into: right)
                let thereCost = problem.commonCost(right, leaves(ofItem: oneItem)) * Double(thereRows)
                if now - hereCost - thereCost <= Self.least { continue }
                exchange(here, one, there, other)
                if problem.judge != nil, isDeficient(here) || isDeficient(there) {
                    exchange(here, memberCount[here] - 1, there, memberCount[there] - 1)
                    // The members' order has changed: leave this pair for the next round.
                    return false
                }
                return true
            }
        }
        return false
    }

    /// Exchanges two members; both become the last of their new clusters.
    private func exchange(_ here: Int, _ one: Int, _ there: Int, _ other: Int) {
        let oneItem = Int(members[here * capacity + one])
        let oneRows = memberRows[here * capacity + one]
        let otherItem = Int(members[there * capacity + other])
        let otherRows = memberRows[there * capacity + other]
        take(one, rows: oneRows, from: here)
        take(other, rows: otherRows, from: there)
        add(otherItem, rows: otherRows, to: here)
        add(oneItem, rows: oneRows, to: there)
        narrow(here)
        narrow(there)
    }
}
