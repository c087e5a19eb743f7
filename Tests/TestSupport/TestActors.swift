public import Messages
import Primitives

extension Organization {
    /// 作成組織 itself.
    public static let maker = Organization(kind: .organization, code: "oboro", name: "朧作成機構")
    /// 西東京市.
    public static let nishitokyo = Organization(kind: .municipality, code: "132292", name: "西東京市")
    /// 小平市.
    public static let kodaira = Organization(kind: .municipality, code: "132110", name: "小平市")
    /// 東久留米市.
    public static let higashikurume = Organization(kind: .municipality, code: "132225", name: "東久留米市")
    /// A business with a valid 法人番号 (of 国税庁, whose number is the published example).
    public static let business = Organization(kind: .business, code: "7000012050002", name: "例示データ株式会社")
    /// Another business.
    public static let rival = Organization(kind: .business, code: "8000012010038", name: "別事業株式会社")
    /// The certifying ministry.
    public static let regulator = Organization(kind: .regulator, code: "regulator", name: "認定官庁")
}

extension Actor {
    /// Somebody with these roles, of the body such a role belongs to unless another one is named.
    public static func with(_ roles: Role..., id: String? = nil, of organization: Organization? = nil) -> Actor {
        with(Set(roles), id: id, of: organization)
    }

    /// Somebody with these roles, of the body such roles belong to unless another one is named.
    public static func with(_ roles: Set<Role>, id: String? = nil, of organization: Organization? = nil) -> Actor {
        let first = roles.min { $0.rawValue < $1.rawValue }
        if first == .system { return .system }
        let home = organization ?? first.map(Self.home) ?? .maker
        let name = id ?? roles.map(\.rawValue).sorted().joined(separator: "+")
        return Actor(id: name, name: name, organization: home, roles: roles)
    }

    private static func home(of role: Role) -> Organization {
        switch role {
        case .municipalClerk, .municipalApprover: .nishitokyo
        case .businessRepresentative, .businessRecipient: .business
        case .regulator: .regulator
        default: .maker
        }
    }
}
