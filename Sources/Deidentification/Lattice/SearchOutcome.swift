/// What a search found.
public struct SearchOutcome: Sendable, Equatable, Codable {
    /// The optimum, or nil when no permitted transformation satisfies the recipe.
    public let solution: Transformation?
    /// The permitted transformation with the fewest suppressed rows: the coarsest one.
    ///
    /// Where there is no solution it says how far away one is: `suppressedRows` against `allowedRows`, or, where these
    /// are within the limit, `maskedGroup` against `minimumClassSize`.
    public let coarsest: Transformation
    /// The transformations in the lattice.
    public let nodes: Int
    /// The transformations whose classes were computed; the others were ruled out by proof.
    public let checked: Int
    /// Whether the solution is proven to be the best of the whole lattice.
    public let optimal: Bool
}

/// How far a search is.
public struct SearchProgress: Sendable, Equatable {
    /// The transformations in the lattice.
    public let nodes: Int
    /// The transformations decided, by check or by proof.
    public let decided: Int
    /// The transformations whose classes were computed.
    public let checked: Int
    /// The least loss found yet.
    public let bestLoss: Double?
}
