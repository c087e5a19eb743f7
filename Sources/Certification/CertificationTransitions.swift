public import Messages
public import ServiceRuntime

/// Where an application for certification, and then the certification, stands (認定).
public enum CertificationStage: String, AggregateState {
    case draft
    /// 形式審査.
    case submitted
    /// 補正.
    case returned
    /// 審査.
    case underExamination = "under-examination"
    case certified
    /// 改善命令.
    case improvementOrdered = "improvement-ordered"
    /// 改善報告 was made.
    case improvementReported = "improvement-reported"
    case suspended
    case refused
    case revoked
    case lapsed
    case closed

    /// The organization's, the regulator's, or nobody's while it is simply in force and once it is over.
    public var turn: Turn {
        switch self {
        case .draft, .returned, .improvementOrdered, .suspended: .organization
        case .submitted, .underExamination, .improvementReported: .regulator
        case .certified, .refused, .revoked, .lapsed, .closed: .none
        }
    }

    /// The certification is in force; an order for improvement does not end it.
    static let inForce: Set<CertificationStage> = [.certified, .improvementOrdered, .improvementReported]
}

extension CertificationStage {
    /// Who may do what with a certification, when.
    public static let transitions = TransitionTable<CertificationStage>(
        "certification",
        [
            Transition("certification.draft", from: [], to: [.draft], by: [.representative]),
            Transition("certification.save", from: [.draft], to: [.draft], by: [.representative]),
            Transition("certification.submit", from: [.draft], to: [.submitted], by: [.representative]),
            Transition("certification.return", from: [.submitted], to: [.returned], by: [.regulator]),
            Transition("certification.correct", from: [.returned], to: [.submitted], by: [.representative]),
            Transition("certification.accept", from: [.submitted], to: [.underExamination], by: [.regulator]),
            Transition("certification.certify", from: [.underExamination], to: [.certified], by: [.regulator]),
            Transition(
                "certification.refuse", from: [.submitted, .returned, .underExamination], to: [.refused],
                by: [.regulator]),
            Transition("certification.apply-change", from: [.certified], to: [.certified], by: [.representative]),
            Transition("certification.approve-change", from: [.certified], to: [.certified], by: [.regulator]),
            Transition("certification.refuse-change", from: [.certified], to: [.certified], by: [.regulator]),
            Transition("certification.notify-change", from: inForce, to: inForce, by: [.representative]),
            Transition(
                "certification.order-improvement", from: [.certified], to: [.improvementOrdered], by: [.regulator]),
            Transition(
                "certification.report-improvement", from: [.improvementOrdered], to: [.improvementReported],
                by: [.representative]),
            Transition(
                "certification.accept-improvement", from: [.improvementReported], to: [.certified], by: [.regulator]),
            Transition("certification.suspend", from: inForce, to: [.suspended], by: [.regulator]),
            Transition("certification.reinstate", from: [.suspended], to: [.certified], by: [.regulator]),
            Transition(
                "certification.revoke", from: inForce.union([.suspended]), to: [.revoked], by: [.regulator]),
            Transition(
                "certification.abolish", from: inForce.union([.suspended]), to: [.closed], by: [.representative]),
            Transition("certification.lapse", from: inForce.union([.suspended]), to: [.lapsed], by: [.system]),
        ])
}
