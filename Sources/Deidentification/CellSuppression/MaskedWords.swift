/// Numbers tuples by their codes without those of a mask, with scratch memory that is used again.
struct MaskedWords {
    /// The number of each tuple given, in the order of first appearance.
    private(set) var groups: [Int32]
    /// The counted rows of each number, where they were given.
    private(set) var groupRows: [Int32] = []
    /// The first tuple of each number.
    private(set) var firstTuples: [Int32] = []
    private var slots: [Slot] = []
    // Of the last numbering: the size of the table in use, and the bits of words that the mask leaves.
    private var bits = 4
    private var keep: UInt64 = 0

    /// One place of the hash table.
    private struct Slot {
        var word: UInt64
        /// -1 where the place is free.
        var group: Int32
    }

    init(count: Int) { groups = [Int32](repeating: 0, count: count) }

    /// Numbers these tuples.
    /// - Parameters:
    ///   - mask: the columns left out, one bit each.
    ///   - words: one word a tuple, of bit fields; where empty, words are made by hashing the codes.
    mutating func number(
        _ chosen: [Int32], mask: UInt64, codes: [[UInt32]], words: [UInt64], fields: [UInt64]
    ) {
        if groups.count < chosen.count { groups = [Int32](repeating: 0, count: chosen.count) }
        var bits = 4
        while (1 << bits) < 2 * chosen.count { bits += 1 }
        self.bits = bits
        let size = 1 << bits
        let free = Slot(word: 0, group: -1)
        if slots.count < size { slots = [Slot](repeating: free, count: size) }
        firstTuples.removeAll(keepingCapacity: true)
        let isExact = !words.isEmpty || codes.isEmpty
        var keep: UInt64 = 0
        for (column, field) in fields.enumerated() where mask & (1 << UInt64(column)) == 0 { keep |= field }
        self.keep = keep
        var first = firstTuples
        // Unsafe buffers: one pass of this loop for each mask is nearly all of the work.
        slots.withUnsafeMutableBufferPointer { slots in
            for slot in 0..<size { slots[slot] = free }
            groups.withUnsafeMutableBufferPointer { groups in
                chosen.withUnsafeBufferPointer { chosen in
                    words.withUnsafeBufferPointer { words in
                        for place in 0..<chosen.count {
                            let tuple = Int(chosen[place])
                            let word =
                                isExact
                                ? (words.isEmpty ? 0 : words[tuple] & keep) : Self.hash(codes, tuple, mask: mask)
                            var slot = Self.slot(of: word, bits: bits)
                            while true {
                                let group = slots[slot].group
                                if group < 0 {
                                    slots[slot] = Slot(word: word, group: Int32(truncatingIfNeeded: first.count))
                                    groups[place] = Int32(truncatingIfNeeded: first.count)
                                    first.append(chosen[place])
                                    break
                                }
                                if slots[slot].word == word
                                    && (isExact || Self.areEqual(codes, Int(first[Int(group)]), tuple, mask: mask))
                                {
                                    groups[place] = group
                                    break
                                }
                                slot = (slot &+ 1) & (size &- 1)
                            }
                        }
                    }
                }
            }
        }
        firstTuples = first
    }

    /// The number of tuples like this one in the last numbering, whose mask is given again; nil where there were none.
    func find(_ tuple: Int, mask: UInt64, codes: [[UInt32]], words: [UInt64], fields: [UInt64]) -> Int32? {
        let isExact = !words.isEmpty || codes.isEmpty
        let word = isExact ? (words.isEmpty ? 0 : words[tuple] & keep) : Self.hash(codes, tuple, mask: mask)
        var slot = Self.slot(of: word, bits: bits)
        while slots[slot].group >= 0 {
            let group = slots[slot].group
            if slots[slot].word == word
                && (isExact || Self.areEqual(codes, Int(firstTuples[Int(group)]), tuple, mask: mask))
            {
                return group
            }
            slot = (slot &+ 1) & ((1 << bits) &- 1)
        }
        return nil
    }

    /// Fibonacci hashing, twice: the high bits of the last product depend on all bits of the word.
    private static func slot(of word: UInt64, bits: Int) -> Int {
        var mixed = word &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed &>> 32
        return Int(truncatingIfNeeded: (mixed &* 0xD6E8_FEB8_6659_FD93) &>> UInt64(64 &- bits))
    }

    /// Adds up the rows of each number.
    mutating func sum(_ rows: [Int32], of chosen: [Int32]) {
        groupRows.removeAll(keepingCapacity: true)
        groupRows.append(contentsOf: repeatElement(0, count: firstTuples.count))
        groupRows.withUnsafeMutableBufferPointer { sums in
            groups.withUnsafeBufferPointer { groups in
                rows.withUnsafeBufferPointer { rows in
                    for place in 0..<chosen.count { sums[Int(groups[place])] &+= rows[Int(chosen[place])] }
                }
            }
        }
    }

    /// For each column its bits in a word that holds all codes side by side; nil where 64 bits are too few.
    static func fields(_ codes: [[UInt32]]) -> [UInt64]? {
        var used = 0
        var fields: [UInt64] = []
        for column in codes {
            let width = 32 - (column.max() ?? 0).leadingZeroBitCount
            if used + width > 64 { return nil }
            fields.append(width == 0 ? 0 : (UInt64.max >> UInt64(64 - width)) << UInt64(used))
            used += width
        }
        return fields
    }

    /// The words of all tuples.
    static func packed(_ codes: [[UInt32]], fields: [UInt64], count: Int) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: count)
        for (column, field) in zip(codes, fields) {
            let shift = UInt64(field == 0 ? 0 : field.trailingZeroBitCount)
            for tuple in 0..<count { words[tuple] |= UInt64(column[tuple]) << shift }
        }
        return words
    }

    private static func hash(_ codes: [[UInt32]], _ tuple: Int, mask: UInt64) -> UInt64 {
        var word: UInt64 = 0
        for column in codes.indices where mask & (1 << UInt64(column)) == 0 {
            word = (word ^ UInt64(codes[column][tuple])) &* 0x9E37_79B9_7F4A_7C15
            word ^= word &>> 29
        }
        return word
    }

    private static func areEqual(_ codes: [[UInt32]], _ left: Int, _ right: Int, mask: UInt64) -> Bool {
        for column in codes.indices
        where mask & (1 << UInt64(column)) == 0 && codes[column][left] != codes[column][right] {
            return false
        }
        return true
    }
}
