public import Messages

/// The certification as one service knows it from its own fold. While the organization is not certified, no call
/// opens, no request goes out, no job runs and no delivery leaves.
public struct StandingGate: Sendable, Hashable {
    /// The standing last noted.
    public private(set) var standing: CertificationStanding

    /// Before anything was noted: not certified.
    public init(_ standing: CertificationStanding = .none) { self.standing = standing }

    /// Notes a new standing.
    public mutating func note(_ standing: CertificationStanding) { self.standing = standing }

    /// Whether the organization may act.
    public var isOpen: Bool { standing == .certified }

    /// Whether everything held must be given up (認定の取消し・廃止・失効).
    public var isOver: Bool { standing == .revoked || standing == .lapsed || standing == .closed }

    /// Why not, or nil.
    public var reason: Reason? {
        if isOpen { return nil }
        return Reason(
            "E-NOT-CERTIFIED",
            "the organization is not certified (standing: \(standing.rawValue)); see oboro certification list",
            "作成組織の認定が有効ではありません（現在: \(standing.rawValue)）。", clause: "認定基準")
    }

    /// Refuses unless the organization is certified.
    public func requireOpen() throws(Refusal) {
        if let reason { throw Refusal(.state, [reason]) }
    }
}
