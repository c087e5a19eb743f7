public import ArgumentParser
import Messages

/// `oboro delivery`: sealed deliveries to businesses (提供).
public struct DeliveryCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "delivery", abstract: "Sealed deliveries to businesses (提供).",
        subcommands: [
            ListVerb<DeliveryCommandLineNoun>.self, ShowVerb<DeliveryCommandLineNoun>.self,
            HistoryVerb<DeliveryCommandLineNoun>.self, WaitVerb<DeliveryCommandLineNoun>.self,
            PlainVerb<DeliverySeal>.self, ReasonVerb<DeliveryRecall>.self, DeliveryDownloadCommand.self,
            DeliveryAcknowledgeCommand.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum DeliveryCommandLineNoun: NounDescription {
    static let kind = "delivery"
    static let plural = "deliveries"
}

enum DeliverySeal: VerbDescription {
    static let message = "delivery.seal"
    static let abstract = "Release: seal the package to its recipient."
}

enum DeliveryRecall: ReasonVerbDescription {
    static let message = "delivery.recall"
    static let abstract = "Recall a delivery."
    static let severity = Severity.severe
    static let member = "reason"
    static let isList = false
}

/// `oboro delivery download ID --to FOLDER`.
struct DeliveryDownloadCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "download", abstract: "Copy the sealed parts to a folder; every download is counted.")

    @Argument(help: "The id.") var id: String
    @Option(name: .customLong("to"), help: ArgumentHelp("The folder.", valueName: "folder")) var destination: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(
            "delivery.download", ["id": .string(id), "destination": .string(AbsolutePath.of(destination))])
    }
}

/// `oboro delivery acknowledge ID --manifest-hash HASH`.
struct DeliveryAcknowledgeCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge", abstract: "Confirm the receipt with the hash of the opened manifest.")

    @Argument(help: "The id.") var id: String
    @Option(help: "The SHA-256 of manifest.json in the opened package.") var manifestHash: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send("delivery.acknowledge", ["id": .string(id), "manifestHash": .string(manifestHash)])
    }
}
