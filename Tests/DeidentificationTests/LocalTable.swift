import Deidentification

/// A small random table with hierarchies and a recipe, for local recoding.
struct LocalTable {
    var checker: LocalChecker
    var anonymizer: Anonymizer
    var privacy: [PrivacyModel]
    var limit: Double
    var mode: Suppression.Mode

    /// - Parameter privacy: the models over the sensitive column `s`; nil for k-anonymity with a random k.
    init(
        using random: inout SeededGenerator, privacy given: [PrivacyModel]? = nil, rowCount: ClosedRange<Int> = 1...40
    ) throws {
        let width = Int.random(in: 1...4, using: &random)
        var hierarchies: [[[String]]] = []
        var allowed: [ClosedRange<Int>] = []
        for _ in 0..<width {
            let lines = Self.hierarchy(using: &random)
            let height = (lines.first?.count ?? 1) - 1
            let bottom = Bool.random(using: &random) ? 0 : Int.random(in: 0...height, using: &random)
            let top =
                Int.random(in: 0...3, using: &random) > 0 ? height : Int.random(in: bottom...height, using: &random)
            hierarchies.append(lines)
            allowed.append(bottom...top)
        }
        let count = Int.random(in: rowCount, using: &random)
        let rows = (0..<count).map { _ in hierarchies.map { $0.randomElement(using: &random)?[0] ?? "" } }
        let sensitive = (0..<count).map { _ in "s\(Int.random(in: 0...3, using: &random))" }
        let choices: [Double] = [1, 1, 1, 0.5, 2, 0]
        let weights = (0..<width).map { _ in choices.randomElement(using: &random) ?? 1 }
        let aggregates: [Aggregate] = [.geometricMean, .geometricMean, .arithmeticMean, .sum, .maximum]
        let aggregate = aggregates.randomElement(using: &random) ?? .sum
        let factors: [Double] = [0.5, 0.5, 0, 0.2, 0.8]
        let gsFactor = factors.randomElement(using: &random) ?? 0.5
        let limits: [Double] = [0, 0, 0.1, 0.5, 1]
        limit = limits.randomElement(using: &random) ?? 0
        mode = Int.random(in: 0...3, using: &random) > 0 ? .remove : .mask
        privacy = given ?? [.kAnonymity(k: Int.random(in: 1...6, using: &random))]
        checker = LocalChecker(
            rows: rows, hierarchies: hierarchies, allowed: allowed, weights: weights, aggregate: aggregate,
            gsFactor: gsFactor, sensitive: sensitive)
        let columns = (0..<width).map { column in
            ColumnRecipe(
                name: "q\(column)", role: .quasiIdentifier, hierarchy: .file(name: "h", delimiter: ";"),
                minimumLevel: allowed[column].lowerBound, maximumLevel: allowed[column].upperBound,
                weight: weights[column])
        }
        let recipe = Recipe(
            columns: columns + [ColumnRecipe(name: "s", role: .sensitive)], privacy: privacy,
            suppression: Suppression(limit: limit, mode: mode),
            utility: UtilityRule(aggregate: aggregate, gsFactor: gsFactor), coding: .local)
        let table = try Table(
            columns: (0..<width).map { column in Column(name: "q\(column)", cells: rows.lazy.map { $0[column] }) }
                + [Column(name: "s", cells: sensitive)])
        var named: [String: Hierarchy] = [:]
        for (column, lines) in hierarchies.enumerated() { named["q\(column)"] = try Hierarchy(rows: lines) }
        anonymizer = try Anonymizer(PreparedTable(table, recipe: recipe), hierarchies: named)
    }

    /// Lines of 1 to 8 values whose labels merge at random; sometimes `*` at the top, sometimes texts that come again.
    private static func hierarchy(using random: inout SeededGenerator) -> [[String]] {
        let values = Int.random(in: 1...8, using: &random)
        let height = Int.random(in: 0...3, using: &random)
        var lines = (0..<values).map { ["v\($0)"] }
        var parts = Array(0..<values)
        let repeats = Int.random(in: 0...4, using: &random) == 0
        let hasTop = Int.random(in: 0...2, using: &random) > 0
        for level in stride(from: 1, through: height, by: 1) {
            let number = max(1, (Set(parts).max() ?? 0) + 1)
            let target = hasTop && level == height ? 1 : max(1, Int.random(in: 1...number, using: &random))
            let merged = (0..<number).map { _ in Int.random(in: 0..<target, using: &random) }
            parts = parts.map { merged[$0] }
            for value in 0..<values {
                let text = repeats ? "g\(parts[value])" : "g\(level).\(parts[value])"
                lines[value].append(hasTop && level == height ? "*" : text)
            }
        }
        return lines
    }

    /// Whether rows satisfy every model.
    func accepts(_ group: [Int]) -> Bool { privacy.allSatisfy { checker.satisfies($0, group) } }

    /// What an answer must fulfil; returns the first thing that it does not.
    func fault(_ outcome: LocalOutcome) -> String? {
        let written = checker.written(outcome.recoding, tupleOfRow: anonymizer.tuples.tupleOfRow)
        if !checker.conservesRows(outcome.recoding, tupleOfRow: anonymizer.tuples.tupleOfRow) { return "rows are lost" }
        if !outcome.hasSolution { return written.contains { $0 != nil } ? "rows without a solution" : nil }
        if !checker.isTrue(written) { return "a label is not true" }
        var output = written
        if mode == .mask { output = written.map { $0 ?? checker.hierarchies.map { _ in "*" } } }
        let groups = checker.groups(output)
        if groups.contains(where: { !accepts($0) }) { return "a class breaks a model" }
        if checker.groups(written).count != outcome.classes { return "classes are written alike" }
        let lost = written.count { $0 == nil }
        if lost > Int(limit * Double(written.count)) { return "too many rows are suppressed" }
        let loss = checker.loss(written)
        if abs(loss - outcome.loss) > 1e-9 { return "loss \(outcome.loss) instead of \(loss)" }
        return nil
    }
}
