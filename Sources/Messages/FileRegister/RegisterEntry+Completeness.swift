import Primitives

extension RegisterEntry {
    /// What an entry lacks before it can be published, each with the reason why it matters.
    ///
    /// The fields 10 (regular recipients) and 12 (special procedures) are written only where there are any, 19
    /// (remarks) at will, and 15 (desk for proposals) only where proposals are solicited.
    public var completenessReasons: [Reason] {
        var reasons = requiredTexts.filter(\.value.isEmpty).map { field in
            Reason(
                "E-REGISTER-MISSING", "field \(field.number), \(field.name), is empty: \(field.why)",
                "\(field.number) \(field.official)の記載がありません。\(field.japaneseWhy)", clause: field.clause)
        }
        if items.isEmpty {
            reasons.append(
                Reason(
                    "E-REGISTER-MISSING", "field 5, items, is empty: businesses choose what they want by the items",
                    "5 記録項目の記載がありません。事業者は記録項目を見て提案します。", clause: "個人情報の保護に関する法律74条1項4号"))
        }
        return reasons + itemReasons
    }

    private var itemReasons: [Reason] {
        var reasons: [Reason] = []
        var seen: Set<String> = []
        for (index, item) in items.enumerated() {
            let place = "item \(index + 1)"
            if item.name.isEmpty {
                reasons.append(
                    Reason("E-REGISTER-ITEM-NAME", "\(place) has no name", "記録項目\(index + 1)の名称がありません。"))
            } else if !seen.insert(item.name).inserted {
                reasons.append(
                    Reason(
                        "E-REGISTER-ITEM-TWICE", "\(place), \(item.name), is listed twice: items are chosen by name",
                        "記録項目「\(item.name)」が重複しています。"))
            }
            if ItemType(rawValue: item.type) == nil {
                reasons.append(
                    Reason(
                        "E-REGISTER-ITEM-TYPE",
                        "\(place), \(item.name), has the type \(item.type): use one of "
                            + ItemType.allCases.map(\.rawValue).joined(separator: ", "),
                        "記録項目「\(item.name)」の型（\(item.type)）に誤りがあります。"))
            }
            if let rate = item.missingRate, !(0...1).contains(rate) {
                reasons.append(
                    Reason(
                        "E-REGISTER-ITEM-RATE",
                        "\(place), \(item.name), has a missing rate outside 0 to 1: it is a share, not a percentage",
                        "記録項目「\(item.name)」の欠損率は0から1までの割合で記載してください。"))
            }
        }
        if !specialCare, items.contains(where: { $0.itemClass == .specialCare }) {
            reasons.append(
                Reason(
                    "E-REGISTER-SPECIAL-CARE",
                    "an item is of the class special-care: set field 8, specialCare, to true",
                    "要配慮個人情報に当たる記録項目があります。8にその旨を記載してください。",
                    clause: "個人情報の保護に関する法律74条1項6号"))
        }
        return reasons
    }

    private struct Field {
        let number: Int
        let name: String
        let official: String
        let value: String
        let why: String
        let japaneseWhy: String
        let clause: String

        init(
            _ number: Int, _ name: String, _ official: String, _ value: String, _ why: String, _ japaneseWhy: String,
            _ article: String
        ) {
            self.number = number
            self.name = name
            self.official = official
            self.value = value
            self.why = why
            self.japaneseWhy = japaneseWhy
            clause = "個人情報の保護に関する法律" + article
        }
    }

    private var requiredTexts: [Field] {
        var fields = [
            Field(
                1, "name", "個人情報ファイルの名称", name, "residents and businesses find the file by it",
                "住民や事業者がファイルを特定する手掛かりです。", "74条1項1号"),
            Field(
                2, "body", "行政機関等の名称", body, "each implementing body decides on its own files",
                "実施機関ごとに決定するため必要です。", "74条1項2号"),
            Field(
                3, "department", "事務をつかさどる組織の名称", department, "somebody must be responsible for the file",
                "ファイルの責任の所在を示します。", "74条1項2号"),
            Field(
                4, "purpose", "利用目的", purpose, "a file may be kept for a stated purpose only",
                "利用目的を特定しない保有はできません。", "74条1項3号"),
            Field(
                6, "scope", "記録範囲", scope, "residents must be able to see whether they are in it",
                "本人が自分の記録の有無を知る手掛かりです。", "74条1項4号"),
            Field(
                7, "collection", "記録情報の収集方法", collection, "residents must be able to see where it comes from",
                "本人が情報の出所を知る手掛かりです。", "74条1項5号"),
            Field(
                11, "disclosureDesk", "開示請求等を受理する組織の名称及び所在地", disclosureDesk,
                "residents hand their requests in there", "住民が請求書を提出する窓口です。", "74条1項9号"),
        ]
        if solicitable {
            fields.append(
                Field(
                    15, "proposalDesk", "提案を受ける組織の名称及び所在地", proposalDesk,
                    "businesses hand their proposals in there", "事業者が提案書を提出する窓口です。", "110条2号"))
        }
        return fields
    }
}
