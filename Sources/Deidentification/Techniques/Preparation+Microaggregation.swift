import Primitives

extension Preparation {
    /// ミクロアグリゲーション: rows in groups of at least k by ``Mdav`` over all the columns, each group one value a column.
    ///
    /// Number columns are set to mean 0 and standard deviation 1 for the distances. Blank cells and earlier labels of
    /// number columns stay; so that they do not tell groups apart, only rows that have them in the same columns are
    /// grouped with each other, and rows of which there are fewer than k become blank in all the columns. Columns that
    /// are not of numbers are possible with the mode only; there a blank cell is a value like any other.
    mutating func microaggregate(
        _ names: [String], k: Int, statistic: AggregationStatistic
    ) throws(DeidentificationError) {
        guard k >= 1, k <= table.rowCount || table.rowCount == 0, !names.isEmpty else {
            throw unusable("k", Double(k), allowed: "from 1 to the number of rows, \(table.rowCount)")
        }
        var columns: [Column] = []
        var numbers: [NumberColumn?] = []
        for name in names {
            let column = try column(name)
            columns.append(column)
            do throws(DeidentificationError) {
                numbers.append(try self.numbers(of: column))
            } catch .unreadableValues where statistic == .mode {
                numbers.append(nil)
            }
        }
        let strata = Self.patterns(columns, numbers)
        var groups = [Int32](repeating: -1, count: table.rowCount)
        var groupCount: Int32 = 0
        for rows in strata where rows.count >= k {
            let parts = Self.groups(rows, columns, numbers, k: k)
            for (row, group) in zip(rows, parts) { groups[Int(row)] = groupCount + group }
            groupCount += (parts.max() ?? -1) + 1
        }
        var aggregated: [Column] = []
        for (column, numbers) in zip(columns, numbers) {
            let group = RowGroups(groups: groups, count: Int(groupCount))
            if statistic == .mean, let numbers {
                aggregated.append(group.means(column, numbers).blanked(where: groups.map { $0 < 0 }))
            } else {
                let order = statistic == .median ? numbers.map { Self.order($0, column) } : nil
                aggregated.append(
                    group.chosen(column, order: order).blanked(where: groups.map { $0 < 0 }))
            }
        }
        replace(aggregated, keptCells: numbers.reduce(0) { $0 + ($1?.otherCells ?? 0) })
    }

    /// The rows parted by what stands in number columns where no number does.
    private static func patterns(_ columns: [Column], _ numbers: [NumberColumn?]) -> [[Int32]] {
        guard let first = columns.first else { return [] }
        var strata = Strata(rowCount: first.rowCount)
        for (column, numbers) in zip(columns, numbers) {
            guard let numbers, numbers.otherCells > 0 else { continue }
            strata.part(by: column, map: numbers.isNumber.enumerated().map { $1 ? 0 : Int32($0) + 1 })
        }
        return strata.rows
    }

    private static func groups(
        _ rows: [Int32], _ columns: [Column], _ numbers: [NumberColumn?], k: Int
    ) -> [Int32] {
        var coordinates: [[Double]] = []
        var categories: [[Int32]] = []
        for (column, numbers) in zip(columns, numbers) {
            guard let numbers else {
                categories.append(rows.map { Int32(column.codes[Int($0)]) })
                continue
            }
            let (mean, deviation) = numbers.spread(column)
            // A column of one number tells no rows apart; a label or blank of the pattern is the same in all rows.
            if deviation <= 0 { continue }
            coordinates.append(
                rows.map { row in
                    let code = column.codes[Int(row)]
                    return numbers.isNumber[code] ? (Double(numbers.scaled[code]) - mean) / deviation : 0
                })
        }
        return Mdav.groups(numbers: coordinates, categories: categories, points: rows.count, k: k)
    }

    /// For each code its place in the order of numbers.
    private static func order(_ numbers: NumberColumn, _ column: Column) -> [Int32] {
        let codes = numbers.scaled.indices.sorted { left, right in
            let first = numbers.scaled[left]
            let second = numbers.scaled[right]
            return first == second ? left < right : first < second
        }
        var places = [Int32](repeating: 0, count: codes.count)
        for (place, code) in codes.enumerated() { places[code] = Int32(place) }
        return places
    }
}

/// Rows in groups, for the one value that each group gets; rows of group -1 keep their cell.
private struct RowGroups {
    let groups: [Int32]
    let count: Int

    /// The column with each group's mean, halves away from zero, in the column's decimals; a group has numbers or none.
    func means(_ column: Column, _ numbers: NumberColumn) -> Column {
        var sums = [Int128](repeating: 0, count: count)
        var sizes = [Int128](repeating: 0, count: count)
        var isNumber = [Bool](repeating: false, count: column.rowCount)
        for (row, group) in groups.enumerated() where group >= 0 && numbers.isNumber[column.codes[row]] {
            sums[Int(group)] += Int128(numbers.scaled[column.codes[row]])
            sizes[Int(group)] += 1
            isNumber[row] = true
        }
        let means = zip(sums, sizes).map { sum, size -> Int64 in
            if size == 0 { return 0 }
            return Int64((2 * sum + (sum < 0 ? -size : size)) / (2 * size))
        }
        let values = groups.map { $0 < 0 ? 0 : means[Int($0)] }
        return column.rewritten(values, rows: isNumber, decimals: numbers.decimals)
    }

    /// The column with one of each group's own values: by the order the lower median, without one the most frequent,
    /// and of several the one that stands first in the column.
    func chosen(_ column: Column, order: [Int32]?) -> Column {
        var firstRow = [Int32](repeating: 0, count: column.values.count)
        for row in stride(from: column.rowCount - 1, through: 0, by: -1) { firstRow[column.codes[row]] = Int32(row) }
        var members = [[Int32]](repeating: [], count: count)
        for (row, group) in groups.enumerated() where group >= 0 {
            members[Int(group)].append(Int32(column.codes[row]))
        }
        let chosen = members.map { codes -> Int32 in
            if let order {
                let ordered = codes.sorted { order[Int($0)] < order[Int($1)] }
                return ordered[(ordered.count - 1) / 2]
            }
            var counts: [Int32: Int] = [:]
            for code in codes { counts[code, default: 0] += 1 }
            let best = counts.min { left, right in
                left.value == right.value
                    ? firstRow[Int(left.key)] < firstRow[Int(right.key)] : left.value > right.value
            }
            return best?.key ?? 0
        }
        let codes = groups.enumerated().map { row, group in
            group < 0 ? Int32(column.codes[row]) : chosen[Int(group)]
        }
        return Column(name: column.name, uniqueValues: column.values, validCodes: CodeVector(codes)).compacted()
    }
}

extension Column {
    /// The column with blank cells in the rows that are marked.
    fileprivate func blanked(where isBlank: [Bool]) -> Column {
        if !isBlank.contains(true) { return self }
        let blank = Int32(values.count)
        let newCodes = isBlank.enumerated().map { $1 ? blank : Int32(codes[$0]) }
        return merged(values + [""], codes: CodeVector(newCodes))
    }
}
