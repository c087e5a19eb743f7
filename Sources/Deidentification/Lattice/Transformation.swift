/// One transformation of the lattice with what it does to the table.
public struct Transformation: Sendable, Equatable, Codable {
    /// One level per quasi-identifier, in the order of the recipe.
    public let levels: [Int]
    /// The metric's figure with the classes that fail the models suppressed; less is better. With the aggregate `rank`
    /// the greatest of the columns' figures.
    public let loss: Double
    /// The metric's weighted figure per quasi-identifier, before aggregation; empty where the metric has none.
    public let columnLosses: [Double]
    /// With the aggregate `rank` the columns' figures, greatest first: these decide.
    package let rankedLosses: [Double]?
    /// The rows in classes that fail the models.
    public let suppressedRows: Int
    /// The rows that the limit allows to suppress.
    public let allowedRows: Int
    /// Whether the privacy models hold once those rows are suppressed, and they are no more than allowed.
    public let satisfiesModels: Bool
    /// The rows that are `*` in every quasi-identifier once the suppressed ones are masked: those, and a class that is
    /// so anyway. 0 where no row is masked.
    public let maskedGroup: Int
    /// The fewest rows that may share their quasi-identifiers.
    public let minimumClassSize: Int
    /// Whether no more rows are suppressed than allowed. For models of the least size and of distinct values: once it
    /// does not hold it holds for no finer transformation.
    public var isWithinLimit: Bool { suppressedRows <= allowedRows }
    /// Whether the masked rows, where there are any, are enough to form a class of their own. Not monotone: a finer
    /// transformation masks more rows, and they may be enough.
    public var isMaskedGroupLargeEnough: Bool { maskedGroup == 0 || maskedGroup >= minimumClassSize }
    /// Whether the privacy models hold with no more rows suppressed than allowed.
    public var isAnonymous: Bool { isWithinLimit && satisfiesModels && isMaskedGroupLargeEnough }

    /// The order of preference: a better figure of the metric, then fewer suppressed rows, then a lower sum of levels, then lower levels
    /// from the first quasi-identifier on. So the optimum is one and the same whatever the way of the search.
    func isBetter(than other: Transformation) -> Bool {
        let (mine, theirs) = (value, other.value)
        if mine < theirs { return true }
        if theirs < mine { return false }
        if suppressedRows != other.suppressedRows { return suppressedRows < other.suppressedRows }
        let heights = (levels.reduce(0, +), other.levels.reduce(0, +))
        if heights.0 != heights.1 { return heights.0 < heights.1 }
        return levels.lexicographicallyPrecedes(other.levels)
    }

    /// The metric's figure.
    package var value: MetricValue { MetricValue(total: loss, columns: columnLosses, ranked: rankedLosses) }
}
