import Deidentification
import MunicipalData

/// How closely a run looks at what it made.
public enum AnalysisDepth: String, CaseIterable, Sendable {
    /// Everything, where the distinct tuples are few enough for it to take no longer than about a second; else `basic`.
    case automatic = "auto"
    /// Classes, models, risk and measures only.
    case basic
    /// Besides: combinations of columns, special uniques, distributions, associations and the own attack on every row.
    case full

    /// The most distinct tuples of the quasi-identifiers that the automatic depth looks at closely.
    static let closeLook = 200_000

    func looksClosely(atTuples count: Int) -> Bool {
        switch self {
        case .automatic: count <= Self.closeLook
        case .basic: false
        case .full: true
        }
    }
}

extension ProcessingSource {
    /// The report of a run, still without output, closer look, timings and memory.
    /// - Parameters:
    ///   - coded: the table after its coding.
    ///   - release: the table that leaves.
    func report(_ input: ProcessingInput, coded: CodedTable, release: Release) -> Report {
        let recipe = document.recipe
        let levels = recipe.coding == .global ? coded.transformation?.levels : nil
        let measures = anonymizer.measures(coded.recoding, levels: levels)
        let before = anonymizer.riskBefore()
        let names = anonymizer.quasiIdentifiers
        let applied = coded.transformation.map { Dictionary(uniqueKeysWithValues: zip(names, $0.levels)) } ?? [:]
        let privacy = anonymizer.privacyAfter(coded.recoding).map(Report.Privacy.init)
        let isEmpty = release.table.rowCount == 0
        let isSolution = coded.isSolution && privacy.allSatisfy(\.holds) && !isEmpty
        var report = Report(
            input: Report.Input(
                rows: inputRows, sha256: inputSHA256, encoding: encoding.rawValue,
                encodingDetected: recipe.input.encoding == .auto),
            recipe: Report.RecipeReference(sha256: sha256(input.recipe), title: recipe.title),
            steps: Report.Step.all(anonymizer.prepared), solution: isSolution,
            reason: isSolution
                ? nil
                : coded.reason
                    ?? (isEmpty
                        ? "no row would be left: lower the suppression limit, allow higher levels, or lower k"
                        : "the output would not meet the privacy models, see privacy"),
            transformation: transformation(coded, levels: applied),
            suppressed: Report.Suppressed(
                rows: release.suppressedRows, cells: release.suppressedCells, allowedRows: anonymizer.allowedRows,
                limit: recipe.suppression.limit, mode: recipe.suppression.mode,
                cellsPerColumn: coded.cellsPerColumn.map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }),
            classes: Report.Classes(measures.classes), histogram: measures.classes.histogram, search: coded.search,
            privacy: privacy,
            risk: Report.Risk(before: figures(before), after: figures(anonymizer.risk(of: coded.recoding))),
            utility: Report.Utility(measures.utility), rule62: RuleItem.items(of: recipe, levels: applied),
            columns: Report.Column.all(
                release.columns, anonymizer: anonymizer, recoding: coded.recoding, cellsPerColumn: coded.cellsPerColumn)
        )
        report.histogramBefore = before.classes.histogram
        return report
    }

    /// Adds what a closer look finds: which columns tell rows apart, what columns still say, and the own attack. What was
    /// not put out is not described either.
    func lookClosely(
        _ input: ProcessingInput, coded: CodedTable, release: Release, into report: inout Report
    ) throws(ProcessingError) {
        let least = max(2, document.recipe.minimumClassSize)
        report.risk.differencing = try differencing(coded, input, k: least)
        guard input.analysis.looksClosely(atTuples: anonymizer.tuples.count) else { return }
        let found = riskOfTable(looksClosely: true)
        report.risk.before = found.before
        report.risk.combinations = found.combinations
        report.risk.uniqueness = found.uniqueness
        guard report.solution else { return }
        report.utility.add(anonymizer.utilityComparison(coded.recoding, threshold: max(3, least)))
        let attack = LinkageAttack(anonymizer).run(on: coded.recoding)
        report.risk.attack = Report.Risk.Attack(attack, of: attack.attackedRows)
    }

    /// The risk of the table as it is, after the recipe's steps.
    func riskOfTable(looksClosely: Bool) -> Report.Risk {
        var risk = Report.Risk(before: figures(anonymizer.riskBefore()), after: nil)
        guard looksClosely else { return risk }
        let tuples = DistinctTuples(anonymizer)
        let rows = tuples.rowCount
        let uniques = SpecialUniques(tuples, samplingFraction: population.map { min(1, Double(rows) / $0) } ?? 1)
        risk.before.specialUniques = Report.Risk.SpecialUniques(uniques, rows: rows)
        risk.add(
            ColumnCombinations(tuples, k: max(2, document.recipe.minimumClassSize)), specialUniques: uniques,
            sampleUniques: risk.before.sampleUniques, rows: rows)
        return risk
    }

    /// What the output tells together with earlier deliveries of the same file, each given by its value mapping.
    private func differencing(
        _ coded: CodedTable, _ input: ProcessingInput, k: Int
    ) throws(ProcessingError) -> [Report.Risk.Differencing]? {
        if input.earlier.isEmpty { return nil }
        var found: [Report.Risk.Differencing] = []
        for earlier in input.earlier {
            let recoding: Recoding
            do {
                recoding = try anonymizer.recoding(levels: earlier.mapping.levels(for: document.recipe))
            } catch let error as DeidentificationError {
                throw .engine(error)
            } catch {
                throw .mapping(name: earlier.name, "\(error)")
            }
            let risk = Differencing.risk(of: coded.recoding, after: [recoding], tuples: anonymizer.tuples, k: k)
            found.append(Report.Risk.Differencing(risk, earlier: earlier.name))
        }
        return found
    }

    /// Figures of risk, with population uniques where the recipe says how large the population is.
    private func figures(_ risk: ReidentificationRisk) -> Report.Risk.Figures {
        let uniques = population.map { Report.Risk.Figures.populationUniques(risk.classes, population: $0) }
        return Report.Risk.Figures(risk, populationUniques: uniques ?? [:])
    }

    private var population: Double? { document.recipe.population }

    private func transformation(_ coded: CodedTable, levels: [String: Int]) -> Report.Transformation {
        let recipe = document.recipe
        let names = anonymizer.quasiIdentifiers
        // Local coding and cells are judged by the loss, whatever the recipe's search minimizes.
        let metric = recipe.coding == .global ? recipe.utility.metric : .loss
        let isComparable = recipe.coding != .global && recipe.utility.metric == .loss
        return Report.Transformation(
            coding: recipe.coding, levels: levels, metric: metric.rawValue, loss: coded.loss,
            aggregate: recipe.utility.aggregate.rawValue,
            columnLosses: coded.columnLosses.count == names.count
                ? Dictionary(uniqueKeysWithValues: zip(names, coded.columnLosses)) : nil,
            globalLoss: isComparable ? coded.transformation?.loss : nil, local: coded.local)
    }
}

extension Recipe {
    /// The persons of the population that a model of the recipe names, the greatest of several.
    fileprivate var population: Double? {
        privacy.compactMap { model in
            switch model {
            case .populationUniqueness(_, _, let population): population
            case .kMap(_, .estimated(let population, _, _)): population
            default: nil
            }
        }.max()
    }
}

extension Report.Output {
    init(_ input: ProcessingInput, output: OutputFile) {
        self.init(
            rows: output.rowCount, sha256: output.sha256, keptOrder: true,
            neutralizedCells: output.neutralized.values.reduce(0, +))
        if case .shuffled(_, let named) = input.arrangement { (keptOrder, seed) = (false, named) }
    }
}
