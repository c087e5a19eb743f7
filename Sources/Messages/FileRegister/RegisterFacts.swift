public import Primitives

/// What the register says after de-identified information was made (法117条; fields 16–18).
public struct CreatedInformation: Sendable, Codable, Hashable {
    /// The contract the information was made for.
    public let contract: String
    /// 16 概要: 本人の数.
    public let personCount: Int
    /// 16 概要: 情報の項目.
    public let items: [String]
    /// 17 作成された情報に関する提案を受ける組織.
    public let desk: String
    /// 18 提案をすることができる期間.
    public let until: CivilDate

    /// The 117条 block of one creation.
    public init(contract: String, personCount: Int, items: [String], desk: String, until: CivilDate) {
        self.contract = contract
        self.personCount = personCount
        self.items = items
        self.desk = desk
        self.until = until
    }
}

/// The assessment of 法60条3項: three conditions, all needed.
public struct EligibilityAssessment: Sendable, Codable, Hashable {
    /// 1号: listed in a published register.
    public let listed: Bool
    /// 2号: would be disclosed at least in part, or a third party would be heard.
    public let disclosable: Bool
    /// 3号: can be processed without hindering the body's business.
    public let processable: Bool
    /// Why it was assessed so, in words a proposer can be shown.
    public let reason: String
    /// All three.
    public var eligible: Bool { listed && disclosable && processable }

    /// An assessment of the three conditions.
    public init(listed: Bool, disclosable: Bool, processable: Bool, reason: String) {
        self.listed = listed
        self.disclosable = disclosable
        self.processable = processable
        self.reason = reason
    }
}
