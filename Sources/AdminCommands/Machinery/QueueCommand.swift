public import ArgumentParser
import Messages

/// `oboro queue`: the consumers of the message log, and what an operator can do about them.
public struct QueueCommand: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Consumers of the message log: lag, leases, dead letters.",
        subcommands: [List.self, Show.self, Pause.self, Resume.self, Retry.self, Skip.self])

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

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Stop deliveries of a consumer.")
        @Argument(help: "The consumer.") var consumer: String
        @Option(help: "Why.") var reason: String
        @OptionGroup var common: CommonOptions
        @OptionGroup var actor: ActorOptions
        @Flag(help: "Show what would happen only.") var dryRun = false

        func run() async throws {
            let request = AdministrationRequest.queuePause(
                consumer: consumer, actor: try actor.id(common), reason: reason)
            try await common.intervene(request, dryRun: dryRun)
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let deliveries of a consumer flow again.")
        @Argument(help: "The consumer.") var consumer: String
        @Option(help: "Why.") var reason: String
        @OptionGroup var common: CommonOptions
        @OptionGroup var actor: ActorOptions
        @Flag(help: "Show what would happen only.") var dryRun = false

        func run() async throws {
            let request = AdministrationRequest.queueResume(
                consumer: consumer, actor: try actor.id(common), reason: reason)
            try await common.intervene(request, dryRun: dryRun)
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try a dead letter again, at the head of its lane.")
        @Argument(help: "The consumer.") var consumer: String
        @Argument(help: "The event's position.") var position: Int64
        @Option(help: "Why.") var reason: String
        @OptionGroup var common: CommonOptions
        @OptionGroup var actor: ActorOptions
        @Flag(help: "Show what would happen only.") var dryRun = false

        func run() async throws {
            let request = AdministrationRequest.queueRetry(
                consumer: consumer, position: position, actor: try actor.id(common), reason: reason)
            try await common.intervene(request, dryRun: dryRun)
        }
    }

    struct Skip: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Settle a dead letter without effect.")
        @Argument(help: "The consumer.") var consumer: String
        @Argument(help: "The event's position.") var position: Int64
        @Option(help: "Why.") var reason: String
        @OptionGroup var common: CommonOptions
        @OptionGroup var actor: ActorOptions
        @Flag(help: "Show what would happen only.") var dryRun = false

        func run() async throws {
            let request = AdministrationRequest.queueSkip(
                consumer: consumer, position: position, actor: try actor.id(common), reason: reason)
            try await common.intervene(request, dryRun: dryRun)
        }
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
