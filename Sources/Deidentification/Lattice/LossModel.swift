#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The metric `loss`: how large a share of a hierarchy's values the labels of a column cover.
///
/// A kept row costs `generalization · share`, a suppressed one 1, or less where the gs-factor is below 0.5. The sum
/// over the rows, set between its least and its greatest possible value, is cut to ten decimals.
struct LossModel: Sendable {
    let rowCount: Int
    let valueCounts: [Int]
    let weights: [Double]
    let aggregate: Aggregate
    let generalization: Double
    let suppression: Double

    init(attributes: [Attribute], rowCount: Int, utility: UtilityRule) {
        self.rowCount = rowCount
        valueCounts = attributes.map(\.valueCount)
        weights = attributes.map(\.weight)
        aggregate = utility.aggregate
        generalization = utility.gsFactor <= 0.5 ? 1 : 1 - 2 * (utility.gsFactor - 0.5)
        suppression = utility.gsFactor < 0.5 ? 2 * utility.gsFactor : 1
    }

    /// What suppression adds to the cost of a column: rows of which the labels cover `leaves` values in sum.
    func penalty(_ column: Int, suppressedLeaves leaves: Int, suppressedRows rows: Int) -> Double {
        let shares = Double(leaves) / Double(valueCounts[column])
        return suppression * Double(rows) + (1 - suppression - generalization) * shares
    }

    /// The loss of a column whose labels cover `rowLeaves` values in sum over all rows.
    func columnLoss(_ column: Int, rowLeaves: Int, penalty: Double) -> Double {
        let values = Double(valueCounts[column])
        let least = generalization * Double(rowCount) / values
        let range = Double(rowCount) - least
        if range <= 0 { return 0 }
        let cost = generalization * Double(rowLeaves) / values + penalty
        return max(0, ((cost - least) / range * 1e10).rounded(.down) / 1e10)
    }

    /// The figures of the columns as one; 0 without columns.
    func aggregated(_ losses: [Double]) -> Double {
        if losses.isEmpty { return 0 }
        let weighted = zip(weights, losses).map { $0 * $1 }
        switch aggregate {
        case .geometricMean: return pow(weighted.reduce(1) { $0 * ($1 + 1) }, 1 / Double(losses.count)) - 1
        case .arithmeticMean: return weighted.reduce(0, +) / Double(losses.count)
        case .sum: return weighted.reduce(0, +)
        case .maximum, .rank: return weighted.reduce(0, max)
        }
    }
}
