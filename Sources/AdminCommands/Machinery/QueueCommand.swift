public import ArgumentParser
import Messages

/// `oboro queue`: the consumers of the message log, and what an operator can do about them.
public struct QueueCommand: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Consumers of the message log: lag, leases, dead letters.",
        subcommands: [
            List.self, Show.self, ConsumerActCommand<PauseConsumer>.self, ConsumerActCommand<ResumeConsumer>.self,
            DeadLetterActCommand<RetryDeadLetter>.self, DeadLetterActCommand<SkipDeadLetter>.self,
        ])

    /// The command with its options unset.
    public init() {}

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "How every consumer stands.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.listing(
                .queueList, ["name", "cursor", "lag", "leased", "waiting", "dead", "paused", "oldest"])
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Deliveries that are not settled: in work, waiting, dead.")
        @Argument(help: "The consumer; all when left out.") var consumer: String?
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.listing(
                .queuePending(consumer: consumer),
                [
                    "consumer", "position", "stream", "type", "state", "attempts", "worker", "leaseExpires",
                    "retryAt", "reason",
                ])
        }
    }
}

/// An act on a whole consumer.
protocol ConsumerAct {
    static var name: String { get }
    static var abstract: String { get }
    static func request(_ consumer: String, actor: String, reason: String) -> AdministrationRequest
}

/// `oboro queue pause|resume CONSUMER --reason TEXT`.
struct ConsumerActCommand<Act: ConsumerAct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Act.name, abstract: Act.abstract)
    }

    @Argument(help: "The consumer.") var consumer: String
    @Option(help: "Why.") var reason: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @Flag(help: "Show what would happen only.") var dryRun = false

    func run() async throws {
        let request = Act.request(consumer, actor: try actor.id(common), reason: reason)
        try await common.intervene(request, dryRun: dryRun)
    }
}

enum PauseConsumer: ConsumerAct {
    static let name = "pause"
    static let abstract = "Stop deliveries of a consumer."
    static func request(_ consumer: String, actor: String, reason: String) -> AdministrationRequest {
        .queuePause(consumer: consumer, actor: actor, reason: reason)
    }
}

enum ResumeConsumer: ConsumerAct {
    static let name = "resume"
    static let abstract = "Let deliveries of a consumer flow again."
    static func request(_ consumer: String, actor: String, reason: String) -> AdministrationRequest {
        .queueResume(consumer: consumer, actor: actor, reason: reason)
    }
}

/// An act on one dead letter.
protocol DeadLetterAct {
    static var name: String { get }
    static var abstract: String { get }
    static func request(
        _ consumer: String, _ position: Int64, actor: String, reason: String
    ) -> AdministrationRequest
}

/// `oboro queue retry|skip CONSUMER POSITION --reason TEXT`.
struct DeadLetterActCommand<Act: DeadLetterAct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Act.name, abstract: Act.abstract)
    }

    @Argument(help: "The consumer.") var consumer: String
    @Argument(help: "The event's position.") var position: Int64
    @Option(help: "Why.") var reason: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @Flag(help: "Show what would happen only.") var dryRun = false

    func run() async throws {
        let request = Act.request(consumer, position, actor: try actor.id(common), reason: reason)
        try await common.intervene(request, dryRun: dryRun)
    }
}

enum RetryDeadLetter: DeadLetterAct {
    static let name = "retry"
    static let abstract = "Try a dead letter again, at the head of its lane."
    static func request(
        _ consumer: String, _ position: Int64, actor: String, reason: String
    ) -> AdministrationRequest {
        .queueRetry(consumer: consumer, position: position, actor: actor, reason: reason)
    }
}

enum SkipDeadLetter: DeadLetterAct {
    static let name = "skip"
    static let abstract = "Settle a dead letter without effect."
    static func request(
        _ consumer: String, _ position: Int64, actor: String, reason: String
    ) -> AdministrationRequest {
        .queueSkip(consumer: consumer, position: position, actor: actor, reason: reason)
    }
}

extension CommonOptions {
    /// Prints an answer that is a list of objects.
    func listing(_ request: AdministrationRequest, _ columns: [String]) async throws {
        let answer = try await asking { try await interface.administer(request) }
        guard case .array(let rows) = answer else { return }
        show(
            Listing(
                columns: columns,
                rows: rows.map { if case .object(let members) = $0 { members } else { [:] } }))
    }

    /// Acts on the machinery; with `dryRun` only says so.
    func intervene(_ request: AdministrationRequest, dryRun: Bool) async throws {
        if dryRun {
            environment.printData(MessageCoding.text(request))
            return
        }
        let answer = try await asking { try await interface.administer(request) }
        if format == .json {
            environment.printData(MessageCoding.text(answer))
        } else if answer == true {
            say("done", "完了しました。")
        } else {
            environment.printData(answer["text"]?.plain ?? answer.plain)
        }
    }
}
