public import Messages
public import ServiceRuntime

/// Where a round of requests (要請ラウンド) stands: one contract, many municipalities, each of which decides alone.
public enum RoundStage: String, AggregateState {
    case planned
    case sent
    /// Every child request has ended.
    case closed

    /// Whose move it is.
    public var turn: Turn {
        switch self {
        case .planned: .organization
        case .sent: .municipality
        case .closed: .none
        }
    }
}

extension RoundStage {
    /// Who may do what with a round, when. It closes by itself when its last child request has ended.
    public static let transitions = TransitionTable<RoundStage>(
        "round",
        [
            Transition("round.plan", from: [], to: [.planned], by: [.system]),
            Transition("round.send", from: [.planned], to: [.sent], by: [.requestBroker]),
            Transition(
                "round.note-contract-end", from: Set(allCases), to: Set(allCases), by: [.system]),
        ])
}
