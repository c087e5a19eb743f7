import Messages
import Primitives

/// A role that excludes others in the same person (職務の分離).
struct RoleExclusion: Sendable {
    let role: Role
    let excluded: Set<Role>
    let english: String
    let japanese: String

    /// All exclusions.
    static let all: [RoleExclusion] = [
        RoleExclusion(
            role: .systemAdministrator,
            excluded: [
                .dataReceiver, .engineer, .recipeApprover, .outputChecker, .releaseOfficer, .custodyOfficer,
            ],
            english: "a system administrator has no access to data", japanese: "システム管理者は個人情報を扱う役割を兼ねられません"),
        RoleExclusion(
            role: .auditor, excluded: Set(Role.allCases).subtracting([.auditor]),
            english: "an auditor has no other role", japanese: "監査人は他の役割を兼ねられません"),
        RoleExclusion(
            role: .engineer, excluded: [.outputChecker],
            english: "who processes does not check the output", japanese: "加工担当は検査者を兼ねられません"),
        RoleExclusion(
            role: .engineer, excluded: [.recipeApprover],
            english: "who processes does not approve recipes", japanese: "加工担当は加工方法承認者を兼ねられません"),
        RoleExclusion(
            role: .outputChecker, excluded: [.releaseOfficer],
            english: "who checks the output does not release it", japanese: "検査者は提供責任者を兼ねられません"),
    ]
}

extension Role {
    /// The only kind of body for which somebody can have this role.
    var kind: OrganizationKind {
        switch self {
        case .municipalClerk, .municipalApprover: .municipality
        case .businessRepresentative, .businessRecipient: .business
        case .regulator: .regulator
        case .system: .system
        default: .organization
        }
    }
}

extension Actor {
    /// What forbids that this actor is registered, beside actors that exist already.
    var registrationReasons: [Reason] {
        var reasons: [Reason] = []
        if !Self.isWellFormed(id) {
            reasons.append(
                Reason(
                    "E-ACTOR-ID",
                    "an id has 2 to 40 of the characters a-z, 0-9, dot and hyphen and begins with a letter",
                    "利用者IDは英小文字で始まる2〜40字の英小文字・数字・ピリオド・ハイフンにしてください。"))
        }
        if name.isEmpty { reasons.append(Reason("E-ACTOR-NAME", "\(id): give a name", "\(id): 氏名を記載してください。")) }
        if let wrong = codeProblem {
            reasons.append(Reason("E-ORGANIZATION-CODE", "\(id): \(wrong)", "\(id): 団体コード又は法人番号に誤りがあります。"))
        }
        if roles.isEmpty {
            reasons.append(Reason("E-ROLE-NONE", "\(id): name at least one role", "\(id): 役割を1つ以上指定してください。"))
        }
        return reasons + roleReasons
    }

    private var roleReasons: [Reason] {
        var reasons: [Reason] = []
        for role in roles.sorted(by: { $0.rawValue < $1.rawValue }) {
            if role == .system {
                reasons.append(
                    Reason("E-ROLE-SYSTEM", "\(id): no person has the role system", "\(id): 役割 system は付与できません。"))
            } else if role.kind != organization.kind {
                reasons.append(
                    Reason(
                        "E-ROLE-KIND",
                        "\(id): the role \(role.rawValue) is for a \(role.kind.rawValue), not for a "
                            + "\(organization.kind.rawValue)",
                        "\(id): 役割（\(role.rawValue)）は所属（\(organization.kind.rawValue)）に付与できません。"))
            }
        }
        for exclusion in RoleExclusion.all where roles.contains(exclusion.role) {
            for other in roles.intersection(exclusion.excluded).sorted(by: { $0.rawValue < $1.rawValue }) {
                reasons.append(
                    Reason(
                        "E-ROLE-EXCLUDED",
                        "\(id): \(exclusion.role.rawValue) and \(other.rawValue) exclude each other: "
                            + exclusion.english,
                        "\(id): \(exclusion.japanese)（\(other.rawValue)）。"))
            }
        }
        return reasons
    }

    private var codeProblem: String? {
        do throws(CheckedCodeError) {
            switch organization.kind {
            case .municipality: _ = try MunicipalityCode(organization.code)
            case .business: _ = try CorporateNumber(organization.code)
            case .organization, .regulator:
                if organization.code.isEmpty { return "the body has no code" }
            case .system: return "no person acts for the system"
            }
            return nil
        } catch {
            return error.description
        }
    }

    private static func isWellFormed(_ id: String) -> Bool {
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789.-")
        let begins = id.first.map { $0.isLetter } ?? false
        return (2...40).contains(id.count) && begins && id.allSatisfy(allowed.contains) && id != "system"
    }
}

extension IdentityState {
    /// What forbids that these actors are registered, together and beside those that exist.
    func registrationReasons(_ new: [Actor]) -> [Reason] {
        var reasons: [Reason] = []
        if new.isEmpty { reasons.append(Reason("E-ACTORS-NONE", "name at least one actor", "利用者を1人以上指定してください。")) }
        var seen = Set(actors.keys)
        for actor in new {
            if !seen.insert(actor.id).inserted {
                reasons.append(
                    Reason(
                        "E-ACTOR-DUPLICATE",
                        "the id \(actor.id) is taken, also when its actor is retired: choose another",
                        "利用者ID（\(actor.id)）は既に使用されています。"))
            }
            reasons += actor.registrationReasons
        }
        return reasons
    }

    /// Refuses actors that may not be registered.
    func requireRegistrable(_ new: [Actor]) throws(Refusal) {
        let reasons = registrationReasons(new)
        if !reasons.isEmpty { throw Refusal(.invalid, reasons) }
    }
}
