extension Column {
    /// The column with each code's value replaced by the text at the same position; equal texts become one value.
    func relabelled(_ labels: [String]) -> Column {
        let merged = Column(name: name, cells: labels)
        return Column(name: name, uniqueValues: merged.values, validCodes: codes.map { merged.codes[Int($0)] })
    }

    /// The rows at these positions, in that order, with a dictionary of only their values.
    ///
    /// Values of rows left out are gone from the dictionary too, so they cannot leave with the column.
    func selecting(_ rows: [Int32]) -> Column {
        var numbers = [Int32](repeating: -1, count: values.count)
        var kept: [String] = []
        let selected = rows.map { row in
            let code = Int(codes[Int(row)])
            if numbers[code] < 0 {
                numbers[code] = Int32(kept.count)
                kept.append(values[code])
            }
            return numbers[code]
        }
        return Column(name: name, uniqueValues: kept, validCodes: selected)
    }

    /// The column with a dictionary of only the values that occur.
    func compacted() -> Column { counts().contains(0) ? selecting(Array(0..<Int32(rowCount))) : self }

    /// How many rows have each code.
    func counts() -> [Int] {
        var counts = [Int](repeating: 0, count: values.count)
        for code in codes { counts[Int(code)] += 1 }
        return counts
    }

    /// How many different values the rows have.
    public var distinctCount: Int { counts().count { $0 > 0 } }

    /// The rows whose code is marked: how many, and the first one counted from 1 (0 when there is none).
    func rows(marked: [Bool]) -> (count: Int, first: Int) {
        var count = 0
        var first = 0
        for (row, code) in codes.enumerated() where marked[Int(code)] {
            count += 1
            if first == 0 { first = row + 1 }
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
