public import ArgumentParser
import Messages

/// `oboro actor`: actors and their roles.
public struct ActorCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "actor", abstract: "Actors and their roles.",
        subcommands: [
            ListVerb<ActorCommandLineNoun>.self, ShowVerb<ActorCommandLineNoun>.self,
            HistoryVerb<ActorCommandLineNoun>.self, WaitVerb<ActorCommandLineNoun>.self,
            CreationVerb<ActorRegister>.self, CreationVerb<ActorFound>.self, PlainVerb<ActorConfirm>.self,
            ReasonVerb<ActorRetire>.self, ActorRevokeCommand.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum ActorCommandLineNoun: NounDescription {
    static let kind = "actor"
    static let plural = "actors"
}

enum ActorRegister: ContentVerbDescription {
    static let message = "actor.register"
    static let abstract = "Propose actors with roles from a file."
    static let member = "actors"
}

enum ActorFound: ContentVerbDescription {
    static let message = "actor.found"
    static let abstract = "Name the first system administrators of an empty installation."
    static let member = "administrators"
}

enum ActorConfirm: VerbDescription {
    static let message = "actor.confirm"
    static let abstract = "Confirm a proposal, as another system administrator."
}

enum ActorRetire: ReasonVerbDescription {
    static let message = "actor.retire"
    static let abstract = "End an actor's access at once."
    static let severity = Severity.severe
    static let member = "reason"
    static let isList = false
}

/// `oboro actor revoke ID --role ROLE --reason TEXT`.
struct ActorRevokeCommand: SendingCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Take a role away at once.")

    @Argument(help: "The id.") var id: String
    @Option(help: "The role.") var role: String
    @Option(help: "Why.") var reason: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(
            "actor.revoke", ["id": .string(id), "role": .string(role), "reason": .string(reason)])
    }
}
