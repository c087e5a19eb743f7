import FoundationEssentials
import Messages
import MunicipalData
import Primitives

/// The documents that go with an output: everything in a package that the job did not make.
struct PackageDocuments {
    let delivery: String
    let approved: ApprovedOutput
    let organization: String
    /// `report.json` of the job, for the figures.
    let report: JSONValue

    private var source: ProvidedSource { approved.source }
    private var entry: CatalogueEntry? { source.contract.files.first { $0.file == source.file } }

    /// The documents in the order in which they are sealed; the manifest is made of these and the job's files.
    var all: [(name: String, bytes: [UInt8])] {
        [
            ("items.csv", items), ("README.txt", Self.lines(note)), ("terms.txt", Self.lines(terms)),
        ]
    }

    /// The list of items (項目一覧).
    private var items: [UInt8] {
        var writer = DelimitedWriter()
        writer.append(row: ["番号", "項目", "区分", "一般化の段階", "加工"])
        for (index, name) in approved.result.columns.enumerated() {
            let column = approved.recipe.columns.first { $0.name == name }
            let level = approved.result.levels[name]
            writer.append(
                row: [
                    "\(index + 1)", name, Self.roleName(column?.role ?? ""), level.map(String.init) ?? "",
                    Self.processing(column, level: level),
                ])
        }
        return writer.bytes
    }

    private static func roleName(_ role: String) -> String {
        let names = [
            "quasi-identifier": "準識別子", "sensitive": "機微属性", "insensitive": "その他の属性", "linking-code": "仮ID",
        ]
        return names[role] ?? role
    }

    private static func processing(_ column: RecipeSummary.Column?, level: Int?) -> String {
        if column?.pseudonymized == true { return "復元できない仮IDに置換え" }
        guard let level else { return "そのまま" }
        return level == 0 ? "一般化なし" : "段階\(level)に一般化"
    }

    /// The note on risk and utility (説明書).
    private var note: [String] {
        let result = approved.result
        let risk = report["risk"]?["after"]
        var lines = [
            "説明書（行政機関等匿名加工情報の安全性と有用性）", "",
            "提供番号　　　\(delivery)", "契約　　　　　\(source.contract.contract)",
            "提供者　　　　\(organization)",
            "市区町村　　　\(source.municipality)　\(entry?.body ?? "")",
            "ファイル　　　\(entry?.name ?? source.file)", "",
            "１　件数", "　受領した行数　\(result.rowsIn)", "　抑制した行数　\(result.suppressed)",
            "　提供する行数（本人の数）　\(result.rowsOut)", "",
            "２　安全性", "　求められたk　\(approved.rules.k)", "　達成したk（最小の同値類の人数）　\(result.reachedK)",
        ]
        lines += figures(
            [
                ("　再識別リスク（最大、データに含まれると知る者）", risk?["prosecutor"]?["highest"]),
                ("　再識別リスク（平均）", risk?["prosecutor"]?["average"]),
                ("　再識別リスク（全件を試みる者）", risk?["marketer"]),
                ("　一意な行の数", risk?["sampleUniques"]),
            ])
        lines += ["", "３　有用性", "　情報損失　\(result.loss)"]
        lines += figures(
            [
                ("　正規化確実性ペナルティ", report["utility"]?["normalizedCertaintyPenalty"]),
                ("　識別性（discernibility）", report["utility"]?["discernibility"]),
                ("　平均同値類サイズ", report["utility"]?["averageClassSize"]),
                ("　精度（precision）", report["utility"]?["precision"]),
            ])
        lines += result.levels.sorted { $0.key < $1.key }.map { "　\($0.key)　段階\($0.value)" }
        return lines + [
            "", "４　一式の確認", "　manifest.json に各ファイルの SHA-256 があります。",
            "　受領の確認は manifest.json の SHA-256 により行ってください。",
            "　本データは匿名加工情報です。marking.txt 及び terms.txt を守ってください。",
        ]
    }

    private func figures(_ rows: [(String, JSONValue?)]) -> [String] {
        rows.compactMap { title, value in value.map { "\(title)　\($0.plain)" } }
    }

    /// The terms of the contract.
    private var terms: [String] {
        let terms = source.contract.terms
        var lines = [
            "利用条件", "", "契約　\(source.contract.contract)（\(source.contract.businessName)　\(source.contract.business)）",
            "利用の目的　\(terms.purpose)", "利用期間　\(terms.useFrom.japanese)から\(terms.useUntil.japanese)まで",
            "利用する者　\(terms.users)", "第三者への提供　\(terms.thirdParties)", "", "安全管理措置",
        ]
        lines += terms.safetyMeasures.sorted { $0.key < $1.key }.map { "　\($0.key)　\($0.value)" }
        lines += ["", "市区町村の条件"] + source.decision.conditions.map { "　\($0)" }
        lines += ["", "その他の条項"] + terms.clauses.map { "　\($0)" }
        return lines + ["", "契約条件のハッシュ値（SHA-256）　\(source.contract.termsHash)"]
    }

    private static func lines(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\r\n") + "\r\n").utf8) }
}

/// A file of a package with its hash, before it is sealed.
struct PackageFile: Sendable, Codable, Equatable {
    let name: String
    let bytes: Int
    let sha256: ContentHash
}

/// `manifest.json`: every other file of the package with its SHA-256. Its own hash is the recipient's acknowledgement.
struct PackageManifest: Sendable, Codable {
    var formatVersion = 1
    let delivery: String
    let contract: String
    let municipality: MunicipalityCode
    let organization: String
    let files: [PackageFile]

    /// The one way in which it is written.
    var bytes: [UInt8] { Array(MessageCoding.text(self).utf8) }
}
