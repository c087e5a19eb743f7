import Deidentification
import Foundation

/// The slow, obvious way to the optimum, straight from the definitions: every node, every row, texts as keys.
struct ReferenceSearch {
    struct Node {
        var levels: [Int]
        var loss: Double
        var suppressed: Int
        var isAnonymous: Bool
    }

    /// Rows of values; the columns are the quasi-identifiers.
    var rows: [[String]]
    /// Per quasi-identifier the lines of its hierarchy.
    var hierarchies: [[[String]]]
    var ranges: [ClosedRange<Int>]
    var weights: [Double]
    var k: Int
    var limit: Double
    var gsFactor: Double
    var aggregate: Aggregate
    var mode = Suppression.Mode.remove

    func node(_ levels: [Int]) -> Node {
        let labels = rows.map { row in
            row.indices.map { column in
                hierarchies[column].first { $0[0] == row[column] }?[levels[column]] ?? "missing"
            }
        }
        var classes: [[String]: Int] = [:]
        for tuple in labels { classes[tuple, default: 0] += 1 }
        let suppressed = labels.map { classes[$0, default: 0] < k }
        let generalization = gsFactor <= 0.5 ? 1 : 1 - 2 * (gsFactor - 0.5)
        let suppression = gsFactor < 0.5 ? 2 * gsFactor : 1
        let losses = hierarchies.indices.map { column -> Double in
            let size = Double(hierarchies[column].count)
            var raw = 0.0
            for (row, tuple) in labels.enumerated() {
                let covered = hierarchies[column].count { $0[levels[column]] == tuple[column] }
                let share = Double(covered) / size
                if suppressed[row] {
                    raw += suppression == 1 ? 1 : share + suppression * (1 - share)
                } else {
                    raw += generalization * share
                }
            }
            let count = Double(rows.count)
            let least = generalization * count / size
            if count - least <= 0 { return 0 }
            return (max(0, (raw - least) / (count - least)) * 1e10).rounded(.down) / 1e10
        }
        let weighted = zip(losses, weights).map { $0 * $1 }
        let loss: Double
        switch aggregate {
        case .geometricMean: loss = pow(weighted.map { $0 + 1 }.reduce(1, *), 1 / Double(losses.count)) - 1
        case .arithmeticMean: loss = weighted.reduce(0, +) / Double(losses.count)
        case .sum: loss = weighted.reduce(0, +)
        case .maximum, .rank: loss = weighted.max() ?? 0
        }
        let count = suppressed.count { $0 }
        return Node(
            levels: levels, loss: loss, suppressed: count,
            isAnonymous: count <= Int(floor(limit * Double(rows.count))) && isReleaseAnonymous(labels, suppressed))
    }

    /// Whether every row of what would be written shares its texts with at least k rows.
    private func isReleaseAnonymous(_ labels: [[String]], _ suppressed: [Bool]) -> Bool {
        var classes: [[String]: Int] = [:]
        for (tuple, isSuppressed) in zip(labels, suppressed) {
            if isSuppressed && mode == .remove { continue }
            classes[isSuppressed ? tuple.map { _ in "*" } : tuple, default: 0] += 1
        }
        return classes.values.allSatisfy { $0 >= k }
    }

    func allNodes() -> [Node] {
        var levels: [[Int]] = [[]]
        for range in ranges { levels = levels.flatMap { prefix in range.map { prefix + [$0] } } }
        return levels.map(node)
    }

    func anonymizer() throws -> Anonymizer {
        let columns = hierarchies.indices.map { index in
            ColumnRecipe(
                name: "q\(index)", role: .quasiIdentifier, hierarchy: .file(name: "q\(index)", delimiter: ","),
                minimumLevel: ranges[index].lowerBound, maximumLevel: ranges[index].upperBound,
                weight: weights[index])
        }
        let recipe = Recipe(
            columns: columns, privacy: [.kAnonymity(k: k)], suppression: Suppression(limit: limit, mode: mode),
            utility: UtilityRule(aggregate: aggregate, gsFactor: gsFactor))
        let table = try Table(
            columns: hierarchies.indices.map { index in
                Column(name: "q\(index)", cells: rows.map { $0[index] })
            })
        var named: [String: Hierarchy] = [:]
        for (index, lines) in hierarchies.enumerated() { named["q\(index)"] = try Hierarchy(rows: lines) }
        return try Anonymizer(PreparedTable(table, recipe: recipe), hierarchies: named)
    }

    /// A small random table with random hierarchies.
    static func random(
        using generator: inout SeededGenerator, mode: Suppression.Mode = .remove
    ) -> ReferenceSearch {
        let columns = Int.random(in: 1...4, using: &generator)
        var hierarchies = (0..<columns).map { column in hierarchy(column, using: &generator) }
        // A group that is called * anyway: masked rows join it.
        if mode == .mask && Bool.random(using: &generator) {
            hierarchies = hierarchies.map { $0.map { $0.map { $0.hasPrefix("l") && $0.hasSuffix("_0") ? "*" : $0 } } }
        }
        let rows = (0..<Int.random(in: 1...(Bool.random(using: &generator) ? 40 : 150), using: &generator)).map { _ in
            hierarchies.map { lines in
                // The square root gathers values at the end, so that classes differ in size.
                let place = Double.random(in: 0..<1, using: &generator).squareRoot()
                return lines[Int(place * Double(lines.count))][0]
            }
        }
        let ranges = hierarchies.map { lines -> ClosedRange<Int> in
            let top = lines[0].count - 1
            if Int.random(in: 0..<4, using: &generator) > 0 { return 0...top }
            let bottom = Int.random(in: 0...top, using: &generator)
            return bottom...Int.random(in: bottom...top, using: &generator)
        }
        let weighted = Bool.random(using: &generator)
        return ReferenceSearch(
            rows: rows, hierarchies: hierarchies, ranges: ranges,
            weights: hierarchies.map { _ in weighted ? Double(Int.random(in: 0...4, using: &generator)) / 2 : 1 },
            k: Int.random(in: 1...6, using: &generator),
            limit: [0, 0.05, 0.1, 0.3, 0.7, 1, 1, 1].randomElement(using: &generator) ?? 0,
            gsFactor: [0, 0.2, 0.5, 0.5, 0.8, 1].randomElement(using: &generator) ?? 0.5,
            // Ranks, other metrics and other models are those of ``ReferenceProblem``.
            aggregate: Aggregate.allCases.filter { $0 != .rank }.randomElement(using: &generator) ?? .geometricMean,
            mode: mode)
    }

    private static func hierarchy(_ column: Int, using generator: inout SeededGenerator) -> [[String]] {
        let values = Int.random(in: 1...9, using: &generator)
        var groups = Array(0..<values)
        var lines = groups.map { ["v\(column)_\($0)"] }
        for level in 1..<Int.random(in: 1...5, using: &generator) {
            // Each group of the level before goes into one of fewer groups.
            let count = Int.random(in: 1...max(1, values - level), using: &generator)
            let target = (0..<values).map { _ in Int.random(in: 0..<count, using: &generator) }
            groups = groups.map { target[$0] }
            for index in lines.indices { lines[index].append("l\(level)_\(groups[index])") }
        }
        return lines
    }
}
