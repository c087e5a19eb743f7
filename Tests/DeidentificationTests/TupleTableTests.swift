import Deidentification
import Primitives
import Testing

/// The distinct tuples, against a dictionary of texts.
@Suite struct TupleTableTests {
    /// Few values for a table of bits, many for a hash, more for codes of two and four bytes.
    @Test(arguments: [
        [3], [1], [4, 5, 6], [200, 90, 7], [300, 2, 300, 5], [70_000, 3], [900, 900, 900, 900, 900, 900, 900],
    ])
    func `numbers tuples in the order of their first rows`(domains: [Int]) throws {
        let seed = UInt64(domains.reduce(1, +))
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        for rowCount in [0, 1, 5, 6_000] {
            let draw = { (size: Int) in Int.random(in: 0..<min(size, 40 + size / 50), using: &generator) }
            let cells = domains.map { size in
                (0..<rowCount).map { row in row % 3 == 0 ? row / 9 % size : size - 1 - draw(size) }
            }
            let spread = (0..<rowCount).map { _ in "s\(Int.random(in: 0..<7, using: &generator))" }
            let subset = (0..<rowCount).map { _ in Bool.random(using: &generator) }
            let names = domains.indices.map { "q\($0)" }
            var columns: [Column] = []
            for (column, size) in domains.enumerated() {
                // Codes in the order of values, most of them unused where there are many.
                columns.append(
                    try Column(
                        name: names[column], values: (0..<size).map { "v\($0)" }, codes: cells[column].map { Int32($0) }
                    ))
            }
            columns.append(Column(name: "s", cells: spread))
            let recipe = Recipe(
                columns: names.map { ColumnRecipe(name: $0, role: .quasiIdentifier) }
                    + [ColumnRecipe(name: "s", role: .sensitive)],
                privacy: [.lDiversity(column: "s", .distinct(l: 2)), .inclusion(subset: SubsetFile(file: "f"))])
            let anonymizer = try Anonymizer(PreparedTable(Table(columns: columns), recipe: recipe, subset: subset))
            let tuples = anonymizer.tuples

            var numbers: [[Int]: Int32] = [:]
            var rows: [Int32] = []
            var subsetRows: [Int32] = []
            var values: [[String: Int32]] = []
            for row in 0..<rowCount {
                let key = cells.map { $0[row] }
                let number = numbers[key] ?? Int32(numbers.count)
                if numbers.updateValue(number, forKey: key) == nil {
                    rows.append(0)
                    subsetRows.append(0)
                    values.append([:])
                }
                #expect(tuples.tupleOfRow[row] == number)
                rows[Int(number)] += 1
                if subset[row] {
                    subsetRows[Int(number)] += 1
                    values[Int(number)][spread[row], default: 0] += 1
                }
            }
            #expect(tuples.rows == rows && tuples.classes.subsetRows == subsetRows)
            #expect(tuples.countedRowCount == subset.count { $0 })
            for (key, number) in numbers {
                for column in domains.indices {
                    let attribute = anonymizer.attributes[column]
                    #expect(attribute.levels[0].labels[Int(tuples.codes[column][Int(number)])] == "v\(key[column])")
                }
            }
            let known = tuples.classes.distributions[0]
            let labels = try #require(columns.last).values
            for tuple in values.indices {
                var found: [String: Int32] = [:]
                for entry in Int(known.offsets[tuple])..<Int(known.offsets[tuple + 1]) {
                    found[labels[Int(known.values[entry])]] = known.counts[entry]
                }
                #expect(found == values[tuple])
            }
        }
    }
}
