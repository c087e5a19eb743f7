import ArgumentParser
import Messages
import Primitives
import Processing

/// `oboro register check [ID | --from FILE]`: what an entry lacks, and why it matters; a file is checked without a server.
struct RegisterCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what an entry lacks for publication, and why it matters.",
        discussion: "Ends with 5 when something is missing. A file is checked without a server.")

    @Argument(help: "The id of an entry.") var id: String?
    @OptionGroup var source: RegisterSourceOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if (id == nil) == (source.from == nil) { throw ValidationError("give an id, or --from FILE") }
    }

    func run() async throws {
        var rows: [[String: JSONValue]] = []
        var needsAttention = false
        if let id {
            let view = try await common.view(kind: "register", id: id)
            guard let entry: RegisterEntry = view.facts["entry"]?.decoded() else {
                throw common.fail(.notFound("register", id))
            }
            let reasons = entry.checkReasons
            rows = row(id, entry, reasons + view.blockers.filter { !reasons.contains($0) })
        } else {
            let code = try source.municipality.map { try MunicipalityCode($0) }
            let read = try RegisterSource.read(source, municipality: code)
            for finding in read.findings {
                needsAttention = needsAttention || finding.kind.needsAttention
                let place = finding.place(common.isJapanese)
                common.say("\(place)\(finding.message)", "\(place)\(finding.japanese)")
            }
            for remark in read.remarks { common.say(remark.english, remark.japanese) }
            for (index, entry) in read.entries.enumerated() { rows += row("\(index + 1)", entry, entry.checkReasons) }
            if read.entries.isEmpty { needsAttention = true }
        }
        if rows.isEmpty, !needsAttention { common.say("nothing is missing", "不足はありません。") }
        common.show(Listing(columns: ["id", "name", "code", "reason", "clause"], rows: rows))
        if !rows.isEmpty || needsAttention { throw ExitStatus.invalid.code }
    }

    private func row(_ id: String, _ entry: RegisterEntry, _ reasons: [Reason]) -> [[String: JSONValue]] {
        reasons.map { reason in
            [
                "id": .string(id), "name": .string(entry.name), "code": .string(reason.code),
                "reason": .string(common.isJapanese ? reason.japanese : reason.english),
                "clause": reason.clause.map(JSONValue.string) ?? .null,
            ]
        }
    }
}

extension RegisterEntry {
    /// What is missing, the number of persons included. Whether the number reaches the legal minimum is decided at
    /// publication, by the rules of that day.
    fileprivate var checkReasons: [Reason] {
        if personCount > 0 { return completenessReasons }
        return completenessReasons + [
            Reason(
                "E-REGISTER-PERSON-COUNT",
                "the number of persons is not given: whether a file must be listed depends on it",
                "本人の数の記載がありません。掲載の要否を判断するため必要です。", clause: "個人情報の保護に関する法律74条2項9号")
        ]
    }
}
