public import ArgumentParser
import Messages
import Primitives

/// `oboro projection rebuild`: throws the views away and makes them anew from the log.
public struct ProjectionCommand: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "projection", abstract: "The views that lists are read from.", subcommands: [Rebuild.self])

    /// The command with its options unset.
    public init() {}

    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make the views anew from the log.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var actor: ActorOptions
        @Flag(help: "Show what would happen only.") var dryRun = false

        func run() async throws {
            try await common.intervene(.projectionRebuild(actor: try actor.id(common)), dryRun: dryRun)
        }
    }
}

/// `oboro clock`: the product's clock; a simulated one can be moved.
public struct ClockCommand: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "The clock that deadlines run by.", subcommands: [Show.self, Advance.self])

    /// The command with its options unset.
    public init() {}

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What time it is for the rules.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let answer = try await common.asking { try await common.interface.administer(.clockShow) }
            common.environment.printData(
                common.format == .json ? MessageCoding.text(answer) : answer["text"]?.plain ?? "")
        }
    }

    struct Advance: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move a simulated clock forward; deadlines happen on the way.")
        @Option(help: "How many days.") var days: Int?
        @Option(help: "To nine o'clock of this day (2026-05-11); nothing happens when it is past.") var until: String?
        @OptionGroup var common: CommonOptions
        @Flag(help: "Show what would happen only.") var dryRun = false

        func validate() throws {
            if (days == nil) == (until == nil) { throw ValidationError("give --days or --until") }
        }

        func run() async throws {
            try await common.intervene(.clockAdvance(until: try await target()), dryRun: dryRun)
        }

        private func target() async throws -> Instant {
            if let until {
                guard let day = CivilDate(until) else {
                    throw ValidationError("--until wants a day such as 2026-05-11")
                }
                return Instant(startOf: day).adding(seconds: 9 * 3600)
            }
            let clock = try await common.asking { try await common.interface.administer(.clockShow) }
            guard let now = clock["now"]?.text.flatMap({ Instant($0) }) else { throw ExitStatus.general.code }
            return now.adding(days: days ?? 0)
        }
    }
}

/// `oboro status`: whether the server runs, and how far it has come.
public struct StatusCommand: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Whether the server runs, and how far it has come.")

    @OptionGroup var common: CommonOptions
    @Option(help: "Wait so many seconds for the server to answer.") var wait: Int = 0
    @Option(help: "Wait at most so many seconds until all reactions are settled.") var settle: Int = 0

    /// The command with its options unset.
    public init() {}

    /// Waits as asked, then prints the server's status; ends with a status when it is not settled in time.
    public func run() async throws {
        for _ in 0..<(wait * 20) {
            if (try? await common.interface.administer(.clockShow)) != nil { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        if settle > 0 {
            let answer = try await common.asking {
                try await common.interface.administer(.settle(milliseconds: settle * 1000))
            }
            if answer != true { throw ExitStatus.pending.code }
        }
        let answer = try await common.asking { try await common.interface.administer(.status) }
        if common.format == .json {
            common.environment.printData(MessageCoding.text(answer))
        } else if case .object(let members) = answer {
            let rows = members.sorted { $0.key < $1.key }.map {
                ["field": JSONValue.string($0.key), "value": .string($0.value.plain)]
            }
            common.show(Listing(columns: ["field", "value"], rows: rows))
        }
    }
}

/// `oboro exit-codes`: the exit statuses of all commands.
public struct ExitCodesCommand: ParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "exit-codes", abstract: "The exit statuses of all commands.")

    @OptionGroup var common: CommonOptions

    /// The command with its options unset.
    public init() {}

    /// Prints one row per exit status; asks no server.
    public func run() {
        let rows = ExitStatus.allCases.map {
            ["status": JSONValue.integer(Int($0.rawValue)), "meaning": .string($0.meaning)]
        }
        common.show(Listing(columns: ["status", "meaning"], rows: rows))
    }
}
