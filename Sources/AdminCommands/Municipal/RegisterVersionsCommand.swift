import ArgumentParser
import Messages
import Primitives

/// `oboro register versions ID`: how the entry read before, and what was changed when, by whom and why.
struct RegisterVersionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "versions", abstract: "The older versions of an entry, and what each changed.")

    @Argument(help: "The id.") var id: String
    @Option(help: "Print the whole entry of this version as JSON.") var number: Int?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let history = try await common.asking { try await common.interface.history(of: id) }
        let versions = history.compactMap { event in event.payload["entry"].map { (event, $0) } }
        if versions.isEmpty { throw common.fail(.notFound("register", id)) }
        if let number {
            guard versions.indices.contains(number - 1) else {
                throw common.fail(.notFound("version of \(id)", "\(number)"))
            }
            common.environment.printData(MessageCoding.text(versions[number - 1].1))
            return
        }
        var previous: JSONValue?
        var rows: [[String: JSONValue]] = []
        for (index, (event, entry)) in versions.enumerated() {
            rows.append([
                "number": .integer(index + 1), "on": .string(event.at.japaneseDate.description),
                "actor": .string(event.actor), "event": .string(event.type),
                "changed": .string(Self.changes(from: previous, to: entry).joined(separator: ", ")),
                "reason": event.payload["reason"] ?? .null,
            ])
            previous = entry
        }
        common.show(Listing(columns: ["number", "on", "actor", "event", "changed", "reason"], rows: rows))
    }

    private static func changes(from old: JSONValue?, to new: JSONValue) -> [String] {
        guard case .object(let old) = old, case .object(let new) = new else { return [] }
        return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
    }
}
