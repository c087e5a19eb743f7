import Deidentification

/// A table after its coding: what becomes of its rows, how that was come by, and what it costs.
struct CodedTable {
    /// What becomes of the rows.
    var recoding: Recoding
    /// The transformation of the whole table: the answer of global coding, and what the other codings begin from; nil where
    /// local coding had none to begin from.
    var transformation: Transformation?
    /// How the transformation was found.
    var search: Report.Search
    /// The figure of the metric: of the transformation, or the loss of local coding and cell suppression.
    var loss: Double
    /// That of each quasi-identifier, weighted; empty where the metric has none.
    var columnLosses: [Double]
    /// Cells suppressed one by one, by quasi-identifier; nil for the other codings.
    var cellsPerColumn: [Int]?
    /// How local coding came to its answer; nil for the other codings.
    var local: Report.Local?
    /// Whether the models hold within the limit.
    var isSolution: Bool
    /// Why not, in English.
    var reason: String?
}

extension ProcessingSource {
    /// Codes the table as the recipe says: searches, or takes the given levels, then codes on where the recipe wants it.
    func coded(
        _ input: ProcessingInput, progress: (ProcessingProgress) -> Bool
    ) throws(ProcessingError) -> CodedTable {
        do throws(DeidentificationError) {
            return try withoutActuallyEscaping(progress) { report throws(DeidentificationError) in
                switch document.recipe.coding {
                case .global: try global(input, report)
                case .local: try local(input, report)
                case .cells: try cells(input, report)
                }
            }
        } catch .interrupted {
            throw .interrupted
        } catch {
            throw .engine(error)
        }
    }

    private typealias Progress = (ProcessingProgress) -> Bool

    private func global(
        _ input: ProcessingInput, _ progress: @escaping Progress
    ) throws(DeidentificationError) -> CodedTable {
        let found = try transformation(input, progress)
        return CodedTable(
            recoding: try anonymizer.recoding(levels: found.transformation.levels),
            transformation: found.transformation, search: found.search, loss: found.transformation.loss,
            columnLosses: found.transformation.columnLosses, isSolution: found.reason == nil, reason: found.reason)
    }

    private func cells(
        _ input: ProcessingInput, _ progress: @escaping Progress
    ) throws(DeidentificationError) -> CodedTable {
        let found = try transformation(input, progress)
        let outcome = try anonymizer.cellSuppression(levels: found.transformation.levels) {
            progress(.coding(done: $0.tuples - $0.openTuples, of: $0.tuples))
        }
        let allowed = found.transformation.allowedRows
        return CodedTable(
            recoding: outcome.recoding, transformation: found.transformation, search: found.search.ofBeginning,
            loss: outcome.loss.total, columnLosses: outcome.loss.columns, cellsPerColumn: outcome.cellsPerColumn,
            isSolution: outcome.isWithinLimit,
            reason: outcome.isWithinLimit
                ? nil
                : "no suppression of cells satisfies the recipe: \(outcome.suppressedRows) rows would be lost, and "
                    + "\(allowed) are allowed; raise the suppression limit, allow higher levels, or lower k")
    }

    private func local(
        _ input: ProcessingInput, _ progress: @escaping Progress
    ) throws(DeidentificationError) -> CodedTable {
        let seconds = document.recipe.secondsForLocalCoding ?? Self.localSeconds
        var start: FoundTransformation?
        let transformations = anonymizer.allowedLevels.reduce(1.0) { $0 * Double($1.count) }
        if givenLevels != nil || transformations <= Self.exactStart {
            start = try transformation(input, exact: true, progress)
        }
        // With a seed the result must come out the same in every run: so much work instead of so much time.
        let passes = max(1, Int(seconds * Self.passesPerSecond))
        let outcome = try anonymizer.localRecoding(
            input.isSeeded ? .passes(passes) : .seconds(seconds), globalLevels: start?.transformation.levels,
            progress: { progress(.improving(loss: $0.loss, passes: $0.passes)) }, clock: input.clock)
        let search =
            start?.search.ofBeginning ?? Report.Search(algorithm: "none", optimal: false, nodes: 0, checked: 0)
        return CodedTable(
            recoding: outcome.recoding, transformation: start?.transformation, search: search, loss: outcome.loss,
            columnLosses: outcome.columnLosses,
            local: Report.Local(
                family: outcome.family.rawValue, passes: outcome.passes, cutByTime: outcome.isCut,
                minimumClassSize: outcome.effectiveMinimum),
            isSolution: outcome.hasSolution,
            reason: outcome.hasSolution
                ? nil
                : "no local coding satisfies the recipe, not even with all rows in one class: raise the suppression "
                    + "limit, or lower k and the other models' bounds where the law permits")
    }

    /// What local coding may take where the recipe says nothing.
    private static let localSeconds = 1.5
    /// Passes of improvement that stand for a second in runs with a seed.
    private static let passesPerSecond = 10.0
    /// The most transformations of which the best is looked for before local coding begins from it.
    private static let exactStart = 100_000.0

    /// Which value became which label; nil where the label is not given by the value alone, or nobody asked.
    func mapping(_ coded: CodedTable, _ input: ProcessingInput) throws(ProcessingError) -> ValueMapping? {
        guard input.wantsMapping, document.recipe.coding != .local, let levels = coded.transformation?.levels else {
            return nil
        }
        do {
            return try anonymizer.valueMapping(
                levels: levels, hierarchies: hierarchies, stepHierarchies: stepHierarchies)
        } catch {
            throw .engine(error)
        }
    }
}

extension Report.Search {
    /// The search as that of a transformation that another coding began from: it says nothing about the coding's result.
    fileprivate var ofBeginning: Report.Search {
        var search = self
        search.optimal = false
        search.lowerBound = nil
        search.gap = nil
        return search
    }
}
