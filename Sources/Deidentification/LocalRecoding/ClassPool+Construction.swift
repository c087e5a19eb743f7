extension ClassPool {
    /// Starts from single tuples; clusters that are no class yet, in random order, take the partner of least added cost.
    ///
    /// The added cost is divided by nothing, by the rows that count for k, or by all rows taken, as chance says, and
    /// multiplied by noise, so that every attempt comes out differently.
    /// - Returns: false where the rows do not make a class at all.
    func construct(_ random: inout LocalRandom) -> Bool {
        alive.removeAll()
        deficient.removeAll()
        for item in itemTuple.indices {
            label(item).update(from: leaves(ofItem: item), count: width)
            price[item] = problem.cost(label(item))
            memberCount[item] = 0
            size[item] = 0
            add(item, rows: itemRows[item], to: item)
            alive.insert(item)
            if isDeficient(item) { deficient.insert(item) }
        }
        let division = random.below(3)
        let noise = random.unit() * 0.5
        while deficient.count > 0 {
            let cluster = Int(deficient.list[random.below(deficient.count)])
            guard let best = partner(of: cluster, division: division, noise: noise, &random) else { return false }
            if best.member >= 0 {
                let item = Int(members[best.cluster * capacity + best.member])
                problem.widen(label(cluster), by: leaves(ofItem: item))
                add(item, rows: best.rows, to: cluster)
                let isWhole = memberRows[best.cluster * capacity + best.member] == best.rows
                take(best.member, rows: best.rows, from: best.cluster)
                if isWhole { narrow(best.cluster) }
            } else {
                problem.widen(label(cluster), by: label(best.cluster))
                for member in 0..<memberCount[best.cluster] {
                    let place = best.cluster * capacity + member
                    add(Int(members[place]), rows: memberRows[place], to: cluster)
                }
                alive.remove(best.cluster)
                deficient.remove(best.cluster)
            }
            price[cluster] = problem.cost(label(cluster))
            if !isDeficient(cluster) { deficient.remove(cluster) }
        }
        return true
    }

    /// Whom a cluster takes: a whole cluster (member -1), or surplus rows of one of its members.
    private func partner(
        of cluster: Int, division: Int, noise: Double, _ random: inout LocalRandom
    ) -> (cluster: Int, member: Int, rows: Int32)? {
        var best: (cluster: Int, member: Int, rows: Int32)?
        var bestScore = Double.infinity
        let own = label(cluster)
        let ownRows = size[cluster]
        let ownCost = price[cluster] * Double(ownRows)
        let missing = max(1, leastRows - ownRows)
        for index in 0..<alive.count {
            let other = Int(alive.list[index])
            if other == cluster { continue }
            let rows = size[other]
            let factor = 1 + noise * random.unit()
            let common = problem.commonCost(own, label(other))
            let added = common * Double(ownRows &+ rows) - ownCost - price[other] * Double(rows)
            var divisor = 1.0
            if division == 1 { divisor = Double(max(1, min(rows, missing))) }
            if division == 2 { divisor = Double(max(1, rows)) }
            if added * factor / divisor < bestScore {
                bestScore = added * factor / divisor
                best = (other, -1, rows)
            }
            if rows <= leastRows || problem.judge != nil { continue }
            for member in 0..<memberCount[other] {
                let place = other &* capacity &+ member
                let taken = min(min(rows &- leastRows, missing), memberRows[place])
                if taken <= 0 { continue }
                let widened =
                    memberCount[other] == 1
                    ? common : problem.commonCost(own, leaves(ofItem: Int(members[place])))
                let cost = widened * Double(ownRows &+ taken) - ownCost - price[other] * Double(taken)
                let score = cost * factor / (division == 0 ? 1 : Double(taken))
                if score < bestScore {
                    bestScore = score
                    best = (other, member, taken)
                }
            }
        }
        return best
    }
}
