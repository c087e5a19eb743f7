public import Deidentification

extension Report {
    /// Risk of re-identification.
    public struct Risk: Codable, Equatable, Sendable {
        /// Of the table as it was, after the recipe's steps.
        public var before: Figures
        /// Of the rows that stay; `nil` without a transformation.
        public var after: Figures?
        /// The combinations of columns under which most rows of the table before were alone, worst first.
        public var combinations: [Combination]?
        /// How much each column made rows of the table before unique, worst first.
        public var uniqueness: [ColumnUniqueness]?
        /// See ``Attack``.
        public var attack: Attack?
        /// Against each earlier delivery of the same file.
        public var differencing: [Differencing]?

        /// Risk; see the properties.
        public init(
            before: Figures, after: Figures?, combinations: [Combination]? = nil,
            uniqueness: [ColumnUniqueness]? = nil, attack: Attack? = nil, differencing: [Differencing]? = nil
        ) {
            self.before = before
            self.after = after
            self.combinations = combinations
            self.uniqueness = uniqueness
            self.attack = attack
            self.differencing = differencing
        }

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
            /// Estimated share of population uniques by estimator, as far as computed.
            public var populationUniques: [String: Double]
            /// See ``SpecialUniques``.
            public var specialUniques: SpecialUniques?

            /// Figures; see the properties.
            public init(
                prosecutor: RiskMeasures.Attacker, journalist: RiskMeasures.Attacker, marketer: Double,
                sampleUniques: Int, populationUniques: [String: Double] = [:], specialUniques: SpecialUniques? = nil
            ) {
                self.prosecutor = prosecutor
                self.journalist = journalist
                self.marketer = marketer
                self.sampleUniques = sampleUniques
                self.populationUniques = populationUniques
                self.specialUniques = specialUniques
            }
        }

        /// Special uniques by SUDA2: rows unique under few columns, with DIS scores (Elliot, Manning and Ford 2002).
        public struct SpecialUniques: Codable, Equatable, Sendable {
            /// The most columns of a minimal unique combination that was looked for.
            public var columns: Int
            /// Rows with at least one such combination.
            public var rows: Int
            /// The highest DIS score.
            public var highest: Double
            /// The mean DIS score of all rows.
            public var average: Double

            /// Special uniques; see the properties.
            public init(columns: Int, rows: Int, highest: Double, average: Double) {
                self.columns = columns
                self.rows = rows
                self.highest = highest
                self.average = average
            }
        }

        /// A combination of columns.
        public struct Combination: Codable, Equatable, Sendable {
            /// The columns.
            public var columns: [String]
            /// Rows that are alone under them.
            public var uniques: Int
            /// The same as a share of the rows.
            public var share: Double
            /// The mean risk of a row under them, classes / rows.
            public var averageRisk: Double?

            /// A combination; see the properties.
            public init(columns: [String], uniques: Int, share: Double, averageRisk: Double? = nil) {
                self.columns = columns
                self.uniques = uniques
                self.share = share
                self.averageRisk = averageRisk
            }
        }

        /// What one column contributes to uniqueness.
        public struct ColumnUniqueness: Codable, Equatable, Sendable {
            /// The column.
            public var column: String
            /// The share of the minimal unique combinations of which it is part.
            public var share: Double
            /// Rows that are unique under all quasi-identifiers but this one.
            public var uniquesWithout: Int?

            /// A contribution; see the properties.
            public init(column: String, share: Double, uniquesWithout: Int? = nil) {
                self.column = column
                self.share = share
                self.uniquesWithout = uniquesWithout
            }
        }

        /// A share with its interval of 95 %.
        public struct Estimate: Codable, Equatable, Sendable {
            /// The share.
            public var value: Double
            /// The lower end.
            public var low: Double
            /// The upper end.
            public var high: Double

            /// An estimate; see the properties.
            public init(value: Double, low: Double, high: Double) {
                self.value = value
                self.low = low
                self.high = high
            }
        }

        /// The own linkage attack on the output: every attacked row of the input is matched against the output.
        public struct Attack: Codable, Equatable, Sendable {
            /// Rows of the input that were attacked.
            public var rows: Int
            /// Whether these are all, or drawn at random.
            public var sampled: Bool
            /// Success where the attacker takes any of the matching rows.
            public var allMatching: Estimate
            /// Success where the attacker takes a row of the most specific matching class.
            public var mostSpecific: Estimate
            /// The highest success for one row, all matching rows counting alike.
            public var highest: Double
            /// The highest success for one row by the most specific class.
            public var highestSpecific: Double?
            /// Guesses of the values of sensitive columns.
            public var guesses: [Guess]

            /// An attack; see the properties.
            public init(
                rows: Int, sampled: Bool, allMatching: Estimate, mostSpecific: Estimate, highest: Double,
                highestSpecific: Double? = nil, guesses: [Guess] = []
            ) {
                self.rows = rows
                self.sampled = sampled
                self.allMatching = allMatching
                self.mostSpecific = mostSpecific
                self.highest = highest
                self.highestSpecific = highestSpecific
                self.guesses = guesses
            }
        }

        /// Guessing a sensitive value from the class, against the most frequent value for everyone.
        public struct Guess: Codable, Equatable, Sendable {
            /// The column.
            public var column: String
            /// The share of right guesses from the class.
            public var success: Estimate
            /// The share of right guesses without the output's classes.
            public var baseline: Double

            /// A guess; see the properties.
            public init(column: String, success: Estimate, baseline: Double) {
                self.column = column
                self.success = success
                self.baseline = baseline
            }
        }

        /// What this output tells together with an earlier one.
        public struct Differencing: Codable, Equatable, Sendable {
            /// SHA-256 of the earlier output.
            public var earlier: String
            /// Rows that the two outputs together, and neither alone, put into a group of fewer than k.
            public var isolatedRows: Int
            /// The smallest group that the two outputs together make.
            public var smallest: Int
            /// Whether no group is smaller than k.
            public var holds: Bool

            /// A comparison; see the properties.
            public init(earlier: String, isolatedRows: Int, smallest: Int, holds: Bool) {
                self.earlier = earlier
                self.isolatedRows = isolatedRows
                self.smallest = smallest
                self.holds = holds
            }
        }
    }
}
