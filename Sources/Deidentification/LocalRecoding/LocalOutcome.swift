/// How local recoding came to its answer.
public enum LocalFamily: String, Sendable, Equatable, Codable, CaseIterable {
    /// Plain splitting over the hierarchies.
    case topDown = "top-down"
    /// The classes of a global transformation, split further.
    case global
    /// The cheapest safe groups first, over the lattices of blocks, with borrowed rows.
    case greedy
    /// One of the others, improved by neighbourhood search.
    case neighbourhood
}

/// How far local recoding is; handed to the caller from time to time.
public struct LocalProgress: Sendable, Equatable {
    /// What was done last.
    public let family: LocalFamily
    /// The least loss so far.
    public let loss: Double
    /// The passes of neighbourhood search done.
    public let passes: Int
    /// The time used, by the caller's clock.
    public let seconds: Double
}

/// What local (multidimensional) recoding found.
package struct LocalOutcome: Sendable {
    /// What becomes of the rows; everything is suppressed where there is no solution.
    package let recoding: Recoding
    /// Whether every model holds within the limit.
    package let hasSolution: Bool
    /// The metric `loss` of the result with the recipe's aggregate, weights and gs-factor.
    package let loss: Double
    /// The weighted loss of each quasi-identifier.
    package let columnLosses: [Double]
    /// The classes.
    package let classes: Int
    /// The least rows that every class got: more than the models' own where a model of the whole table asked for it.
    package let effectiveMinimum: Int
    /// The family of the answer.
    package let family: LocalFamily
    /// The passes of neighbourhood search done.
    package let passes: Int
    /// The time used, by the caller's clock.
    package let seconds: Double
    /// Whether the time ran out before the work was done: another run may then come out a little differently.
    package let isCut: Bool
}

/// How long local recoding may take.
package enum LocalBudget: Sendable, Equatable {
    /// About so many seconds by the caller's clock; the fast family is always finished.
    case seconds(Double)
    /// So much work: passes of neighbourhood search; the same result in every run on every machine.
    case passes(Int)
}
