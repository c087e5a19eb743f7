public import ArgumentParser
import Messages

/// `oboro contract`: contracts of use (利用契約).
public struct ContractCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "contract", abstract: "Contracts of use (利用契約).",
        subcommands: [
            ListVerb<ContractCommandLineNoun>.self, ShowVerb<ContractCommandLineNoun>.self,
            HistoryVerb<ContractCommandLineNoun>.self, WaitVerb<ContractCommandLineNoun>.self,
            PlainVerb<ContractApply>.self, ContentVerb<ContractDraftTerms>.self, PlainVerb<ContractClose>.self,
            ContractAgreeCommand.self, ContractSignCommand.self, ContractRecordPaymentCommand.self,
            ContractCancelCommand.self, ContractReportErasureCommand.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum ContractCommandLineNoun: NounDescription {
    static let kind = "contract"
    static let plural = "contracts"
}

enum ContractApply: VerbDescription {
    static let message = "contract.apply"
    static let abstract = "Apply for the contract after a conforming notice."
}

enum ContractDraftTerms: ContentVerbDescription {
    static let message = "contract.draft-terms"
    static let abstract = "Draft the terms from a file."
    static let member = "terms"
}

enum ContractClose: VerbDescription {
    static let message = "contract.close"
    static let abstract = "Close an ended contract after its erasure report."
}

/// `oboro contract agree ID --terms-hash HASH`.
struct ContractAgreeCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "agree", abstract: "Agree to the terms with this hash; they cannot change afterwards.")

    @Argument(help: "The id.") var id: String
    @Option(help: "The hash of the terms, as oboro contract show gives it.") var termsHash: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send("contract.agree", ["id": .string(id), "termsHash": .string(termsHash)])
    }
}

/// `oboro contract sign ID --terms-hash HASH`.
struct ContractSignCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Sign; the business first, the organization last.")

    @Argument(help: "The id.") var id: String
    @Option(help: "The hash of the agreed terms.") var termsHash: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send("contract.sign", ["id": .string(id), "termsHash": .string(termsHash)])
    }
}

/// `oboro contract record-payment ID --amount YEN --paid-on DAY --reference TEXT`.
struct ContractRecordPaymentCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "record-payment", abstract: "Record that the fee was paid.")

    @Argument(help: "The id.") var id: String
    @Option(help: "The amount in yen.") var amount: Int
    @Option(help: "The day it was paid (2026-04-01).") var paidOn: String
    @Option(help: "The payment's reference.") var reference: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(
            "contract.record-payment",
            [
                "id": .string(id), "amount": .integer(amount), "paidOn": .string(paidOn),
                "reference": .string(reference),
            ])
    }
}

/// `oboro contract cancel ID --ground GROUND --reason TEXT`.
struct ContractCancelCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel on a ground of 法120条; bars the business for two years.")

    @Argument(help: "The id.") var id: String
    @Option(help: "deceit, disqualified or serious-breach.") var ground: String
    @Option(help: "What happened.") var reason: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(
            "contract.cancel", ["id": .string(id), "ground": .string(ground), "reason": .string(reason)],
            severity: .severe)
    }
}

/// `oboro contract report-erasure ID --erased-on DAY --method TEXT --person TEXT`.
struct ContractReportErasureCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "report-erasure", abstract: "The business reports that it erased what it received.")

    @Argument(help: "The id.") var id: String
    @Option(help: "The day of the erasure.") var erasedOn: String
    @Option(help: "How it was erased.") var method: String
    @Option(help: "Who erased it.") var person: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(
            "contract.report-erasure",
            [
                "id": .string(id), "erasedOn": .string(erasedOn), "method": .string(method),
                "person": .string(person),
            ])
    }
}
