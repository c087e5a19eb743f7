public import ArgumentParser
import Messages
import Primitives

/// `oboro why ID`: why it is in its state, what blocks it, whose turn it is, and what can be done.
public struct WhyCommand: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Explain a state: what blocks it, whose turn it is, what can be done.")

    @Argument(help: "The id.") var id: String
    @OptionGroup var common: CommonOptions

    /// The command with its options unset.
    public init() {}

    /// Prints the explanation from the view, the history and the queue; with `json` the view alone.
    public func run() async throws {
        let view = try await common.view(kind: nil, id: id)
        let history = try await common.asking { try await common.interface.history(of: id) }
        let dead = try await common.asking { try await common.interface.administer(.queuePending(consumer: nil)) }
        guard common.format != .json else {
            common.environment.printData(MessageCoding.text(view))
            return
        }
        var lines: [(key: String, text: String)] = [
            ("id", "\(view.id) \(view.title)"), ("state", view.state), ("turn", view.turn.rawValue),
        ]
        // Other services may keep a stream by the same id; what counts is the aggregate's own.
        if let last = history.last(where: { $0.type.hasPrefix(view.kind + ".") }) ?? history.last {
            lines.append(("since", "\(last.at.japaneseText) \(last.type) by \(last.actor)"))
        }
        if let due = view.dueAt { lines.append(("due", "\(due.japaneseDate) (\(due.japaneseDate.japaneseLong))")) }
        for reason in view.blockers {
            let clause = reason.clause.map { " [\($0)]" } ?? ""
            lines.append(("blocked", (common.isJapanese ? reason.japanese : reason.english) + clause))
        }
        for entry in Self.stuck(dead, id) { lines.append(("queue", entry)) }
        for step in view.next {
            let roles = step.roles.map(\.rawValue).joined(separator: ", ")
            lines.append(("next", "\(roles): \(CommandLineText.of(step, id))"))
        }
        if !view.related.isEmpty { lines.append(("related", view.related.joined(separator: ", "))) }
        let rows = lines.map { ["what": JSONValue.string($0.key), "answer": .string($0.text)] }
        common.show(Listing(columns: ["what", "answer"], rows: rows))
    }

    /// Deliveries of this aggregate's events that failed.
    private static func stuck(_ pending: JSONValue, _ id: String) -> [String] {
        guard case .array(let rows) = pending else { return [] }
        return rows.compactMap { row in
            guard row["stream"]?.text?.hasSuffix("/\(id)") == true, let reason = row["reason"]?.text else { return nil }
            return "\(row["consumer"]?.plain ?? "") at \(row["position"]?.plain ?? ""): \(reason)"
        }
    }
}
