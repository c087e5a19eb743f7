/// One of the five items of the standard for creation (規則62条), with the steps of a recipe that answer it.
public struct RuleItem: Hashable, Codable, Sendable {
    /// 1 to 5.
    public let item: Int
    /// The steps, in English and machine-readable form such as `remove 氏名`; empty only where the item does not apply.
    public let steps: [String]
    /// Why the item does not apply, or `nil` where it does.
    public let notApplicable: String?
    /// The steps in Japanese, for reading; where the item does not apply, the reason.
    public let measures: [String]

    /// What the item asks for, in the words of the rule, shortened.
    public var requirement: String {
        switch item {
        case 1: "特定の個人を識別することができる記述等の削除又は復元できない方法による置換え"
        case 2: "個人識別符号の全部の削除又は復元できない方法による置換え"
        case 3: "個人情報と加工後の情報とを連結する符号の削除又は連結できない符号への置換え"
        case 4: "特異な記述等の削除又は復元できない方法による置換え"
        default: "他の本人に関する記述等との差異その他の性質を勘案した適切な措置"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case item, steps, notApplicable, measures
    }

    /// Writes all keys; `notApplicable` is `null` where the item applies.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(item, forKey: .item)
        try container.encode(steps, forKey: .steps)
        try container.encode(notApplicable, forKey: .notApplicable)
        try container.encode(measures, forKey: .measures)
    }
}
