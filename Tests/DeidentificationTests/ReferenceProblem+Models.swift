import Deidentification
import Foundation

/// The privacy models, each from its definition.
extension ReferenceProblem {
    /// The least rows of a class that the models name.
    var leastSize: Int {
        models.reduce(1) { least, model in
            switch model {
            case .kAnonymity(let k), .alphaKAnonymity(_, _, let k): max(least, k)
            case .lDiversity(_, .distinct(let l)), .lDiversity(_, .recursive(let l, _)): max(least, l)
            case .lDiversity(_, .entropy(let l)): max(least, Int(l.rounded(.up)))
            default: least
            }
        }
    }

    /// Without a model of least size, a class without a row of the subset breaks delta-presence above 0.
    func isBrokenByAbsence(_ classes: [[Int]]) -> Bool {
        let namesSize = models.contains {
            switch $0 {
            case .kAnonymity, .alphaKAnonymity, .lDiversity: true
            default: false
            }
        }
        if namesSize { return false }
        return models.contains { model in
            guard case .deltaPresence(let minimum, _, _) = model, minimum > 0 else { return false }
            return classes.contains { !$0.contains(where: isCounted) }
        }
    }

    private func shares(_ rows: [Int]) -> [String: Double] {
        var counts: [String: Int] = [:]
        for row in rows { counts[sensitive[row], default: 0] += 1 }
        return counts.mapValues { Double($0) / Double(rows.count) }
    }

    /// Whether a class satisfies a model that judges single classes.
    /// - Parameters:
    ///   - own: its rows in the subset, at least one.
    ///   - all: all its rows.
    func holds(_ model: PrivacyModel, own: [Int], all: [Int]) -> Bool {
        let inTable = shares(counted)
        let inClass = shares(own)
        var counts: [String: Int] = [:]
        for row in own { counts[sensitive[row], default: 0] += 1 }
        let descending = counts.values.sorted(by: >)
        switch model {
        case .kAnonymity(let k): return own.count >= k
        case .alphaKAnonymity(_, let alpha, let k):
            return own.count >= k && Double(descending[0]) / Double(own.count) <= alpha
        case .lDiversity(_, .distinct(let l)): return counts.count >= l
        case .lDiversity(_, .entropy(let l)):
            return Double(counts.count) >= l && -inClass.values.reduce(0) { $0 + $1 * log($1) } >= log(l)
        case .lDiversity(_, .recursive(let l, let c)):
            return counts.count >= l && Double(descending[0]) < c * Double(descending[(l - 1)...].reduce(0, +))
        case .tCloseness(_, .equal, let t):
            return inTable.reduce(0) { $0 + abs($1.value - inClass[$1.key, default: 0]) } / 2 <= t
        case .tCloseness(_, .ordered, let t):
            let values = inTable.keys.sorted()
            var moved = 0.0
            var carried = 0.0
            for value in values {
                carried += inClass[value, default: 0] - inTable[value, default: 0]
                moved += abs(carried)
            }
            return values.count < 2 || moved / Double(values.count - 1) <= t
        case .deltaDisclosure(_, let delta):
            return inClass.allSatisfy { abs(log2($0.value / inTable[$0.key, default: 0])) < delta }
        case .betaLikeness(_, let variant, let beta):
            return inClass.allSatisfy { value, share in
                let p = inTable[value, default: 0]
                return (share - p) / p <= (variant == .basic ? beta : min(beta, -log(p)))
            }
        case .deltaPresence(let minimum, let maximum, _):
            let share = Double(own.count) / Double(all.count)
            return minimum <= share && share <= maximum
        case .kMap(let k, .subset): return all.count >= k
        default: return true
        }
    }

    /// Suppresses further classes, the smallest first, until a model of the whole sample holds.
    func suppressMore(
        _ model: PrivacyModel, _ classes: [[Int]], levels: [Int], labels: [[String]], isLost: inout [Bool]
    ) {
        let isMet: ([Int]) -> Bool
        switch model {
        case .averageRisk(let threshold):
            isMet = { Double($0.count) <= threshold * Double($0.reduce(0, +)) }
        case .sampleUniqueness(let threshold):
            isMet = { Double($0.count { $0 == 1 }) <= threshold * Double($0.reduce(0, +)) }
        default: return
        }
        var order = classes.indices.filter { !isLost[$0] }
        let sizes = classes.map { $0.count(where: isCounted) }
        let costs = classes.map { rows in
            utility.metric == .loss ? ownLoss(rows, levels: levels, labels: labels[rows[0]]) : 0
        }
        order.sort { (sizes[$0], costs[$0], $0) < (sizes[$1], costs[$1], $1) }
        var place = 0
        while !isMet(order[place...].map { sizes[$0] }) {
            isLost[order[place]] = true
            place += 1
        }
    }

    /// A class's own loss, which decides among classes of one size.
    private func ownLoss(_ rows: [Int], levels: [Int], labels: [String]) -> Double {
        let count = Double(rows.count(where: isCounted))
        return aggregated(
            hierarchies.indices.map { column in
                let covered = hierarchies[column].count { $0[levels[column]] == labels[column] }
                return count * Double(covered) / Double(hierarchies[column].count)
            })[0]
    }
}
