import Deidentification

/// A random table with hierarchies and a random coding of it: groups overlap, and a tuple's rows may be parted.
struct AttackCase {
    let anonymizer: Anonymizer
    let hierarchies: [Hierarchy]
    let rows: [[String]]
    let sensitive: [String]
    let recoding: Recoding
    /// Whether a row is of the research subset; nil without one.
    let subset: [Bool]?

    init(mode: Suppression.Mode, using generator: inout SeededGenerator) throws {
        let columnCount = Int.random(in: 1...3, using: &generator)
        let rowCount = Int.random(in: 1...14, using: &generator)
        // Values 0..7, then halves, then quarters of them, then everything.
        let hierarchy = try Hierarchy(
            rows: (0..<8).map { ["\($0)", "h\($0 / 2)", "q\($0 / 4)", "all"] })
        let names = (0..<columnCount).map { "c\($0)" }
        let table = try Table(
            columns: names.map { name in
                Column(name: name, cells: (0..<rowCount).map { _ in "\(Int.random(in: 0..<8, using: &generator))" })
            } + [
                Column(
                    name: "s", cells: (0..<rowCount).map { _ in "\(Int.random(in: 0..<3, using: &generator))" })
            ])
        let rules =
            names.map {
                ColumnRecipe(name: $0, role: .quasiIdentifier, hierarchy: .file(name: "h.csv", delimiter: ";"))
            } + [ColumnRecipe(name: "s", role: .sensitive)]
        let recipe = Recipe(
            columns: rules, privacy: [.kAnonymity(k: 2)], suppression: Suppression(limit: 1, mode: mode))
        subset =
            Int.random(in: 0..<3, using: &generator) > 0
            ? nil : (0..<rowCount).map { _ in Bool.random(using: &generator) }
        anonymizer = try Anonymizer(
            PreparedTable(table, recipe: recipe, subset: subset),
            hierarchies: Dictionary(uniqueKeysWithValues: names.map { ($0, hierarchy) }))
        hierarchies = [Hierarchy](repeating: hierarchy, count: columnCount)
        rows = (0..<rowCount).map { row in table.columns.dropLast().map { $0[row] } }
        sensitive = (0..<rowCount).map { table.columns[columnCount][$0] }
        recoding = Self.recoding(anonymizer, using: &generator)
    }

    private static func recoding(_ anonymizer: Anonymizer, using generator: inout SeededGenerator) -> Recoding {
        let attributes = anonymizer.attributes
        let tuples = anonymizer.tuples
        var lists = attributes.map { _ in Recoding.LabelList(labels: [], leaves: [], levels: []) }
        var groups: [[Int32]] = []
        var parts: [Recoding.Part] = []
        func label(_ column: Int, tuple: Int) -> Int32 {
            let attribute = attributes[column]
            let level = Int.random(in: 0...4, using: &generator)
            let known = level > 3 ? nil : attribute.levels[level]
            let code = known.map { Int($0.labelCodes[Int(tuples.codes[column][tuple])]) } ?? 0
            let text = known?.labels[code] ?? "*"
            if let found = lists[column].labels.firstIndex(of: text) { return Int32(found) }
            lists[column].labels.append(text)
            lists[column].leaves.append(known?.leaves[code] ?? attribute.valueCount)
            lists[column].levels.append(min(level, 3))
            return Int32(lists[column].labels.count - 1)
        }
        for tuple in 0..<tuples.count {
            var left = tuples.rows[tuple]
            while left > 0 {
                let rows = Int32.random(in: 1...left, using: &generator)
                left -= rows
                if Int.random(in: 0..<5, using: &generator) == 0 {
                    parts.append(Recoding.Part(tuple: Int32(tuple), group: -1, rows: rows))
                    continue
                }
                let labels = attributes.indices.map { label($0, tuple: tuple) }
                let group = groups.firstIndex(of: labels) ?? groups.count
                if group == groups.count { groups.append(labels) }
                parts.append(Recoding.Part(tuple: Int32(tuple), group: Int32(group), rows: rows))
            }
        }
        return Recoding(
            columns: lists, groupLabels: attributes.indices.map { column in groups.map { $0[column] } }, parts: parts)
    }

    /// What is written in each row of the output, nil where the row is not in it.
    var written: [[String]?] {
        recoding.groupOfRow(anonymizer.tuples).enumerated().map { row, group in
            if subset?[row] == false { return nil }
            if group < 0 {
                return anonymizer.prepared.recipe.suppression.mode == .mask ? hierarchies.map { _ in "*" } : nil
            }
            return recoding.columns.indices.map { column in
                recoding.columns[column].labels[Int(recoding.groupLabels[column][Int(group)])]
            }
        }
    }

    /// Whether a label covers a value, by the texts of the hierarchy.
    func covers(_ label: String, _ value: String, column: Int) -> Bool {
        label == "*" || (0..<4).contains { hierarchies[column].label(of: value, level: $0) == label }
    }

    /// The values under a label.
    func leaves(_ label: String, column: Int) -> Int {
        hierarchies[column].values.count { covers(label, $0, column: column) }
    }
}
