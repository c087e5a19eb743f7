public import Primitives

/// The terms of a contract of use (利用契約; 法115条). Immutable once agreed.
public struct ContractTerms: Sendable, Codable, Hashable {
    /// 利用の目的及び事業の内容.
    public let purpose: String
    /// The first day of the period of use (利用期間).
    public let useFrom: CivilDate
    /// Its last day; the contract expires when it has ended in Japan.
    public let useUntil: CivilDate
    /// Files and items; never more than proposed.
    public let files: [RequestedFile]
    /// The smallest equivalence class the parties agreed on, where they did.
    public let minimumK: Int?
    /// Who may use the information, and subcontractors.
    public let users: String
    /// 漏えいの防止その他適切な管理のために講ずる措置, by category.
    public let safetyMeasures: [String: String]
    /// Further provision to third parties: the terms, or that there is none.
    public let thirdParties: String
    /// 提供の方法, as agreed.
    public let deliveryMethod: String
    /// Days after the acknowledged delivery within which the sources are destroyed.
    public let erasureDays: Int
    /// Further clauses in the words of the parties (識別行為の禁止, 事故報告, 立入検査, 損害賠償, …).
    public let clauses: [String]

    /// Terms; see the properties for their meaning.
    public init(
        purpose: String, useFrom: CivilDate, useUntil: CivilDate, files: [RequestedFile], minimumK: Int? = nil,
        users: String, safetyMeasures: [String: String], thirdParties: String, deliveryMethod: String,
        erasureDays: Int, clauses: [String]
    ) {
        self.purpose = purpose
        self.useFrom = useFrom
        self.useUntil = useUntil
        self.files = files
        self.minimumK = minimumK
        self.users = users
        self.safetyMeasures = safetyMeasures
        self.thirdParties = thirdParties
        self.deliveryMethod = deliveryMethod
        self.erasureDays = erasureDays
        self.clauses = clauses
    }

    /// The hash the parties sign.
    public var hash: ContentHash { ContentHash(ofCanonical: self) }
}

/// The grounds of 法120条.
public enum CancellationGround: String, Sendable, Codable, CaseIterable {
    /// 1号 偽りその他不正の手段により契約を締結したとき.
    case deceit
    /// 2号 欠格事由に該当することとなったとき.
    case disqualified
    /// 3号 契約において定められた事項について重大な違反があったとき.
    case seriousBreach = "serious-breach"

    /// The number (号).
    public var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}

/// What the other services need to know of a contract in effect.
public struct EffectiveContract: Sendable, Codable, Hashable {
    /// The contract's id.
    public let contract: String
    /// The id of the proposal it was offered for.
    public let proposal: String
    /// The contracting business's 法人番号.
    public let business: CorporateNumber
    /// The contracting business's official name (名称).
    public let businessName: String
    /// The terms both parties signed.
    public let terms: ContractTerms
    /// The hash both parties signed.
    public let termsHash: ContentHash
    /// The catalogue entries of the files, as pinned by the call.
    public let files: [CatalogueEntry]
    /// The k of the proposal, where it named one.
    public let proposedK: Int?

    /// A contract in effect.
    public init(
        contract: String, proposal: String, business: CorporateNumber, businessName: String, terms: ContractTerms,
        files: [CatalogueEntry], proposedK: Int?
    ) {
        self.contract = contract
        self.proposal = proposal
        self.business = business
        self.businessName = businessName
        self.terms = terms
        termsHash = terms.hash
        self.files = files
        self.proposedK = proposedK
    }
}

/// Why a contract no longer carries anything.
public enum ContractEnd: String, Sendable, Codable {
    case expired
    case cancelled
}

/// Commands of the contract service.
public enum ContractCommand: CommandMessage {
    /// The service that decides these commands.
    public static let service = "contracts"
    /// The system's: a proposal was found conforming.
    case contractOffer(conforming: ConformingProposal, fee: Fee, applyBy: Deadline)
    case contractApply(id: String)
    case contractDraftTerms(id: String, terms: ContractTerms)
    case contractAgree(id: String, termsHash: ContentHash)
    case contractSign(id: String, termsHash: ContentHash)
    case contractRecordPayment(id: String, amount: Yen, paidOn: CivilDate, reference: String)
    case contractCancel(id: String, ground: CancellationGround, reason: String)
    case contractReportErasure(id: String, erasedOn: CivilDate, method: String, person: String)
    case contractClose(id: String)
    // The system's.
    case contractLapse(id: String)
    case contractExpire(id: String)
    case contractRemindErasure(id: String)
    case standingNote(standing: CertificationStanding)
}

/// Events of the contract service.
public enum ContractEvent: EventMessage {
    /// The category of the streams these events stand in.
    public static let service = "contracts"
    case contractOffered(
        id: String, conforming: ConformingProposal, business: CorporateNumber, fee: Fee, applyBy: Deadline)
    case contractApplied(id: String, proposal: String)
    case contractTermsDrafted(terms: ContractTerms, hash: ContentHash)
    case contractAgreed(hash: ContentHash)
    case contractSignedByBusiness(hash: ContentHash, signer: String)
    case contractSignedByOrganization(hash: ContentHash, signer: String, fee: Fee, payBy: Deadline)
    case contractPaymentRecorded(amount: Yen, paidOn: CivilDate, reference: String)
    case contractEffective(effective: EffectiveContract)
    case contractExpired(id: String, erasureReportDue: Deadline)
    case contractCancelled(
        id: String, ground: CancellationGround, reason: String, business: CorporateNumber, barredUntil: CivilDate)
    /// After the cancellation of a contract that had taken effect: the business must erase what it holds.
    case contractErasureDemanded(due: Deadline)
    case contractErasureReported(erasedOn: CivilDate, method: String, person: String)
    case contractErasureOverdue
    case contractLapsed(id: String)
    case contractClosed
    case standingNoted(standing: CertificationStanding)
}
