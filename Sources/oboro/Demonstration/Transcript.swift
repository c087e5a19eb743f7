import AdminCommands
import ArgumentParser
import Foundation
import Messages
import Primitives
import ServiceRuntime
import Synchronization

/// Gives commands as they would be typed, through the same parser and code as the command line, and prints each with
/// the time, the actor, and whose turn it is afterwards.
final class Transcript: Sendable {
    let interface: any OperatorInterface
    /// Repeat a command while the server is away, with the same key; for tests that kill it.
    private let isPatient: Bool
    private let captured = Mutex<[String]>([])
    private let messages = Mutex<[String]>([])

    init(interface: any OperatorInterface, isPatient: Bool = false) {
        self.interface = interface
        self.isPatient = isPatient
    }

    /// The organization's clock.
    func now() async throws -> Instant {
        let clock = try await patiently { try await self.interface.administer(.clockShow) }
        guard let now = clock["now"]?.text.flatMap({ Instant($0) }) else {
            throw DemonstrationError("the server does not tell the time")
        }
        return now
    }

    /// The view with this id.
    func view(_ id: String) async throws -> View {
        guard let view = try await patiently({ try await self.interface.views(ViewQuery(id: id)) }).first else {
            throw DemonstrationError("there is no \(id)")
        }
        return view
    }

    private func patiently<Value>(_ body: () async throws -> Value) async throws -> Value {
        for _ in 0..<600 {
            do {
                return try await body()
            } catch let error as SocketError {
                if !isPatient { throw error }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        return try await body()
    }

    /// Starts a chapter.
    func chapter(_ japanese: String) { CommandEnvironment.current.printData("\n■ \(japanese)") }

    /// Prints what somebody did outside of the organization.
    func tell(_ line: String) { CommandEnvironment.current.printData(line) }

    /// Gives a command and prints what came of it.
    @discardableResult
    func give(_ actor: String, _ words: String...) async throws -> CommandReply {
        try await give(actor, words)
    }

    /// Gives a command and prints what came of it.
    @discardableResult
    func give(_ actor: String, _ words: [String]) async throws -> CommandReply {
        let (status, output) = await run(words + ["--as", actor, "-o", "json"])
        let shown = words.map(Self.quoted).joined(separator: " ")
        let time = try await now()
        guard status == 0, let data = output.data(using: .utf8),
            let reply = try? JSONDecoder().decode(CommandReply.self, from: data)
        else {
            let reasons = messages.withLock { $0.joined(separator: "\n") }
            throw DemonstrationError("oboro \(shown) --as \(actor): status \(status)\n\(reasons)")
        }
        let view = try? await view(reply.subject ?? "")
        let outcome = view.map { "\($0.id) \($0.state) (turn: \($0.turn.rawValue))" } ?? reply.subject ?? "done"
        CommandEnvironment.current.printData(
            "\(time.japaneseText)  [\(actor)] oboro \(shown)\n                       → \(outcome)")
        return reply
    }

    /// Runs a command that only looks; returns what it printed.
    func look(_ words: String...) async throws -> String {
        let (status, output) = await run(words)
        if status != 0 { throw DemonstrationError("oboro \(words.joined(separator: " ")): status \(status)") }
        return output
    }

    /// Moves the simulated clock to the morning of a day.
    func advance(to day: CivilDate) async throws {
        _ = try await look("clock", "advance", "--until", "\(day)")
        CommandEnvironment.current.printData("\(try await now().japaneseText)  … \(day.japaneseLong)")
    }

    /// Waits until an aggregate is in a state, for two minutes at most; `failures` are states it will not leave.
    func wait(_ noun: String, _ id: String, for state: String, failures: [String] = []) async throws {
        let wanted = ([state] + failures).joined(separator: ",")
        _ = try? await look(noun, "wait", id, "--for", wanted, "--timeout", "120")
        if try await view(id).state != state {
            throw DemonstrationError("\(id) did not reach \(state):\n\((try? await look("why", id)) ?? "")")
        }
        CommandEnvironment.current.printData("                       → \(id) \(state)")
    }

    private func run(_ words: [String]) async -> (status: Int32, output: String) {
        for _ in 0..<600 {
            let answer = await runOnce(words)
            if !isPatient || answer.status != ExitStatus.unavailable.rawValue { return answer }
            try? await Task.sleep(for: .milliseconds(100))
        }
        return await runOnce(words)
    }

    private func runOnce(_ words: [String]) async -> (status: Int32, output: String) {
        captured.withLock { $0 = [] }
        messages.withLock { $0 = [] }
        let environment = CommandEnvironment(
            interface: interface, printData: { text in self.captured.withLock { $0.append(text) } },
            printMessage: { text in self.messages.withLock { $0.append(text) } }, isTerminal: false,
            variables: ["LANG": "ja_JP.UTF-8"])
        let status = await CommandEnvironment.$current.withValue(environment) {
            do {
                var command = try Oboro.parseAsRoot(words)
                if var asynchronous = command as? any AsyncParsableCommand {
                    try await asynchronous.run()
                } else {
                    try command.run()
                }
                return Int32(0)
            } catch let code as ExitCode {
                return code.rawValue
            } catch {
                self.messages.withLock { $0.append(Oboro.fullMessage(for: error)) }
                return Oboro.exitCode(for: error).rawValue
            }
        }
        return (status, captured.withLock { $0.joined(separator: "\n") })
    }

    private static func quoted(_ word: String) -> String {
        let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./,:=".contains($0) }
        return plain ? word : "'\(word)'"
    }
}
