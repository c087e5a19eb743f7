public import Messages
public import Primitives

/// What a decision may know beside the fold: who asks, when, and the law of the day. No I/O, no randomness.
public struct DecisionContext: Sendable {
    /// Who commands, with the roles in force.
    public let actor: Actor
    /// The time of the decision; its events are dated with it.
    public let now: Instant
    /// The law and tariff, to be asked for the day of the decision.
    public let rules: RuleBook

    /// The context of one decision.
    public init(actor: Actor, now: Instant, rules: RuleBook) {
        self.actor = actor
        self.now = now
        self.rules = rules
    }

    /// The civil day in Japan.
    public var today: CivilDate { now.japaneseDate }

    /// A rule's number today.
    public func number(_ key: RuleBook.Key) -> Int { rules.number(key, on: today) }

    /// A deadline that starts today.
    public func deadline(_ key: RuleBook.Key, _ unit: Deadline.Unit) -> Deadline {
        Deadline(from: today, number(key), unit, calendar: rules.calendar)
    }
}

/// What a decider decided: events for one aggregate's stream. No events = nothing to do, which is not a refusal.
public struct Decision<Event: EventMessage>: Sendable {
    /// The aggregate, `CALL-1`.
    public let subject: String
    /// Whose turn it counts as in the queue: a municipality code, or empty.
    public let tenant: String
    /// In the order in which they are appended, all or none.
    public let events: [Event]

    /// Events for one aggregate.
    public init(_ subject: String, tenant: String = "", _ events: [Event]) {
        self.subject = subject
        self.tenant = tenant
        self.events = events
    }
}

/// Where and when an event stands in the log.
public struct EventHeader: Sendable {
    /// The aggregate of the event's stream.
    public let subject: String
    /// When it happened, by the product's clock.
    public let at: Instant
    /// Who did it, by actor id; `system` for reactions and deadlines.
    public let actor: String
    /// Unique in the log.
    public let id: String

    /// A header.
    public init(subject: String, at: Instant, actor: String, id: String) {
        self.subject = subject
        self.at = at
        self.actor = actor
        self.id = id
    }
}

/// A service's pure core: the fold of its own events, and the decisions taken from it.
public protocol ServiceState: Sendable {
    associatedtype Command: CommandMessage
    associatedtype Event: EventMessage

    /// Before the first event.
    init()

    /// Decides a command: events, or a refusal with reasons. Pure.
    func decide(_ command: Command, in context: DecisionContext) throws(Refusal) -> Decision<Event>

    /// Folds one event in. Never refuses: what is in the log has happened.
    mutating func apply(_ event: Event, _ header: EventHeader)

    /// The commands that the passing of time demands now (deadlines); decided like any other.
    func due(at now: Instant) -> [Command]

    /// How an aggregate is shown; nil for one that is not.
    func view(of subject: String) -> View?

    /// Whether an event changes how every aggregate is shown, such as the loss of the certification.
    static func affectsAllViews(_ event: Event) -> Bool
}

extension ServiceState {
    /// None: nothing here has a deadline.
    public func due(at now: Instant) -> [Command] { [] }
    /// False: an event changes the view of its own aggregate only.
    public static func affectsAllViews(_ event: Event) -> Bool { false }
}
