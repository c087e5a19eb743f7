/// One transformation of the lattice with what it does to the table.
public struct Transformation: Sendable, Equatable, Codable {
    /// One level per quasi-identifier, in the order of the recipe.
    public let levels: [Int]
    /// The metric's figure with the classes that are too small suppressed; less is better.
    public let loss: Double
    /// The metric's figure per quasi-identifier, before aggregation and weights.
    public let columnLosses: [Double]
    /// The rows in classes that are too small.
    public let suppressedRows: Int
    /// The rows that the limit allows to suppress.
    public let allowedRows: Int
    /// The rows that are `*` in every quasi-identifier once the suppressed ones are masked: those, and a class that is
    /// so anyway. 0 where no row is masked.
    public let maskedGroup: Int
    /// The fewest rows that may share their quasi-identifiers.
    public let minimumClassSize: Int
    /// Whether no more rows are suppressed than allowed. Once it does not hold it holds for no finer transformation.
    public var isWithinLimit: Bool { suppressedRows <= allowedRows }
    /// Whether the masked rows, where there are any, are enough to form a class of their own. Not monotone: a finer
    /// transformation masks more rows, and they may be enough.
    public var isMaskedGroupLargeEnough: Bool { maskedGroup == 0 || maskedGroup >= minimumClassSize }
    /// Whether the privacy models hold with no more rows suppressed than allowed.
    public var isAnonymous: Bool { isWithinLimit && isMaskedGroupLargeEnough }

    /// The order of preference: less loss, then fewer suppressed rows, then a lower sum of levels, then lower levels
    /// from the first quasi-identifier on. So the optimum is one and the same whatever the way of the search.
    func isBetter(than other: Transformation) -> Bool {
        if loss != other.loss { return loss < other.loss }
        if suppressedRows != other.suppressedRows { return suppressedRows < other.suppressedRows }
        let heights = (levels.reduce(0, +), other.levels.reduce(0, +))
        if heights.0 != heights.1 { return heights.0 < heights.1 }
        return levels.lexicographicallyPrecedes(other.levels)
    }
}
