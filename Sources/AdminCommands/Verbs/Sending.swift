import ArgumentParser
import Messages
import Primitives

/// How carefully a command has to be confirmed.
public enum Severity: Sendable {
    case none
    /// Cannot be undone: the id has to be given again with `--confirm`.
    case severe
}

/// Sends one command and shows what became of it.
struct Sending {
    let common: CommonOptions
    let actor: ActorOptions
    let change: ChangeOptions

    @discardableResult
    func send(_ command: String, _ payload: JSONValue, severity: Severity = .none) async throws -> CommandReply {
        let actorID = try actor.id(common)
        if severity == .severe, !change.dryRun { try confirm(payload["id"]?.text ?? "", command) }
        let request = CommandRequest(
            command: command, payload: payload, actor: actorID,
            idempotencyKey: try await key(command, payload, actorID),
            expectedVersion: change.expecting, dryRun: change.dryRun)
        let reply = try await common.asking { try await common.interface.command(request) }
        if let refusal = reply.refusal { throw common.fail(refusal) }
        report(reply)
        return reply
    }

    private func confirm(_ id: String, _ command: String) throws {
        if change.confirm == id { return }
        common.say(
            "\(command) cannot be undone: give --confirm \(id)", "\(command) は取り消せません。--confirm \(id) を付けてください。")
        throw ExitStatus.usage.code
    }

    /// The key given, or one made of content, actor and day, so that a second click does nothing twice.
    private func key(_ command: String, _ payload: JSONValue, _ actorID: String) async throws -> String {
        if let key = change.idempotencyKey { return key }
        let clock = try await common.asking { try await common.interface.administer(.clockShow) }
        let day = String((clock["now"]?.text ?? "").prefix(10))
        let content = "\(command)\n\(MessageCoding.text(payload))\n\(actorID)\n\(day)\n\(change.expecting ?? -1)"
        return String(ContentHash(of: content).description.prefix(24))
    }

    private func report(_ reply: CommandReply) {
        let subject = reply.subject ?? ""
        switch reply.outcome {
        case .repeated:
            common.say(
                "\(subject): the same command was registered before; nothing was done twice",
                "\(subject): 既に登録済みです。")
        case .rehearsed: common.say("\(subject): dry run, nothing was changed", "\(subject): 試行のみ。変更していません。")
        case .accepted, .refused: break
        }
        switch common.format {
        case .json, .jsonl: common.environment.printData(MessageCoding.text(reply))
        case .table, .plain, .csv:
            let rows: [[String: JSONValue]] = reply.events.map {
                [
                    "id": .string(subject), "version": .integer(reply.version ?? 0), "event": .string($0.type),
                    "position": $0.position.map { .integer(Int($0)) } ?? .null,
                ]
            }
            let rest: [[String: JSONValue]] = [["id": .string(subject), "version": .integer(reply.version ?? 0)]]
            common.show(Listing(columns: ["id", "version", "event", "position"], rows: rows.isEmpty ? rest : rows))
        }
    }
}

/// Every command that sends has these options.
protocol SendingCommand: AsyncParsableCommand {
    var common: CommonOptions { get }
    var actor: ActorOptions { get }
    var change: ChangeOptions { get }
}

extension SendingCommand {
    var sending: Sending { Sending(common: common, actor: actor, change: change) }
}
