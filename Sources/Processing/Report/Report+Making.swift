import Deidentification
import MunicipalData

extension ProcessingSource {
    /// The report of a run, still without output, timings and memory.
    func report(
        _ input: ProcessingInput, found: FoundTransformation, release: Release, isSolution: Bool
    ) -> Report {
        let recipe = document.recipe
        let names = anonymizer.quasiIdentifiers
        let levels = Dictionary(uniqueKeysWithValues: zip(names, found.transformation.levels))
        let classes = release.measures.classes
        return Report(
            input: Report.Input(
                rows: inputRows, sha256: sha256(input.data), encoding: encoding.rawValue,
                encodingDetected: recipe.input.encoding == .auto),
            recipe: Report.RecipeReference(sha256: sha256(input.recipe), title: recipe.title),
            steps: anonymizer.prepared.outcomes, solution: isSolution,
            reason: isSolution ? nil : found.reason ?? "the output would not meet the privacy models, see privacy",
            transformation: Report.Transformation(
                levels: levels, metric: recipe.utility.metric.rawValue, loss: found.transformation.loss),
            suppressed: Report.Suppressed(
                rows: found.transformation.suppressedRows, cells: release.maskedCells,
                allowedRows: found.transformation.allowedRows),
            output: nil, classes: Report.Classes(classes), histogram: classes.histogram, search: found.search,
            privacy: release.privacy.map(Report.Privacy.init),
            risk: Report.Risk(
                before: Report.Risk.Figures(anonymizer.measuresBefore().risk),
                after: Report.Risk.Figures(release.measures.risk)),
            utility: release.measures.utility, rule62: RuleItem.items(of: recipe, levels: levels),
            columns: release.columns.map(Report.Column.init),
            timings: Report.Timings(read: 0, search: 0, write: 0, total: 0), peakMemoryBytes: 0)
    }
}

extension Report.Output {
    init(_ input: ProcessingInput, output: OutputFile) {
        rows = output.rowCount
        sha256 = Processing.sha256(output.bytes)
        switch input.arrangement {
        case .kept: (keptOrder, seed) = (true, nil)
        case .shuffled(_, let named): (keptOrder, seed) = (false, named)
        }
        neutralizedCells = output.neutralized.values.reduce(0, +)
    }
}

extension Report.Classes {
    init(_ sizes: ClassSizes) {
        count = sizes.count
        smallest = sizes.smallest
        largest = sizes.largest
        average = sizes.average
    }
}

extension Report.Privacy {
    init(_ check: PrivacyCheck) {
        model = check.model.rawValue
        k = check.k
        reached = check.reached
        holds = check.holds
        reason =
            switch check.reason {
            case .satisfied: nil
            case .nothingReleased: "no row is left"
            case .classTooSmall(let size): "a class has \(size) rows"
            case .maskedGroupTooSmall(let size): "the masked rows are \(size) and form a class of their own"
            case .tooManySuppressed(let rows, let allowed): "\(rows) rows are suppressed, \(allowed) are allowed"
            }
    }
}

extension Report.Risk.Figures {
    init(_ risk: RiskMeasures) {
        prosecutor = risk.prosecutor
        journalist = risk.journalist
        marketer = risk.marketer
        sampleUniques = risk.sampleUniques
        populationUniques = [:]
    }
}

extension Report.Column {
    init(_ summary: ColumnSummary) {
        name = summary.name
        role = summary.role.rawValue
        level = summary.level
        distinctBefore = summary.distinctBefore
        distinctAfter = summary.distinctAfter
    }
}
