public import Deidentification

/// Runs a recipe on a file: read, code, release, check, report.
public enum Processor {
    /// Runs `input` to its outcome, the output in memory.
    ///
    /// - Parameter progress: called again and again; returning `false` stops the run.
    /// - Throws: ``ProcessingError``.
    public static func run(
        _ input: ProcessingInput, progress: (ProcessingProgress) -> Bool = { _ in true }
    ) throws(ProcessingError) -> ProcessingOutcome {
        var sink = MemorySink()
        var outcome = try run(input, to: &sink, progress: progress)
        if outcome.isSolution { outcome.files[.data] = sink.bytes }
        return outcome
    }

    /// Runs `input` to its outcome, `data.csv` going to a sink. Pure: nothing is read or written but through `input` and
    /// the sink.
    ///
    /// Without a transformation that satisfies the recipe the outcome holds a report that says so, and nothing is written.
    ///
    /// - Parameter progress: called again and again; returning `false` stops the run.
    /// - Throws: ``ProcessingError``.
    public static func run(
        _ input: ProcessingInput, to sink: inout some OutputSink,
        progress: (ProcessingProgress) -> Bool = { _ in true }
    ) throws(ProcessingError) -> ProcessingOutcome {
        let start = input.clock()
        guard progress(.reading) else { throw .interrupted }
        let source = try ProcessingSource(input)
        let read = input.clock()
        let coded = try source.coded(input, progress: progress)
        let searched = input.clock()
        guard progress(.writing) else { throw .interrupted }

        let release = try source.release(coded, input)
        var report = source.report(input, coded: coded, release: release)
        var outcome = ProcessingOutcome(report: report, files: [:])
        let recipe = source.document.recipe
        if report.solution {
            try OutputCheck.check(
                release, recipe: recipe, minimumClassSize: source.anonymizer.privacy.requirement.minimumSize)
            let output = try written(release, recipe: recipe, to: &sink)
            report.output = Report.Output(input, output: output)
            let package = DataPackage(release, report: report, output: output, legalBasis: input.legalBasis)
            outcome.files[.dataPackage] = package.bytes
            outcome.files[.marking] = Marking(release, title: report.recipe.title, legalBasis: input.legalBasis).bytes
            outcome.mapping = try source.mapping(coded, input)
        }
        guard progress(.reporting) else { throw .interrupted }
        try source.lookClosely(input, coded: coded, release: release, into: &report)
        let end = input.clock()
        report.timings = Report.Timings(
            read: read - start, search: searched - read, write: end - searched, total: end - start)
        report.peakMemoryBytes = input.peakMemory()
        outcome.report = report
        outcome.files[.report] = report.bytes
        outcome.files[.reportPage] = Array(ReportPage(report, legalBasis: input.legalBasis).html.utf8)
        if report.solution {
            outcome.files[.buyerPage] = Array(BuyerPage(report, legalBasis: input.legalBasis).html.utf8)
        }
        return outcome
    }

    private static func written(
        _ release: Release, recipe: Recipe, to sink: inout some OutputSink
    ) throws(ProcessingError) -> OutputFile {
        do {
            return try OutputFile(release.table, format: recipe.output, to: &sink)
        } catch let error as ProcessingError {
            throw error
        } catch {
            throw .unwritable("\(error)")
        }
    }

    /// Measures the file as it is under the recipe's roles: classes, risk, and whether the models hold without any change.
    ///
    /// - Throws: ``ProcessingError``.
    public static func measure(_ input: ProcessingInput) throws(ProcessingError) -> MeasureReport {
        MeasureReport(try ProcessingSource(input, for: .measurement), analysis: input.analysis)
    }
}

/// What a run gave.
public struct ProcessingOutcome: Sendable {
    /// The files of an output directory.
    public enum File: String, CaseIterable, Sendable {
        /// The de-identified rows.
        case data = "data.csv"
        /// The report for reading.
        case reportPage = "report.html"
        /// The guide for whoever uses the data.
        case buyerPage = "buyer.html"
        /// The Frictionless Data Package.
        case dataPackage = "datapackage.json"
        /// The statutory marking.
        case marking = "marking.txt"
        /// The report; written last, so that a directory without it is unfinished.
        case report = "report.json"
    }

    /// The content of `report.json`.
    public internal(set) var report: Report
    /// The bytes of each file, ``File/data`` only where it was asked for in memory; without a solution only the two reports.
    public internal(set) var files: [File: [UInt8]]
    /// Which value became which label (加工方法等情報): never part of the package; nil for local coding.
    public internal(set) var mapping: ValueMapping?

    /// Whether a transformation satisfied the recipe and the output was made.
    public var isSolution: Bool { report.solution }
}
