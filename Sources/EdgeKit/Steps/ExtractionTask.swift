import MunicipalData
import Primitives
import Processing
import Vault

/// An extraction specification that was read, with what the kit needs of it.
struct ExtractionTask {
    /// The file's path as the user gave it.
    let path: String
    /// What is to be extracted.
    var specification: ExtractionSpecification
    /// The SHA-256 of the file.
    let sha256: String
    /// To whom the package is encrypted.
    let recipient: RecipientCertificate

    /// No specification is larger.
    private static let byteLimit = 1 << 20

    /// Reads a specification.
    ///
    /// - Parameter now: the certificate must be valid then.
    init(path: String, now: Instant) throws(EdgeFailure) {
        let bytes: [UInt8]?
        do throws(RegularFile.Refusal) {
            bytes = try RegularFile(path: path).bytes(limit: Self.byteLimit)
        } catch {
            throw .input(path, "抽出仕様書", error)
        }
        guard let bytes else { throw EdgeFailure(.usage, "「\(shown(path))」は抽出仕様書ではありません（大きすぎます）。") }
        self.path = path
        sha256 = ContentDigest.sha256(of: bytes)
        do throws(DocumentFaults) {
            specification = try ExtractionSpecification(reading: bytes, file: shown(path))
        } catch {
            throw Self.unreadable(path, error)
        }
        do throws(EnvelopeError) {
            recipient = try RecipientCertificate(pem: specification.certificate)
            try recipient.requireValidity(at: now.milliseconds / 1000)
        } catch {
            throw .certificate(error)
        }
    }

    private static func unreadable(_ path: String, _ faults: DocumentFaults) -> EdgeFailure {
        var lines = [
            "抽出仕様書「\(shown(path))」を読み取れません。",
            "作成組織から受け取ったファイルを、書き換えずに使ってください。直らないときは、下の情報を作成組織に伝えてください。",
        ]
        lines += faults.faults.prefix(5).map { "  \($0.line)行目 \($0.path): \($0.message)" }
        return EdgeFailure(.problems, lines.joined(separator: "\n"))
    }
}

extension ExtractionTask {
    /// The day the data stand for: the specification's, or what the clerk says where it leaves that open.
    func asOf(_ text: String?) throws(EdgeFailure) -> CivilDate? {
        guard let text else { return specification.asOf }
        guard case .day(let day) = try? WrittenDate(reading: text) else {
            throw EdgeFailure(.usage, "基準日「\(shown(text))」を読み取れません。2026-04-01 や 令和8年4月1日 のように、年から日まで書いてください。")
        }
        if let asked = specification.asOf, asked != day {
            throw EdgeFailure(
                .usage,
                "基準日が抽出仕様書と違います（抽出仕様書は\(asked.japanese)、指定は\(day.japanese)）。"
                    + "抽出仕様書の日のデータを抽出し直すか、作成組織に相談してください。")
        }
        return day
    }

    /// Takes what the municipality decided about protected residents, where the layout leaves it open.
    mutating func decideProtection(_ name: String?) throws(EdgeFailure) {
        guard let name else { return }
        let names = ["excluded": ProtectionRule.Treatment.excluded, "generalized": .generalized]
        guard let treatment = names[name] else {
            throw EdgeFailure(.usage, "--protected には excluded（除く）か generalized（一般化する）を指定してください。")
        }
        guard let rule = specification.layout.protection else {
            throw EdgeFailure(
                .usage, "このファイルには支援措置対象者の項目がないので、--protected は使えません。")
        }
        guard rule.treatment == .undecided || rule.treatment == treatment else {
            throw EdgeFailure(
                .usage,
                "支援措置対象者の扱いは、抽出仕様書で「\(rule.treatment.japanese)」と決まっています。--protected を外してください。")
        }
        specification.layout.protection?.treatment = treatment
    }

    /// The individual-number and other columns of the export that the layout knows and that are not handed over.
    func droppedNames(of columns: [String]) -> [String] {
        let kept = Set(specification.items)
        return columns.filter { !kept.contains($0) && specification.layout.item(named: $0) != nil }
    }
}

extension ProtectionRule.Treatment {
    /// For the terminal and the letters.
    var japanese: String {
        switch self {
        case .excluded: "除く"
        case .generalized: "一般化して渡す"
        case .undecided: "未決定"
        }
    }
}
