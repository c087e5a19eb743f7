public import Messages
public import ServiceRuntime

/// Where a contract of use (利用契約; 法115条) stands.
public enum ContractStage: String, AggregateState {
    /// The proposal was found conforming; the business may apply.
    case offered
    /// 利用契約締結申込書 came in.
    case applied
    case termsDrafted = "terms-drafted"
    /// From here on the terms are immutable.
    case agreed
    case signedByBusiness = "signed-by-business"
    /// Both have signed and the fee is invoiced.
    case signedByOrganization = "signed-by-organization"
    case effective
    case expired
    case cancelled
    case erasureReported = "erasure-reported"
    case lapsed
    case closed

    /// Whose move it is.
    public var turn: Turn {
        switch self {
        case .offered, .termsDrafted, .agreed, .signedByOrganization, .expired, .cancelled: .business
        case .applied, .signedByBusiness, .erasureReported: .organization
        case .effective: .system
        case .lapsed, .closed: .none
        }
    }

    /// Concluded or about to be, but not in effect.
    static let pending: Set<ContractStage> = [
        .offered, .applied, .termsDrafted, .agreed, .signedByBusiness, .signedByOrganization,
    ]

    /// 法120条 can end it: agreed on, and not yet closed.
    static let cancellable: Set<ContractStage> = [
        .agreed, .signedByBusiness, .signedByOrganization, .effective, .expired, .erasureReported,
    ]
}

extension ContractStage {
    /// Who may do what with a contract, when.
    public static let transitions = TransitionTable<ContractStage>(
        "contract",
        [
            Transition("contract.offer", from: [], to: [.offered], by: [.system]),
            Transition("contract.apply", from: [.offered], to: [.applied], by: [.businessRepresentative]),
            Transition(
                "contract.draft-terms", from: [.applied, .termsDrafted], to: [.termsDrafted], by: [.contractOfficer]),
            Transition("contract.agree", from: [.termsDrafted], to: [.agreed], by: [.businessRepresentative]),
            Transition("contract.sign", from: [.agreed], to: [.signedByBusiness], by: [.businessRepresentative]),
            Transition(
                "contract.sign", from: [.signedByBusiness], to: [.signedByOrganization], by: [.representative]),
            Transition(
                "contract.record-payment", from: [.signedByOrganization], to: [.effective], by: [.accountant]),
            Transition("contract.expire", from: [.effective], to: [.expired], by: [.system]),
            Transition("contract.cancel", from: cancellable, to: [.cancelled], by: [.representative]),
            Transition(
                "contract.report-erasure", from: [.expired, .cancelled], to: [.erasureReported],
                by: [.businessRepresentative]),
            Transition(
                "contract.remind-erasure", from: [.expired, .cancelled], to: [.expired, .cancelled], by: [.system]),
            Transition(
                "contract.close", from: [.erasureReported, .cancelled], to: [.closed], by: [.contractOfficer]),
            Transition("contract.lapse", from: pending, to: [.lapsed], by: [.system]),
        ])
}
