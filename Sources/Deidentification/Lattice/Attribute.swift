/// A quasi-identifier bound to its hierarchy: for every level, which label each code of the column gets.
package struct Attribute: Sendable {
    /// One level of the hierarchy, reduced to the labels that the data reach.
    package struct Level: Sendable {
        /// The labels, by label code.
        package let labels: [String]
        /// For each code of the column its label code.
        package let labelCodes: [Int32]
        /// For each label code the hierarchy's values under it, those included that the data lack.
        package let leaves: [Int]
        /// The sum of `leaves` over all rows.
        package let rowLeaves: Int
    }

    /// The column's name.
    package let name: String
    /// Its weight in the metric.
    package let weight: Double
    /// The levels that hierarchy and recipe allow.
    package let allowed: ClosedRange<Int>
    /// The number of the hierarchy's values.
    package let valueCount: Int
    /// The column; each of its values occurs in a row.
    package let column: Column
    /// Rows per code of the column.
    package let rowsPerCode: [Int]
    /// Every level of the hierarchy.
    package let levels: [Level]

    /// The coarsest level of the hierarchy.
    package var height: Int { levels.count - 1 }

    init(_ given: Column, rule: ColumnRecipe, hierarchy: Hierarchy) throws(DeidentificationError) {
        var column = given
        var rowsPerCode = given.codes.counts(size: given.values.count)
        if rowsPerCode.contains(0) {
            column = given.compacted()
            rowsPerCode = rowsPerCode.filter { $0 > 0 }
        }
        let missing = column.values.map { hierarchy.positions[$0] == nil }
        if missing.contains(true) {
            let rows = column.rows(marked: missing)
            throw .valuesMissing(
                column: rule.name, distinctValues: missing.count { $0 }, rows: rows.count, firstRow: rows.first)
        }
        let top = rule.maximumLevel ?? hierarchy.height
        let bottom = rule.minimumLevel ?? 0
        for level in [bottom, top] where !(0...hierarchy.height).contains(level) {
            throw .recipe([.levelAboveHierarchy(column: rule.name, level: level, height: hierarchy.height)])
        }
        let positions = column.values.compactMap { hierarchy.positions[$0] }
        self.name = rule.name
        self.weight = rule.weight
        self.allowed = bottom...max(bottom, top)
        self.valueCount = hierarchy.valueCount
        self.column = column
        self.rowsPerCode = rowsPerCode
        let counts = rowsPerCode
        self.levels = hierarchy.levels.map { level in Self.reduced(level, positions: positions, rowsPerCode: counts) }
    }

    /// The attribute with other allowed levels.
    init(_ attribute: Attribute, allowed: ClosedRange<Int>) {
        name = attribute.name
        weight = attribute.weight
        self.allowed = allowed
        valueCount = attribute.valueCount
        column = attribute.column
        rowsPerCode = attribute.rowsPerCode
        levels = attribute.levels
    }

    private static func reduced(_ level: Hierarchy.Level, positions: [Int32], rowsPerCode: [Int]) -> Level {
        var numbers = [Int32](repeating: -1, count: level.labels.count)
        var labels: [String] = []
        var leaves: [Int] = []
        var labelCodes: [Int32] = []
        var rowLeaves = 0
        for (position, rows) in zip(positions, rowsPerCode) {
            let code = Int(level.codes[Int(position)])
            if numbers[code] < 0 {
                numbers[code] = Int32(labels.count)
                labels.append(level.labels[code])
                leaves.append(level.leaves[code])
            }
            labelCodes.append(numbers[code])
            rowLeaves += rows * level.leaves[code]
        }
        return Level(labels: labels, labelCodes: labelCodes, leaves: leaves, rowLeaves: rowLeaves)
    }

    /// For each label code of the finest allowed level the label code of another allowed level.
    package func map(to level: Int) -> [Int32] { map(from: allowed.lowerBound, to: level) }

    /// For each label code of a level the label code of a coarser one.
    package func map(from fine: Int, to coarse: Int) -> [Int32] {
        var map = [Int32](repeating: 0, count: levels[fine].labels.count)
        for (from, to) in zip(levels[fine].labelCodes, levels[coarse].labelCodes) { map[Int(from)] = to }
        return map
    }
}
