import Primitives

/// The distinct tuples of the quasi-identifiers at their finest allowed levels: the classes of the finest node.
///
/// Every node of the lattice and every other coding is computed from these, so cost grows with distinct tuples, not with
/// rows. Tuples are numbered in the order of their first rows.
package struct TupleTable: Sendable {
    /// Per quasi-identifier the label code (of the finest allowed level) of each tuple.
    package let codes: [[Int32]]
    /// Rows, subset rows and sensitive values of each tuple.
    package let classes: ClassTable
    /// The tuple of each row.
    package let tupleOfRow: [Int32]
    /// The number of rows.
    package let rowCount: Int
    /// The rows that count for sizes, losses and the limit: those of the research subset, all where there is none.
    package let countedRowCount: Int

    /// The number of tuples.
    package var count: Int { classes.count }
    /// The rows of each tuple.
    package var rows: [Int32] { classes.rows }

    /// Merges equal rows.
    /// - Parameters:
    ///   - subset: for each row whether it belongs to the research subset; nil when no model names one.
    ///   - sensitive: the columns whose values are counted per tuple, in the order of ``ClassTable/distributions``.
    init(attributes: [Attribute], rowCount: Int, subset: [Bool]? = nil, sensitive: [Column] = []) {
        let keys = attributes.map { attribute in
            let level = attribute.levels[attribute.allowed.lowerBound]
            return RowKey(codes: attribute.column.codes, map: level.labelCodes, size: level.labels.count)
        }
        let numbering = TupleNumbering(keys: keys, rowCount: rowCount)
        let count = numbering.firstRows.count
        codes = keys.map { $0.labels(of: numbering.firstRows) }
        let rows = Self.counts(numbering.tupleOfRow, size: count)
        let subsetRows = subset.map { Self.counts(numbering.tupleOfRow, size: count, where: $0) }
        classes = ClassTable(
            rows: rows, subsetRows: subsetRows,
            distributions: sensitive.map { column in
                ClassDistributions(
                    rowsOf: column, groups: numbering.tupleOfRow, groupRows: subsetRows ?? rows, subset: subset)
            })
        tupleOfRow = numbering.tupleOfRow
        self.rowCount = rowCount
        countedRowCount = subset.map { $0.count { $0 } } ?? rowCount
    }

    private static func counts(_ tupleOfRow: [Int32], size: Int) -> [Int32] {
        var counts = [Int32](repeating: 0, count: size)
        counts.withUnsafeMutableBufferPointer { counts in
            tupleOfRow.withUnsafeBufferPointer { tuples in
                for tuple in tuples { counts[Int(tuple)] &+= 1 }
            }
        }
        return counts
    }

    private static func counts(_ tupleOfRow: [Int32], size: Int, where subset: [Bool]) -> [Int32] {
        var counts = [Int32](repeating: 0, count: size)
        for (tuple, isMember) in zip(tupleOfRow, subset) where isMember { counts[Int(tuple)] += 1 }
        return counts
    }
}
