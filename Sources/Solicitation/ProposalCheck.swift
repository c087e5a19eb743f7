import Messages
import Primitives
import ServiceRuntime

/// What a proposal's content lacks or has wrong: warnings on a draft, reasons for a refusal on submission.
struct ProposalCheck {
    let content: ProposalContent
    let owner: Organization
    let call: CallRecord
    let rules: RuleBook
    let today: CivilDate

    static let law = "個人情報の保護に関する法律112条"

    init(_ content: ProposalContent, owner: Organization, call: CallRecord, in context: DecisionContext) {
        self.content = content
        self.owner = owner
        self.call = call
        rules = context.rules
        today = context.today
    }

    /// Everything that is missing or wrong, in the order of 112条2項 and 3項.
    var reasons: [Reason] {
        productReasons + proposerReasons + fileReasons + personCountReasons + wishReasons + periodReasons
            + protectionReasons + documentReasons
    }

    /// Refuses a content with anything missing or wrong.
    func require() throws(Refusal) {
        let found = reasons
        if !found.isEmpty { throw Refusal(.invalid, found) }
    }

    private var productReasons: [Reason] {
        guard let product = content.product, !call.plan.products.contains(product) else { return [] }
        return [
            Reason(
                "E-PRODUCT-NOT-OFFERED", "the call does not offer \(product.rawValue)",
                "この募集では当該種類（\(product.rawValue)）の提案を受け付けていません。", clause: "個人情報の保護に関する法律111条")
        ]
    }

    private var proposerReasons: [Reason] {
        guard let proposer = content.proposer else {
            return [missing(1, "proposer: name, address, representative", "氏名又は名称、住所、代表者の氏名")]
        }
        var reasons: [Reason] = []
        if proposer.name.isEmpty { reasons.append(missing(1, "proposer.name", "氏名又は名称")) }
        if proposer.address.isEmpty { reasons.append(missing(1, "proposer.address", "住所又は居所")) }
        if proposer.representative.isEmpty { reasons.append(missing(1, "proposer.representative", "代表者の氏名")) }
        do throws(CheckedCodeError) {
            let number = try CorporateNumber(proposer.corporateNumber)
            if number.description != owner.code {
                reasons.append(
                    Reason(
                        "E-PROPOSER-OTHER", "the 法人番号 is not that of the business that proposes, \(owner.code)",
                        "法人番号が提案をする事業者（\(owner.name)）のものと一致しません。", clause: Self.law + "2項1号"))
            }
        } catch {
            reasons.append(
                Reason(
                    "E-CORPORATE-NUMBER", "proposer.corporateNumber: \(error.description)", "法人番号に誤りがあります。",
                    clause: Self.law + "2項1号"))
        }
        return reasons
    }

    private var fileReasons: [Reason] {
        let files = content.files ?? []
        if files.isEmpty { return [missing(2, "files", "個人情報ファイルの名称")] }
        let clause = Self.law + "2項2号"
        var reasons: [Reason] = []
        var seen: Set<String> = []
        for wanted in files {
            if !seen.insert(wanted.file).inserted {
                reasons.append(
                    Reason("E-FILE-TWICE", "\(wanted.file) is named twice", "\(wanted.file) が重複しています。", clause: clause))
            }
            guard let entry = call.catalogue.first(where: { $0.file == wanted.file }) else {
                reasons.append(
                    Reason(
                        "E-FILE-NOT-IN-CALL", "the call does not cover \(wanted.file): oboro call show",
                        "\(wanted.file) はこの募集の対象ではありません。", clause: clause))
                continue
            }
            if wanted.items.isEmpty {
                reasons.append(
                    Reason(
                        "E-ITEMS", "name the items wanted of \(wanted.file)", "\(wanted.file) の希望する項目の記載がありません。",
                        clause: Self.law + "2項4号"))
            }
            let known = Set(entry.items.map(\.name))
            for item in wanted.items where !known.contains(item) {
                reasons.append(
                    Reason(
                        "E-ITEM-UNKNOWN", "\(wanted.file) has no item \(item)", "\(wanted.file) に項目「\(item)」はありません。",
                        clause: Self.law + "2項4号"))
            }
        }
        return reasons
    }

    private var personCountReasons: [Reason] {
        guard let count = content.personCount else { return [missing(3, "personCount", "本人の数")] }
        let minimum = rules.rule(.minimumPersonCount, on: today)
        var reasons: [Reason] = []
        if count < minimum.value {
            reasons.append(
                Reason(
                    "E-PERSON-COUNT-LOW", "\(count) persons are fewer than \(minimum.value)",
                    "本人の数（\(count)人）は\(minimum.value)人以上とする必要があります。", clause: minimum.basis))
        }
        let total = content.availablePersons(in: call.catalogue)
        if content.files?.isEmpty == false, count > total {
            reasons.append(
                Reason(
                    "E-PERSON-COUNT-HIGH", "\(count) persons are more than the files have, \(total)",
                    "本人の数（\(count)人）がファイルの本人の数（\(total)人）を超えています。", clause: minimum.basis))
        }
        return reasons
    }

    private var wishReasons: [Reason] {
        var reasons: [Reason] = []
        if (content.processing?.description ?? "").isEmpty {
            reasons.append(missing(4, "processing.description", "加工の方法を特定するに足りる事項"))
        }
        if let k = content.processing?.k, k < 1 {
            reasons.append(
                Reason(
                    "E-PROCESSING-K", "processing.k is \(k); an equivalence class has at least one record",
                    "k値（\(k)）に誤りがあります。", clause: Self.law + "2項4号"))
        }
        if (content.purpose ?? "").isEmpty { reasons.append(missing(5, "purpose", "利用の目的及び方法")) }
        if (content.business ?? "").isEmpty { reasons.append(missing(5, "business", "事業の内容")) }
        return reasons
    }

    private var periodReasons: [Reason] {
        guard let from = content.useFrom, let until = content.useUntil else {
            return [missing(6, "useFrom and useUntil", "事業の用に供しようとする期間")]
        }
        if from <= until { return [] }
        return [
            Reason(
                "E-USE-PERIOD", "the use ends on \(until), before it begins on \(from)",
                "利用期間の終期（\(until.japanese)）が始期（\(from.japanese)）より前です。", clause: Self.law + "2項6号")
        ]
    }

    private var protectionReasons: [Reason] {
        var reasons: [Reason] = []
        let measures = content.safetyMeasures ?? [:]
        if measures.isEmpty || measures.values.contains(where: \.isEmpty) {
            reasons.append(missing(7, "safetyMeasures, each with its text", "漏えいの防止等の措置"))
        }
        if (content.deliveryMethod ?? "").isEmpty { reasons.append(missing(8, "deliveryMethod", "希望する提供の方法")) }
        if content.disqualifications?.isEmpty != false {
            reasons.append(
                Reason(
                    "E-DECLARATIONS", "disqualifications is empty: every officer declares which of the grounds apply",
                    "欠格事由に関する役員等の申告がありません。", clause: "個人情報の保護に関する法律113条"))
        }
        return reasons
    }

    /// One of the eight items is not there.
    private func missing(_ number: Int, _ field: String, _ official: String) -> Reason {
        Reason(
            "E-PROPOSAL-ITEM-\(number)", "item \(number) is missing, \(field)", "\(official)の記載がありません。",
            clause: Self.law + "2項\(number)号")
    }
}

extension ProposalContent {
    /// The number of persons in all files wanted, by the catalogue of a call.
    func availablePersons(in catalogue: [CatalogueEntry]) -> Int {
        let wanted = Set((files ?? []).map(\.file))
        return catalogue.filter { wanted.contains($0.file) }.reduce(0) { $0.saturatingAdding($1.personCount) }
    }
}
