import Primitives

/// A column that keeps its values: what the rows before and those of the output have.
struct KeptColumn {
    let column: Column
    /// The rows of each value before and after.
    let counts: LabelCounts
    /// The number of each value, where the column is one of numbers and not of codes.
    let numbers: [Double?]?

    /// A column of more different numbers than this is taken for one of numbers, not of codes.
    private static let fewestNumbers = 20

    /// - Parameters:
    ///   - before: the rows that count, nil for all.
    ///   - after: those of them that are in the output, nil for all of the table.
    init(_ column: Column, before: [Int32]?, after: [Int32]?) {
        let rowsBefore = column.counts(before)
        let rowsAfter = column.counts(after)
        let values = zip(column.values, rowsBefore).map { $1 > 0 ? decimalNumber($0) : nil }
        let isNumeric = zip(zip(column.values, rowsBefore), values).allSatisfy { value, number in
            value.1 == 0 || number != nil || value.0.allSatisfy(\.isWhitespace)
        }
        self.column = column
        numbers = isNumeric && rowsBefore.count { $0 > 0 } > Self.fewestNumbers ? values : nil
        counts = LabelCounts(
            labels: column.values, isInOutput: rowsAfter.map { $0 > 0 }, before: rowsBefore,
            after: rowsAfter.map(Double.init))
    }

    /// The values of these rows.
    func codes(_ rows: [Int32]) -> [Int32] { column.codes.selecting(rows).unpacked }
}

extension Column {
    /// How many of these rows (nil: of all) have each code.
    fileprivate func counts(_ rows: [Int32]?) -> [Int] {
        guard let rows else { return counts() }
        var counts = [Int](repeating: 0, count: values.count)
        codes.selecting(rows).forEach { counts[$0] += 1 }
        return counts
    }
}

/// At most about that many of the units, the same ones in every run, spread over all as if by chance: a fixed stride would
/// fall into step with units that are in order.
func drawnUnits(_ count: Int, atMost most: Int) -> [Int32] {
    if count <= most { return Array(0..<Int32(count)) }
    let bound = UInt64(Double(most) / Double(count) * 0x1p32)
    return (0..<Int32(count)).filter { unit in
        // SplitMix64's output function (Steele, Lea and Flood 2014).
        var bits = (UInt64(unit) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return (bits ^ (bits >> 31)) >> 32 < bound
    }
}
