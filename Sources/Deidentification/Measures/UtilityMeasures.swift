/// How much a table has lost. Suppressed rows count as lost; all figures are 0 for an empty table.
public struct UtilityMeasures: Sendable, Equatable, Codable {
    /// The recipe's metric `loss`: from 0 (as it was) to 1 (nothing left).
    public let loss: Double
    /// Normalized certainty penalty (Xu et al. 2006), the weighted mean over all cells: 0 for a cell that stands for
    /// one value, else the share of the hierarchy's values it stands for; 1 for a suppressed cell.
    public let normalizedCertaintyPenalty: Double
    /// Sum of squared sizes of the kept classes, plus the number of all rows for each suppressed row.
    public let discernibility: Double
    /// Rows, suppressed ones included, per class, all suppressed rows counted as one class.
    public let averageClassSize: Double
    /// Non-uniform entropy in bits, the sum over the columns, the cost of suppression included.
    public let nonUniformEntropy: Double
    /// The mean share of levels climbed, suppressed rows counted as 1: from 0 (as it was) to 1.
    public let precision: Double
}

/// The measures of a table.
public struct Measures: Sendable, Equatable, Codable {
    /// The sizes of the classes.
    public let classes: ClassSizes
    /// The risk of re-identification.
    public let risk: RiskMeasures
    /// What was lost.
    public let utility: UtilityMeasures
}
