/// Groups items by their codes in several columns, with scratch memory that is used again.
///
/// The codes of an item are packed into one machine word by mixed radix; where the word is full, the words so far are
/// numbered densely and packing goes on from the numbers. Small key spaces use a table by key, large ones a hash.
struct Grouper {
    /// The codes of one column: `map[codes[item]]` of `size` different ones.
    struct Key {
        let codes: [Int32]
        let map: [Int32]
        let size: Int
    }

    /// The group of each item, numbered in the order of first appearance.
    private(set) var groups: [Int32] = []
    private(set) var groupCount = 0
    private var words: [UInt64] = []
    private var table: [Int32] = []
    private var groupWords: [UInt64] = []

    /// Groups `count` items; afterwards ``groups`` and ``groupCount`` say how.
    mutating func group(count: Int, by keys: [Key]) {
        if words.count != count {
            words = [UInt64](repeating: 0, count: count)
            groups = [Int32](repeating: 0, count: count)
        } else {
            for item in 0..<count { words[item] = 0 }
        }
        var space: UInt64 = 1
        for key in keys where key.size > 1 {
            var (product, overflow) = space.multipliedReportingOverflow(by: UInt64(key.size))
            if overflow {
                number(space: space)
                for item in 0..<count { words[item] = UInt64(groups[item]) }
                (product, overflow) = UInt64(groupCount).multipliedReportingOverflow(by: UInt64(key.size))
                // Both factors are counts of at most Int32.max.
                precondition(!overflow)
            }
            append(key)
            space = product
        }
        number(space: space)
    }

    private mutating func append(_ key: Key) {
        let radix = UInt64(key.size)
        for item in 0..<words.count {
            words[item] = words[item] &* radix &+ UInt64(key.map[Int(key.codes[item])])
        }
    }

    /// Numbers the distinct words, all less than `space`.
    private mutating func number(space: UInt64) {
        if space <= UInt64(max(1 << 16, min(1 << 24, 4 * words.count))) {
            numberByTable(space: Int(space))
        } else {
            numberByHash()
        }
    }

    private mutating func clearTable(_ size: Int) {
        if table.count < size { table = [Int32](repeating: -1, count: size) }
        for slot in 0..<size { table[slot] = -1 }
    }

    private mutating func numberByTable(space: Int) {
        clearTable(space)
        var next: Int32 = 0
        for item in 0..<words.count {
            let slot = Int(words[item])
            var group = table[slot]
            if group < 0 {
                group = next
                table[slot] = next
                next += 1
            }
            groups[item] = group
        }
        groupCount = Int(next)
    }

    private mutating func numberByHash() {
        var bits = 4
        while (1 << bits) < 2 * words.count { bits += 1 }
        clearTable(1 << bits)
        let mask = (1 << bits) - 1
        groupWords.removeAll(keepingCapacity: true)
        for item in 0..<words.count {
            let word = words[item]
            // Fibonacci hashing: the high bits of the product depend on all bits of the word.
            var slot = Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
            while true {
                let group = table[slot]
                if group < 0 {
                    table[slot] = Int32(groupWords.count)
                    groups[item] = Int32(groupWords.count)
                    groupWords.append(word)
                    break
                }
                if groupWords[Int(group)] == word {
                    groups[item] = group
                    break
                }
                slot = (slot + 1) & mask
            }
        }
        groupCount = groupWords.count
    }
}
