import Messages

/// Why sources are destroyed (or a request ends without them); raw values stand in events.
enum ErasureReason: String, Sendable, CaseIterable {
    /// The time agreed for after the delivery has come.
    case agreedTime = "agreed-time"
    case withdrawn
    case contractExpired = "contract-expired"
    case contractCancelled = "contract-cancelled"
    case certificationOver = "certification-over"
    /// By hand: a file in quarantine is given up.
    case quarantined

    init(_ end: ContractEnd) {
        self =
            switch end {
            case .expired: .contractExpired
            case .cancelled: .contractCancelled
            }
    }

    /// As it stands in the certificate.
    var japanese: String {
        switch self {
        case .agreedTime: "利用契約に定める消去期日の到来"
        case .withdrawn: "提供の撤回"
        case .contractExpired: "利用契約の期間満了"
        case .contractCancelled: "利用契約の解除"
        case .certificationOver: "作成組織の認定の失効等"
        case .quarantined: "受入れできないファイルの廃棄"
        }
    }
}
