#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The metric `loss` of a partition: the formula of the engine for rows that each have their own labels.
///
/// A kept row costs the share of the hierarchy's values under its label (times the gs-factor's generalization part), a
/// suppressed one 1; with a gs-factor below 0.5 less, counted from its label's share at the finest allowed level.
struct LocalLoss {
    private let utility: UtilityRule
    private let valueCounts: [Int]
    private let weights: [Double]
    private let countedRows: Int
    private let generalization: Double
    private let suppression: Double

    init(attributes: [Attribute], countedRows: Int, utility: UtilityRule) {
        self.utility = utility
        self.countedRows = countedRows
        valueCounts = attributes.map(\.valueCount)
        weights = attributes.map(\.weight)
        generalization = utility.gsFactor <= 0.5 ? 1 : 1 - 2 * (utility.gsFactor - 0.5)
        suppression = utility.gsFactor < 0.5 ? 2 * utility.gsFactor : 1
    }

    /// The weighted figures of the columns and what the aggregate makes of them.
    /// - Parameters:
    ///   - rowLeaves: per column the sum over kept rows of the leaves under their labels.
    ///   - suppressedLeaves: the same for suppressed rows, at the finest allowed level.
    func value(rowLeaves: [Int], suppressedLeaves: [Int], suppressedRows: Int) -> MetricValue {
        let columns = valueCounts.indices.map { column in
            let values = Double(valueCounts[column])
            let least = generalization * Double(countedRows) / values
            let range = Double(countedRows) - least
            if range <= 0 { return 0.0 }
            let kept = generalization * Double(rowLeaves[column]) / values
            let shares = Double(suppressedLeaves[column]) / values
            let lost = shares + suppression * (Double(suppressedRows) - shares)
            let loss = max(0, ((kept + lost - least) / range * 1e10).rounded(.down) / 1e10)
            return weights[column] * loss
        }
        if columns.isEmpty { return MetricValue(total: 0) }
        let count = Double(columns.count)
        switch utility.aggregate {
        case .geometricMean:
            return MetricValue(total: pow(columns.reduce(1) { $0 * ($1 + 1) }, 1 / count) - 1, columns: columns)
        case .arithmeticMean: return MetricValue(total: columns.reduce(0, +) / count, columns: columns)
        case .sum: return MetricValue(total: columns.reduce(0, +), columns: columns)
        case .maximum: return MetricValue(total: columns.reduce(0, max), columns: columns)
        case .rank:
            return MetricValue(total: columns.reduce(0, max), columns: columns, ranked: columns.sorted(by: >))
        }
    }

    /// What a little more cost of each column does to the aggregate: the weights of the sum that stands in for it.
    func slopes(at value: MetricValue?) -> [Double] {
        guard utility.aggregate == .geometricMean, let value else { return weights }
        return zip(weights, value.columns).map { $0 / (1 + $1) }
    }
}

/// The bits that tell `parts` parts apart.
func divisionBits(_ parts: Int) -> Double { log2(Double(parts)) }
