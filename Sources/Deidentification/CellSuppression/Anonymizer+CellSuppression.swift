extension Anonymizer {
    /// Cell suppression (セル削除) after a transformation: instead of all rows of classes that fail, single cells are
    /// written `*`, at the least weighted cost that a greedy search finds, so that all rows written alike satisfy the
    /// models. `*` counts as a symbol of its own: it is never taken to match another label.
    ///
    /// Rows that no mask saves are suppressed whole as far as the limit allows and that costs less, or join the group
    /// that this costs least; only where there is no such group more rows than allowed are suppressed. Where models
    /// judge all kept classes together, groups that fail these too are suppressed whole. With differential privacy no
    /// cell is masked, since its proof is about whole rows. The result is the same for any order of rows that leaves the
    /// tuples in order.
    /// - Parameters:
    ///   - levels: one per quasi-identifier in the order of the recipe.
    ///   - progress: called again and again; returning false stops the work.
    /// - Throws: ``DeidentificationError`` for levels that do not fit, and ``DeidentificationError/interrupted``.
    package func cellSuppression(
        levels: [Int], progress: ((CellProgress) -> Bool)? = nil
    ) throws(DeidentificationError) -> CellOutcome {
        try check(levels)
        let tuples = NodeTuples(self, levels: levels)
        let weights = attributes.map(\.weight)
        let maskable = tuples.codes.map { column in column.contains { $0 != 0 } }
        let masks = CellMasks(
            weights: weights, maskable: privacy.suppressesWithoutLimit ? maskable.map { _ in false } : maskable)
        let report = { (open: Int) throws(DeidentificationError) -> Void in
            if let progress, !progress(CellProgress(openTuples: open, tuples: tuples.count)) { throw .interrupted }
        }
        let check = GroupCheck(self)
        let start = CellPacking(tuples: tuples, check: check, masks: masks)
        let full = masks.cost(masks.all)
        var packing = start
        try packing.pack(expected: nil, progress: report)
        var best = packing.settlingRest(allowedRows: sparedRows, fullCost: full)
        if check.movesRows && !packing.groups.isEmpty {
            for _ in 0..<Self.repetitions {
                // Again, now that it is known what rows come to cost: rows are borrowed where that costs less.
                let expected = packing.expectedCosts(allowedRows: sparedRows, fullCost: full)
                packing = start
                try packing.pack(expected: expected, progress: report)
                let settled = packing.settlingRest(allowedRows: sparedRows, fullCost: full)
                if settled.totalCost(full) < best.totalCost(full) { best = settled }
            }
        }
        return outcome(best, levels: levels)
    }

    /// How often the packing is repeated with what rows came to cost the time before.
    private static let repetitions = 1

    /// The rows that may be suppressed rather than joined to a group: none where they stay in the table as rows of `*`,
    /// which would be a group of their own.
    private var sparedRows: Int { prepared.recipe.suppression.mode == .mask ? 0 : allowedRows }
}
