public import ArgumentParser
import Messages

/// `oboro register`: the register of personal information files (個人情報ファイル簿).
public struct RegisterCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "register", abstract: "The register of personal information files (個人情報ファイル簿).",
        subcommands: [
            ListVerb<RegisterCommandLineNoun>.self, ShowVerb<RegisterCommandLineNoun>.self,
            HistoryVerb<RegisterCommandLineNoun>.self, WaitVerb<RegisterCommandLineNoun>.self,
            CreationVerb<RegisterDraft>.self, ContentVerb<RegisterSave>.self, ContentVerb<RegisterAssess>.self,
            RegisterPublishCommand.self, ReasonVerb<RegisterStrike>.self, RegisterCorrectCommand.self,
            RegisterReviewCommand.self, RegisterImportCommand.self, RegisterCheckCommand.self,
            RegisterSearchCommand.self, RegisterVersionsCommand.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum RegisterCommandLineNoun: NounDescription {
    static let kind = "register"
    static let plural = "register entries"
}

enum RegisterDraft: ContentVerbDescription {
    static let message = "register.draft"
    static let abstract = "Draft an entry from a file."
    static let member = "entry"
}

enum RegisterSave: ContentVerbDescription {
    static let message = "register.save"
    static let abstract = "Replace a draft."
    static let member = "entry"
}

enum RegisterAssess: ContentVerbDescription {
    static let message = "register.assess"
    static let abstract = "Record the assessment of 法60条3項."
    static let member = "assessment"
}

enum RegisterStrike: ReasonVerbDescription {
    static let message = "register.strike"
    static let abstract = "Strike the entry out."
    static let severity = Severity.severe
    static let member = "reason"
    static let isList = false
}

/// `oboro register correct ID --from FILE --reason TEXT`.
struct RegisterCorrectCommand: SendingCommand {
    static let configuration = CommandConfiguration(commandName: "correct", abstract: "Correct a published entry.")

    @Argument(help: "The id.") var id: String
    @Option(help: ArgumentHelp("YAML or JSON file, - for standard input.", valueName: "file")) var from: String
    @Option(help: "Why it is corrected.") var reason: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(
            "register.correct",
            ["id": .string(id), "entry": try ContentFile.read(from), "reason": .string(reason)])
    }
}
