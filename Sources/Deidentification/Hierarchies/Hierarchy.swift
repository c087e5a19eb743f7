import Primitives

/// A generalization hierarchy: for each known value one label per level, each level coarser than the one before.
///
/// Level 0 is the finest. A file's hierarchy may know values that the data lack; they count for shares.
/// Not `Codable`: built hierarchies hold the values of residents.
public struct Hierarchy: Sendable, Equatable {
    /// One level: a label per code and a code per value.
    struct Level: Sendable, Equatable {
        /// The distinct labels.
        var labels: [String]
        /// For each value of the hierarchy the code of its label.
        var codes: [Int32]
        /// For each label the number of values under it.
        var leaves: [Int]
    }

    /// The values; in a hierarchy from a file those of its first column.
    public let values: [String]
    let levels: [Level]
    let positions: [String: Int32]

    /// The number of levels, level 0 included.
    public var levelCount: Int { levels.count }
    /// The coarsest level.
    public var height: Int { levels.count - 1 }
    /// The number of values, those included that the data lack; the |H| of the shares.
    public var valueCount: Int { values.count }

    /// A hierarchy from lines of labels: the value itself, then ever coarser labels. A blank value's label is 不詳.
    /// - Parameter firstLine: the number of the first line in its file, for errors.
    /// - Throws: ``HierarchyError`` for duplicate values, ragged lines and levels that are no coarsening.
    public init(rows: [[String]], firstLine: Int = 1) throws(HierarchyError) {
        // A value says nothing rarely; only then the lines are copied.
        let labels =
            rows.contains { $0.first?.allSatisfy(\.isWhitespace) == true }
            ? rows.map { row in
                row.first?.allSatisfy(\.isWhitespace) == true ? [Self.unknownValueLabel] + row.dropFirst() : row
            } : rows
        try self.init(values: rows.map { $0.first ?? "" }, rows: labels, firstLine: firstLine)
    }

    /// The label of a value at a level, or nil when the hierarchy lacks the value.
    public func label(of value: String, level: Int) -> String? {
        guard let position = positions[value], levels.indices.contains(level) else { return nil }
        return levels[level].labels[Int(levels[level].codes[Int(position)])]
    }

    /// The distinct labels of a level.
    public func labels(level: Int) -> [String] { levels[level].labels }

    /// The share of the hierarchy's values that a value's label covers at a level, or nil when the value is unknown.
    public func share(of value: String, level: Int) -> Double? {
        guard let position = positions[value], levels.indices.contains(level) else { return nil }
        return Double(levels[level].leaves[Int(levels[level].codes[Int(position)])]) / Double(valueCount)
    }

    /// Values with their labels for levels 0... (level 0 may differ from the value itself).
    init(values: [String], rows: [[String]], firstLine: Int) throws(HierarchyError) {
        guard let width = rows.first?.count, width > 0 else { throw .empty }
        var positions: [String: Int32] = [:]
        positions.reserveCapacity(rows.count)
        for (index, row) in rows.enumerated() {
            if row.count != width {
                throw .raggedRow(line: firstLine + index, expected: width, found: row.count)
            }
            if let earlier = positions.updateValue(Int32(index), forKey: values[index]) {
                throw .duplicateValue(line: firstLine + index, firstLine: firstLine + Int(earlier))
            }
        }
        self.values = values
        self.positions = positions
        let levels = (0..<width).map { level in Self.level(rows.map { $0[level] }) }
        for level in 1..<max(width, 1) {
            try Self.check(levels[level - 1], isRefinedFrom: levels[level], level: level - 1, firstLine: firstLine)
        }
        self.levels = levels
    }

    /// The hierarchy of a table without rows: levels without a value.
    init(levelCountWithoutValues levelCount: Int) {
        values = []
        positions = [:]
        levels = [Level](repeating: Level(labels: [], codes: [], leaves: []), count: levelCount)
    }

    private static func level(_ cells: [String]) -> Level {
        let column = Column(name: "", cells: cells)
        var leaves = [Int](repeating: 0, count: column.values.count)
        column.codes.forEach { leaves[$0] += 1 }
        return Level(labels: column.values, codes: column.codes.unpacked, leaves: leaves)
    }

    private static func check(
        _ finer: Level, isRefinedFrom coarser: Level, level: Int, firstLine: Int
    ) throws(HierarchyError) {
        var first = [Int](repeating: -1, count: finer.labels.count)
        for (index, code) in finer.codes.enumerated() {
            if first[Int(code)] < 0 {
                first[Int(code)] = index
            } else if coarser.codes[first[Int(code)]] != coarser.codes[index] {
                throw .notCoarser(line: firstLine + index, firstLine: firstLine + first[Int(code)], level: level)
            }
        }
    }
}
