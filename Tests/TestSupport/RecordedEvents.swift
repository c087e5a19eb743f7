public import MessageLog
public import Messages
import Primitives
public import ServiceRuntime

/// An event as another service finds it in the log.
public func recorded<Event: EventMessage>(_ event: Event, of subject: String) throws -> RecordedEvent {
    let (name, json) = try MessageCoding.encode(event)
    return RecordedEvent(
        position: Position(rawValue: 1), stream: StreamName(category: Event.service, subject: subject), version: 1,
        event: NewEvent(
            id: "event-1", type: "\(name).v\(Event.versions[name] ?? 1)", tenant: "", at: CivilDate.start.morning,
            actor: "system", role: "system", correlation: "test", causation: nil, payload: json),
        previousHash: "", hash: "")
}

extension Service {
    /// The commands that all reactions of the service together give to an event.
    public func answers(
        to event: some EventMessage, of subject: String, in state: State = State()
    ) async throws -> [State.Command] {
        let record = try recorded(event, of: subject)
        var commands: [State.Command] = []
        for reaction in reactions where reaction.interests.contains(record.event.type) {
            commands += try await reaction.handle(record, state)
        }
        return commands
    }
}
