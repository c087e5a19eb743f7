public import ArgumentParser
import Foundation
import Processing

/// How progress is told.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
    case auto, plain, json, none
}

extension AnalysisDepth: ExpressibleByArgument {}

/// How a stand-alone command answers.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// `oboro anonymize`: processes one file by a recipe; needs no server.
public struct AnonymizeCommand: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "anonymize", abstract: "De-identify a file by a recipe (no server needed).")

    @Option(help: ArgumentHelp("The file with residents' rows.", valueName: "file")) var data: String
    @Option(help: ArgumentHelp("The recipe.", valueName: "file")) var recipe: String
    @Option(help: ArgumentHelp("The folder for the output.", valueName: "folder")) var out: String
    @Option(help: "Apply these levels (0,3,0,…) instead of searching.") var levels: String?
    @Flag(help: "Keep the order of the rows (default: shuffled).") var keepOrder = false
    @Option(
        help: "Reproducible randomness except for pseudonyms, recorded in the report; for tests and benchmarks only.")
    var seed: UInt64?
    @Option(help: "Threads to use (default: one per processor); the result is the same for any number.")
    var threads: Int?
    @Option(
        help: ArgumentHelp(
            "Write which value became which label (加工方法等情報) to this file, never into the output.",
            valueName: "file")) var mappingOut: String?
    @Option(
        help: ArgumentHelp("Apply the value mapping of an earlier run instead of searching.", valueName: "file"))
    var mapping: String?
    @Option(
        help: ArgumentHelp(
            "The value mapping of an earlier delivery of the same file: report what both together tell. Repeatable.",
            valueName: "file")) var earlier: [String] = []
    @Flag(help: "Prove the answer once more by computing every transformation (small lattices).") var verify = false
    @Option(help: "How closely to look at the output: auto, basic or full.") var analysis: AnalysisDepth = .automatic
    @Option(help: "auto, plain, json or none.") var progress: ProgressStyle = .auto
    @Option(name: .customShort("o"), help: "text or json.") var format: AnswerFormat = .text

    /// The command with its options unset.
    public init() {}

    /// Runs the engine in this process; ends with its status unless all was done.
    public func run() async throws {
        guard threads ?? 1 > 0 else { throw ValidationError("--threads wants a positive number") }
        if mapping != nil, levels != nil {
            throw ValidationError("--levels and --mapping both give levels; use one of them")
        }
        var request = AnonymizeRequest(
            dataPath: data, recipePath: recipe, outputDirectory: out, keepsOrder: keepOrder, seed: seed)
        request.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        request.mappingPath = mapping
        request.mappingOutputPath = mappingOut
        request.earlierPaths = earlier
        request.verifies = verify
        request.analysis = analysis
        if let levels {
            let numbers = levels.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
            guard numbers.allSatisfy({ $0 != nil }) else {
                throw ValidationError("--levels wants numbers with commas, one per quasi-identifier")
            }
            request.levels = numbers.compactMap(\.self)
        }
        InterruptFlag.install()
        let reporter = ProgressReporter(style: progress)
        try answer(request.run { reporter.report($0) }, format)
    }
}

/// `oboro measure`: risk and utility of a file as it is.
public struct MeasureCommand: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Risk and utility of a file as it is (no server needed).")

    @Option(help: ArgumentHelp("The file with residents' rows.", valueName: "file")) var data: String
    @Option(help: ArgumentHelp("The recipe.", valueName: "file")) var recipe: String
    @Option(help: "How closely to look at the file: auto, basic or full.") var analysis: AnalysisDepth = .automatic
    @Option(name: .customShort("o"), help: "text or json.") var format: AnswerFormat = .text

    /// The command with its options unset.
    public init() {}

    /// Measures in this process and writes no file; ends with its status unless all was done.
    public func run() async throws {
        var request = MeasureRequest(dataPath: data, recipePath: recipe)
        request.analysis = analysis
        try answer(request.run(), format)
    }
}

/// `oboro recipe check`: validates and explains a recipe.
struct RecipeCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Validate and explain a recipe, by the five items of 規則62条 (no server needed).")

    @Argument(help: ArgumentHelp("The recipe.", valueName: "file")) var recipe: String
    @Option(help: ArgumentHelp("A file to check the recipe against.", valueName: "file")) var data: String?
    @Option(name: .customShort("o"), help: "text or json.") var format: AnswerFormat = .text

    func run() async throws {
        try answer(RecipeCheckRequest(recipePath: recipe, dataPath: data).run(), format)
    }
}

private func answer(_ result: CommandResult, _ format: AnswerFormat) throws {
    let environment = CommandEnvironment.current
    let text = format == .json ? String(decoding: result.json, as: UTF8.self) : result.text
    let trimmed = text.hasSuffix("\n") ? String(text.dropLast()) : text
    if result.status == .done || format == .json {
        environment.printData(trimmed)
    } else {
        environment.printMessage(trimmed)
    }
    if result.status != .done { throw ExitCode(result.status.rawValue) }
}
