import ArgumentParser
import Messages

/// `oboro register search WORDS`: over all municipalities, with the place that matched.
struct RegisterSearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Search the registers of all municipalities by words.",
        discussion: "All words must be found. Width, case, and hiragana or katakana make no difference.")

    @Argument(help: "The words.") var words: [String]
    @Option(
        help: ArgumentHelp(
            "Only in this field; repeat for several: \(RegisterSearch.fields.joined(separator: ", ")).",
            valueName: "field"))
    var field: [String] = []
    @Option(help: "Only of this municipality.") var municipality: String?
    @Option(help: "draft, published, struck or all.") var state: String = "published"
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let unknown = field.first(where: { !RegisterSearch.fields.contains($0) }) {
            throw ValidationError("no field \(unknown): use \(RegisterSearch.fields.joined(separator: ", "))")
        }
        if words.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { throw ValidationError("give a word to search for") }
    }

    func run() async throws {
        let query = ViewQuery(kind: "register", state: state == "all" ? nil : state, municipality: municipality)
        let views = try await common.asking { try await common.interface.views(query) }
        let search = RegisterSearch(words: words, fields: field)
        let rows = views.flatMap { view -> [[String: JSONValue]] in
            guard let entry: RegisterEntry = view.facts["entry"]?.decoded() else { return [] }
            return search.matches(in: entry).map { match in
                [
                    "id": .string(view.id), "municipality": .string(view.municipality ?? ""),
                    "body": .string(entry.body), "name": .string(entry.name), "state": .string(view.state),
                    "field": .string(match.field), "match": .string(match.excerpt),
                ]
            }
        }
        if rows.isEmpty { common.say("nothing was found", "該当するものはありません。") }
        common.show(Listing(columns: ["id", "municipality", "body", "name", "state", "field", "match"], rows: rows))
    }
}
