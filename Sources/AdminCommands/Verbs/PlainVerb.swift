import ArgumentParser
import Messages

/// A verb of a noun, described in a few words; the generic commands below make command line and message of it.
protocol VerbDescription {
    /// `noun.verb`, the message's name.
    static var message: String { get }
    static var abstract: String { get }
    static var severity: Severity { get }
}

extension VerbDescription {
    static var severity: Severity { .none }
    static var verb: String { String(message.drop { $0 != "." }.dropFirst()) }
}

/// `oboro noun verb ID`: a command that needs nothing but the id.
struct PlainVerb<Verb: VerbDescription>: SendingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Verb.verb, abstract: Verb.abstract)
    }

    @Argument(help: "The id.") var id: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(Verb.message, ["id": .string(id)], severity: Verb.severity)
    }
}

/// A verb that wants reasons; `member` is the message's member that takes them.
protocol ReasonVerbDescription: VerbDescription {
    static var member: String { get }
    /// Whether the message takes a list of reasons or one text.
    static var isList: Bool { get }
}

extension ReasonVerbDescription {
    static var member: String { "reasons" }
    static var isList: Bool { true }
}

/// `oboro noun verb ID --reason TEXT [--reason TEXT …]`.
struct ReasonVerb<Verb: ReasonVerbDescription>: SendingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Verb.verb, abstract: Verb.abstract)
    }

    @Argument(help: "The id.") var id: String
    @Option(help: "Why, in the words of the letter; repeat for several.") var reason: [String]
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        let text: JSONValue =
            Verb.isList ? .array(reason.map(JSONValue.string)) : .string(reason.joined(separator: "\n"))
        try await sending.send(Verb.message, ["id": .string(id), Verb.member: text], severity: Verb.severity)
    }
}

/// A verb whose content comes from a file.
protocol ContentVerbDescription: VerbDescription {
    /// The message's member that takes the content.
    static var member: String { get }
}

/// `oboro noun verb ID --from FILE`: the file is YAML or JSON with the members of the content.
struct ContentVerb<Verb: ContentVerbDescription>: SendingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Verb.verb, abstract: Verb.abstract)
    }

    @Argument(help: "The id.") var id: String
    @Option(help: ArgumentHelp("YAML or JSON file, - for standard input.", valueName: "file")) var from: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        let content = try ContentFile.read(from)
        try await sending.send(Verb.message, ["id": .string(id), Verb.member: content], severity: Verb.severity)
    }
}

/// `oboro noun verb --from FILE`: makes something new; the answer names its id.
struct CreationVerb<Verb: ContentVerbDescription>: SendingCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Verb.verb, abstract: Verb.abstract)
    }

    @Option(help: ArgumentHelp("YAML or JSON file, - for standard input.", valueName: "file")) var from: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(Verb.message, [Verb.member: try ContentFile.read(from)], severity: Verb.severity)
    }
}
