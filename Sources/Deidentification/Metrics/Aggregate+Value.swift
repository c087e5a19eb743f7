extension Aggregate {
    /// The figures of the columns as one value; 0 without columns.
    func value(_ figures: [Double], weights: [Double]) -> MetricValue {
        if figures.isEmpty { return MetricValue(total: 0) }
        let weighted = zip(weights, figures).map { $0 * $1 }
        let number = Double(figures.count)
        switch self {
        case .geometricMean:
            let product = weighted.reduce(1) { $0 * ($1 + 1) }
            return MetricValue(total: Logarithm.power(product, 1 / number) - 1, columns: weighted)
        case .arithmeticMean: return MetricValue(total: weighted.reduce(0, +) / number, columns: weighted)
        case .sum: return MetricValue(total: weighted.reduce(0, +), columns: weighted)
        case .maximum: return MetricValue(total: weighted.reduce(0, max), columns: weighted)
        case .rank:
            let ranked = weighted.sorted(by: >)
            return MetricValue(total: ranked[0], columns: weighted, ranked: ranked)
        }
    }
}

/// Cut to ten decimals, as ARX cuts the figures of columns; negative ones, which only rounding makes, are 0.
func cutToTenDecimals(_ value: Double) -> Double { max(0, (value * 1e10).rounded(.down) / 1e10) }
