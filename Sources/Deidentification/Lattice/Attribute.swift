/// A quasi-identifier bound to its hierarchy: for every level, which label each code of the column gets.
struct Attribute: Sendable {
    /// One level of the hierarchy, reduced to the labels that the data reach.
    struct Level: Sendable {
        /// The labels, by label code.
        let labels: [String]
        /// For each code of the column its label code.
        let labelCodes: [Int32]
        /// For each label code the hierarchy's values under it, those included that the data lack.
        let leaves: [Int]
        /// The sum of `leaves` over all rows.
        let rowLeaves: Int
    }

    let name: String
    let weight: Double
    /// The levels that hierarchy and recipe allow.
    let allowed: ClosedRange<Int>
    /// The number of the hierarchy's values.
    let valueCount: Int
    /// The column; each of its values occurs in a row.
    let column: Column
    /// Rows per code of the column.
    let rowsPerCode: [Int]
    let levels: [Level]

    var height: Int { levels.count - 1 }

    init(_ given: Column, rule: ColumnRecipe, hierarchy: Hierarchy) throws(DeidentificationError) {
        let column = given.compacted()
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
        let rowsPerCode = column.counts()
        self.name = rule.name
        self.weight = rule.weight
        self.allowed = bottom...max(bottom, top)
        self.valueCount = hierarchy.valueCount
        self.column = column
        self.rowsPerCode = rowsPerCode
        self.levels = hierarchy.levels.map { level in
            Self.reduced(level, positions: positions, rowsPerCode: rowsPerCode)
        }
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
    func map(to level: Int) -> [Int32] {
        let finest = levels[allowed.lowerBound]
        var map = [Int32](repeating: 0, count: finest.labels.count)
        for (from, to) in zip(finest.labelCodes, levels[level].labelCodes) { map[Int(from)] = to }
        return map
    }
}

extension PreparedTable {
    /// The hierarchy of a column that the engine can build by itself.
    func builtHierarchy(_ rule: ColumnRecipe, column: Column) throws(DeidentificationError) -> Hierarchy {
        let column = column.compacted()
        if column.rowCount == 0, let levelCount = HierarchySource.builtLevelCount(rule.hierarchy) {
            return Hierarchy(levelCountWithoutValues: levelCount)
        }
        do throws(HierarchyError) {
            switch rule.hierarchy {
            case nil: return try .identity(column.values)
            case .date(let steps)?: return try .dates(column.values, steps: steps)
            case .interval(let steps, let bottom, let top)?:
                return try .intervals(
                    column.values, steps: steps, bottom: bottom, top: top, fixedLabels: codedLabels[rule.name] ?? [])
            case .prefix(let lengths)?: return try .prefixes(column.values, lengths: lengths)
            case .file?, .address?: break
            }
        } catch .unreadableValues(let kind, let positions) {
            var marked = [Bool](repeating: false, count: column.values.count)
            for position in positions { marked[position] = true }
            let rows = column.rows(marked: marked)
            throw .unreadableValues(column: rule.name, kind: kind, rows: rows.count, firstRow: rows.first)
        } catch {
            throw .hierarchy(column: rule.name, error)
        }
        throw .hierarchyNotGiven(column: rule.name)
    }
}
