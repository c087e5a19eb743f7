public import Messages
public import ServiceRuntime

/// Where a batch of new actors stands.
public enum RegistrationStage: String, AggregateState {
    /// Waits for a second system administrator.
    case proposed
    case confirmed
    case declined

    /// The organization's until a second administrator has answered, then nobody's.
    public var turn: Turn { self == .proposed ? .organization : .none }
}

/// Where one actor stands.
public enum ActorStage: String, AggregateState {
    case active
    case retired

    /// Nobody's: an actor waits for nothing.
    public var turn: Turn { .none }
}

extension RegistrationStage {
    /// Who may do what with a batch of new actors, when. The two-person rule is a rule of the decider.
    public static let transitions = TransitionTable<RegistrationStage>(
        "registration",
        [
            Transition("actor.found", from: [], to: [.confirmed], by: [.systemAdministrator]),
            Transition("actor.register", from: [], to: [.proposed], by: [.systemAdministrator]),
            Transition("actor.confirm", from: [.proposed], to: [.confirmed], by: [.systemAdministrator]),
            Transition("actor.decline", from: [.proposed], to: [.declined], by: [.systemAdministrator]),
        ])
}

extension ActorStage {
    /// Who may do what with an actor, when.
    public static let transitions = TransitionTable<ActorStage>(
        "actor",
        [
            Transition("actor.admit", from: [.active], to: [.active], by: [.system]),
            Transition("actor.admit", from: [.retired], to: [.retired], by: [.system]),
            Transition("actor.revoke", from: [.active], to: [.active], by: [.systemAdministrator]),
            Transition("actor.retire", from: [.active], to: [.retired], by: [.systemAdministrator]),
        ])
}
