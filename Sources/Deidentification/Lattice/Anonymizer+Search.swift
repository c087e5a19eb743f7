extension Anonymizer {
    /// The most transformations that the exact search takes on.
    public static let latticeLimit = 20_000_000

    /// Finds the permitted transformation with the least loss of the whole lattice, with proof.
    ///
    /// Ties go to fewer suppressed rows, then to the lower sum of levels, then to lower levels from the first
    /// quasi-identifier on; so the result does not depend on the order of rows or on the way of the search.
    /// - Parameter progress: called again and again during the search; returning false stops it.
    /// - Returns: the optimum, or a value without solution that says how far the coarsest transformation is from one.
    /// - Throws: ``DeidentificationError/interrupted``, ``DeidentificationError/latticeTooLarge(limit:)``.
    public func search(
        progress: ((SearchProgress) -> Bool)? = nil
    ) throws(DeidentificationError) -> SearchOutcome {
        guard let lattice = Lattice(allowedLevels, limit: Self.latticeLimit) else {
            throw .latticeTooLarge(limit: Self.latticeLimit)
        }
        var search = LatticeSearch(lattice: lattice, evaluator: NodeEvaluator(self), progress: progress)
        return try search.run()
    }

    /// What one transformation does: its loss, the rows it suppresses, whether it is anonymous within the limit.
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
