/// The metrics with one figure a column.
extension BoundMetric {
    /// The loss from sums: of the suppressed rows' labels the values under them, per column, and the suppressed rows.
    ///
    /// Only for the metric `loss`.
    package func loss(levels: [Int], suppressedLeaves: [Int], suppressedRows: Int) -> MetricValue {
        let figures = columns.indices.map { column in
            loss(column, level: levels[column], suppressedLeaves: suppressedLeaves[column], rows: suppressedRows)
        }
        return aggregate.value(figures, weights: columns.map(\.weight))
    }

    /// The loss of a column: the shares of the hierarchy's values that labels cover, summed over the rows, between the
    /// least and the greatest sum possible.
    private func loss(_ column: Int, level: Int, suppressedLeaves: Int, rows: Int) -> Double {
        let values = Double(columns[column].valueCount)
        let least = generalization * Double(rowCount) / values
        let range = Double(rowCount) - least
        if range <= 0 { return 0 }
        let shares = Double(suppressedLeaves) / values
        let penalty = suppression * Double(rows) + (1 - suppression - generalization) * shares
        let cost = generalization * Double(columns[column].levels[level].rowLeaves) / values + penalty
        return cutToTenDecimals((cost - least) / range)
    }

    func columnwise(
        levels: [Int], counted: [Int32], codes: [[Int32]], suppressed: [Bool]
    ) -> MetricValue {
        var suppressedRows = 0
        for (index, rows) in counted.enumerated() where suppressed[index] { suppressedRows += Int(rows) }
        if metric == .loss {
            let leaves = columns.indices.map { column in
                var sum = 0
                if suppressedRows > 0 {
                    let leaves = columns[column].levels[levels[column]].leaves
                    for (index, rows) in counted.enumerated() where suppressed[index] {
                        sum += Int(rows) * leaves[Int(codes[column][index])]
                    }
                }
                return sum
            }
            return loss(levels: levels, suppressedLeaves: leaves, suppressedRows: suppressedRows)
        }
        let figures = columns.indices.map { column in
            figure(column, level: levels[column], suppressedRows: suppressedRows) {
                var rowsOfLabel = [Int](repeating: 0, count: columns[column].levels[levels[column]].leaves.count)
                for (index, rows) in counted.enumerated() where suppressed[index] {
                    rowsOfLabel[Int(codes[column][index])] += Int(rows)
                }
                return rowsOfLabel
            }
        }
        return aggregate.value(figures, weights: columns.map(\.weight))
    }

    /// The figure of a column in entropy and precision.
    /// - Parameter rowsOfLabel: the suppressed rows of each label at the level; asked where it is needed.
    func figure(
        _ column: Int, level: Int, suppressedRows: Int, rowsOfLabel: () -> [Int]
    ) -> Double {
        let data = columns[column]
        if metric == .precision {
            if rowCount == 0 { return 0 }
            let climbed = data.height == 0 ? 0 : Double(level) / Double(data.height)
            if isMonotonic { return climbed }
            let kept = Double(rowCount - suppressedRows) * climbed * generalization
            return (kept + Double(suppressedRows) * suppression) / Double(rowCount)
        }
        var bits = generalization * data.levels[level].bits
        if !isMonotonic && suppressedRows > 0 {
            for rows in rowsOfLabel() where rows > 0 {
                bits -= suppression * Double(rows) * Logarithm.binary(Double(rows) / Double(suppressedRows))
            }
        }
        let cut = cutToTenDecimals(bits)
        if metric == .nonUniformEntropy { return cut }
        let greatest = generalization * data.entropyBits
        return greatest > 0 ? cut / greatest : 0
    }
}
