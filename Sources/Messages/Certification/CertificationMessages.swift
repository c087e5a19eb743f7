public import Primitives

/// The organization's standing as every service keeps it in its own fold.
public enum CertificationStanding: String, Sendable, Codable, CaseIterable {
    case none
    case certified
    case suspended
    case revoked
    case lapsed
    case closed
}

/// A document handed in, by its hash.
public struct SubmittedDocument: Sendable, Codable, Hashable {
    /// The kind, as in the configuration's list of required documents.
    public let kind: String
    /// The document's title or file name, for people.
    public let name: String
    /// The day of issue (発行日), where the document bears one.
    public let issuedOn: CivilDate?
    /// The SHA-256 of its file; the file itself is kept elsewhere.
    public let hash: ContentHash

    /// A document with the SHA-256 of its file.
    public init(kind: String, name: String, issuedOn: CivilDate?, hash: ContentHash) {
        self.kind = kind
        self.name = name
        self.issuedOn = issuedOn
        self.hash = hash
    }
}

/// An application for certification (認定申請).
public struct CertificationApplication: Sendable, Codable, Hashable {
    /// 名称.
    public let name: String
    /// 法人番号, as text: a draft may hold a wrong one.
    public let corporateNumber: String
    /// 住所 of the principal office.
    public let address: String
    /// 代表者の氏名.
    public let representative: String
    /// Officers and designated employees, each with the declaration of not being disqualified.
    public let officers: [Officer]
    /// The documents attached (添付書類).
    public let documents: [SubmittedDocument]
    /// How 個人情報・削除情報・加工方法等情報・匿名加工情報 are managed.
    public let managementMethods: String
    /// Safety measures by category (組織的・人的・物理的・技術的・外的環境).
    public let safetyMeasures: [String: String]
    /// Subcontractors; each must be certified itself.
    public let subcontractors: [String]

    /// An officer or designated employee.
    public struct Officer: Sendable, Codable, Hashable {
        /// 氏名.
        public let name: String
        /// 役職.
        public let position: String
        /// True when the person declared that no ground of disqualification applies.
        public let declared: Bool
    }
}

/// A change of what the certification was given for.
public struct CertificationChange: Sendable, Codable, Hashable {
    /// What changes, in the words of the applicant (変更事項).
    public let matter: String
    /// How it was (変更前).
    public let before: String
    /// How it shall be (変更後).
    public let after: String
}

/// Commands of the certification service.
public enum CertificationCommand: CommandMessage {
    /// The service that decides these commands.
    public static let service = "certification"
    case certificationDraft(application: CertificationApplication)
    case certificationSave(id: String, application: CertificationApplication)
    case certificationSubmit(id: String)
    case certificationReturn(id: String, findings: [String])
    case certificationCorrect(id: String, application: CertificationApplication)
    case certificationAccept(id: String)
    case certificationCertify(id: String, conditions: [String], scope: [String], validUntil: CivilDate)
    case certificationRefuse(id: String, reasons: [String])
    case certificationApplyChange(id: String, change: CertificationChange)
    case certificationApproveChange(id: String)
    case certificationRefuseChange(id: String, reasons: [String])
    case certificationNotifyChange(id: String, change: CertificationChange)
    case certificationOrderImprovement(id: String, order: String)
    case certificationReportImprovement(id: String, report: String)
    case certificationAcceptImprovement(id: String)
    case certificationSuspend(id: String, reasons: [String])
    case certificationReinstate(id: String)
    case certificationRevoke(id: String, reasons: [String])
    case certificationAbolish(id: String, reasons: [String])
    /// The system's: the validity has ended.
    case certificationLapse(id: String)
}

/// Events of the certification service.
public enum CertificationEvent: EventMessage {
    /// The category of the streams these events stand in.
    public static let service = "certification"
    case certificationDrafted(id: String, application: CertificationApplication)
    case certificationSaved(application: CertificationApplication)
    case certificationSubmitted(findings: [String])
    case certificationReturned(findings: [String], due: Deadline)
    case certificationCorrected(application: CertificationApplication, findings: [String])
    case certificationAccepted
    case certificationCertified(conditions: [String], scope: [String], validUntil: CivilDate)
    case certificationRefused(reasons: [String])
    case certificationChangeApplied(change: CertificationChange)
    case certificationChangeApproved(change: CertificationChange)
    case certificationChangeRefused(reasons: [String])
    case certificationChangeNotified(change: CertificationChange)
    case certificationImprovementOrdered(order: String, due: Deadline)
    case certificationImprovementReported(report: String)
    case certificationImprovementAccepted
    case certificationSuspended(reasons: [String])
    case certificationReinstated
    case certificationRevoked(reasons: [String], barredUntil: CivilDate)
    case certificationAbolished(reasons: [String])
    case certificationLapsed

    /// The standing that this event brings about, or nil where it does not change it.
    public var standing: CertificationStanding? {
        switch self {
        case .certificationCertified, .certificationReinstated: .certified
        case .certificationSuspended: .suspended
        case .certificationRevoked: .revoked
        case .certificationLapsed: .lapsed
        case .certificationAbolished: .closed
        default: nil
        }
    }
}
