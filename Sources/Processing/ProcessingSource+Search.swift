import Deidentification

/// A transformation and how it was come by.
struct FoundTransformation {
    var transformation: Transformation
    var search: Report.Search
    /// Why it is no solution.
    var reason: String?
}

extension ProcessingSource {
    /// The best transformation by the recipe's search, the coarsest one where there is no solution, or the given one.
    /// - Parameter exact: search exactly whatever the recipe says, for codings that only begin from the answer.
    func transformation(
        _ input: ProcessingInput, exact: Bool = false, _ progress: @escaping (ProcessingProgress) -> Bool
    ) throws(DeidentificationError) -> FoundTransformation {
        if let levels = givenLevels {
            let transformation = try anonymizer.evaluate(levels)
            return FoundTransformation(
                transformation: transformation,
                search: Report.Search(algorithm: "given", optimal: false, nodes: 1, checked: 1),
                reason: transformation.isAnonymous ? nil : Self.excess(transformation, "the given transformation"))
        }
        // Without a clock the search goes on until its answer is proven.
        let clock: (() -> Double)? = exact ? nil : { input.clock() }
        let outcome = try anonymizer.search(
            threads: input.threads,
            progress: { state in progress(.searching(decided: state.decided, of: state.nodes)) }, clock: clock)
        let verified: Bool? = input.verifies ? try anonymizer.verify(outcome).confirms : nil
        let search = Report.Search(
            algorithm: exact ? "optimal" : document.recipe.search.name, optimal: outcome.optimal,
            certificate: outcome.certificate, loss: outcome.solution?.loss,
            verified: verified)
        if let solution = outcome.solution { return FoundTransformation(transformation: solution, search: search) }
        return FoundTransformation(
            transformation: outcome.coarsest, search: search,
            reason: Self.excess(outcome.coarsest, "no transformation satisfies the recipe: even the coarsest one"))
    }

    private static func excess(_ transformation: Transformation, _ subject: String) -> String {
        if transformation.isWithinLimit, !transformation.isMaskedGroupLargeEnough {
            return "\(subject) leaves \(transformation.maskedGroup) masked rows, a group of fewer than "
                + "\(transformation.minimumClassSize): use mode remove, or coding cells, which joins such rows to others"
        }
        if transformation.isWithinLimit {
            return "\(subject) does not satisfy the privacy models for the table as a whole: see privacy in the report"
        }
        return
            "\(subject) suppresses \(transformation.suppressedRows) rows, and \(transformation.allowedRows) are allowed; "
            + "raise the suppression limit, allow higher levels, or lower k where the law permits"
    }

    /// The table that leaves.
    func release(_ coded: CodedTable, _ input: ProcessingInput) throws(ProcessingError) -> Release {
        let order: RowOrder =
            switch input.arrangement {
            case .kept where anonymizer.prepared.requiresShuffling: throw .orderMustChange
            case .kept: .kept
            case .shuffled(let generator, _): .shuffled(generator)
            }
        do {
            return try anonymizer.release(
                coded.recoding, levels: document.recipe.coding == .local ? nil : coded.transformation?.levels,
                order: order, pseudonym: input.pseudonymKey.pseudonym(of:))
        } catch {
            throw .engine(error)
        }
    }
}

extension SearchRule {
    /// The search's name in the recipe.
    fileprivate var name: String {
        switch self {
        case .optimal: "optimal"
        case .bestEffort: "best-effort"
        }
    }
}
