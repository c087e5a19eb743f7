public import Deidentification

extension Report {
    /// What the output is still worth: every measure of the engine (formulas as its metrics have them), and what can still be
    /// seen in it.
    public struct Utility: Codable, Equatable, Sendable {
        /// The recipe's metric `loss`: from 0 (as it was) to 1 (nothing left).
        public var loss: Double
        /// Normalized certainty penalty.
        public var normalizedCertaintyPenalty: Double
        /// Discernibility.
        public var discernibility: Double
        /// Average class size.
        public var averageClassSize: Double
        /// Non-uniform entropy in bits.
        public var nonUniformEntropy: Double
        /// The mean share of levels climbed.
        public var precision: Double
        /// Non-uniform entropy as a share of what there was, the sum over the columns.
        public var normalizedEntropy: Double?
        /// Discernibility without the cost of suppression.
        public var discernibilityStar: Double?
        /// The sum of the levels.
        public var height: Double?
        /// Tuples that the rows may stand for.
        public var ambiguity: Double?
        /// Kullback-Leibler divergence.
        public var klDivergence: Double?
        /// Entropy-based information loss, the sum over the rows.
        public var entropyBasedLoss: Double?
        /// The figures of each quasi-identifier.
        public var columns: [Column]?
        /// The distribution of each column before and after, at the output's labels.
        public var distributions: [ColumnDistribution]?
        /// How columns go together, before and after.
        public var correlations: Correlations?

        /// The figures of one quasi-identifier, each from 0 (as it was) to 1.
        public struct Column: Codable, Equatable, Sendable {
            /// The column.
            public var column: String
            /// Loss.
            public var loss: Double?
            /// Normalized non-uniform entropy.
            public var entropy: Double?
            /// The share of levels climbed.
            public var precision: Double?

            /// Figures; see the properties.
            public init(column: String, loss: Double? = nil, entropy: Double? = nil, precision: Double? = nil) {
                self.column = column
                self.loss = loss
                self.entropy = entropy
                self.precision = precision
            }
        }

        /// The pairs of columns.
        public struct Correlations: Codable, Equatable, Sendable {
            /// Each pair.
            public var pairs: [AssociationChange]
            /// The mean change.
            public var meanChange: Double
            /// The greatest change.
            public var greatestChange: Double
            /// Columns left out of some pair because they have too many labels.
            public var omitted: [String]
            /// Whether a part of the rows stands for all.
            public var sampled: Bool
        }

        /// Utility; see the properties.
        public init(
            loss: Double, normalizedCertaintyPenalty: Double, discernibility: Double, averageClassSize: Double,
            nonUniformEntropy: Double, precision: Double, normalizedEntropy: Double? = nil,
            discernibilityStar: Double? = nil, height: Double? = nil, ambiguity: Double? = nil,
            klDivergence: Double? = nil, entropyBasedLoss: Double? = nil, columns: [Column]? = nil
        ) {
            self.loss = loss
            self.normalizedCertaintyPenalty = normalizedCertaintyPenalty
            self.discernibility = discernibility
            self.averageClassSize = averageClassSize
            self.nonUniformEntropy = nonUniformEntropy
            self.precision = precision
            self.normalizedEntropy = normalizedEntropy
            self.discernibilityStar = discernibilityStar
            self.height = height
            self.ambiguity = ambiguity
            self.klDivergence = klDivergence
            self.entropyBasedLoss = entropyBasedLoss
            self.columns = columns
        }

        /// Takes over what a comparison found.
        public mutating func add(_ comparison: UtilityComparison) {
            distributions = comparison.distributions
            guard let meanChange = comparison.meanChange else { return }
            correlations = Correlations(
                pairs: comparison.associations, meanChange: meanChange,
                greatestChange: comparison.greatestChange?.change ?? 0, omitted: comparison.omitted,
                sampled: comparison.isSampled)
        }
    }
}
