import Primitives

extension CodeVector {
    /// How many rows have each code below `size`.
    func counts(size: Int) -> [Int] {
        switch storage {
        case .bytes(let codes): Self.byteCounts(codes, size: size)
        case .words(let codes): Self.counts(codes, size: size)
        case .wide(let codes): Self.counts(codes, size: size)
        }
    }

    /// Four tables in turn: a run of equal codes does not wait for its own last write.
    private static func byteCounts(_ codes: [UInt8], size: Int) -> [Int] {
        var tables = [UInt32](repeating: 0, count: 4 * 256)
        tables.withUnsafeMutableBufferPointer { tables in
            codes.withUnsafeBufferPointer { codes in
                var row = 0
                while row &+ 4 <= codes.count {
                    tables[Int(codes[row])] &+= 1
                    tables[256 &+ Int(codes[row &+ 1])] &+= 1
                    tables[512 &+ Int(codes[row &+ 2])] &+= 1
                    tables[768 &+ Int(codes[row &+ 3])] &+= 1
                    row &+= 4
                }
                while row < codes.count {
                    tables[Int(codes[row])] &+= 1
                    row &+= 1
                }
            }
        }
        var counts = [Int](repeating: 0, count: size)
        for code in 0..<min(size, 256) {
            for table in 0..<4 { counts[code] += Int(tables[256 * table + code]) }
        }
        return counts
    }

    private static func counts<Code: FixedWidthInteger>(_ codes: [Code], size: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: size)
        counts.withUnsafeMutableBufferPointer { counts in
            codes.withUnsafeBufferPointer { codes in
                for code in codes { counts[Int(code)] &+= 1 }
            }
        }
        return counts
    }
}
