public import Messages
public import ServiceRuntime

/// Where an entry of the register of personal information files stands.
public enum RegisterStage: String, AggregateState {
    case draft
    case published
    /// 抹消.
    case struck

    /// The municipality's while a draft; a published or struck entry waits for nobody, but for the yearly review.
    public var turn: Turn { self == .draft ? .municipality : .none }
}

extension RegisterStage {
    /// Who may do what with an entry, when.
    public static let transitions = TransitionTable<RegisterStage>(
        "register",
        [
            Transition("register.draft", from: [], to: [.draft], by: [.municipalClerk]),
            Transition("register.save", from: [.draft], to: [.draft], by: [.municipalClerk]),
            Transition(
                "register.assess", from: [.draft], to: [.draft], by: [.municipalClerk, .municipalApprover]),
            Transition(
                "register.assess", from: [.published], to: [.published], by: [.municipalClerk, .municipalApprover]),
            Transition("register.publish", from: [.draft], to: [.published], by: [.municipalApprover]),
            Transition("register.correct", from: [.published], to: [.published], by: [.municipalClerk]),
            Transition("register.strike", from: [.published], to: [.struck], by: [.municipalApprover]),
            Transition("register.record-creation", from: [.published], to: [.published], by: [.system]),
            Transition("register.record-creation", from: [.struck], to: [.struck], by: [.system]),
            Transition("register.end-creation", from: [.published], to: [.published], by: [.system]),
            Transition("register.end-creation", from: [.struck], to: [.struck], by: [.system]),
            Transition("register.ask-review", from: [.published], to: [.published], by: [.system]),
            Transition("register.review", from: [.published], to: [.published], by: [.municipalClerk]),
        ])
}
