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
    /// Whether the privacy models hold with no more rows suppressed than allowed.
    public var isAnonymous: Bool { suppressedRows <= allowedRows }

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
