/// The rows of a file that are the latest of their person, one bit a row: half a megabyte for 3,700,000 rows.
public struct RowSelection: Hashable, Sendable {
    private var words: [UInt64] = []

    init() {}

    mutating func insert(_ row: Int) {
        while words.count <= row >> 6 { words.append(0) }
        words[row >> 6] |= 1 << UInt64(row & 63)
    }

    /// Whether the data row, from 1, is a latest row.
    public func contains(row: Int) -> Bool {
        row >= 0 && row >> 6 < words.count && words[row >> 6] >> UInt64(row & 63) & 1 == 1
    }

    /// How many rows are latest rows.
    public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}

/// What the items of a history rule's order say of a row, as one number of 128 bits: the most significant item first.
struct RowOrder: Comparable {
    var high: UInt64 = 0
    var low: UInt64 = 0

    /// The most items that are compared.
    static let limit = 4

    /// The bits of each of so many items.
    static func bits(items: Int) -> Int { min(64, 128 / max(1, items)) }

    /// Sets the number of the item at `place` of the order, the most significant first; false where it is too great to be
    /// compared with so few bits.
    mutating func set(_ number: UInt64, at place: Int, bits: Int) -> Bool {
        guard bits == 64 || number >> UInt64(bits) == 0 else { return false }
        let shift = 128 - bits * (place + 1)
        if shift >= 64 {
            high |= number << UInt64(shift - 64)
        } else {
            low |= number << UInt64(shift)
            // What does not fit below stands above; a shift by 64 or more gives 0.
            high |= number >> UInt64(64 - shift)
        }
        return true
    }

    static func < (left: RowOrder, right: RowOrder) -> Bool { (left.high, left.low) < (right.high, right.low) }
}
