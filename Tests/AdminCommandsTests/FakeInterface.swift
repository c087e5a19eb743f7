import AdminCommands
import ArgumentParser
import Messages
import Primitives
import Synchronization

/// An organization that answers as it was told and remembers what it was asked.
final class FakeInterface: OperatorInterface {
    let reply: CommandReply
    let listed: [View]
    private let asked = Mutex<[CommandRequest]>([])
    let day: String

    init(
        reply: CommandReply = CommandReply(
            outcome: .accepted, subject: "CALL-1", version: 2, events: [], refusal: nil),
        listed: [View] = [], day: String = "2026-04-01"
    ) {
        self.reply = reply
        self.listed = listed
        self.day = day
    }

    var requests: [CommandRequest] { asked.withLock { $0 } }

    func command(_ request: CommandRequest) async throws -> CommandReply {
        asked.withLock { $0.append(request) }
        return reply
    }

    func views(_ query: ViewQuery) async throws -> [View] {
        listed.filter { (query.kind == nil || $0.kind == query.kind) && (query.id == nil || $0.id == query.id) }
    }

    func actor(_ id: String) async throws -> Actor? {
        guard id != "stranger" else { return nil }
        return Actor(
            id: id, name: id, organization: Organization(kind: .municipality, code: "132292", name: "西東京市"),
            roles: [.municipalClerk])
    }

    func history(of id: String) async throws -> [HistoryEntry] { [] }

    func administer(_ request: AdministrationRequest) async throws -> JSONValue {
        switch request {
        case .clockShow: ["now": .string("\(day)T00:00:00.000Z")]
        case .queuePending: []
        default: true
        }
    }
}

/// What a command printed, and how it ended.
struct Ran {
    let status: Int32
    let data: String
    let messages: String
}

/// Runs a command as it would be typed, with an interface of the test's own.
func run<Command: AsyncParsableCommand>(
    _ type: Command.Type, _ words: [String], _ interface: any OperatorInterface = FakeInterface(),
    variables: [String: String] = [:], isTerminal: Bool = false
) async -> Ran {
    let data = Box()
    let messages = Box()
    let environment = CommandEnvironment(
        interface: interface, printData: { data.add($0) }, printMessage: { messages.add($0) },
        isTerminal: isTerminal, variables: variables)
    let status = await CommandEnvironment.$current.withValue(environment) {
        do {
            var command = try Command.parseAsRoot(words)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return Int32(0)
        } catch let code as ExitCode {
            return code.rawValue
        } catch {
            messages.add(Command.fullMessage(for: error))
            return Command.exitCode(for: error).rawValue
        }
    }
    return Ran(status: status, data: data.text, messages: messages.text)
}

final class Box: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var text: String { lines.withLock { $0.joined(separator: "\n") } }
}
