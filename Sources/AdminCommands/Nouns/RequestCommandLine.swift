public import ArgumentParser
import Messages

/// `oboro request`: requests to municipalities, each decided alone.
public struct RequestCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Requests to municipalities, each decided alone.",
        subcommands: [
            ListVerb<RequestCommandLineNoun>.self, ShowVerb<RequestCommandLineNoun>.self,
            HistoryVerb<RequestCommandLineNoun>.self, WaitVerb<RequestCommandLineNoun>.self,
            PlainVerb<RequestAcknowledge>.self, ContentVerb<RequestDraftAnswer>.self,
            ReasonVerb<RequestReturnDraft>.self, PlainVerb<RequestDecide>.self,
            PlainVerb<RequestAcceptConditions>.self, ReasonVerb<RequestWithdraw>.self, PlainVerb<RequestErase>.self,
            RequestConsultCommand.self, RequestSpecificationCommand.self, RequestReceiveCommand.self,
            RequestReceiptCommand.self, RequestCertificateCommand.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum RequestCommandLineNoun: NounDescription {
    static let kind = "request"
    static let plural = "requests"
}

enum RequestAcknowledge: VerbDescription {
    static let message = "request.acknowledge"
    static let abstract = "Confirm that the request arrived (受領)."
}

enum RequestDraftAnswer: ContentVerbDescription {
    static let message = "request.draft-answer"
    static let abstract = "Draft the answer from a file (起案)."
    static let member = "decision"
}

enum RequestReturnDraft: ReasonVerbDescription {
    static let message = "request.return-draft"
    static let abstract = "Return the draft to its author."
    static let member = "reason"
    static let isList = false
}

enum RequestDecide: VerbDescription {
    static let message = "request.decide"
    static let abstract = "Decide as drafted (決裁)."
}

enum RequestAcceptConditions: VerbDescription {
    static let message = "request.accept-conditions"
    static let abstract = "Accept the municipality's conditions (措置要求)."
}

enum RequestWithdraw: ReasonVerbDescription {
    static let message = "request.withdraw"
    static let abstract = "Withdraw the provision before the release."
    static let severity = Severity.severe
    static let member = "reason"
    static let isList = false
}

enum RequestErase: VerbDescription {
    static let message = "request.erase"
    static let abstract = "Destroy what is held, by destroying its keys."
    static let severity = Severity.severe
}

/// `oboro request consult ID --council TEXT --on DAY`.
struct RequestConsultCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "consult", abstract: "Record that a council is heard (審議会).")

    @Argument(help: "The id.") var id: String
    @Option(help: "The council.") var council: String
    @Option(name: .customLong("on"), help: "The day.") var consultedOn: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(
            "request.consult",
            ["id": .string(id), "council": .string(council), "consultedOn": .string(consultedOn)])
    }
}

/// `oboro request certificate ID`: prints the signed certificate of erasure.
struct RequestCertificateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: "Print the certificate of erasure (消去証明書).")

    @Argument(help: "The id.") var id: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let history = try await common.asking { try await common.interface.history(of: id) }
        guard let entry = history.last(where: { $0.type == "request.erasure-certified.v1" }),
            let certificate = entry.payload["certificate"]
        else { throw common.fail(.notFound("certificate of erasure", id)) }
        let isText = common.format == .table || common.format == .plain
        common.environment.printData(isText ? certificate["text"]?.text ?? "" : MessageCoding.text(certificate))
    }
}
