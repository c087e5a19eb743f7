/// Groups items by their codes in several columns, with scratch memory that is used again.
///
/// The codes of an item are packed into one machine word by mixed radix; where the word is full, the words so far are
/// numbered densely and packing goes on from the numbers.
struct Grouper {
    /// The codes of one column: `map[codes[item]]` of `size` different ones.
    struct Key {
        let codes: [Int32]
        let map: [Int32]
        let size: Int
    }

    /// The group of each item, numbered in the order of first appearance.
    var groups: [Int32] { numbering.groups }
    var groupCount: Int { numbering.groupCount }
    private var numbering = WordNumbering()
    private var words: [UInt64] = []

    /// Groups `count` items; afterwards ``groups`` and ``groupCount`` say how.
    mutating func group(count: Int, by keys: [Key]) {
        if words.count != count { words = [UInt64](repeating: 0, count: count) }
        var space: UInt64 = 1
        var isFirst = true
        for key in keys where key.size > 1 {
            var (product, overflow) = space.multipliedReportingOverflow(by: UInt64(key.size))
            if overflow {
                numbering.number(words, space: space)
                for item in 0..<count { words[item] = UInt64(numbering.groups[item]) }
                (product, overflow) = UInt64(groupCount).multipliedReportingOverflow(by: UInt64(key.size))
                // Both factors are counts of at most Int32.max.
                precondition(!overflow)
            }
            append(key, isFirst: isFirst)
            isFirst = false
            space = product
        }
        if isFirst { for item in 0..<count { words[item] = 0 } }
        numbering.number(words, space: space)
    }

    private mutating func append(_ key: Key, isFirst: Bool) {
        let radix = UInt64(key.size)
        precondition(key.codes.count == words.count)
        // Unsafe: one pass per column over all items.
        key.codes.withUnsafeBufferPointer { codes in
            key.map.withUnsafeBufferPointer { map in
                words.withUnsafeMutableBufferPointer { words in
                    if isFirst {
                        for item in 0..<words.count {
                            words[item] = UInt64(truncatingIfNeeded: map[Int(codes[item])])
                        }
                    } else {
                        for item in 0..<words.count {
                            words[item] =
                                words[item] &* radix &+ UInt64(truncatingIfNeeded: map[Int(codes[item])])
                        }
                    }
                }
            }
        }
    }

    /// Groups all tuples by their labels at these levels.
    mutating func group(_ tuples: TupleTable, by scatter: TupleScatter, levels: [Int], floor: [Int], maps: LevelMaps) {
        let cells = maps.cells(levels)
        if cells > 4e18 {
            let keys = levels.indices.map { column in
                Key(
                    codes: tuples.codes[column], map: maps.map(column, from: floor[column], to: levels[column]),
                    size: maps.labelCounts[column][levels[column]])
            }
            return group(count: tuples.count, by: keys)
        }
        var strides: [Int] = []
        var stride = 1
        for (column, level) in levels.enumerated() {
            strides.append(stride)
            stride *= max(1, maps.labelCounts[column][level])
        }
        if words.count != tuples.count { words = [UInt64](repeating: 0, count: tuples.count) }
        words.withUnsafeMutableBufferPointer { words in
            scatter.forEachBlock(levels, strides: strides) { range, keys in
                for index in 0..<range.count {
                    words[range.lowerBound &+ index] = UInt64(truncatingIfNeeded: keys[index])
                }
            }
        }
        numbering.number(words, space: UInt64(stride))
    }
}
