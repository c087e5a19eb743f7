/// How many rows may be lost, and how.
public struct Suppression: Sendable, Equatable, Codable {
    /// What becomes of a suppressed row.
    public enum Mode: String, Sendable, Equatable, Codable, CaseIterable {
        /// The row leaves the table.
        case remove
        /// The row stays, its quasi-identifiers written `*`.
        case mask
    }

    /// The share of rows that may be suppressed, from 0 to 1.
    public var limit: Double
    /// What becomes of a suppressed row.
    public var mode: Mode

    /// A rule; no row may be lost unless said.
    public init(limit: Double = 0, mode: Mode = .remove) {
        self.limit = limit
        self.mode = mode
    }
}

/// The metrics that a recipe may name.
public enum Metric: String, Sendable, Equatable, Codable, CaseIterable {
    /// Share of a hierarchy's values that a label covers.
    case loss
    /// Non-uniform entropy.
    case nonUniformEntropy = "non-uniform-entropy"
    /// Non-uniform entropy, normalized per column.
    case normalizedEntropy = "normalized-entropy"
    /// Discernibility.
    case discernibility
    /// Discernibility without the cost of suppression.
    case discernibilityStar = "discernibility-star"
    /// Average class size.
    case averageClassSize = "average-class-size"
    /// Sum of levels.
    case height
    /// Share of levels climbed.
    case precision
    /// Tuples that a row may stand for.
    case ambiguity
    /// Kullback-Leibler divergence.
    case klDivergence = "kl-divergence"
    /// Entropy-based information loss.
    case entropyBasedLoss = "entropy-based-loss"
}

extension Metric {
    /// How the columns' figures become one unless the recipe says: as ARX 3.9.2 does it.
    public var defaultAggregate: Aggregate {
        switch self {
        case .loss: .geometricMean
        case .precision: .arithmeticMean
        default: .sum
        }
    }

    /// Whether there is a monotonic and a non-monotonic variant to choose from.
    public var hasMonotonicVariant: Bool {
        switch self {
        case .nonUniformEntropy, .precision: true
        default: false
        }
    }
}

/// How the figures of the columns become one.
public enum Aggregate: String, Sendable, Equatable, Codable, CaseIterable {
    /// The d-th root of the product of (1 + w v), minus 1.
    case geometricMean = "geometric-mean"
    /// The sum of w v, divided by the number of columns.
    case arithmeticMean = "arithmetic-mean"
    /// The sum of w v.
    case sum
    /// The greatest w v.
    case maximum = "max"
    /// The vector of all w v, greatest first, compared from the first on.
    case rank
}

/// What the search minimizes.
public struct UtilityRule: Sendable, Equatable, Codable {
    /// The metric.
    public var metric: Metric
    /// Where the metric has both variants: the monotonic one (nil: the metric's default).
    public var monotonic: Bool?
    /// How columns are put together.
    public var aggregate: Aggregate
    /// From 0 (suppression costs little) over 0.5 (even) to 1 (generalization costs little).
    public var gsFactor: Double

    /// A rule; loss with the geometric mean unless said.
    public init(
        metric: Metric = .loss, monotonic: Bool? = nil, aggregate: Aggregate = .geometricMean, gsFactor: Double = 0.5
    ) {
        self.metric = metric
        self.monotonic = monotonic
        self.aggregate = aggregate
        self.gsFactor = gsFactor
    }
}

/// How values are generalized.
public enum Coding: String, Sendable, Equatable, Codable, CaseIterable {
    /// One level per column for the whole table.
    case global
    /// Rows of one column at different levels.
    case local
    /// Single cells suppressed after global coding.
    case cells
}

/// How the search proceeds.
public enum SearchRule: Sendable, Equatable, Codable {
    /// The exact optimum, with proof.
    case optimal
    /// The best found in that time.
    case bestEffort(seconds: Double)
}
