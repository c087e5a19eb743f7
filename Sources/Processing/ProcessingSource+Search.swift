import Deidentification

/// A transformation and how it was come by.
struct FoundTransformation {
    var transformation: Transformation
    var search: Report.Search
    /// Why it is no solution.
    var reason: String?
}

extension ProcessingSource {
    /// The optimum, the coarsest transformation where there is none, or the given one.
    func transformation(
        levels: [Int]?, progress: (ProcessingProgress) -> Bool
    ) throws(ProcessingError) -> FoundTransformation {
        do throws(DeidentificationError) {
            if let levels {
                let transformation = try anonymizer.evaluate(levels)
                return FoundTransformation(
                    transformation: transformation,
                    search: Report.Search(algorithm: "given", optimal: false, nodes: 1, checked: 1),
                    reason: transformation.isAnonymous ? nil : Self.excess(transformation, "the given transformation"))
            }
            let outcome = try withoutActuallyEscaping(progress) { report throws(DeidentificationError) in
                try anonymizer.search { report(.searching(decided: $0.decided, of: $0.nodes)) }
            }
            let search = Report.Search(
                algorithm: "optimal", optimal: outcome.optimal, nodes: outcome.nodes, checked: outcome.checked)
            if let solution = outcome.solution {
                return FoundTransformation(transformation: solution, search: search)
            }
            return FoundTransformation(
                transformation: outcome.coarsest, search: search,
                reason: Self.excess(outcome.coarsest, "no transformation satisfies the recipe: even the coarsest one"))
        } catch .interrupted {
            throw .interrupted
        } catch {
            throw .engine(error)
        }
    }

    private static func excess(_ transformation: Transformation, _ subject: String) -> String {
        if transformation.isWithinLimit, !transformation.isMaskedGroupLargeEnough {
            return "\(subject) leaves \(transformation.maskedGroup) masked rows, a group of fewer than "
                + "\(transformation.minimumClassSize): raise the suppression limit, or use mode remove"
        }
        return
            "\(subject) suppresses \(transformation.suppressedRows) rows, and \(transformation.allowedRows) are allowed; "
            + "raise the suppression limit, allow higher levels, or lower k where the law permits"
    }

    /// The table under the levels.
    func release(_ levels: [Int], _ input: ProcessingInput) throws(ProcessingError) -> Release {
        let order: RowOrder =
            switch input.arrangement {
            case .kept: .kept
            case .shuffled(let generator, _): .shuffled(generator)
            }
        do {
            return try anonymizer.release(levels, order: order, pseudonym: input.pseudonymKey.pseudonym(of:))
        } catch {
            throw .engine(error)
        }
    }
}
