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
        writer.append(row: ["番号", "項目", "区分", "一般化の段階", "加工", "値の種類の数"])
        for (index, name) in approved.result.columns.enumerated() {
            let column = approved.recipe.columns.first { $0.name == name }
            let level = approved.result.levels[name]
            writer.append(
                row: [
                    "\(index + 1)", name, Self.roleName(column?.role ?? ""), level.map(String.init) ?? "",
                    Self.processing(column, level: level), distinctValues(name)?.plain ?? "",
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

    /// How many different values a column of the output has.
    private func distinctValues(_ name: String) -> JSONValue? {
        guard case .array(let columns)? = report["columns"] else { return nil }
        return columns.first { $0["name"]?.text == name }?["distinctAfter"]
    }

    /// The note on risk and utility (説明書), with figures rounded for reading.
    private var note: [String] {
        let result = approved.result
        return [
            "説明書（行政機関等匿名加工情報の安全性と有用性）", "",
            "提供番号　　　\(delivery)", "契約　　　　　\(source.contract.contract)",
            "提供者　　　　\(organization)",
            "市区町村　　　\(source.municipality)　\(entry?.body ?? "")",
            "ファイル　　　\(entry?.name ?? source.file)", "",
            "１　件数", "　受領した行数　\(result.rowsIn) 行",
            "　対象外として除いた行数　\(result.rowsIn - result.rowsConsidered) 行",
            "　同じ組合せの人が少ないため抑制した行数　\(result.suppressed) 行",
            "　提供する行数（本人の数）　\(result.rowsOut) 行",
        ] + safety + utility + [
            "", "４　一式の内容",
            "　data.csv　　　　　匿名加工したデータ（文字コードと各項目の型は datapackage.json にあります）",
            "　items.csv　　　　 項目の一覧（UTF-8）", "　buyer.html　　　　ご利用の手引き", "　report.html　　　 加工報告書（読むためのもの）",
            "　report.json　　　 加工報告書（全ての桁と指標）", "　datapackage.json　データの定義",
            "　marking.txt　　　 匿名加工情報である旨の表示", "　terms.txt　　　　 利用条件",
            "　manifest.json　　 各ファイルの SHA-256", "",
            "　受領の確認は manifest.json の SHA-256 により行ってください。",
            "　本データは匿名加工情報です。marking.txt 及び terms.txt を守ってください。",
        ]
    }

    private var safety: [String] {
        let risk = report["risk"]?["after"]
        return [
            "", "２　安全性",
            "　準識別子（組み合わせると個人が分かるおそれのある項目）が全て同じ人が、本人を含めて必ず k 人以上います。",
            "　求められたk　\(approved.rules.k)", "　達成したk（最小の同値類の人数）　\(approved.result.reachedK)",
        ]
            + figures(
                [
                    ("再識別リスク（最大、データに含まれると知る者）", Self.percent(risk?["prosecutor"]?["highest"])),
                    ("再識別リスク（平均）", Self.percent(risk?["prosecutor"]?["average"])),
                    ("再識別リスク（全件を試みる者）", Self.percent(risk?["marketer"])),
                    ("同じ組合せの人がほかにいない行の数", risk?["sampleUniques"].map { "\($0.plain) 行" }),
                ])
    }

    private var utility: [String] {
        let result = approved.result
        let isShare = report["transformation"]?["metric"]?.text == "loss"
        let loss = isShare ? Self.percent(.number(result.loss)) : "\(result.loss)"
        let measures = report["utility"]
        let levels = result.columns.compactMap { name in result.levels[name].map { "　　\(name)　段階\($0)" } }
        return ["", "３　有用性（0% は元のまま、100% は何も残らないことを表します）"]
            + figures(
                [
                    ("情報損失", loss), ("正規化確実性ペナルティ", Self.percent(measures?["normalizedCertaintyPenalty"])),
                    ("一般化の度合い（precision）", Self.percent(measures?["precision"])),
                    ("同値類（同じ組合せの人の集まり）の平均人数", Self.rounded(measures?["averageClassSize"]).map { "\($0) 人" }),
                ])
            + ["　一般化の段階（0 は元の細かさ、大きいほど粗い）"] + levels
    }

    private func figures(_ rows: [(String, String?)]) -> [String] {
        rows.compactMap { title, value in value.map { "　\(title)　\($0)" } }
    }

    /// A share as a percentage; what is more than nothing is never written as nothing.
    private static func percent(_ share: JSONValue?) -> String? {
        guard let share = share?.double else { return nil }
        return share > 0 && share < 0.000_05 ? "0.01%未満" : rounded(.number(share * 100)).map { "\($0)%" }
    }

    /// A figure that is not negative, with two decimals.
    private static func rounded(_ number: JSONValue?) -> String? {
        guard let number = number?.double, let hundredths = Int(exactly: (number * 100).rounded()) else { return nil }
        return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
    }

    /// The terms of the contract.
    private var terms: [String] {
        let terms = source.contract.terms
        var lines = [
            "利用条件", "", "契約　\(source.contract.contract)（\(source.contract.businessName)　\(source.contract.business)）",
            "利用の目的　\(terms.purpose)", "利用期間　\(terms.useFrom.japanese)から\(terms.useUntil.japanese)まで",
            "利用する者　\(terms.users)", "第三者への提供　\(terms.thirdParties)", "", "安全管理措置",
        ]
        lines += terms.safetyMeasures.sorted { $0.key < $1.key }.map { "　\(Self.measureName($0.key))　\($0.value)" }
        lines += ["", "市区町村の条件"] + Self.list(source.decision.conditions)
        lines += ["", "その他の条項"] + Self.list(terms.clauses)
        return lines + ["", "契約条件のハッシュ値（SHA-256）　\(source.contract.termsHash)"]
    }

    private static func list(_ texts: [String]) -> [String] { texts.isEmpty ? ["　なし"] : texts.map { "　\($0)" } }

    private static func measureName(_ kind: String) -> String {
        let names = ["organizational": "組織的", "human": "人的", "physical": "物理的", "technical": "技術的"]
        return names[kind].map { "\($0)安全管理措置" } ?? kind
    }

    private static func lines(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\r\n") + "\r\n").utf8) }
}

extension JSONValue {
    fileprivate var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
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
