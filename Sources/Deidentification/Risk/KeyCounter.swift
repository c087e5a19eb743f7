/// Adds up the rows of items with equal keys, with scratch memory that is used again.
///
/// A small space of keys is a table by key; a large one an open-addressing hash whose slots take the table's place. Either
/// way ``cells`` says for each item where its sum stands in ``counts``.
struct KeyCounter {
    /// The cell of each item.
    private(set) var cells: [Int32]
    /// The sum of each cell, 0 for empty ones; only the first ``cellCount`` count.
    private(set) var counts: [Int32] = []
    /// The number of cells in use.
    private(set) var cellCount = 0
    private var slots: [UInt64] = []

    init(itemCount: Int) { cells = [Int32](repeating: 0, count: itemCount) }

    /// Counts the keys, all less than `space`; an item counts as often as its weight says, once without weights.
    mutating func count(_ keys: [UInt64], space: UInt64, weights: [Int32]?) {
        let direct = space <= UInt64(max(1 << 16, min(1 << 24, 4 * keys.count)))
        var bits = 4
        if direct {
            cellCount = Int(space)
        } else {
            while (1 << bits) < 2 * keys.count { bits += 1 }
            cellCount = 1 << bits
        }
        if counts.count < cellCount { counts = [Int32](repeating: 0, count: cellCount) }
        if !direct && slots.count < cellCount { slots = [UInt64](repeating: 0, count: cellCount) }
        let used = cellCount
        // Pointers, because this loop runs once per tuple and combination of columns; every index is a cell or an item.
        counts.withUnsafeMutableBufferPointer { counts in
            for cell in 0..<used { counts[cell] = 0 }
            cells.withUnsafeMutableBufferPointer { cells in
                keys.withUnsafeBufferPointer { keys in
                    if direct {
                        Self.place(keys, in: cells)
                        Self.add(cells, weights, to: counts)
                    } else {
                        slots.withUnsafeMutableBufferPointer { slots in
                            Self.placeByHash(keys, weights, bits: bits, slots: slots, cells: cells, counts: counts)
                        }
                    }
                }
            }
        }
    }

    private static func place(_ keys: UnsafeBufferPointer<UInt64>, in cells: UnsafeMutableBufferPointer<Int32>) {
        for item in 0..<keys.count { cells[item] = Int32(truncatingIfNeeded: keys[item]) }
    }

    private static func add(
        _ cells: UnsafeMutableBufferPointer<Int32>, _ weights: [Int32]?, to counts: UnsafeMutableBufferPointer<Int32>
    ) {
        guard let weights else {
            for cell in cells { counts[Int(cell)] &+= 1 }
            return
        }
        weights.withUnsafeBufferPointer { weights in
            for item in 0..<cells.count { counts[Int(cells[item])] &+= weights[item] }
        }
    }

    private static func placeByHash(
        _ keys: UnsafeBufferPointer<UInt64>, _ weights: [Int32]?, bits: Int,
        slots: UnsafeMutableBufferPointer<UInt64>, cells: UnsafeMutableBufferPointer<Int32>,
        counts: UnsafeMutableBufferPointer<Int32>
    ) {
        let mask = (1 << bits) - 1
        for item in 0..<keys.count {
            let key = keys[item]
            // Fibonacci hashing: the high bits of the product depend on all bits of the key.
            var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
            // Weights are positive, so a cell with a count is taken.
            while counts[slot] != 0 && slots[slot] != key { slot = (slot &+ 1) & mask }
            slots[slot] = key
            counts[slot] &+= weights?[item] ?? 1
            cells[item] = Int32(truncatingIfNeeded: slot)
        }
    }

    /// Extends each item's key by its code of one more column; returns the new space of keys.
    ///
    /// Where the product of the spaces does not fit a word, equal keys are numbered by their cells first.
    mutating func extend(
        _ keys: [UInt64], space: UInt64, by codes: [Int32], size: Int, into extended: inout [UInt64]
    ) -> UInt64 {
        let radix = UInt64(max(1, size))
        if space.multipliedReportingOverflow(by: radix).overflow {
            count(keys, space: space, weights: nil)
            let numbers = cells
            return extend(
                numbers.map { UInt64($0) }, space: UInt64(cellCount), by: codes, size: size, into: &extended)
        }
        extended.withUnsafeMutableBufferPointer { extended in
            keys.withUnsafeBufferPointer { keys in
                codes.withUnsafeBufferPointer { codes in
                    for item in 0..<keys.count { extended[item] = keys[item] &* radix &+ UInt64(codes[item]) }
                }
            }
        }
        return space &* radix
    }

    /// Counts the items by all these columns together.
    mutating func count(_ columns: [(codes: [Int32], size: Int)], weights: [Int32]?) {
        var keys = [UInt64](repeating: 0, count: cells.count)
        var extended = keys
        var space: UInt64 = 1
        for column in columns {
            space = extend(keys, space: space, by: column.codes, size: column.size, into: &extended)
            swap(&keys, &extended)
        }
        count(keys, space: space, weights: weights)
    }
}
