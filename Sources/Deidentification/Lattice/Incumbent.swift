/// The best transformation that a search has found yet.
struct Incumbent {
    private(set) var best: Transformation?
    private var value: MetricValue?

    /// Bounds are computed in another order than figures; they rule out only what is worse by more than rounding.
    private static let slack = 1e-9

    mutating func consider(_ transformation: Transformation) {
        guard transformation.isAnonymous, best.map({ transformation.isBetter(than: $0) }) ?? true else { return }
        best = transformation
        value = transformation.value
    }

    /// Whether what has at least this figure is worse. Unknown bounds rule out nothing.
    func rulesOut(_ bound: MetricValue?) -> Bool {
        guard let bound, let value else { return false }
        // The columns' bounds are exact: they are computed as the figures are, from numbers that are no greater.
        if bound.ranked != nil { return value < bound }
        return bound.total > value.total + Self.slack * max(1, abs(value.total))
    }
}
