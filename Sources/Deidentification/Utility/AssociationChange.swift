/// How strongly two columns go together before and after.
public struct AssociationChange: Sendable, Equatable, Codable {
    /// What is measured.
    public enum Measure: String, Sendable, Equatable, Codable, CaseIterable {
        /// Cramér's V of two columns of labels: from 0 (independent) to 1.
        case cramersV = "cramers-v"
        /// Pearson's correlation coefficient of two columns of numbers: from -1 to 1.
        case pearson
    }

    /// The one column.
    public var first: String
    /// The other.
    public var second: String
    /// What is measured.
    public var measure: Measure
    /// Before, values put under the labels of the output; nil where a column is the same in every row.
    public var before: Double?
    /// After, from the rows whose labels are known in both columns; nil where a column is the same in every row.
    public var after: Double?

    /// A change; see the properties.
    public init(first: String, second: String, measure: Measure, before: Double?, after: Double?) {
        self.first = first
        self.second = second
        self.measure = measure
        self.before = before
        self.after = after
    }

    /// How much it changed; a column that became the same in every row has lost all. Nil where there was nothing before.
    public var change: Double? { before.map { abs((after ?? 0) - $0) } }
}

/// What the columns of an output still say, compared with the input.
public struct UtilityComparison: Sendable, Equatable, Codable {
    /// Each column that the output has, pseudonyms aside.
    public var distributions: [ColumnDistribution]
    /// Each pair of them; empty where so few rows were lost that a comparison would tell of them.
    public var associations: [AssociationChange]
    /// Columns left out of some pair because they have too many different labels.
    public var omitted: [String]
    /// Whether pairs were compared on a part of the rows or tuples because there are so many.
    public var isSampled: Bool

    /// A comparison; see the properties.
    public init(
        distributions: [ColumnDistribution], associations: [AssociationChange], omitted: [String] = [],
        isSampled: Bool = false
    ) {
        self.distributions = distributions
        self.associations = associations
        self.omitted = omitted
        self.isSampled = isSampled
    }

    /// The mean of the pairs' changes, nil without any.
    public var meanChange: Double? {
        let changes = associations.compactMap(\.change)
        return changes.isEmpty ? nil : changes.reduce(0, +) / Double(changes.count)
    }

    /// The pair that changed most.
    public var greatestChange: AssociationChange? {
        associations.filter { $0.change != nil }.max { ($0.change ?? 0) < ($1.change ?? 0) }
    }
}
