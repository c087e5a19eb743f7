import Primitives

extension Column {
    /// The column with each code's value replaced by the text at the same position; equal texts become one value.
    func relabelled(_ labels: [String]) -> Column {
        let merged = Column(name: name, cells: labels)
        return Column(name: name, uniqueValues: merged.values, validCodes: codes.mapped(through: merged.codes.unpacked))
    }

    /// The rows at these positions, in that order, with a dictionary of only their values.
    ///
    /// Values of rows left out are gone from the dictionary too, so they cannot leave with the column.
    func selecting(_ rows: [Int32]) -> Column {
        let selected = Column(name: name, uniqueValues: values, validCodes: codes.selecting(rows))
        return selected.compacted()
    }

    /// The column with a dictionary of only the values that occur, in the order of the dictionary.
    func compacted() -> Column {
        let counts = counts()
        if !counts.contains(0) { return self }
        var numbers = [Int32](repeating: 0, count: values.count)
        var kept: [String] = []
        for (code, count) in counts.enumerated() where count > 0 {
            numbers[code] = Int32(kept.count)
            kept.append(values[code])
        }
        return Column(name: name, uniqueValues: kept, validCodes: codes.mapped(through: numbers))
    }

    /// How many rows have each code.
    func counts() -> [Int] {
        codes.counts(size: values.count)
    }

    /// How many different values the rows have.
    public var distinctCount: Int { counts().count { $0 > 0 } }

    /// The rows whose code is marked: how many, and the first one counted from 1 (0 when there is none).
    func rows(marked: [Bool]) -> (count: Int, first: Int) {
        var count = 0
        var first = 0
        var row = 0
        codes.forEach { code in
            row += 1
            if marked[code] {
                count += 1
                if first == 0 { first = row }
            }
        }
        return (count, first)
    }
}

extension Table {
    /// The rows at these positions, in that order.
    func selecting(_ rows: [Int32]) -> Table {
        Table(validColumns: columns.map { $0.selecting(rows) }, rowCount: rows.count)
    }
}
