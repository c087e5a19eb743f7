public import Deidentification

/// What a run did, without any cell value: the content of `report.json`, format version 1.
///
/// Numbers are written with as many digits as they need to be read back unchanged.
public struct Report: Codable, Equatable, Sendable {
    /// The file that was processed.
    public struct Input: Codable, Equatable, Sendable {
        /// Data rows of the file.
        public var rows: Int
        /// SHA-256 of the file, hexadecimal.
        public var sha256: String
        /// The encoding by which it was read: declared or detected.
        public var encoding: String
        /// Whether the encoding was detected, not declared.
        public var encodingDetected: Bool
    }

    /// The recipe that was applied.
    public struct RecipeReference: Codable, Equatable, Sendable {
        /// SHA-256 of the recipe file, hexadecimal.
        public var sha256: String
        /// The recipe's title.
        public var title: String
    }

    /// The transformation that was found or given.
    public struct Transformation: Codable, Equatable, Sendable {
        /// The level of each quasi-identifier.
        public var levels: [String: Int]
        /// The metric that was minimized.
        public var metric: String
        /// Its figure.
        public var loss: Double
    }

    /// What was lost to suppression.
    public struct Suppressed: Codable, Equatable, Sendable {
        /// Rows in classes that are too small.
        public var rows: Int
        /// Cells written `*` in rows that stay.
        public var cells: Int
        /// Rows that the limit allows.
        public var allowedRows: Int
    }

    /// The output file.
    public struct Output: Codable, Equatable, Sendable {
        /// Its data rows.
        public var rows: Int
        /// SHA-256 of `data.csv`, hexadecimal.
        public var sha256: String
        /// Whether the rows stand in the order of the input.
        public var keptOrder: Bool
        /// The seed of the order, in tests only.
        public var seed: UInt64?
        /// Formula-like cells that got a leading apostrophe.
        public var neutralizedCells: Int
    }

    /// Equivalence classes of the kept rows.
    public struct Classes: Codable, Equatable, Sendable {
        /// How many.
        public var count: Int
        /// Rows of the smallest.
        public var smallest: Int
        /// Rows of the largest.
        public var largest: Int
        /// Rows per class.
        public var average: Double
    }

    /// How the transformation was found.
    public struct Search: Codable, Equatable, Sendable {
        /// `optimal`, or `given` where the levels were given.
        public var algorithm: String
        /// Whether it is proven to be the best of the lattice.
        public var optimal: Bool
        /// Transformations in the lattice.
        public var nodes: Int
        /// Transformations whose classes were computed.
        public var checked: Int
    }

    /// One privacy model.
    public struct Privacy: Codable, Equatable, Sendable {
        /// The model's name.
        public var model: String
        /// Its k.
        public var k: Int
        /// The smallest class of the output, or `nil` where it has no row.
        public var reached: Int?
        /// Whether it holds.
        public var holds: Bool
        /// Why it does not hold, in English.
        public var reason: String?
    }

    /// Risk of re-identification.
    public struct Risk: Codable, Equatable, Sendable {
        /// The figures for one table.
        public struct Figures: Codable, Equatable, Sendable {
            /// An attacker who knows that the person is in the data.
            public var prosecutor: RiskMeasures.Attacker
            /// An attacker who knows only that the person is in the population.
            public var journalist: RiskMeasures.Attacker
            /// Mean share of rows re-identified by an attack on all.
            public var marketer: Double
            /// Rows alone in their class.
            public var sampleUniques: Int
            /// Estimated population uniques by estimator, as far as computed.
            public var populationUniques: [String: Double]
        }

        /// Of the table as it was, after the recipe's steps.
        public var before: Figures
        /// Of the rows that stay; `nil` without a transformation.
        public var after: Figures?
    }

    /// One column.
    public struct Column: Codable, Equatable, Sendable {
        /// Its name.
        public var name: String
        /// Its role's name.
        public var role: String
        /// The level of a quasi-identifier.
        public var level: Int?
        /// Distinct values before.
        public var distinctBefore: Int
        /// Distinct values in the output, 0 where the column was removed.
        public var distinctAfter: Int
    }

    /// Seconds of the stages.
    public struct Timings: Codable, Equatable, Sendable {
        /// Reading file and hierarchies.
        public var read: Double
        /// Searching and measuring.
        public var search: Double
        /// Making the output.
        public var write: Double
        /// All of it.
        public var total: Double
    }

    /// The version of this format: 1.
    public var formatVersion = 1
    /// See ``Input``.
    public var input: Input
    /// See ``RecipeReference``.
    public var recipe: RecipeReference
    /// What each step before the search did.
    public var steps: [StepOutcome]
    /// Whether a transformation satisfies the recipe and the output was made.
    public var solution: Bool
    /// Why there is none, in English.
    public var reason: String?
    /// See ``Transformation``; without a solution the coarsest or the given one.
    public var transformation: Transformation?
    /// See ``Suppressed``.
    public var suppressed: Suppressed
    /// See ``Output``; `nil` without a solution.
    public var output: Output?
    /// See ``Classes``.
    public var classes: Classes
    /// Class sizes with the number of classes, ascending.
    public var histogram: [ClassSizes.Bin]
    /// See ``Search``.
    public var search: Search
    /// Every model of the recipe.
    public var privacy: [Privacy]
    /// See ``Risk``.
    public var risk: Risk
    /// What the output is still worth.
    public var utility: UtilityMeasures
    /// The five items of 規則62条.
    public var rule62: [RuleItem]
    /// Every column of the file.
    public var columns: [Column]
    /// See ``Timings``.
    public var timings: Timings
    /// Peak resident memory of the process, 0 where unknown.
    public var peakMemoryBytes: Int
}
