/// The names of the law that stand in a product's marking and report. They change with the law, so they come from
/// configuration with effective dates; ``present`` is what holds since 2023-04-01.
public struct LegalBasis: Hashable, Codable, Sendable {
    /// The term for the product.
    public var term: String
    /// The general term for information of this kind, that a marking must contain.
    public var generalTerm: String
    /// The statute.
    public var statute: String
    /// The rule with the standard for creation.
    public var creationRule: String
    /// What the recipient must not do and must do, one sentence each.
    public var recipientDuties: [String]

    /// Makes a basis; see the properties.
    public init(
        term: String, generalTerm: String, statute: String, creationRule: String, recipientDuties: [String]
    ) {
        self.term = term
        self.generalTerm = generalTerm
        self.statute = statute
        self.creationRule = creationRule
        self.recipientDuties = recipientDuties
    }

    /// The terms in force since 2023-04-01.
    public static let present = LegalBasis(
        term: "行政機関等匿名加工情報", generalTerm: "匿名加工情報",
        statute: "個人情報の保護に関する法律（平成15年法律第57号）",
        creationRule: "個人情報の保護に関する法律施行規則（平成28年個人情報保護委員会規則第3号）第62条",
        recipientDuties: [
            "本人を識別するために、他の情報と照合し、又は削除された記述等若しくは加工の方法に関する情報を取得してはなりません。",
            "第三者に提供するときは、あらかじめ、含まれる個人に関する情報の項目及び提供の方法を公表し、匿名加工情報である旨を提供先に明示してください。",
            "安全管理のために必要かつ適切な措置を講じてください。",
        ])
}
