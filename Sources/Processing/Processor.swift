import Deidentification

/// Runs a recipe on a file: read, search, release, check, report.
public enum Processor {
    /// Runs `input` to its outcome. Pure: no file is read or written but through `input`.
    ///
    /// Without a transformation that satisfies the recipe the outcome holds a report that says so, and no data.
    ///
    /// - Parameter progress: called again and again; returning `false` stops the run.
    /// - Throws: ``ProcessingError``.
    public static func run(
        _ input: ProcessingInput, progress: (ProcessingProgress) -> Bool = { _ in true }
    ) throws(ProcessingError) -> ProcessingOutcome {
        let start = input.clock()
        guard progress(.reading) else { throw .interrupted }
        let source = try ProcessingSource(input)
        let read = input.clock()
        let found = try source.transformation(levels: input.levels, progress: progress)
        let release = try source.release(found.transformation.levels, input)
        let searched = input.clock()
        guard progress(.writing) else { throw .interrupted }

        let isSolution = found.transformation.isAnonymous && release.privacy.allSatisfy(\.holds)
        var report = source.report(input, found: found, release: release, isSolution: isSolution)
        var outcome = ProcessingOutcome(report: report, files: [:])
        if isSolution {
            try OutputCheck.check(release, recipe: source.document.recipe)
            let output = try OutputFile(release.table, format: source.document.recipe.output)
            report.output = Report.Output(input, output: output)
            let package = DataPackage(release, report: report, output: output, legalBasis: input.legalBasis)
            outcome.files[.data] = output.bytes
            outcome.files[.dataPackage] = package.bytes
            outcome.files[.marking] = Marking(release, title: report.recipe.title, legalBasis: input.legalBasis).bytes
        }
        let end = input.clock()
        report.timings = Report.Timings(
            read: read - start, search: searched - read, write: end - searched, total: end - start)
        report.peakMemoryBytes = input.peakMemory()
        outcome.report = report
        outcome.files[.report] = report.bytes
        outcome.files[.reportPage] = Array(
            ReportPage(report, recipe: source.document.recipe, legalBasis: input.legalBasis).html.utf8)
        return outcome
    }

    /// Measures the file as it is under the recipe's roles: classes, risk, and whether the models hold without any change.
    ///
    /// - Throws: ``ProcessingError``.
    public static func measure(_ input: ProcessingInput) throws(ProcessingError) -> MeasureReport {
        MeasureReport(try ProcessingSource(input))
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
        /// The Frictionless Data Package.
        case dataPackage = "datapackage.json"
        /// The statutory marking.
        case marking = "marking.txt"
        /// The report; written last, so that a directory without it is unfinished.
        case report = "report.json"
    }

    /// The content of `report.json`.
    public internal(set) var report: Report
    /// The bytes of each file; without a solution only the two reports.
    public internal(set) var files: [File: [UInt8]]

    /// Whether a transformation satisfied the recipe and the output was made.
    public var isSolution: Bool { report.solution }
}
