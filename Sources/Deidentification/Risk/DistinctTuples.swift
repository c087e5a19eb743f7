import Primitives

/// The distinct combinations of values of some columns, with their rows: risk figures are computed from these.
///
/// A missing value is a value like any other here; what treats it in another way says so.
package struct DistinctTuples: Sendable {
    /// The columns' names.
    package let names: [String]
    /// The number of codes that each column may have.
    package let sizes: [Int]
    /// Per column the code of each tuple.
    package let codes: [[Int32]]
    /// The rows of each tuple, at least one.
    package let rows: [Int32]
    /// The tuple of each row.
    package let tupleOfRow: [Int32]

    /// The number of tuples.
    package var count: Int { rows.count }
    /// The number of rows.
    package var rowCount: Int { tupleOfRow.count }
    /// The sizes of the classes that the tuples are.
    package var classSizes: ClassSizes { ClassSizes(sizes: rows.lazy.map { Int($0) }) }

    /// The distinct tuples of the columns, which must be of equal length; their values as they are.
    package init(_ columns: [Column], rowCount: Int) {
        var counter = KeyCounter(itemCount: rowCount)
        counter.count(columns.map { ($0.codes.unpacked, $0.values.count) }, weights: nil)
        var numbers = [Int32](repeating: -1, count: counter.cellCount)
        var tupleOfRow = [Int32](repeating: 0, count: rowCount)
        var firstRow: [Int32] = []
        var rows: [Int32] = []
        for row in 0..<rowCount {
            let cell = Int(counter.cells[row])
            if numbers[cell] < 0 {
                numbers[cell] = Int32(rows.count)
                firstRow.append(Int32(row))
                rows.append(counter.counts[cell])
            }
            tupleOfRow[row] = numbers[cell]
        }
        names = columns.map(\.name)
        sizes = columns.map { max(1, $0.values.count) }
        codes = columns.map { column in firstRow.map { Int32(column.codes[Int($0)]) } }
        self.rows = rows
        self.tupleOfRow = tupleOfRow
    }

    /// The quasi-identifiers' values as they are in the prepared table.
    package init(_ anonymizer: Anonymizer) {
        let attributes = anonymizer.attributes
        if attributes.contains(where: {
            $0.allowed.lowerBound > 0 || $0.levels[0].labels.count < $0.column.values.count
        }) {
            self.init(attributes.map(\.column), rowCount: anonymizer.prepared.table.rowCount)
            return
        }
        // Level 0 keeps all values apart, so the tuples of the search are those of the values.
        self.init(
            names: attributes.map(\.name), sizes: attributes.map { max(1, $0.levels[0].labels.count) },
            tuples: anonymizer.tuples)
    }

    private init(names: [String], sizes: [Int], tuples: TupleTable) {
        self.names = names
        self.sizes = sizes
        codes = tuples.codes
        rows = tuples.rows
        tupleOfRow = tuples.tupleOfRow
    }
}
