import Primitives

/// The rows of a table parted by their texts in some columns; a blank cell is a value of its own.
struct Strata {
    /// The number of strata.
    private(set) var count = 1
    /// The stratum of each row.
    private(set) var stratumOfRow: [Int32]

    /// One stratum of so many rows.
    init(rowCount: Int) { stratumOfRow = [Int32](repeating: 0, count: rowCount) }

    /// Parts the strata further by the column's codes, mapped by the table where one is given.
    mutating func part(by column: Column, map: [Int32]? = nil) {
        let width = UInt64(max(column.values.count, map.map { Int($0.max() ?? 0) + 1 } ?? 0))
        var numbers: [UInt64: Int32] = [:]
        for row in stratumOfRow.indices {
            let code = column.codes[row]
            let key = UInt64(stratumOfRow[row]) * width + UInt64(map.map { Int($0[code]) } ?? code)
            if let number = numbers[key] {
                stratumOfRow[row] = number
            } else {
                let number = Int32(numbers.count)
                numbers[key] = number
                stratumOfRow[row] = number
            }
        }
        count = max(1, numbers.count)
    }

    /// The rows of each stratum, ascending.
    var rows: [[Int32]] {
        var lists = [[Int32]](repeating: [], count: count)
        for (row, stratum) in stratumOfRow.enumerated() { lists[Int(stratum)].append(Int32(row)) }
        return lists
    }
}
