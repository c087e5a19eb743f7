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
            RequestConsultCommand.self, RequestReceiveCommand.self, RequestCertificateCommand.self,
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

/// `oboro request receive ID --path FILE --rows N …`: takes a municipality's file in.
struct RequestReceiveCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive", abstract: "Take a municipality's file in, against what was granted.")

    @Argument(help: "The id.") var id: String
    @Option(help: ArgumentHelp("The file on this host.", valueName: "file")) var path: String
    @Option(help: "The SHA-256 the municipality declared.") var sha256: String
    @Option(help: "The number of rows the municipality declared, without the header.") var rows: Int
    @Option(help: "utf-8, cp932 or utf-16le.") var encoding: String = "cp932"
    @Option(help: "The delimiter.") var delimiter: String = ","
    @Option(help: "The day the data stand for (2026-04-01).") var asOf: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        let reply = try await sending.send(
            "request.receive",
            [
                "id": .string(id), "path": .string(AbsolutePath.of(path)),
                "manifest": [
                    "sha256": .string(sha256), "rows": .integer(rows), "encoding": .string(encoding),
                    "delimiter": .string(delimiter), "asOf": .string(asOf),
                ],
            ])
        try tellProblems(reply)
    }

    /// A file that is not what was granted is kept apart; that is no success, though it is recorded.
    private func tellProblems(_ reply: CommandReply) throws {
        guard let event = reply.events.first(where: { $0.type == "request.quarantined.v1" }),
            case .array(let problems) = event.payload["facts"]?["problems"]
        else { return }
        for problem in problems {
            let text = problem[common.isJapanese ? "japanese" : "english"]?.text ?? ""
            common.environment.printMessage("\(problem["code"]?.text ?? "E-INTAKE"): \(text)")
        }
        common.say(
            "\(id): the file is in quarantine and will not be processed; ask for a new one and receive it",
            "\(id): ファイルを隔離しました。加工には使用しません。再送を依頼し、受領してください。")
        throw ExitStatus.invalid.code
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
