import Primitives

/// One column of the rows' tuples: the label code `map[code]` of `size` different ones.
struct RowKey {
    let codes: CodeVector
    let map: [Int32]
    let size: Int
    /// Whether the map changes nothing, as at level 0 of most hierarchies.
    let isIdentity: Bool

    init(codes: CodeVector, map: [Int32], size: Int) {
        self.codes = codes
        self.map = map
        self.size = size
        isIdentity = map.indices.allSatisfy { map[$0] == Int32($0) }
    }

    /// The label codes at these rows.
    func labels(of rows: [Int32]) -> [Int32] {
        func gathered<Code: FixedWidthInteger>(_ codes: [Code]) -> [Int32] {
            // Unsafe: one pass over up to millions of rows, without a test per row.
            codes.withUnsafeBufferPointer { codes in
                map.withUnsafeBufferPointer { map in
                    rows.withUnsafeBufferPointer { rows in
                        [Int32](unsafeUninitializedCapacity: rows.count) { target, count in
                            for index in 0..<rows.count { target[index] = map[Int(codes[Int(rows[index])])] }
                            count = rows.count
                        }
                    }
                }
            }
        }
        switch codes.storage {
        case .bytes(let codes): return gathered(codes)
        case .words(let codes): return gathered(codes)
        case .wide(let codes): return gathered(codes)
        }
    }

    /// Appends this column as the lowest digit to the mixed-radix words of the rows.
    func append<Word: FixedWidthInteger & UnsignedInteger>(
        to words: UnsafeMutablePointer<Word>, rows: Range<Int>
    ) {
        switch codes.storage {
        case .bytes(let codes): append(codes, to: words, rows: rows)
        case .words(let codes): append(codes, to: words, rows: rows)
        case .wide(let codes): append(codes, to: words, rows: rows)
        }
    }

    private func append<Code: FixedWidthInteger, Word: FixedWidthInteger & UnsignedInteger>(
        _ codes: [Code], to words: UnsafeMutablePointer<Word>, rows: Range<Int>
    ) {
        let radix = Word(truncatingIfNeeded: size)
        codes.withUnsafeBufferPointer { codes in
            guard let base = codes.baseAddress else { return }
            let source = base + rows.lowerBound
            if isIdentity {
                for index in 0..<rows.count {
                    words[index] = words[index] &* radix &+ Word(truncatingIfNeeded: source[index])
                }
            } else {
                map.withUnsafeBufferPointer { map in
                    for index in 0..<rows.count {
                        words[index] = words[index] &* radix &+ Word(truncatingIfNeeded: map[Int(source[index])])
                    }
                }
            }
        }
    }
}

/// The rows' tuples, numbered in the order of their first rows.
struct TupleNumbering {
    /// The tuple of each row.
    let tupleOfRow: [Int32]
    /// The first row of each tuple.
    let firstRows: [Int32]

    /// Rows whose words are made at a time, so that they stay in the processor's nearest cache.
    private static let blockSize = 4_096

    init(keys: [RowKey], rowCount: Int) {
        let keys = keys.filter { $0.size > 1 }
        let space = keys.reduce(1.0) { $0 * Double($1.size) }
        // A bit per possible tuple, up to eight bytes per row; above that, and for what 32 bits cannot hold, a hash.
        if space <= max(1_048_576, 64 * Double(rowCount)), space <= Double(Int32.max) {
            (tupleOfRow, firstRows) = Self.byBits(keys, rowCount: rowCount, space: Int(space))
        } else {
            (tupleOfRow, firstRows) = Self.byHash(keys, rowCount: rowCount)
        }
    }

    /// One bit per possible tuple says whether it occurs; the tuple's rank among the set bits finds its number.
    ///
    /// Unsafe pointers: the loops run once per row of the table, and a bitmap fits in the cache where a table of numbers
    /// would not.
    private static func byBits(_ keys: [RowKey], rowCount: Int, space: Int) -> ([Int32], [Int32]) {
        var bits = [UInt64](repeating: 0, count: space / 64 + 1)
        var firstRows: [Int32] = []
        var firstWords: [UInt32] = []
        var block = [Int32](repeating: 0, count: blockSize)
        let tupleOfRow = [Int32](unsafeUninitializedCapacity: rowCount) { target, count in
            count = rowCount
            guard let base = target.baseAddress else { return }
            base.withMemoryRebound(to: UInt32.self, capacity: rowCount) { words in
                for start in stride(from: 0, to: rowCount, by: blockSize) {
                    let rows = start..<min(rowCount, start + blockSize)
                    (words + start).initialize(repeating: 0, count: rows.count)
                    for key in keys { key.append(to: words + start, rows: rows) }
                    let new = bits.withUnsafeMutableBufferPointer { bits in
                        block.withUnsafeMutableBufferPointer { block in
                            var new = 0
                            for row in rows {
                                let word = words[row]
                                let slot = Int(word &>> 6)
                                let known = bits[slot]
                                let bit = 1 as UInt64 &<< UInt64(word & 63)
                                block[new] = Int32(truncatingIfNeeded: row)
                                new &+= known & bit == 0 ? 1 : 0
                                bits[slot] = known | bit
                            }
                            return new
                        }
                    }
                    for index in 0..<new {
                        firstRows.append(block[index])
                        firstWords.append(words[Int(block[index])])
                    }
                }
                number(words, rowCount: rowCount, bits: bits, firstWords: firstWords)
            }
        }
        return (tupleOfRow, firstRows)
    }

    private static func number(
        _ words: UnsafeMutablePointer<UInt32>, rowCount: Int, bits: [UInt64], firstWords: [UInt32]
    ) {
        var before = [UInt32](repeating: 0, count: bits.count)
        var sum: UInt32 = 0
        for slot in bits.indices {
            before[slot] = sum
            sum += UInt32(bits[slot].nonzeroBitCount)
        }
        var tupleOfRank = [UInt32](repeating: 0, count: firstWords.count)
        bits.withUnsafeBufferPointer { bits in
            before.withUnsafeBufferPointer { before in
                func rank(_ word: UInt32) -> Int {
                    let slot = Int(word &>> 6)
                    let below = bits[slot] & (1 &<< UInt64(word & 63) &- 1)
                    return Int(before[slot]) &+ below.nonzeroBitCount
                }
                tupleOfRank.withUnsafeMutableBufferPointer { tupleOfRank in
                    for (tuple, word) in firstWords.enumerated() {
                        tupleOfRank[rank(word)] = UInt32(truncatingIfNeeded: tuple)
                    }
                    for row in 0..<rowCount { words[row] = tupleOfRank[rank(words[row])] }
                }
            }
        }
    }

    private static func byHash(_ keys: [RowKey], rowCount: Int) -> ([Int32], [Int32]) {
        var words = [UInt64](repeating: 0, count: rowCount)
        var numbering = WordNumbering()
        var space: UInt64 = 1
        for key in keys {
            var (product, overflow) = space.multipliedReportingOverflow(by: UInt64(key.size))
            if overflow {
                numbering.number(words, space: space)
                for row in 0..<rowCount { words[row] = UInt64(numbering.groups[row]) }
                (product, overflow) = UInt64(numbering.groupCount).multipliedReportingOverflow(by: UInt64(key.size))
                // Both factors are counts of at most Int32.max.
                precondition(!overflow)
            }
            words.withUnsafeMutableBufferPointer { words in
                if let base = words.baseAddress { key.append(to: base, rows: 0..<rowCount) }
            }
            space = product
        }
        numbering.number(words, space: space)
        var firstRows: [Int32] = []
        firstRows.reserveCapacity(numbering.groupCount)
        for (row, group) in numbering.groups.enumerated() where Int(group) == firstRows.count {
            firstRows.append(Int32(row))
        }
        return (numbering.groups, firstRows)
    }
}
