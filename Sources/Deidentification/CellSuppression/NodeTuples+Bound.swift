extension NodeTuples {
    /// Cells below which no cell suppression can stay, where groups need so many rows and nothing else; a suppressed
    /// row counts as all its cells.
    ///
    /// Each row of a class that is too small loses a cell, and a second one where not even all rows of the table that
    /// agree with it in all columns but one are enough, whichever the column. Rows with a label that is `*` already may
    /// get by with none.
    func leastCells(minimumSize: Int) -> Int {
        let all = Array(0..<Int32(count))
        var reaches = [Bool](repeating: false, count: count)
        var index = MaskedWords(count: count)
        for column in codes.indices where column < 64 {
            number(all, mask: 1 << UInt64(column), into: &index)
            index.sum(rows, of: all)
            for tuple in 0..<count where Int(index.groupRows[Int(index.groups[tuple])]) >= minimumSize {
                reaches[tuple] = true
            }
        }
        var cells = 0
        for tuple in 0..<count where Int(rows[tuple]) < minimumSize {
            let hasStar = codes.contains { $0[tuple] == 0 }
            if !hasStar { cells += Int(rows[tuple]) * (reaches[tuple] ? 1 : min(2, codes.count)) }
        }
        return cells
    }
}
