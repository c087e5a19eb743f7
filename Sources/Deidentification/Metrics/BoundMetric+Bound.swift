extension BoundMetric {
    /// A figure that no transformation at these levels can be below, whichever classes are suppressed; nil where none
    /// is known.
    ///
    /// It costs no look at classes. For `loss`, `precision`, `height` and the entropies it is exact where nothing is
    /// suppressed (and suppression costs no less than generalization).
    package func lowerBound(levels: [Int]) -> MetricValue? {
        switch metric {
        case .loss:
            // A suppressed row costs its share at least: 1, or share + s (1 - share) with a full share.
            return loss(
                levels: levels, suppressedLeaves: [Int](repeating: 0, count: columns.count), suppressedRows: 0)
        case .nonUniformEntropy, .normalizedEntropy, .precision:
            let figures = columns.indices.map { column in
                let figure = figure(column, level: levels[column], suppressedRows: 0) { [] }
                return metric == .precision && !isMonotonic ? min(figure, suppression) : figure
            }
            return aggregate.value(figures, weights: columns.map(\.weight))
        case .height: return MetricValue(total: Double(levels.reduce(0, +)))
        case .discernibility, .discernibilityStar:
            // The rows spread evenly over as many classes as there can be; merging tuples adds to the squares.
            let even = Double(rowCount) * Double(rowCount) / max(1, mostClasses(levels))
            return rounded(max(even, squaredTuples))
        case .averageClassSize:
            // One class less is kept where one is suppressed.
            let most = mostClasses(levels)
            // At the ends of the gs-factor one kind of class weighs nothing, and the figure is 0 where only that kind is left.
            if most < 1 || min(suppression, generalization) <= 0 { return MetricValue(total: 0) }
            let weight = max(suppression * most, suppression * (most - 1) + generalization)
            return rounded(Double(rowCount) / weight)
        case .ambiguity:
            // The mean of products is not below the product of geometric means (Jensen).
            if rowCount == 0 { return MetricValue(total: 0) }
            let logarithm = sum(levels) { $0.logLeaves } / Double(rowCount)
            return rounded(Double(rowCount) * Logarithm.power(2, logarithm))
        case .entropyBasedLoss:
            let greatest = columns.reduce(0.0) { $0 + Logarithm.binary(Double($1.valueCount)) }
            if greatest <= 0 { return MetricValue(total: 0) }
            // A row costs min(g a, s) at least, which for a in 0...1 is not below min(g, s) a.
            let hidden = sum(levels) { $0.logLeaves } / greatest
            return rounded(max(0, min(generalization, suppression) * hidden))
        case .klDivergence: return nil
        }
    }

    /// The most classes that there can be at these levels.
    private func mostClasses(_ levels: [Int]) -> Double {
        let labels = columns.indices.reduce(1.0) { $0 * Double(columns[$1].levels[levels[$1]].labelCount) }
        return min(labels, Double(countedTuples))
    }

    private func sum(_ levels: [Int], of part: (Level) -> Double) -> Double {
        columns.indices.reduce(0) { $0 + part(columns[$1].levels[levels[$1]]) }
    }

    /// A bound that another order of summation would have made a little less stays a bound.
    private func rounded(_ value: Double) -> MetricValue { MetricValue(total: value * (1 - 1e-12)) }
}
