/// How a search goes about.
package enum SearchMethod: Sendable, CaseIterable {
    /// With the quick first step and the bounds made for the metric `loss`.
    case quick
    /// Every node by its classes and models, with the metric's own bounds only. Gives the same solution.
    case general
    /// As lattices are searched that are too large to list. Gives the same solution where time is not limited.
    case unlisted
}

extension Anonymizer {
    /// The most transformations that the exact search takes on.
    public static let latticeLimit = 20_000_000

    /// Finds the permitted transformation with the best figure of the metric.
    ///
    /// The exact search looks at the whole lattice, with proof. The best-effort search ends when the time is up and says
    /// what is proven by then; on lattices that the exact search can take on it ends with the same proof, given the time.
    ///
    /// Ties go to fewer suppressed rows, then to the lower sum of levels, then to lower levels from the first
    /// quasi-identifier on; so the result does not depend on the order of rows or on the way of the search.
    /// - Parameters:
    ///   - threads: how many processors may be used. The outcome does not depend on it.
    ///   - progress: called again and again during the search; returning false stops it.
    ///   - clock: seconds from any point in time on, asked by the best-effort search; without it time never is up.
    /// - Returns: the optimum, or a value without solution that says how far the coarsest transformation is from one.
    /// - Throws: ``DeidentificationError/interrupted``, ``DeidentificationError/latticeTooLarge(limit:)``.
    public func search(
        threads: Int = 1, progress: ((SearchProgress) -> Bool)? = nil, clock: (() -> Double)? = nil
    ) throws(DeidentificationError) -> SearchOutcome {
        try search(.quick, threads: threads, progress: progress, clock: clock)
    }

    package func search(
        _ method: SearchMethod, threads: Int = 1, progress: ((SearchProgress) -> Bool)? = nil,
        clock: (() -> Double)? = nil
    ) throws(DeidentificationError) -> SearchOutcome {
        let examiner = NodeExaminer(self, general: method == .general)
        var deadline: (() -> Bool)?
        var isBestEffort = false
        if case .bestEffort(let seconds) = prepared.recipe.search {
            isBestEffort = true
            if let clock {
                let end = clock() + seconds
                deadline = { clock() >= end }
            }
        }
        if method != .unlisted, let lattice = Lattice(allowedLevels, limit: Self.latticeLimit) {
            var search = LatticeSearch(lattice: lattice, examiner: examiner, progress: progress, deadline: deadline)
            return try search.run()
        }
        if !isBestEffort && method != .unlisted { throw .latticeTooLarge(limit: Self.latticeLimit) }
        var search = BestEffortSearch(
            allowed: allowedLevels, examiner: examiner, progress: progress, deadline: deadline)
        return try search.run()
    }

    /// What one transformation does: its figure, the rows it suppresses, whether it is anonymous within the limit.
    /// - Parameter levels: one per quasi-identifier in the order of the recipe.
    /// - Throws: ``DeidentificationError`` for a wrong number of levels or one that is not allowed.
    public func evaluate(_ levels: [Int]) throws(DeidentificationError) -> Transformation {
        try check(levels)
        var evaluator = NodeEvaluator(self)
        return evaluator.evaluate(levels).transformation
    }

    func check(_ levels: [Int]) throws(DeidentificationError) {
        if levels.count != attributes.count {
            throw .levelCount(expected: attributes.count, found: levels.count)
        }
        for (attribute, level) in zip(attributes, levels) where !attribute.allowed.contains(level) {
            throw .levelOutOfRange(column: attribute.name, level: level, allowed: attribute.allowed)
        }
    }
}
