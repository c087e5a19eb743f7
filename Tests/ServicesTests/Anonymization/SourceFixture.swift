import Anonymization
import Messages
import Primitives
import TestSupport

/// A municipality's file as it came in, and a recipe for it; every test changes what it is about.
struct SourceFixture {
    /// The register's items with their classes.
    var classes: [(name: String, itemClass: ItemClass)] = [
        ("氏名", .directIdentifier), ("旅券番号", .identificationCode), ("宛名番号", .linkingCode),
        ("年齢", .quasiIdentifier), ("性別", .quasiIdentifier), ("職業", .quasiIdentifier), ("疾病", .specialCare),
        ("備考", .other),
    ]
    /// The contract has everything but 備考.
    var contracted = ["氏名", "旅券番号", "宛名番号", "年齢", "性別", "職業", "疾病"]
    /// The municipality refuses 職業.
    var decision: [ItemDecision] = [
        ItemDecision(item: "氏名", answer: .provide), ItemDecision(item: "旅券番号", answer: .provide),
        ItemDecision(item: "宛名番号", answer: .provide), ItemDecision(item: "年齢", answer: .generalize, minimumLevel: 1),
        ItemDecision(item: "性別", answer: .provide),
        ItemDecision(item: "職業", answer: .refuse, reason: "少人数の職業があるため"),
        ItemDecision(item: "疾病", answer: .provide),
    ]
    var header = ["氏名", "旅券番号", "宛名番号", "年齢", "性別", "疾病"]
    var rows = 3000
    var proposedK: Int?
    var contractK: Int?
    var municipalK: Int?
    var municipalLimit: Int?
    var useUntil = "2028-03-31"
    var request = "REQ-1"
    var contract = "CON-1"
    var item = "source-1"
    var sha256 = ContentHash(of: "source")
    var encoding = "utf-8"
    var delimiter = ","

    var columns: [RecipeSummary.Column] = [
        SourceFixture.column("氏名", "direct-identifier"), SourceFixture.column("旅券番号", "identification-code"),
        SourceFixture.column("宛名番号", "linking-code", pseudonymized: true),
        SourceFixture.column("年齢", "quasi-identifier", levels: 0...3),
        SourceFixture.column("性別", "quasi-identifier", levels: 0...1),
        SourceFixture.column("職業", "quasi-identifier", levels: 0...2), SourceFixture.column("疾病", "sensitive"),
        SourceFixture.column("備考", "drop"),
    ]
    var recipeK = 3
    var recipeLimit = 10.0
    var filters: [String] = []

    static func column(
        _ name: String, _ role: String, pseudonymized: Bool = false, levels: ClosedRange<Int>? = nil
    ) -> RecipeSummary.Column {
        RecipeSummary.Column(
            name: name, role: role, pseudonymized: pseudonymized, minimumLevel: levels?.lowerBound,
            maximumLevel: levels?.upperBound)
    }

    /// Gives a column another role.
    mutating func set(_ name: String, _ role: String, pseudonymized: Bool = false, levels: ClosedRange<Int>? = nil) {
        columns.removeAll { $0.name == name }
        columns.append(Self.column(name, role, pseudonymized: pseudonymized, levels: levels))
    }

    var recipe: RecipeSummary {
        RecipeSummary(
            title: "試験用の加工方法", sha256: ContentHash(of: "recipe"), item: "recipe-1", columns: columns, k: recipeK,
            suppressionLimitPercent: recipeLimit, filters: filters)
    }

    var municipality: MunicipalityCode {
        get throws { try MunicipalityCode(Organization.nishitokyo.code) }
    }

    func effectiveContract() throws -> EffectiveContract {
        let items = classes.map { RegisterItem(name: $0.name, type: "text", itemClass: $0.itemClass) }
        let terms: JSONValue = [
            "purpose": "健康増進サービスの開発", "useFrom": "2026-04-01", "useUntil": .string(useUntil),
            "files": [["file": "FILE-1", "items": .array(contracted.map(JSONValue.string))]],
            "minimumK": contractK.map(JSONValue.integer) ?? .null, "users": "開発部", "safetyMeasures": ["physical": "施錠"],
            "thirdParties": "提供しない", "deliveryMethod": "オンライン", "erasureDays": 14, "clauses": ["識別行為の禁止"],
        ]
        let entry: JSONValue = [
            "file": "FILE-1", "municipality": "132292", "body": "西東京市長", "name": "住民情報ファイル",
            "items": MessageCoding.value(items), "personCount": .integer(rows), "solicitable": true,
        ]
        return EffectiveContract(
            contract: contract, proposal: "PROP-1", business: try CorporateNumber(Organization.business.code),
            businessName: Organization.business.name, terms: try decoded(ContractTerms.self, MessageCoding.text(terms)),
            files: [try decoded(CatalogueEntry.self, MessageCoding.text(entry))], proposedK: proposedK)
    }

    func source() throws -> ProvidedSource {
        ProvidedSource(
            request: request, contract: try effectiveContract(), municipality: try municipality, file: "FILE-1",
            decision: MunicipalDecision(
                ground: .specialReason, proviso: "権利利益を不当に侵害しない", items: decision, minimumK: municipalK,
                suppressionLimitPercent: municipalLimit, conditions: ["目的外利用の禁止"], documentNumber: "8西情第12号"),
            facts: IntakeFacts(
                item: item, bytes: 1, sha256: sha256, rows: rows, header: header, encoding: encoding,
                delimiter: delimiter,
                problems: []))
    }

    func composed() throws -> EffectiveRules {
        try EffectiveRules.compose(
            baseline: LegalBaseline(testRules(), on: .start), source: source(), recipe: recipe)
    }

    /// The conflicts of the composition; empty where there is an intersection.
    func conflicts() throws -> [Reason] {
        do {
            _ = try composed()
            return []
        } catch let error as RuleConflicts {
            return error.reasons
        }
    }

    /// A result that passes without a remark under the fixture's rules.
    func result(
        k: Int = 50, rowsOut: Int = 3000, suppressed: Int = 0, columns: [String] = ["宛名番号", "年齢", "性別", "疾病"],
        findings: [Reason] = []
    ) -> JobResult {
        JobResult(
            rowsIn: rows, rowsOut: rowsOut, suppressed: suppressed, reachedK: k, loss: 0.25,
            levels: ["年齢": 1, "性別": 0],
            columns: columns,
            files: [OutputFile(name: "data.csv", item: "JOB-1.1.x.data.csv", sha256: ContentHash(of: "d"), bytes: 1)],
            methodItems: ["JOB-1.1.x.pseudonym-key"], findings: findings, minutes: 1)
    }
}
