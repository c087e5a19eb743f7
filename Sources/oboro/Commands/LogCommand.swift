import AdminCommands
import ArgumentParser
import Foundation
import MessageLog
import Messages
import Primitives
import SQLiteMessageLog

/// `oboro log`: the message log itself, read from its file, with or without a running server.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Verify, show and export the message log.",
        subcommands: [Verify.self, Show.self, Export.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute the whole hash chain; exit status 9 when anything was changed.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try LogCommand.requireLog(common)
            let verification: Verification
            let contradiction: String?
            do {
                let log = try SQLiteMessageLog.open(at: common.homeFolder, mode: .readOnly)
                verification = try await log.verify { _ in }
                contradiction = try await Checkpoint.contradiction(of: log, in: Home(path: common.homeFolder))
                await log.close()
            } catch {
                CommandEnvironment.current.printMessage("E-LOG: \(error)")
                throw ExitStatus.integrity.exitCode
            }
            if common.output == .json {
                CommandEnvironment.current.printData(MessageCoding.text(verification))
            } else {
                report(verification)
            }
            if let contradiction { CommandEnvironment.current.printMessage("E-LOG-CHECKPOINT: \(contradiction)") }
            if !verification.intact || contradiction != nil { throw ExitStatus.integrity.exitCode }
        }

        private func report(_ verification: Verification) {
            for problem in verification.problems {
                CommandEnvironment.current.printMessage(
                    "E-LOG-\(problem.kind.rawValue.uppercased()): position \(problem.position), "
                        + "stream \(problem.stream), type \(problem.type)")
            }
            let verdict = verification.intact ? "intact" : "DAMAGED (\(verification.problems.count) problems)"
            CommandEnvironment.current.printData(
                "\(verification.events) events, head \(verification.head.rawValue) \(verification.headHash): \(verdict)"
            )
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show events in the order of the log.")
        @Option(help: "Only after this position.") var after: Int64 = 0
        @Option(help: "At most so many.") var limit: Int = 50
        @Option(help: "Only of this service.") var service: String?
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if let service, !LocalInterface.categories.contains(service), service != "queue" {
                throw ValidationError("the services are \(LocalInterface.categories.joined(separator: ", ")), queue")
            }
        }

        func run() async throws {
            try await LogCommand.reading(common) { log in
                let records = try await log.read(
                    after: Position(rawValue: after), category: service, limit: max(limit, 0))
                let withPayload = common.output == .json || common.output == .jsonl
                let columns = ["position", "at", "stream", "version", "type", "actor"]
                common.list(columns + (withPayload ? ["payload", "hash"] : []), records.map(LogCommand.row))
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write all events as JSON lines, with every field that the hash chain covers.")
        @Option(help: "Only after this position.") var after: Int64 = 0
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await LogCommand.reading(common) { log in
                var position = Position(rawValue: after)
                while true {
                    let records = try await log.read(after: position, category: nil, limit: 1000)
                    for record in records {
                        CommandEnvironment.current.printData(MessageCoding.text(LogCommand.row(record)))
                    }
                    guard let last = records.last else { return }
                    position = last.position
                }
            }
        }
    }

    /// Nothing there to look at is not a broken chain.
    static func requireLog(_ common: CommonOptions) throws {
        let path = common.homeFolder + "/" + SQLiteMessageLog.fileName
        if FileManager.default.fileExists(atPath: path) { return }
        CommandEnvironment.current.printMessage("E-NOT-FOUND: there is no message log at \(path); name the --home")
        throw ExitStatus.notFound.exitCode
    }

    static func reading(_ common: CommonOptions, _ body: (SQLiteMessageLog) async throws -> Void) async throws {
        try requireLog(common)
        do {
            let log = try SQLiteMessageLog.open(at: common.homeFolder, mode: .readOnly)
            try await body(log)
            await log.close()
        } catch let error as MessageLogError {
            CommandEnvironment.current.printMessage("E-LOG: \(error)")
            throw ExitStatus.unavailable.exitCode
        }
    }

    static func row(_ record: RecordedEvent) -> [String: JSONValue] {
        [
            "position": .integer(Int(record.position.rawValue)), "stream": .string("\(record.stream)"),
            "version": .integer(record.version), "id": .string(record.event.id), "type": .string(record.event.type),
            "tenant": .string(record.event.tenant), "at": .string("\(record.event.at)"),
            "actor": .string(record.event.actor), "role": .string(record.event.role),
            "correlation": .string(record.event.correlation),
            "causation": record.event.causation.map(JSONValue.string) ?? .null,
            "payload": (try? JSONValue(text: record.event.payload)) ?? .string(record.event.payload),
            "previousHash": .string(record.previousHash), "hash": .string(record.hash),
        ]
    }
}
