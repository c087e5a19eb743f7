public import ArgumentParser
import Messages

/// `oboro job`: processing jobs, one per municipality and contract (加工).
public struct JobCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "job", abstract: "Processing jobs, one per municipality and contract (加工).",
        subcommands: [
            ListVerb<JobCommandLineNoun>.self, ShowVerb<JobCommandLineNoun>.self,
            HistoryVerb<JobCommandLineNoun>.self, WaitVerb<JobCommandLineNoun>.self, PlainVerb<JobStart>.self,
            ReasonVerb<JobAbort>.self, JobAssignCommand.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum JobCommandLineNoun: NounDescription {
    static let kind = "job"
    static let plural = "jobs"
}

enum JobStart: VerbDescription {
    static let message = "job.start"
    static let abstract = "Run the job."
}

enum JobAbort: ReasonVerbDescription {
    static let message = "job.abort"
    static let abstract = "Give the job up."
    static let severity = Severity.severe
    static let member = "reason"
    static let isList = false
}

/// `oboro job assign ID --recipe RECIPE`.
struct JobAssignCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Give the job an approved recipe; conflicts are refused by clause.")

    @Argument(help: "The id.") var id: String
    @Option(help: "The recipe's id.") var recipe: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send("job.assign", ["id": .string(id), "recipe": .string(recipe)])
    }
}
