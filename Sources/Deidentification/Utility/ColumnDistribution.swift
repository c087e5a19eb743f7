/// How often each label of a column occurs before and after, fit to leave the house with the output.
///
/// It names no label that the output lacks, and gives no count of the input from which fewer than k rows could be told: see
/// ``init(column:level:counts:threshold:limit:)``.
public struct ColumnDistribution: Sendable, Equatable, Codable {
    /// One label of the output.
    public struct Bin: Sendable, Equatable, Codable {
        /// The label as it stands in the output.
        public var label: String
        /// Rows of the input with a value under the label; nil where it is withheld.
        public var before: Int?
        /// Rows of the output that are known, or estimated, to be under the label.
        public var after: Double

        /// A bin; see the properties.
        public init(label: String, before: Int?, after: Double) {
            self.label = label
            self.before = before
            self.after = after
        }
    }

    /// The labels that are not named one by one.
    public struct Others: Sendable, Equatable, Codable {
        /// How many labels, those included that the output lacks.
        public var labels: Int
        /// Their rows of the input; nil where that is withheld.
        public var before: Int?
        /// Their rows of the output.
        public var after: Double

        /// The rest; see the properties.
        public init(labels: Int, before: Int?, after: Double) {
            self.labels = labels
            self.before = before
            self.after = after
        }
    }

    /// The column.
    public var column: String
    /// The level of a quasi-identifier's labels, nil for other columns.
    public var level: Int?
    /// The most frequent labels of the output: by their numbers where each begins with one, else the most frequent first.
    public var labels: [Bin]
    /// The rest, nil where there is none.
    public var others: Others?
    /// The rows of the input, after the recipe's steps.
    public var rowsBefore: Int
    /// The rows of the output.
    public var rowsAfter: Int
    /// The rows of the output whose cell says nothing of the value: `*`.
    public var unknown: Int
    /// Whether rows with coarser labels were spread evenly over the hierarchy's values under them (local coding).
    public var estimated: Bool
    /// The total variation distance between the shares before and those of the known rows after: from 0 (the same) to 1.
    /// Nil where it would tell of fewer than k rows, or where no row is known.
    public var distance: Double?

    /// A distribution; see the properties.
    public init(
        column: String, level: Int? = nil, labels: [Bin], others: Others? = nil, rowsBefore: Int, rowsAfter: Int,
        unknown: Int = 0, estimated: Bool = false, distance: Double? = nil
    ) {
        self.column = column
        self.level = level
        self.labels = labels
        self.others = others
        self.rowsBefore = rowsBefore
        self.rowsAfter = rowsAfter
        self.unknown = unknown
        self.estimated = estimated
        self.distance = distance
    }

    /// The share of the rows with a label that the output lost, nil where the count is withheld.
    public func lostShare(of bin: Bin) -> Double? {
        bin.before.flatMap { $0 > 0 ? max(0, 1 - bin.after / Double($0)) : nil }
    }
}

/// All counts of one column, still without regard to what they would tell.
package struct LabelCounts: Sendable, Equatable {
    /// The labels.
    package var labels: [String]
    /// Whether the output has the label.
    package var isInOutput: [Bool]
    /// Rows of the input under each label.
    package var before: [Int]
    /// Rows of the output under each label.
    package var after: [Double]
    /// Rows of the output whose cell says nothing.
    package var unknown: Int
    /// Whether `after` is partly estimated.
    package var estimated: Bool

    package init(
        labels: [String], isInOutput: [Bool], before: [Int], after: [Double], unknown: Int = 0,
        estimated: Bool = false
    ) {
        self.labels = labels
        self.isInOutput = isInOutput
        self.before = before
        self.after = after
        self.unknown = unknown
        self.estimated = estimated
    }

    /// The total variation distance between the shares before and after, nil where one side has no row.
    package var distance: Double? {
        let rowsBefore = Double(before.reduce(0, +))
        let rowsAfter = after.reduce(0, +)
        if rowsBefore == 0 || rowsAfter == 0 { return nil }
        return zip(before, after).reduce(0) { $0 + abs(Double($1.0) / rowsBefore - $1.1 / rowsAfter) } / 2
    }
}
