import ArgumentParser
import Messages
import Primitives

/// A noun of the command line.
protocol NounDescription {
    /// The kind of its views.
    static var kind: String { get }
    static var plural: String { get }
}

/// `oboro noun list`.
struct ListVerb<Noun: NounDescription>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: "List \(Noun.plural).")
    }

    @Option(help: "Only in this state.") var state: String?
    @Option(help: "Only of this municipality.") var municipality: String?
    @Option(help: "Only where it is this party's turn: business, organization, municipality, regulator.")
    var turn: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let query = ViewQuery(
            kind: Noun.kind, state: state, turn: turn.flatMap(Turn.init(rawValue:)), municipality: municipality)
        let views = try await common.asking { try await common.interface.views(query) }
        common.show(
            Listing(
                columns: ["id", "state", "turn", "municipality", "due", "version", "title"], rows: views.map(\.row)))
    }
}

/// `oboro noun show ID`.
struct ShowVerb<Noun: NounDescription>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "show", abstract: "Show one of the \(Noun.plural) with all that is known.")
    }

    @Argument(help: "The id.") var id: String
    @Option(help: "Print this one field only, for scripts; fee.total reaches inside.") var field: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let view = try await common.view(kind: Noun.kind, id: id)
        if let field {
            guard let value = view.value(at: field) else { throw common.fail(.notFound("field", field)) }
            common.environment.printData(value.plain)
            return
        }
        guard common.format == .table || common.format == .plain else {
            common.show(Listing(columns: Array(view.row.keys).sorted() + ["facts"], rows: [view.fullRow]))
            return
        }
        var lines = view.row.filter { $0.value != .null }.map { ($0.key, $0.value.plain) }
        lines += view.facts.filter { $0.value != .null }.map { ($0.key, $0.value.plain) }
        let rows = lines.sorted { $0.0 < $1.0 }.map { ["field": JSONValue.string($0.0), "value": .string($0.1)] }
        common.show(Listing(columns: ["field", "value"], rows: rows))
    }
}

/// `oboro noun history ID`.
struct HistoryVerb<Noun: NounDescription>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "history", abstract: "What happened to it, oldest first.")
    }

    @Argument(help: "The id.") var id: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let entries = try await common.asking { try await common.interface.history(of: id) }
        let rows: [[String: JSONValue]] = entries.map {
            [
                "position": .integer(Int($0.position)), "at": .string($0.at.japaneseText), "actor": .string($0.actor),
                "role": .string($0.role), "event": .string($0.type), "payload": $0.payload,
            ]
        }
        let columns = ["position", "at", "actor", "role", "event"]
        common.show(Listing(columns: common.format == .table ? columns : columns + ["payload"], rows: rows))
    }
}

/// `oboro noun wait ID --for STATE`.
struct WaitVerb<Noun: NounDescription>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "wait", abstract: "Wait until it is in a state.")
    }

    @Argument(help: "The id.") var id: String
    @Option(name: .customLong("for"), help: "The state to wait for, or several with commas.") var states: String
    @Option(help: "Seconds to wait at most.") var timeout: Int = 60
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let wanted = Set(states.split(separator: ",").map(String.init))
        for _ in 0..<max(timeout * 10, 1) {
            let views = try await common.asking { try await common.interface.views(ViewQuery(id: id)) }
            if let view = views.first, wanted.contains(view.state) {
                common.show(Listing(columns: ["id", "state", "turn"], rows: [view.row]))
                return
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        common.say("\(id) did not reach \(states) in time", "\(id) は時間内に \(states) になりませんでした。")
        throw ExitStatus.pending.code
    }
}

extension CommonOptions {
    /// The view with this id, or an error with the status for «not found».
    func view(kind: String?, id: String) async throws -> View {
        let views = try await asking { try await interface.views(ViewQuery(kind: kind, id: id)) }
        guard let view = views.first else { throw fail(.notFound(kind ?? "thing", id)) }
        return view
    }
}

extension View {
    /// The columns every listing has.
    var row: [String: JSONValue] {
        [
            "id": .string(id), "state": .string(state), "turn": .string(turn.rawValue),
            "municipality": municipality.map(JSONValue.string) ?? .null,
            "business": business.map(JSONValue.string) ?? .null,
            "due": dueAt.map { .string($0.japaneseDate.description) } ?? .null, "version": .integer(version),
            "title": .string(title), "updated": .string(updatedAt.japaneseText),
            "related": related.isEmpty ? .null : .array(related.map(JSONValue.string)),
        ]
    }

    /// A field by its name, or a part of it by a path with dots.
    func value(at path: String) -> JSONValue? {
        let names = path.split(separator: ".").map(String.init)
        guard let first = names.first, let field = facts[first] ?? row[first] else { return nil }
        return names.dropFirst().reduce(Optional(field)) { $0?[$1] }
    }

    var fullRow: [String: JSONValue] { row.merging(["facts": .object(facts)]) { $1 } }
}
