import Deidentification

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The slow, obvious judge of a local recoding: rows, texts, dictionaries; nothing of the engine but its answer.
struct LocalChecker {
    /// Per row the values of the quasi-identifiers.
    var rows: [[String]]
    /// Per quasi-identifier the lines of its hierarchy.
    var hierarchies: [[[String]]]
    var allowed: [ClosedRange<Int>]
    var weights: [Double]
    var aggregate = Aggregate.geometricMean
    var gsFactor = 0.5
    /// Per row the sensitive value.
    var sensitive: [String] = []

    /// For each row what is written, nil where it is suppressed.
    func written(_ recoding: Recoding, tupleOfRow: [Int32]) -> [[String]?] {
        var left: [[(group: Int32, rows: Int32)]] = []
        for part in recoding.parts {
            while left.count <= Int(part.tuple) { left.append([]) }
            left[Int(part.tuple)].append((part.group, part.rows))
        }
        return tupleOfRow.map { tuple in
            guard let place = left[Int(tuple)].firstIndex(where: { $0.rows > 0 }) else { return ["row without part"] }
            left[Int(tuple)][place].rows -= 1
            let group = Int(left[Int(tuple)][place].group)
            if group < 0 { return nil }
            return recoding.columns.indices.map { column in
                recoding.columns[column].labels[Int(recoding.groupLabels[column][group])]
            }
        }
    }

    /// Whether the parts hold each row exactly once.
    func conservesRows(_ recoding: Recoding, tupleOfRow: [Int32]) -> Bool {
        var counts: [Int32: Int] = [:]
        for tuple in tupleOfRow { counts[tuple, default: 0] += 1 }
        for part in recoding.parts { counts[part.tuple, default: 0] -= Int(part.rows) }
        return counts.values.allSatisfy { $0 == 0 } && recoding.parts.allSatisfy { $0.rows > 0 }
    }

    /// Whether each label stands, on an allowed level, in the line of the row's value.
    func isTrue(_ written: [[String]?]) -> Bool {
        zip(rows, written).allSatisfy { row, labels in
            guard let labels else { return true }
            return row.indices.allSatisfy { column in
                let line = hierarchies[column].first { $0[0] == row[column] } ?? []
                return allowed[column].contains { line[$0] == labels[column] }
            }
        }
    }

    /// The rows of each group of equal texts, by row numbers.
    func groups(_ written: [[String]?]) -> [[Int]] {
        var groups: [[String]: [Int]] = [:]
        for (row, labels) in written.enumerated() { if let labels { groups[labels, default: []].append(row) } }
        return Array(groups.values)
    }

    /// The values that a text covers: the most of all allowed levels on which some row could be written so.
    private func leaves(_ column: Int, _ text: String) -> Int {
        allowed[column].map { level in
            let isReached = rows.contains { row in
                hierarchies[column].first { $0[0] == row[column] }?[level] == text
            }
            return isReached ? hierarchies[column].count { $0[level] == text } : 0
        }.max() ?? 0
    }

    /// The metric `loss`, from its definition.
    func loss(_ written: [[String]?]) -> Double {
        let generalization = gsFactor <= 0.5 ? 1 : 1 - 2 * (gsFactor - 0.5)
        let suppression = gsFactor < 0.5 ? 2 * gsFactor : 1
        let losses = hierarchies.indices.map { column -> Double in
            let values = Double(hierarchies[column].count)
            var raw = 0.0
            for (row, labels) in written.enumerated() {
                if let labels {
                    raw += generalization * Double(leaves(column, labels[column])) / values
                } else {
                    let line = hierarchies[column].first { $0[0] == rows[row][column] } ?? []
                    let share = Double(leaves(column, line[allowed[column].lowerBound])) / values
                    raw += share + suppression * (1 - share)
                }
            }
            let count = Double(written.count)
            let least = generalization * count / values
            if count - least <= 0 { return 0 }
            return (max(0, (raw - least) / (count - least)) * 1e10).rounded(.down) / 1e10
        }
        let weighted = zip(losses, weights).map { $0 * $1 }
        switch aggregate {
        case .geometricMean: return pow(weighted.reduce(1) { $0 * (1 + $1) }, 1 / Double(weighted.count)) - 1
        case .arithmeticMean: return weighted.reduce(0, +) / Double(weighted.count)
        case .sum: return weighted.reduce(0, +)
        case .maximum, .rank: return weighted.max() ?? 0
        }
    }

    /// What full-domain coding writes at these levels: rows of classes that `accepts` refuses are suppressed.
    func global(_ levels: [Int], accepts: ([Int]) -> Bool) -> [[String]?] {
        var labels: [[String]?] = rows.map { row in
            row.indices.map { column in
                (hierarchies[column].first { $0[0] == row[column] } ?? [])[levels[column]]
            }
        }
        for group in groups(labels) where !accepts(group) { for row in group { labels[row] = nil } }
        return labels
    }

    /// All transformations.
    var lattice: [[Int]] {
        var levels: [[Int]] = [[]]
        for range in allowed { levels = levels.flatMap { prefix in range.map { prefix + [$0] } } }
        return levels
    }

    /// How often each sensitive value occurs in these rows.
    func counts(_ group: [Int]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for row in group { counts[sensitive[row], default: 0] += 1 }
        return counts
    }

    /// Whether a group of rows is what a model asks for.
    func satisfies(_ model: PrivacyModel, _ group: [Int]) -> Bool {
        let size = Double(group.count)
        switch model {
        case .kAnonymity(let k): return group.count >= k
        case .lDiversity(_, .distinct(let l)): return counts(group).count >= l
        case .lDiversity(_, .entropy(let l)):
            let entropy = counts(group).values.reduce(0.0) { $0 - Double($1) / size * log(Double($1) / size) }
            return counts(group).count >= Int(l.rounded(.up)) && entropy >= log(l) - 1e-9
        case .lDiversity(_, .recursive(let l, let c)):
            let sorted = counts(group).values.sorted(by: >)
            return sorted.count >= l && Double(sorted[0]) < c * Double(sorted[(l - 1)...].reduce(0, +))
        case .tCloseness(_, .equal, let t):
            let all = counts(Array(sensitive.indices))
            let here = counts(group)
            let distance = all.reduce(0.0) { sum, entry in
                sum + abs(Double(entry.value) / Double(sensitive.count) - Double(here[entry.key] ?? 0) / size) / 2
            }
            return distance <= t + 1e-9
        case .alphaKAnonymity(_, let alpha, let k):
            return group.count >= k && counts(group).values.allSatisfy { Double($0) <= alpha * size + 1e-9 }
        default: return false
        }
    }
}
