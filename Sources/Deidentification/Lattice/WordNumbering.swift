/// Numbers the distinct ones among machine words in the order of first appearance, with memory that is used again.
///
/// A small space of words uses a table by word, a large one a hash that grows with the distinct words.
struct WordNumbering {
    /// The number of each word's group.
    private(set) var groups: [Int32] = []
    private(set) var groupCount = 0
    private var table: [Int32] = []
    private var groupWords: [UInt64] = []

    /// Numbers the words, all less than `space`; afterwards ``groups`` and ``groupCount`` say how.
    mutating func number(_ words: [UInt64], space: UInt64) {
        if groups.count != words.count { groups = [Int32](repeating: 0, count: words.count) }
        if space <= UInt64(max(1 << 14, min(1 << 24, 4 * words.count))) {
            numberByTable(words, space: Int(space))
        } else {
            numberByHash(words)
        }
    }

    private mutating func clearTable(_ size: Int) {
        if table.count < size {
            table = [Int32](repeating: -1, count: size)
        } else {
            table.withUnsafeMutableBufferPointer { $0.baseAddress?.update(repeating: -1, count: size) }
        }
    }

    // Unsafe pointers below: the loops run once per word and take most of a search's time.
    private mutating func numberByTable(_ words: [UInt64], space: Int) {
        clearTable(space)
        var next: Int32 = 0
        words.withUnsafeBufferPointer { words in
            groups.withUnsafeMutableBufferPointer { groups in
                table.withUnsafeMutableBufferPointer { table in
                    for item in 0..<words.count {
                        let slot = Int(truncatingIfNeeded: words[item])
                        var group = table[slot]
                        if group < 0 {
                            group = next
                            table[slot] = next
                            next &+= 1
                        }
                        groups[item] = group
                    }
                }
            }
        }
        groupCount = Int(next)
    }

    private mutating func numberByHash(_ words: [UInt64]) {
        // Few words get a table at once in which all of them find room.
        var bits = 12
        while bits < 17 && 1 << (bits - 1) < words.count { bits += 1 }
        clearTable(1 << bits)
        groupWords.removeAll(keepingCapacity: true)
        var item = 0
        while item < words.count {
            item = insert(words, from: item, bits: bits)
            if item < words.count {
                bits += 1
                grow(bits: bits)
            }
        }
        groupCount = groupWords.count
    }

    // Fibonacci hashing: the high bits of the product depend on all bits of the word.
    @inline(__always) private static func slot(_ word: UInt64, bits: Int) -> Int {
        Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) &>> UInt64(64 &- bits))
    }

    /// Numbers words until the table is half full; returns the first item that is not numbered.
    private mutating func insert(_ words: [UInt64], from first: Int, bits: Int) -> Int {
        let mask = (1 << bits) - 1
        let most = 1 << (bits - 1)
        var item = first
        groupWords.reserveCapacity(min(most, words.count))
        words.withUnsafeBufferPointer { words in
            groups.withUnsafeMutableBufferPointer { groups in
                table.withUnsafeMutableBufferPointer { table in
                    while item < words.count {
                        let word = words[item]
                        var slot = Self.slot(word, bits: bits)
                        var group = table[slot]
                        while group >= 0 && groupWords[Int(group)] != word {
                            slot = (slot &+ 1) & mask
                            group = table[slot]
                        }
                        if group < 0 {
                            if groupWords.count == most { return }
                            group = Int32(truncatingIfNeeded: groupWords.count)
                            table[slot] = group
                            groupWords.append(word)
                        }
                        groups[item] = group
                        item &+= 1
                    }
                }
            }
        }
        return item
    }

    private mutating func grow(bits: Int) {
        clearTable(1 << bits)
        let mask = (1 << bits) - 1
        for (group, word) in groupWords.enumerated() {
            var slot = Self.slot(word, bits: bits)
            while table[slot] >= 0 { slot = (slot + 1) & mask }
            table[slot] = Int32(group)
        }
    }
}
