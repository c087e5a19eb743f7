import ArgumentParser
import Messages
import Primitives
import Processing

/// `oboro register import --from FILE`: drafts one entry per file from a list, a layout or a form. What is there already is
/// left alone, so that the same list can be imported again.
struct RegisterImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Draft entries from a list per office work, a layout or a form.")

    @OptionGroup var source: RegisterSourceOptions
    @Flag(help: "Show what would be drafted, but draft nothing.") var dryRun = false
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions

    func run() async throws {
        let actorID = try actor.id(common)
        let read = try RegisterSource.read(source, municipality: await municipality(of: actorID))
        report(read)
        if read.entries.isEmpty {
            common.say("no file was found: nothing was drafted", "ファイルが見つからないため、何も登録していません。")
            throw ExitStatus.invalid.code
        }
        let present = try await common.asking { try await common.interface.views(ViewQuery(kind: "register")) }
        var rows: [[String: JSONValue]] = []
        for entry in read.entries { rows.append(try await draft(entry, present, actorID)) }
        common.show(Listing(columns: ["result", "id", "body", "name", "items", "missing"], rows: rows))
    }

    /// The municipality given, or the actor's own.
    private func municipality(of actorID: String) async throws -> MunicipalityCode? {
        if let code = source.municipality { return try MunicipalityCode(code) }
        let me = try await common.asking { try await common.interface.actor(actorID) }
        guard let organization = me?.organization, organization.kind == .municipality else { return nil }
        return try MunicipalityCode(organization.code)
    }

    private func draft(
        _ entry: RegisterEntry, _ present: [View], _ actorID: String
    ) async throws -> [String: JSONValue] {
        let same = present.filter { $0.isSameFile(as: entry) }
        var row: [String: JSONValue] = [
            "body": .string(entry.body), "name": .string(entry.name), "items": .integer(entry.items.count),
            "missing": .integer(entry.completenessReasons.count),
        ]
        if let known = same.first(where: { $0.state != "struck" }) {
            row["result"] = "exists"
            row["id"] = .string(known.id)
            let differing = entry.fields(differingFrom: known)
            if !differing.isEmpty {
                let fields = differing.joined(separator: ", ")
                common.say(
                    "\(known.id) is there already and was left as it is; the file differs in: \(fields)",
                    "\(known.id) は登録済みのため変更していません。異なる項目: \(fields)")
            }
            return row
        }
        // The key is made of the content alone, so that a repetition on another day drafts nothing twice; a file that was
        // struck out may be drafted anew.
        let content = MessageCoding.text(entry) + "\n" + same.map(\.id).sorted().joined(separator: ",")
        let request = CommandRequest(
            command: "register.draft", payload: ["entry": MessageCoding.value(entry)], actor: actorID,
            idempotencyKey: "import-" + String(ContentHash(of: content).description.prefix(24)), dryRun: dryRun)
        let reply = try await common.asking { try await common.interface.command(request) }
        if let refusal = reply.refusal { throw common.fail(refusal) }
        row["id"] = dryRun ? .null : reply.subject.map(JSONValue.string) ?? .null
        row["result"] = dryRun ? "would-draft" : reply.outcome == .repeated ? "exists" : "drafted"
        return row
    }

    private func report(_ read: RegisterSource) {
        for finding in read.findings {
            let place = finding.place(common.isJapanese)
            common.say("\(place)\(finding.message)", "\(place)\(finding.japanese)")
        }
        for remark in read.remarks { common.say(remark.english, remark.japanese) }
    }
}

extension RegisterFinding {
    /// `row 3, column 5: `, or nothing where the list as a whole is meant.
    func place(_ japanese: Bool) -> String {
        if row == 0 { return "" }
        if japanese { return column == 0 ? "\(row)行目: " : "\(row)行\(column)列: " }
        return column == 0 ? "row \(row): " : "row \(row), column \(column): "
    }
}

extension View {
    /// Whether the view is of the file of this body and name, width and spaces apart.
    fileprivate func isSameFile(as entry: RegisterEntry) -> Bool {
        kind == "register" && municipality == entry.municipality.description
            && RegisterSearch.key(title) == RegisterSearch.key(entry.name)
            && RegisterSearch.key(facts["body"]?.text ?? "") == RegisterSearch.key(entry.body)
    }
}

extension RegisterEntry {
    /// The members in which the entry differs from that of a view.
    func fields(differingFrom view: View) -> [String] {
        guard case .object(let new) = MessageCoding.value(self), case .object(let old) = view.facts["entry"] else {
            return []
        }
        return Set(new.keys).union(old.keys).filter { new[$0] != old[$0] }.sorted()
    }
}
