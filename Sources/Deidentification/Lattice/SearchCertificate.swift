/// Why a search's answer is the best: what became of every transformation of the lattice.
public struct SearchCertificate: Sendable, Equatable, Codable {
    /// The transformations in the lattice.
    public var nodes: Double
    /// Those whose classes were computed.
    public var checked: Int
    /// Those ruled out because their least possible loss is above the answer's.
    public var excludedByBound: Int
    /// Those ruled out because a coarser one already suppresses more rows than allowed by the models for which that
    /// proves it.
    public var excludedByCoarserFailure: Int
    /// Those not decided when the time was up; 0 in an exact search.
    public var open: Double
    /// No transformation of the lattice has a loss below this; the answer's own loss when it is proven.
    public var lowerBound: Double?

    /// A certificate; see the properties.
    public init(
        nodes: Double, checked: Int, excludedByBound: Int, excludedByCoarserFailure: Int, open: Double = 0,
        lowerBound: Double? = nil
    ) {
        self.nodes = nodes
        self.checked = checked
        self.excludedByBound = excludedByBound
        self.excludedByCoarserFailure = excludedByCoarserFailure
        self.open = open
        self.lowerBound = lowerBound
    }
}
