/// How far combinations of quasi-identifiers tell rows apart: the riskiest combinations, and which columns make a row
/// unique.
public struct ColumnCombinations: Sendable, Equatable, Codable {
    /// One combination of columns.
    public struct Combination: Sendable, Equatable, Codable {
        /// The columns' names, in the order of the table.
        public let columns: [String]
        /// Distinct combinations of values per row.
        public let distinction: Double
        /// The share of pairs of rows that differ.
        public let separation: Double
        /// The rows that are alone with their values.
        public let uniques: Int
        /// The share of rows in classes smaller than k.
        public let belowK: Double
    }

    /// What one column does to make rows unique.
    public struct Contribution: Sendable, Equatable, Codable {
        /// The column's name.
        public let column: String
        /// The rows unique by all columns that are not unique without this one.
        public let lostWithout: Int
        /// The mean, over all combinations of the other columns looked at, of the rows that become unique when this
        /// column is added.
        public let meanGain: Double
    }

    /// The combinations, riskiest first: most uniques, then most rows below k, then fewest columns, then table order.
    public let combinations: [Combination]
    /// The columns in the order of the table.
    public let contributions: [Contribution]
    /// The most columns of a combination that was looked at, all columns aside.
    public let maximumSize: Int

    /// Looks at all combinations of up to `maximumSize` columns; without one at all for up to ten columns, else at those
    /// of up to three.
    package init(_ tuples: DistinctTuples, k: Int, maximumSize: Int? = nil) {
        let columnCount = tuples.names.count
        let size = maximumSize ?? (columnCount <= 10 ? columnCount : 3)
        var uniquesByMask: [UInt64: Int] = [:]
        var found: [(mask: UInt64, combination: Combination)] = []
        var projections = ProjectionCounter(tuples, maximumSize: size)
        projections.forEach { mask, columns, counter in
            let figures = Figures(counter, k: k)
            uniquesByMask[mask] = figures.uniques
            found.append((mask, figures.combination(columns.reversed().map { tuples.names[$0] })))
        }
        found.sort { left, right in
            let (one, other) = (left.combination, right.combination)
            if one.uniques != other.uniques { return one.uniques > other.uniques }
            if one.belowK != other.belowK { return one.belowK > other.belowK }
            if one.columns.count != other.columns.count { return one.columns.count < other.columns.count }
            return left.mask < right.mask
        }
        combinations = found.map(\.combination)
        contributions = (0..<columnCount).map { column in
            Contribution(
                column: tuples.names[column], lostWithout: Self.lost(without: column, in: tuples),
                meanGain: Self.meanGain(of: column, uniquesByMask))
        }
        self.maximumSize = min(size, columnCount)
    }

    private static func lost(without column: Int, in tuples: DistinctTuples) -> Int {
        let others = tuples.names.indices.filter { $0 != column }
        var counter = KeyCounter(itemCount: tuples.count)
        counter.count(others.map { (tuples.codes[$0], tuples.sizes[$0]) }, weights: tuples.rows)
        return tuples.rows.count { $0 == 1 } - Figures(counter, k: 0).uniques
    }

    private static func meanGain(of column: Int, _ uniquesByMask: [UInt64: Int]) -> Double {
        let bit: UInt64 = 1 << UInt64(column)
        var gain = 0
        var count = 0
        for (mask, uniques) in uniquesByMask where mask & bit != 0 {
            gain += uniques - (uniquesByMask[mask & ~bit] ?? 0)
            count += 1
        }
        return count == 0 ? 0 : Double(gain) / Double(count)
    }
}

/// The figures of one combination, summed up over its classes.
private struct Figures {
    private var classes = 0
    private var rows = 0
    private var below = 0
    private var equalPairs = 0.0
    private(set) var uniques = 0

    init(_ counter: KeyCounter, k: Int) {
        // Pointers, because the loop runs over every cell of every combination.
        counter.counts.withUnsafeBufferPointer { counts in
            for cell in 0..<counter.cellCount {
                let count = Int(counts[cell])
                if count == 0 { continue }
                classes += 1
                rows += count
                if count == 1 { uniques += 1 }
                if count < k { below += count }
                equalPairs += Double(count) * Double(count - 1)
            }
        }
    }

    func combination(_ columns: [String]) -> ColumnCombinations.Combination {
        let all = Double(rows)
        return ColumnCombinations.Combination(
            columns: columns, distinction: rows == 0 ? 0 : Double(classes) / all,
            separation: rows < 2 ? 0 : 1 - equalPairs / (all * (all - 1)), uniques: uniques,
            belowK: rows == 0 ? 0 : Double(below) / all)
    }
}
