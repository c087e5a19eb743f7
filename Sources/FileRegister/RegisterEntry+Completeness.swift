import Messages
import Primitives

extension RegisterEntry {
    /// What an entry lacks before it can be published, each with the reason why it matters.
    ///
    /// The fields 10 (regular recipients) and 12 (special procedures) are written only where there are any, 19
    /// (remarks) at will, and 15 (desk for proposals) only where proposals are solicited.
    var completenessReasons: [Reason] {
        var reasons = missingFields.map { field in
            Reason(
                "E-REGISTER-MISSING", "field \(field.number), \(field.name), is empty: \(field.why)",
                "\(field.number) \(field.official)の記載がありません。", clause: field.clause)
        }
        if items.isEmpty {
            reasons.append(
                Reason(
                    "E-REGISTER-MISSING", "field 5, items, is empty: businesses choose what they want by the items",
                    "5 記録項目の記載がありません。", clause: "個人情報の保護に関する法律74条1項4号"))
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
            if !Self.itemTypes.contains(item.type) {
                reasons.append(
                    Reason(
                        "E-REGISTER-ITEM-TYPE",
                        "\(place), \(item.name), has the type \(item.type): use one of "
                            + Self.itemTypes.joined(separator: ", "),
                        "記録項目「\(item.name)」の型（\(item.type)）に誤りがあります。"))
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

    /// The types an item can have.
    static let itemTypes = [
        "text", "integer", "decimal", "date", "code", "address", "postal-code", "municipality-code", "flag",
    ]

    private struct Field {
        let number: Int
        let name: String
        let official: String
        let value: String
        let why: String
        let clause: String
    }

    private var missingFields: [Field] {
        let law = "個人情報の保護に関する法律"
        var fields = [
            Field(
                number: 1, name: "name", official: "個人情報ファイルの名称", value: name,
                why: "residents and businesses find the file by it", clause: law + "74条1項1号"),
            Field(
                number: 2, name: "body", official: "行政機関等の名称", value: body,
                why: "each implementing body decides on its own files", clause: law + "74条1項2号"),
            Field(
                number: 3, name: "department", official: "事務をつかさどる組織の名称", value: department,
                why: "somebody must be responsible for the file", clause: law + "74条1項2号"),
            Field(
                number: 4, name: "purpose", official: "利用目的", value: purpose,
                why: "a file may be kept for a stated purpose only", clause: law + "74条1項3号"),
            Field(
                number: 6, name: "scope", official: "記録範囲", value: scope,
                why: "residents must be able to see whether they are in it", clause: law + "74条1項4号"),
            Field(
                number: 7, name: "collection", official: "記録情報の収集方法", value: collection,
                why: "residents must be able to see where it comes from", clause: law + "74条1項5号"),
            Field(
                number: 11, name: "disclosureDesk", official: "開示請求等を受理する組織の名称及び所在地", value: disclosureDesk,
                why: "residents hand their requests in there", clause: law + "74条1項9号"),
        ]
        if solicitable {
            fields.append(
                Field(
                    number: 15, name: "proposalDesk", official: "提案を受ける組織の名称及び所在地", value: proposalDesk,
                    why: "businesses hand their proposals in there", clause: law + "110条2号"))
        }
        return fields.filter(\.value.isEmpty)
    }
}
