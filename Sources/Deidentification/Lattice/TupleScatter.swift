/// The tuples' codes with columns joined while their combinations are few, so that a node's class of a tuple is the sum
/// of two or three table entries.
struct TupleScatter: Sendable {
    private struct Joined: Sendable {
        let columns: [Int]
        let codes: [UInt16]
    }

    private let joined: [Joined]
    private let floor: [Int]
    private let maps: LevelMaps
    let rows: [Int32]

    init(attributes: [Attribute], maps: LevelMaps, tuples: TupleTable) {
        self.maps = maps
        floor = attributes.map(\.allowed.lowerBound)
        rows = tuples.classes.countedRows
        let sizes = attributes.indices.map { maps.labelCounts[$0][attributes[$0].allowed.lowerBound] }
        let limit = min(65_536, max(256, tuples.count / 2))
        var groups: [[Int]] = []
        var space = 0
        for column in sizes.indices where sizes[column] > 1 {
            if !groups.isEmpty, space * sizes[column] <= limit {
                groups[groups.count - 1].append(column)
                space *= sizes[column]
            } else {
                groups.append([column])
                space = sizes[column]
            }
        }
        // A column of more labels than 16 bits can number stands alone and is read from the tuples.
        joined = groups.map { columns in
            var codes = [UInt16](repeating: 0, count: sizes[columns[0]] > 65_536 ? 0 : tuples.count)
            if !codes.isEmpty {
                for column in columns {
                    let radix = UInt16(truncatingIfNeeded: sizes[column])
                    for (tuple, code) in tuples.codes[column].enumerated() {
                        codes[tuple] = codes[tuple] &* radix &+ UInt16(truncatingIfNeeded: code)
                    }
                }
            }
            return Joined(columns: columns, codes: codes)
        }
        wideCodes = Dictionary(
            uniqueKeysWithValues: groups.filter { sizes[$0[0]] > 65_536 }.map { ($0[0], tuples.codes[$0[0]]) })
    }

    private let wideCodes: [Int: [Int32]]

    /// Calls `body` with ranges of tuples and, for each tuple of the range, the sum of `strides[column] · label` at
    /// these levels.
    func forEachBlock(_ levels: [Int], strides: [Int], _ body: (Range<Int>, UnsafePointer<Int>) -> Void) {
        let tables = joined.map { table($0.columns, levels: levels, strides: strides) }
        let size = 1_024
        withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { block in
            guard let keys = block.baseAddress else { return }
            for start in stride(from: 0, to: rows.count, by: size) {
                let range = start..<min(rows.count, start + size)
                keys.initialize(repeating: 0, count: range.count)
                for (part, table) in zip(joined, tables) {
                    table.withUnsafeBufferPointer { table in
                        if let wide = wideCodes[part.columns[0]] {
                            for index in 0..<range.count { keys[index] &+= table[Int(wide[start &+ index])] }
                        } else {
                            part.codes.withUnsafeBufferPointer { codes in
                                for index in 0..<range.count { keys[index] &+= table[Int(codes[start &+ index])] }
                            }
                        }
                    }
                }
                body(range, keys)
            }
        }
    }

    /// For each combination of the columns' finest labels the sum of the strides of their labels at these levels.
    private func table(_ columns: [Int], levels: [Int], strides: [Int]) -> [Int] {
        var table = [0]
        for column in columns {
            let map = maps.map(column, from: floor[column], to: levels[column])
            let stride = strides[column]
            table = [Int](unsafeUninitializedCapacity: table.count * map.count) { target, count in
                var place = 0
                for sum in table {
                    for label in map {
                        target[place] = sum &+ stride &* Int(label)
                        place &+= 1
                    }
                }
                count = place
            }
        }
        return table
    }
}
