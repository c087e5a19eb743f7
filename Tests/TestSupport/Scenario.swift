public import Messages
public import Primitives
public import ServiceRuntime

/// A service's fold with a clock of its own: history → command → events or refusal, without log, threads or files.
///
/// A value: a copy is a branch of the story.
public struct Scenario<State: ServiceState>: Sendable {
    /// The fold so far.
    public private(set) var state = State()
    /// The present of the next command.
    public var now: Instant
    /// The law that decisions use.
    public let rules: RuleBook
    private var count = 0

    /// Before the first event.
    public init(_ type: State.Type = State.self, on day: CivilDate = .start) throws {
        now = day.morning
        rules = try testRules()
    }

    /// An event that simply happened.
    public mutating func happened(_ event: State.Event, to subject: String, by actor: String = "system") {
        count += 1
        state.apply(event, EventHeader(subject: subject, at: now, actor: actor, id: "event-\(count)"))
    }

    /// Decides a command and folds what was decided.
    @discardableResult
    public mutating func run(_ command: State.Command, by actor: Actor) throws(Refusal) -> Decision<State.Event> {
        let decision = try decide(command, by: actor)
        for event in decision.events { happened(event, to: decision.subject, by: actor.id) }
        return decision
    }

    /// Decides a command and leaves the fold as it is.
    public func decide(_ command: State.Command, by actor: Actor) throws(Refusal) -> Decision<State.Event> {
        try state.decide(command, in: DecisionContext(actor: actor, now: now, rules: rules))
    }

    /// Why a command is refused, or nil where it is not.
    public func refusal(of command: State.Command, by actor: Actor) -> Refusal? {
        do throws(Refusal) {
            _ = try decide(command, by: actor)
            return nil
        } catch {
            return error
        }
    }

    /// The codes of all reasons for a refusal; empty where the command is not refused.
    public func codes(of command: State.Command, by actor: Actor) -> [String] {
        refusal(of: command, by: actor)?.reasons.map(\.code) ?? []
    }

    /// Gives a command as somebody who has only the cell's role.
    /// - Returns: what contradicts the table, or nil: a refusal it does not promise, or a state it does not name.
    public func contradiction<Stage>(
        to cell: TableCell<Stage>, by command: State.Command, of subject: String
    ) -> String? {
        var copy = self
        do throws(Refusal) {
            try copy.run(command, by: .with([cell.role]))
        } catch {
            return cell.agrees(with: error) ? nil : "\(cell), but \(error.reasons.map(\.code))"
        }
        let state = copy.state.view(of: subject)?.state
        return cell.agrees(with: nil) && cell.leads(to: state) ? nil : "\(cell), but it became \(state ?? "nothing")"
    }

    /// Moves the clock to ten o'clock in the morning of a day.
    public mutating func wait(until day: CivilDate) { now = day.morning }

    /// Gives the commands that time demands now, as the system; refused ones are left out.
    /// - Returns: the events.
    @discardableResult
    public mutating func runDue() -> [State.Event] {
        var events: [State.Event] = []
        for command in state.due(at: now) {
            if let decision = try? run(command, by: .system) { events += decision.events }
        }
        return events
    }
}

/// The fold of some events, each with the aggregate it happened to.
public func fold<State: ServiceState>(
    _ type: State.Type, _ events: [(subject: String, event: State.Event)], on day: CivilDate = .start
) -> State {
    var state = State()
    for (index, entry) in events.enumerated() {
        state.apply(
            entry.event,
            EventHeader(subject: entry.subject, at: day.morning, actor: "system", id: "event-\(index + 1)"))
    }
    return state
}

extension Array where Element: EventMessage {
    /// The names (`noun.fact`) of events.
    public var names: [String] { map { MessageCoding.name(of: $0) } }
}
