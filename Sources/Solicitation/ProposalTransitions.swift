public import Messages
public import ServiceRuntime

/// Where a proposal (提案) stands.
public enum ProposalStage: String, AggregateState {
    case draft
    /// Received; formal check (形式審査).
    case submitted
    /// 補正.
    case returned
    /// 審査: the seven criteria.
    case underExamination = "under-examination"
    /// Found conforming and told so; a contract may be applied for.
    case conforming
    case contractApplied = "contract-applied"
    case rejected
    case withdrawn
    case lapsed

    /// Whose move it is.
    public var turn: Turn {
        switch self {
        case .draft, .returned, .conforming: .business
        case .submitted, .underExamination: .organization
        case .contractApplied, .rejected, .withdrawn, .lapsed: .none
        }
    }

    /// The organization has received it and has not decided.
    static let pending: Set<ProposalStage> = [.submitted, .returned, .underExamination]
}

extension ProposalStage {
    /// Who may do what with a proposal, when.
    public static let transitions = TransitionTable<ProposalStage>(
        "proposal",
        [
            Transition("proposal.draft", from: [], to: [.draft], by: [.businessRepresentative]),
            Transition("proposal.save", from: [.draft], to: [.draft], by: [.businessRepresentative]),
            Transition("proposal.submit", from: [.draft], to: [.submitted], by: [.businessRepresentative]),
            Transition(
                "proposal.return", from: [.submitted, .underExamination], to: [.returned],
                by: [.intakeClerk, .examiner]),
            Transition("proposal.correct", from: [.returned], to: [.submitted], by: [.businessRepresentative]),
            Transition("proposal.accept", from: [.submitted], to: [.underExamination], by: [.intakeClerk]),
            Transition("proposal.examine", from: [.underExamination], to: [.underExamination], by: [.examiner]),
            Transition("proposal.approve", from: [.underExamination], to: [.conforming], by: [.examiner]),
            Transition("proposal.reject", from: pending, to: [.rejected], by: [.examiner]),
            Transition(
                "proposal.withdraw", from: pending.union([.draft, .conforming]), to: [.withdrawn],
                by: [.businessRepresentative]),
            Transition("proposal.lapse", from: [.conforming], to: [.lapsed], by: [.system]),
            // An application in time may be heard of only after the deadline.
            Transition(
                "proposal.note-contract", from: [.conforming, .lapsed, .contractApplied], to: [.contractApplied],
                by: [.system]),
        ])
}
