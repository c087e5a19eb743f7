public import ArgumentParser
import Messages

/// `oboro proposal`: proposals of businesses (提案).
public struct ProposalCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "proposal", abstract: "Proposals of businesses (提案).",
        subcommands: [
            ListVerb<ProposalCommandLineNoun>.self, ShowVerb<ProposalCommandLineNoun>.self,
            HistoryVerb<ProposalCommandLineNoun>.self, WaitVerb<ProposalCommandLineNoun>.self,
            ContentVerb<ProposalSave>.self, PlainVerb<ProposalSubmit>.self, ReasonVerb<ProposalReturn>.self,
            ContentVerb<ProposalCorrect>.self, PlainVerb<ProposalAccept>.self, ContentVerb<ProposalExamine>.self,
            ReasonVerb<ProposalReject>.self, ReasonVerb<ProposalWithdraw>.self, ProposalDraftCommand.self,
            ProposalApproveCommand.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum ProposalCommandLineNoun: NounDescription {
    static let kind = "proposal"
    static let plural = "proposals"
}

enum ProposalSave: ContentVerbDescription {
    static let message = "proposal.save"
    static let abstract = "Replace a draft; it is kept also when it is incomplete."
    static let member = "content"
}

enum ProposalSubmit: VerbDescription {
    static let message = "proposal.submit"
    static let abstract = "Hand the proposal in."
}

enum ProposalReturn: ReasonVerbDescription {
    static let message = "proposal.return"
    static let abstract = "Return for correction (補正); the clock stops."
    static let member = "findings"
}

enum ProposalCorrect: ContentVerbDescription {
    static let message = "proposal.correct"
    static let abstract = "Hand in the corrected proposal."
    static let member = "content"
}

enum ProposalAccept: VerbDescription {
    static let message = "proposal.accept"
    static let abstract = "Close the formal check and begin the examination."
}

enum ProposalExamine: ContentVerbDescription {
    static let message = "proposal.examine"
    static let abstract = "Record findings on the criteria of 法114条1項."
    static let member = "findings"
}

enum ProposalReject: ReasonVerbDescription {
    static let message = "proposal.reject"
    static let abstract = "Notify that it does not conform, with reasons."
}

enum ProposalWithdraw: ReasonVerbDescription {
    static let message = "proposal.withdraw"
    static let abstract = "Withdraw the proposal."
    static let severity = Severity.severe
    static let member = "reason"
    static let isList = false
}

/// `oboro proposal draft --call CALL --from FILE`.
struct ProposalDraftCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "Begin a proposal; the kind of product is the first question.")

    @Option(help: "The call it answers.") var call: String
    @Option(help: ArgumentHelp("YAML or JSON file, - for standard input.", valueName: "file")) var from: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(
            "proposal.draft", ["call": .string(call), "content": try ContentFile.read(from)])
    }
}

/// `oboro proposal approve ID --minutes N --outsourcing YEN`.
struct ProposalApproveCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Notify that it conforms, with the fee.")

    @Argument(help: "The id.") var id: String
    @Option(help: "Estimated working time in minutes; every started hour is charged.") var minutes: Int
    @Option(help: "What a processing contractor is paid, in yen.") var outsourcing: Int = 0
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(
            "proposal.approve",
            ["id": .string(id), "estimatedMinutes": .integer(minutes), "outsourcing": .integer(outsourcing)])
    }
}
