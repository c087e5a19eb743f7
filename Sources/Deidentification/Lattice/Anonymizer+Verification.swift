/// What brute force says of a search's answer.
public struct Verification: Sendable, Equatable, Codable {
    /// The transformations whose classes were computed: all of the lattice.
    public let nodes: Int
    /// Those for which the models hold within the limit.
    public let anonymous: Int
    /// The best of them by the order of preference; nil when there is none.
    public let best: Transformation?
    /// Whether the search's answer is that one.
    public let confirms: Bool
}

extension Anonymizer {
    /// The most transformations that brute force takes on.
    public static let verificationLimit = 200_000

    /// Proves or refutes a search's answer by brute force: every transformation of the lattice is computed from the
    /// distinct tuples, without any bound, cache or quick test.
    /// - Parameter progress: called after each transformation; returning false stops.
    /// - Throws: ``DeidentificationError/latticeTooLarge(limit:)`` for lattices of more than ``verificationLimit``
    ///   transformations, ``DeidentificationError/interrupted``.
    public func verify(
        _ outcome: SearchOutcome, progress: ((SearchProgress) -> Bool)? = nil
    ) throws(DeidentificationError) -> Verification {
        guard let lattice = Lattice(allowedLevels, limit: Self.verificationLimit) else {
            throw .latticeTooLarge(limit: Self.verificationLimit)
        }
        var evaluator = NodeEvaluator(self, reusesClasses: false)
        var best: Transformation?
        var anonymous = 0
        for node in 0..<lattice.nodeCount {
            let found = evaluator.evaluate(lattice.levels(node)).transformation
            if found.isAnonymous {
                anonymous += 1
                if best.map({ found.isBetter(than: $0) }) ?? true { best = found }
            }
            if let progress {
                let state = SearchProgress(
                    nodes: lattice.nodeCount, decided: node + 1, checked: node + 1, bestLoss: best?.loss)
                if !progress(state) { throw .interrupted }
            }
        }
        return Verification(
            nodes: lattice.nodeCount, anonymous: anonymous, best: best,
            confirms: best == outcome.solution && (outcome.optimal || best == nil))
    }
}
