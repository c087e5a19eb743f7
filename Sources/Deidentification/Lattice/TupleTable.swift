/// The distinct tuples of the quasi-identifiers at their finest allowed levels, with the number of rows of each.
///
/// Every node of the lattice is computed from these, so cost grows with distinct tuples, not with rows.
struct TupleTable: Sendable {
    /// Per quasi-identifier the label code (of the finest allowed level) of each tuple.
    let codes: [[Int32]]
    /// The rows of each tuple.
    let rows: [Int]
    /// The tuple of each row.
    let tupleOfRow: [Int32]
    /// The number of rows.
    let rowCount: Int

    var count: Int { rows.count }

    init(attributes: [Attribute], rowCount: Int) {
        let keys = attributes.map { attribute in
            let level = attribute.levels[attribute.allowed.lowerBound]
            return Grouper.Key(codes: attribute.column.codes, map: level.labelCodes, size: level.labels.count)
        }
        var grouper = Grouper()
        grouper.group(count: rowCount, by: keys)
        var rows = [Int](repeating: 0, count: grouper.groupCount)
        var firstRow = [Int](repeating: 0, count: grouper.groupCount)
        for (row, group) in grouper.groups.enumerated() {
            if rows[Int(group)] == 0 { firstRow[Int(group)] = row }
            rows[Int(group)] += 1
        }
        codes = keys.map { key in firstRow.map { key.map[Int(key.codes[$0])] } }
        self.rows = rows
        tupleOfRow = grouper.groups
        self.rowCount = rowCount
    }
}
