/// What became of each value: for every generalized column its hierarchy's lines and the level that was applied.
///
/// This is information about the processing method (加工方法等情報): who has it can tell from which values a label was made,
/// and it holds values of the residents' columns. It is therefore a file of its own, kept under the same protection as the
/// recipe, and never part of a delivery. Only columns whose labels come from a file or a rule are in it; a column that was
/// kept as it is has no mapping.
///
/// Applied to another file of the same layout it gives the same labels for the same values, though the other file's own
/// frequencies, order or optimum would have led elsewhere.
public struct ValueMapping: Sendable, Equatable, Codable {
    /// The version of the format that this code writes and reads.
    public static let supportedVersion = 1

    /// One column or step: its hierarchy, the applied level, and the lines.
    public struct Part: Sendable, Equatable, Codable {
        /// The column.
        public var column: String
        /// For a step that generalizes its number in the recipe, from 1; nil for a quasi-identifier.
        public var step: Int?
        /// Where the labels come from, as in the recipe.
        public var hierarchy: HierarchySource
        /// The number of levels, level 0 included.
        public var levelCount: Int
        /// The level that was applied.
        public var level: Int
        /// One line per value: the value, then its label on each level from 1 on. A blank value is 不詳 on level 0.
        public var rows: [[String]]

        /// A part; the level must be one of the hierarchy's.
        init(column: String, step: Int?, hierarchy: HierarchySource, level: Int, rows: [[String]], levelCount: Int) {
            self.column = column
            self.step = step
            self.hierarchy = hierarchy
            self.levelCount = levelCount
            self.level = level
            self.rows = rows
        }

        /// For each value the label that was written for it.
        public var labels: [String: String] {
            var labels: [String: String] = [:]
            for row in rows {
                guard let value = row.first, row.indices.contains(level) else { continue }
                labels[value] = level == 0 && Hierarchy.isUnknown(value) ? Hierarchy.unknownValueLabel : row[level]
            }
            return labels
        }
    }

    /// ``supportedVersion`` in what this code writes.
    public var formatVersion: Int
    /// The recipe's title.
    public var title: String
    /// The quasi-identifiers in the order of the recipe, then the steps.
    public var parts: [Part]

    /// A mapping of these parts.
    init(title: String, parts: [Part]) {
        formatVersion = Self.supportedVersion
        self.title = title
        self.parts = parts
    }
}

extension Anonymizer {
    /// The mapping of a transformation's levels.
    /// - Parameters:
    ///   - levels: one level per quasi-identifier, in the order of the recipe.
    ///   - hierarchies: hierarchies to write with all their values, those from files; of others only the table's values are
    ///     written.
    ///   - stepHierarchies: by the number of the step (from 1) the hierarchies that steps applied.
    /// - Throws: ``DeidentificationError/levelCount(expected:found:)``,
    ///   ``DeidentificationError/levelOutOfRange(column:level:allowed:)``.
    public func valueMapping(
        levels: [Int], hierarchies: [String: Hierarchy] = [:], stepHierarchies: [Int: Hierarchy] = [:]
    ) throws(DeidentificationError) -> ValueMapping {
        if levels.count != attributes.count { throw .levelCount(expected: attributes.count, found: levels.count) }
        var parts: [ValueMapping.Part] = []
        for (attribute, level) in zip(attributes, levels) {
            guard attribute.allowed.contains(level) else {
                throw .levelOutOfRange(column: attribute.name, level: level, allowed: attribute.allowed)
            }
            guard let source = prepared.recipe.column(named: attribute.name)?.hierarchy else { continue }
            let rows = hierarchies[attribute.name]?.rows ?? attribute.hierarchyRows
            parts.append(
                ValueMapping.Part(
                    column: attribute.name, step: nil, hierarchy: source, level: level, rows: rows,
                    levelCount: attribute.levels.count))
        }
        for (index, step) in prepared.recipe.steps.enumerated() {
            guard case .generalize(let column, let source, let level) = step,
                let hierarchy = stepHierarchies[index + 1]
            else { continue }
            parts.append(
                ValueMapping.Part(
                    column: column, step: index + 1, hierarchy: source, level: level, rows: hierarchy.rows,
                    levelCount: hierarchy.levelCount))
        }
        return ValueMapping(title: prepared.recipe.title, parts: parts)
    }
}

extension Attribute {
    /// The lines of the table's values: the value, then its label on each level from 1 on.
    fileprivate var hierarchyRows: [[String]] {
        column.values.indices.map { code in
            [column.values[code]] + levels.dropFirst().map { $0.labels[Int($0.labelCodes[code])] }
        }
    }
}
