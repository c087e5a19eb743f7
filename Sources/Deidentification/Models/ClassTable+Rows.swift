extension ClassTable {
    /// The classes of rows that are grouped already.
    /// - Parameters:
    ///   - groups: for each row its class, from 0.
    ///   - count: the number of classes.
    ///   - subset: for each row whether it belongs to the research subset; nil without one.
    ///   - sensitive: the columns whose distributions are wanted, in their order.
    init(groups: [Int32], count: Int, subset: [Bool]?, sensitive: [Column]) {
        var rows = [Int32](repeating: 0, count: count)
        var subsetRows = subset.map { _ in rows }
        for (row, group) in groups.enumerated() {
            rows[Int(group)] += 1
            if let subset, subset[row] { subsetRows?[Int(group)] += 1 }
        }
        let counted = subsetRows ?? rows
        self.init(
            rows: rows, subsetRows: subsetRows,
            distributions: sensitive.map { column in
                ClassDistributions(rowsOf: column, groups: groups, groupRows: counted, subset: subset)
            })
    }
}
