import Deidentification

/// A table for tests of steps: columns by name and their cells.
struct StepTable {
    let names: [String]
    let cells: [[String]]

    init(_ columns: KeyValuePairs<String, [String]>) {
        names = columns.map(\.key)
        cells = columns.map(\.value)
    }

    func recipe(_ steps: [PreparationStep], privacy: [PrivacyModel] = [.kAnonymity(k: 1)]) -> Recipe {
        Recipe(columns: names.map { ColumnRecipe(name: $0, role: .insensitive) }, steps: steps, privacy: privacy)
    }

    func prepared(
        _ steps: [PreparationStep], seed: UInt64 = 1, subset: [Bool]? = nil, hierarchies: [Int: Hierarchy] = [:],
        privacy: [PrivacyModel] = [.kAnonymity(k: 1)]
    ) throws -> PreparedTable {
        let table = try Table(columns: zip(names, cells).map { Column(name: $0, cells: $1) })
        return try PreparedTable(
            table, recipe: recipe(steps, privacy: privacy), subset: subset, stepHierarchies: hierarchies,
            randomness: SeededGenerator(seed: seed))
    }
}

extension PreparedTable {
    /// The cells of a column after the steps.
    func cells(_ name: String) -> [String] {
        guard let column = table.column(named: name) else { return [] }
        return (0..<column.rowCount).map { column[$0] }
    }
}
