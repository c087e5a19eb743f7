public import Primitives

/// What a person (or the system) may do. Exclusions between roles are rules of Identity and of the deciders.
public enum Role: String, Sendable, Codable, CaseIterable, Hashable {
    /// The organization's representative (代表者): applies for certification, signs contracts last.
    case representative
    /// 受付担当.
    case intakeClerk = "intake-clerk"
    /// 審査員.
    case examiner
    /// 契約担当.
    case contractOfficer = "contract-officer"
    /// 要請担当.
    case requestBroker = "request-broker"
    /// データ受領担当.
    case dataReceiver = "data-receiver"
    /// 加工担当.
    case engineer
    /// 加工方法承認者: approves recipes.
    case recipeApprover = "recipe-approver"
    /// 検査者.
    case outputChecker = "output-checker"
    /// 提供責任者.
    case releaseOfficer = "release-officer"
    /// 保管・消去責任者.
    case custodyOfficer = "custody-officer"
    /// 経理.
    case accountant
    /// システム管理者: no access to data.
    case systemAdministrator = "system-administrator"
    /// 監査人: reads everything, changes nothing.
    case auditor
    /// 市区町村の担当者.
    case municipalClerk = "municipal-clerk"
    /// 市区町村の承認者（課長等）.
    case municipalApprover = "municipal-approver"
    /// 事業者の代表.
    case businessRepresentative = "business-representative"
    /// 事業者の受領者: holds the recipient's key.
    case businessRecipient = "business-recipient"
    /// 認定を行う国の機関.
    case regulator
    /// Reactions and deadlines; no person has it.
    case system
}

/// What kind of body somebody acts for.
public enum OrganizationKind: String, Sendable, Codable, Hashable {
    /// 作成組織 itself.
    case organization
    case municipality
    case business
    case regulator
    case system
}

/// The body somebody acts for.
public struct Organization: Sendable, Codable, Hashable {
    /// On whose side of the procedure it stands.
    public let kind: OrganizationKind
    /// A municipality code, a 法人番号, or a short name.
    public let code: String
    /// 名称.
    public let name: String

    /// A body with its code and official name.
    public init(kind: OrganizationKind, code: String, name: String) {
        self.kind = kind
        self.code = code
        self.name = name
    }
}

/// A named person with the roles that are in force, as Identity knows them.
public struct Actor: Sendable, Codable, Hashable {
    /// The id the person gives with `--as`; kept in every event.
    public let id: String
    /// 氏名.
    public let name: String
    /// The body the person acts for; one only.
    public let organization: Organization
    /// The roles in force; empty for somebody who may do nothing.
    public let roles: Set<Role>

    /// A named actor.
    public init(id: String, name: String, organization: Organization, roles: Set<Role>) {
        self.id = id
        self.name = name
        self.organization = organization
        self.roles = roles
    }

    /// Reactions and deadlines act as this one.
    public static let system = Actor(
        id: "system", name: "system",
        organization: Organization(kind: .system, code: "system", name: "system"), roles: [.system])

    /// Whether the actor acts for the municipality with this code.
    public func isOf(municipality code: MunicipalityCode) -> Bool {
        organization.kind == .municipality && organization.code == code.description
    }

    /// Whether the actor acts for the business with this number.
    public func isOf(business number: CorporateNumber) -> Bool {
        organization.kind == .business && organization.code == number.description
    }
}
