/// What a search found.
public struct SearchOutcome: Sendable, Equatable, Codable {
    /// The optimum, or the best found when the time was up; nil when no permitted transformation satisfies the recipe.
    public let solution: Transformation?
    /// The coarsest permitted transformation; under models of class size alone none suppresses fewer rows.
    ///
    /// Where there is no solution it says how far away one is: `suppressedRows` against `allowedRows`, or, where these
    /// are within the limit, `maskedGroup` against `minimumClassSize`.
    public let coarsest: Transformation
    /// Why the solution is the best, or how far from the best it may be.
    public let certificate: SearchCertificate
    /// Whether the solution is proven to be the best of the whole lattice.
    public let optimal: Bool

    /// An outcome; see the properties.
    package init(
        solution: Transformation?, coarsest: Transformation, certificate: SearchCertificate, optimal: Bool
    ) {
        self.solution = solution
        self.coarsest = coarsest
        self.certificate = certificate
        self.optimal = optimal
    }

    /// The transformations in the lattice; the greatest integer where there are more.
    public var nodes: Int { Int(exactly: certificate.nodes.rounded()) ?? .max }
    /// The transformations whose classes were computed.
    public var checked: Int { certificate.checked }
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
