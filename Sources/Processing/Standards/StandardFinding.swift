import Primitives

/// Something that a standard leaves open, or where what it does contradicts what it says.
public struct StandardFinding: Hashable, Codable, Sendable {
    /// The item of 規則62条, 1...5; nil where the standard as a whole is meant.
    public let item: Int?
    /// What is open, in English.
    public let english: String
    /// What is open, in Japanese.
    public let japanese: String

    init(_ item: Int?, _ english: String, _ japanese: String) {
        self.item = item
        self.english = english
        self.japanese = japanese
    }
}

extension ProcessingStandard {
    /// No fewer persons than these share a combination: the least that this product accepts (own choice, no rule of law).
    public static let leastK = 3

    /// What the standard leaves open, by item; empty where it answers all five.
    public var findings: [StandardFinding] {
        var findings: [StandardFinding] = []
        if council == nil {
            findings.append(StandardFinding(nil, "no opinion of the council is recorded", "審議会の意見が記録されていない"))
        }
        if inForce == nil {
            findings.append(StandardFinding(nil, "no day from which it is in force", "施行日が定められていない"))
        }
        for item in 1...5 { findings += self.findings(ofItem: item) }
        for itemClass in ItemClass.allCases where treatments[itemClass] == nil {
            findings.append(
                StandardFinding(
                    nil, "no treatment of the class \(itemClass.rawValue): such items are removed",
                    "分類 \(itemClass.rawValue) の扱いが定められていない（該当項目は削除）"))
        }
        return findings
    }

    /// The items of 規則62条 that are open.
    public var openItems: [Int] { Set(findings.compactMap(\.item)).sorted() }

    private func findings(ofItem item: Int) -> [StandardFinding] {
        switch rules[item] {
        case nil:
            return [StandardFinding(item, "no rule for item \(item)", "\(item)号の措置が定められていない")]
        case .notApplicable: return contradictions(of: item)
        case .rule: return contradictions(of: item) + missingLimits(of: item)
        }
    }

    /// What the standard does against the item, whatever its rule says.
    private func contradictions(of item: Int) -> [StandardFinding] {
        let demands: [Int: (itemClass: ItemClass, allowed: Set<Treatment>)] = [
            1: (.directIdentifier, [.remove]), 2: (.identificationCode, [.remove]),
            3: (.linkingCode, [.remove, .pseudonym]),
        ]
        guard let demand = demands[item] else { return [] }
        guard let treatment = treatments[demand.itemClass] else {
            return [
                StandardFinding(
                    item, "no treatment of the class \(demand.itemClass.rawValue)",
                    "分類 \(demand.itemClass.rawValue) の扱いが定められていない")
            ]
        }
        if demand.allowed.contains(treatment) { return [] }
        return [
            StandardFinding(
                item,
                "the class \(demand.itemClass.rawValue) is to be '\(treatment.rawValue)', which item \(item) does not allow",
                "分類 \(demand.itemClass.rawValue) の扱い「\(treatment.rawValue)」は \(item)号に適合しない")
        ]
    }

    /// The figures without which the rule cannot be followed.
    private func missingLimits(of item: Int) -> [StandardFinding] {
        var findings: [StandardFinding] = []
        if item == 4, limits.ageTop == nil, limits.rareValues == nil, limits.amountTop == nil {
            findings.append(
                StandardFinding(
                    4, "no limit for unusual values: age-top, amount-top or rare-values", "特異な値の基準（年齢上限・金額上限・少数値）がない"))
        }
        guard item == 5 else { return findings }
        if let k = limits.k, k < Self.leastK {
            findings.append(StandardFinding(5, "k = \(k) is below \(Self.leastK)", "k = \(k) は下限 \(Self.leastK) を下回る"))
        }
        let missing: [(Bool, String, String)] = [
            (limits.k == nil, "k", "同じ組合せの最小人数 k"), (limits.suppression == nil, "suppression", "削除してよい割合"),
            (limits.address == nil, "address", "住所の最小単位"), (limits.birth == nil, "birth", "生年月日の最小単位"),
            (limits.postalDigits == nil, "postal-digits", "郵便番号の桁数"),
        ]
        for (isMissing, english, japanese) in missing where isMissing {
            findings.append(StandardFinding(5, "the limit '\(english)' is missing", "\(japanese)が定められていない"))
        }
        let treatment = treatments[.quasiIdentifier]
        if treatment == .keep || treatment == .protect {
            findings.append(
                StandardFinding(
                    5, "quasi-identifiers are to be kept as they are: differences between records stay",
                    "準識別子をそのまま残すと記述の差異が残る"))
        }
        return findings
    }
}
