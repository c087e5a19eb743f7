public import ArgumentParser
import Messages

/// `oboro call`: calls for proposals (提案の募集).
public struct CallCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Calls for proposals (提案の募集).",
        subcommands: [
            ListVerb<CallCommandLineNoun>.self, ShowVerb<CallCommandLineNoun>.self,
            HistoryVerb<CallCommandLineNoun>.self, WaitVerb<CallCommandLineNoun>.self, CreationVerb<CallDraft>.self,
            ContentVerb<CallSave>.self, PlainVerb<CallOpen>.self, PlainVerb<CallFinish>.self,
            ReasonVerb<CallCancel>.self, CallAnnounceCommand.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum CallCommandLineNoun: NounDescription {
    static let kind = "call"
    static let plural = "calls"
}

enum CallDraft: ContentVerbDescription {
    static let message = "call.draft"
    static let abstract = "Draft a call from a file."
    static let member = "plan"
}

enum CallSave: ContentVerbDescription {
    static let message = "call.save"
    static let abstract = "Replace a draft."
    static let member = "plan"
}

enum CallOpen: VerbDescription {
    static let message = "call.open"
    static let abstract = "Open an announced call on its day."
}

enum CallFinish: VerbDescription {
    static let message = "call.finish"
    static let abstract = "Finish a closed call when all proposals are settled."
}

enum CallCancel: ReasonVerbDescription {
    static let message = "call.cancel"
    static let abstract = "Cancel a call."
    static let severity = Severity.severe
    static let member = "reason"
    static let isList = false
}

/// `oboro call announce ID --notice-number TEXT`.
struct CallAnnounceCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "announce", abstract: "Announce a call (公示); pins the catalogue.")

    @Argument(help: "The id.") var id: String
    @Option(help: "The number of the public notice.") var noticeNumber: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send("call.announce", ["id": .string(id), "noticeNumber": .string(noticeNumber)])
    }
}
