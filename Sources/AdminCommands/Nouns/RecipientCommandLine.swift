public import ArgumentParser
import Messages

/// `oboro recipient`: recipients' certificates for sealed deliveries.
public struct RecipientCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "recipient", abstract: "Recipients' certificates for sealed deliveries.",
        subcommands: [
            ListVerb<RecipientCommandLineNoun>.self, ShowVerb<RecipientCommandLineNoun>.self,
            HistoryVerb<RecipientCommandLineNoun>.self, WaitVerb<RecipientCommandLineNoun>.self,
            RecipientEnrolCommand.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum RecipientCommandLineNoun: NounDescription {
    static let kind = "recipient"
    static let plural = "recipients"
}

/// `oboro recipient enrol --contract CON --certificate FILE`.
struct RecipientEnrolCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol", abstract: "Enrol the X.509 certificate deliveries of a contract are sealed to.")

    @Option(help: "The contract.") var contract: String
    @Option(help: ArgumentHelp("The certificate in PEM.", valueName: "file")) var certificate: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(
            "recipient.enrol",
            ["contract": .string(contract), "certificate": .string(try TextFile.read(certificate))])
    }
}
