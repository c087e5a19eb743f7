public import Messages
public import ServiceRuntime

/// Where a call for proposals (提案の募集) stands.
public enum CallStage: String, AggregateState {
    case draft
    /// 公示.
    case announced
    case open
    /// Nothing more is received; what was received is examined.
    case closed
    case finished
    case cancelled

    /// Whose move it is.
    public var turn: Turn {
        switch self {
        case .draft, .closed: .organization
        case .announced: .system
        case .open: .business
        case .finished, .cancelled: .none
        }
    }
}

extension CallStage {
    /// Who may do what with a call, when.
    public static let transitions = TransitionTable<CallStage>(
        "call",
        [
            Transition("call.draft", from: [], to: [.draft], by: [.intakeClerk]),
            Transition("call.save", from: [.draft], to: [.draft], by: [.intakeClerk]),
            Transition("call.announce", from: [.draft], to: [.announced], by: [.intakeClerk]),
            Transition("call.open", from: [.announced], to: [.open], by: [.intakeClerk, .contractOfficer, .system]),
            Transition("call.close", from: [.open], to: [.closed], by: [.system]),
            Transition("call.finish", from: [.closed], to: [.finished], by: [.intakeClerk]),
            Transition("call.cancel", from: [.draft, .announced, .open], to: [.cancelled], by: [.intakeClerk]),
        ])
}
