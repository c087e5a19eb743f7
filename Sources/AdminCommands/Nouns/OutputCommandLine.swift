public import ArgumentParser
import Messages

/// `oboro output`: outputs and their check by a second person (検査).
public struct OutputCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "output", abstract: "Outputs and their check by a second person (検査).",
        subcommands: [
            ReasonVerb<OutputRequestChanges>.self, OutputApproveCommand.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum OutputCommandLineNoun: NounDescription {
    static let kind = "output"
    static let plural = "outputs"
}

enum OutputRequestChanges: ReasonVerbDescription {
    static let message = "output.request-changes"
    static let abstract = "Ask for changes with reasons."
}

/// `oboro output approve JOB --note TEXT`.
struct OutputApproveCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve the output of a job; neither its author nor its operator may.")

    @Argument(help: "The job's id.") var id: String
    @Option(help: "What was looked at.") var note: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send("output.approve", ["id": .string(id), "note": .string(note)])
    }
}
