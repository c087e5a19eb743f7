import Deidentification
import MunicipalData
import Primitives

/// What becomes of one column under a standard.
struct ColumnDecision {
    let column: ColumnRecipe
    /// The item of 規則62条 that it answers.
    let ruleItem: Int?
    let reason: String

    init(_ item: LayoutItem, standard: ProcessingStandard, isChosen: Bool, isPersonKey: Bool, asOf day: CivilDate?) {
        let (treatment, reason) = Self.treatment(of: item, standard)
        let ruleItem = Self.ruleItem(of: item.itemClass)
        switch treatment {
        case .remove:
            column = ColumnRecipe(name: item.name, role: Self.removedRole(of: item.itemClass))
            (self.ruleItem, self.reason) = (ruleItem, reason)
        case .pseudonym where !isPersonKey:
            // A pseudonym of a household tells who lives together.
            column = ColumnRecipe(name: item.name, role: .linkingCode)
            (self.ruleItem, self.reason) = (3, reason + "（本人の番号ではなく、仮IDでもまとまりが分かるため削除）")
        case .pseudonym:
            column = ColumnRecipe(name: item.name, role: .linkingCode, pseudonym: .row)
            (self.ruleItem, self.reason) = (3, reason + "（復元できない仮IDに置換え）")
        case .protect:
            column = ColumnRecipe(name: item.name, role: .sensitive)
            (self.ruleItem, self.reason) = (5, reason)
        case .keep:
            column = ColumnRecipe(name: item.name, role: .insensitive)
            (self.ruleItem, self.reason) = (nil, reason)
        case .generalize:
            guard isChosen else {
                column = ColumnRecipe(name: item.name, role: .drop)
                let limit = DefaultRecipe.quasiIdentifierLimit
                let why =
                    Self.isFreeText(item)
                    ? "自由記述のため削除" : "準識別子が \(limit) を超えると一般化が粗くなるため、既定では削除（必要なら他と入れ替える）"
                (self.ruleItem, self.reason) = (5, why)
                return
            }
            let generalized = Generalization(item, limits: standard.limits, asOf: day)
            column = generalized.column
            (self.ruleItem, self.reason) = (generalized.ruleItem, reason + "：" + generalized.reason)
        }
    }

    /// What the standard does with the item, and why. What 規則62条1–3号 demand goes before any exception.
    static func treatment(of item: LayoutItem, _ standard: ProcessingStandard) -> (treatment: Treatment, reason: String)
    {
        let name = className(item.itemClass)
        let forced: [ItemClass: Set<Treatment>] = [
            .directIdentifier: [.remove], .identificationCode: [.remove], .linkingCode: [.remove, .pseudonym],
        ]
        if let exception = standard.exceptions.first(where: { $0.item == item.name }) {
            if let allowed = forced[item.itemClass], !allowed.contains(exception.treatment) {
                return (.remove, "\(name)。基準の例外「\(exception.treatment.rawValue)」は適用できないため削除")
            }
            if exception.treatment != .pseudonym || item.itemClass == .linkingCode {
                return (exception.treatment, "基準の個別の定め：\(exception.reason)")
            }
        }
        guard let treatment = standard.treatments[item.itemClass] else {
            return (.remove, "\(name)。基準に扱いの定めがないため削除")
        }
        if let allowed = forced[item.itemClass], !allowed.contains(treatment) { return (.remove, "\(name)のため削除") }
        // A code that was drawn up for pseudonyms can only replace a linking code; free text cannot be looked through.
        if treatment == .protect || treatment == .keep, isFreeText(item) { return (.remove, "自由記述のため削除") }
        return (treatment, name)
    }

    /// Text that may say anything of anybody.
    static func isFreeText(_ item: LayoutItem) -> Bool {
        item.type == .text && ["備考", "メモ", "特記", "自由記述", "所見", "コメント", "摘要"].contains { item.name.contains($0) }
    }

    private static func removedRole(of itemClass: ItemClass) -> Role {
        switch itemClass {
        case .directIdentifier: .directIdentifier
        case .identificationCode: .identificationCode
        case .linkingCode: .linkingCode
        default: .drop
        }
    }

    private static func ruleItem(of itemClass: ItemClass) -> Int? {
        switch itemClass {
        case .directIdentifier: 1
        case .identificationCode: 2
        case .linkingCode: 3
        case .quasiIdentifier, .sensitive, .specialCare: 5
        case .insensitive, .drop, .other: nil
        }
    }

    private static func className(_ itemClass: ItemClass) -> String {
        switch itemClass {
        case .directIdentifier: "直接識別子"
        case .identificationCode: "個人識別符号"
        case .linkingCode: "連結符号"
        case .quasiIdentifier: "準識別子"
        case .sensitive: "機微な項目"
        case .specialCare: "要配慮個人情報に当たりうる項目"
        case .insensitive: "個人の識別にも権利利益にも関わらない項目"
        case .drop: "システムの管理用項目"
        case .other: "分類が未定の項目"
        }
    }
}
