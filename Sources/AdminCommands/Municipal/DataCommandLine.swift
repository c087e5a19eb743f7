public import ArgumentParser
import Foundation
import MunicipalData
import Processing

/// `oboro data`: files of municipalities as they are.
public struct DataCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "data", abstract: "Files of municipalities as they are; no server needed.",
        subcommands: [DataCheckCommand.self])

    /// The command with its options unset.
    public init() {}
}

/// `oboro data check --data FILE --layout LAYOUT.yaml`.
struct DataCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Look at a file against its layout: every problem at its place, no value repeated.")

    @Option(help: ArgumentHelp("The file with residents' rows.", valueName: "file")) var data: String
    @Option(help: ArgumentHelp("The layout.", valueName: "file")) var layout: String
    @Option(help: "Threads to use (default: one per processor); the result is the same for any number.")
    var threads: Int?
    @Option(help: "The number of rows that was agreed on.") var rows: Int?
    @Option(help: ArgumentHelp("Write the problems as a table: .csv or .xlsx.", valueName: "file")) var table: String?
    @Option(help: "auto, plain, json or none.") var progress: ProgressStyle = .auto
    @OptionGroup var language: LanguageOption
    @Option(name: [.customShort("o"), .customLong("output")], help: "text or json.") var format: AnswerFormat = .text

    func run() async throws {
        guard threads ?? 1 > 0 else { throw ValidationError("--threads wants a positive number") }
        if let table, !table.lowercased().hasSuffix(".csv"), !table.lowercased().hasSuffix(".xlsx") {
            throw ValidationError("--table wants a file whose name ends in .csv or .xlsx")
        }
        if let table {
            do throws(OutputIsInput) { try OutputIsInput.check(table, against: [data, layout]) } catch {
                throw ValidationError(error.description)
            }
        }
        var request = DataCheckRequest(dataPath: data, layoutPath: layout)
        request.options.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        request.options.rows = rows
        request.isJapanese = language.isJapanese
        InterruptFlag.install()
        let reporter = ByteProgress(path: data, style: progress)
        let outcome = request.run { reporter.report($0) }
        if let table, let report = outcome.report { try write(report, to: table) }
        try outcome.result.answer(format, isData: outcome.report != nil)
    }

    private func write(_ report: CheckReport, to path: String) throws {
        do throws(ProblemTableFile.Fault) {
            try ProblemTableFile.write(ProblemTable(report), to: path)
        } catch {
            CommandEnvironment.current.printMessage(error.description)
            throw ExitStatus.general.code
        }
    }
}
