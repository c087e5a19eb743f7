import Deidentification
import Foundation

/// A small table with models and a metric, and the slow, obvious way to what a transformation does: rows, texts,
/// dictionaries and loops, straight from the definitions, with nothing of the engine but the recipe's types.
struct ReferenceProblem {
    struct Node {
        var levels: [Int]
        /// The figure; with the aggregate `rank` the columns' figures, greatest first.
        var figures: [Double]
        var suppressed: Int
        var isAnonymous: Bool
    }

    /// Rows of values of the quasi-identifiers.
    var rows: [[String]]
    /// For each row the value of the sensitive column.
    var sensitive: [String]
    /// The rows of the research subset, where a model names one.
    var subset: [Bool]?
    /// Per quasi-identifier the lines of its hierarchy.
    var hierarchies: [[[String]]]
    var ranges: [ClosedRange<Int>]
    var weights: [Double]
    var models: [PrivacyModel]
    var limit: Double
    var utility: UtilityRule
    var mode = Suppression.Mode.remove

    func isCounted(_ row: Int) -> Bool { subset?[row] ?? true }
    var counted: [Int] { rows.indices.filter(isCounted) }

    func node(_ levels: [Int]) -> Node {
        let labels = rows.map { row in
            row.indices.map { column in
                hierarchies[column].first { $0[0] == row[column] }?[levels[column]] ?? "missing"
            }
        }
        var members: [[String]: [Int]] = [:]
        for (row, tuple) in labels.enumerated() { members[tuple, default: []].append(row) }
        let classes = members.values.sorted { $0[0] < $1[0] }
        var isLost = classes.map { rows in
            let own = rows.filter(isCounted)
            return own.isEmpty || !models.allSatisfy { holds($0, own: own, all: rows) }
        }
        var isAnonymous = !isBrokenByAbsence(classes)
        func lostRows() -> Int {
            zip(classes, isLost).reduce(0) { $0 + ($1.1 ? $1.0.count(where: isCounted) : 0) }
        }
        let allowed = Int(floor(limit * Double(counted.count)))
        if lostRows() > allowed { isAnonymous = false }
        if isAnonymous {
            for model in models {
                let before = isLost
                suppressMore(model, classes, levels: levels, labels: labels, isLost: &isLost)
                // What the limit forbids is not done: the transformation is none, and stays as it was.
                if lostRows() > allowed {
                    isLost = before
                    isAnonymous = false
                    break
                }
            }
        }
        var suppressed = rows.map { _ in false }
        for (rows, isLost) in zip(classes, isLost) where isLost { for row in rows { suppressed[row] = true } }
        let lost = lostRows()
        if isAnonymous && mode == .mask && lost > 0 {
            let alike = rows.indices.count {
                isCounted($0) && !suppressed[$0] && labels[$0].allSatisfy { $0 == "*" }
            }
            isAnonymous = lost + alike >= leastSize
        }
        let kept = zip(classes, isLost).filter { !$0.1 }.map { $0.0.filter(isCounted) }
        return Node(
            levels: levels, figures: figures(levels, labels: labels, kept: kept, suppressed: suppressed),
            suppressed: lost, isAnonymous: isAnonymous)
    }

    func allNodes() -> [Node] {
        var levels: [[Int]] = [[]]
        for range in ranges { levels = levels.flatMap { prefix in range.map { prefix + [$0] } } }
        return levels.map(node)
    }

    func anonymizer() throws -> Anonymizer {
        let quasiIdentifiers = hierarchies.indices.map { index in
            ColumnRecipe(
                name: "q\(index)", role: .quasiIdentifier, hierarchy: .file(name: "q\(index)", delimiter: ","),
                minimumLevel: ranges[index].lowerBound, maximumLevel: ranges[index].upperBound,
                weight: weights[index])
        }
        let recipe = Recipe(
            columns: quasiIdentifiers + [ColumnRecipe(name: "s", role: .sensitive)], privacy: models,
            suppression: Suppression(limit: limit, mode: mode), utility: utility)
        let table = try Table(
            columns: hierarchies.indices.map { index in
                Column(name: "q\(index)", cells: rows.map { $0[index] })
            } + [Column(name: "s", cells: sensitive)])
        var named: [String: Hierarchy] = [:]
        for (index, lines) in hierarchies.enumerated() { named["q\(index)"] = try Hierarchy(rows: lines) }
        return try Anonymizer(PreparedTable(table, recipe: recipe, subset: subset), hierarchies: named)
    }
}
