import MessageLog
import Messages
import Primitives
import ServiceRuntime
import TestSupport

/// A service without log and threads, for tests of its shell: commands are decided, prepared, decided again and
/// completed as the host does it, and its reactions are run on demand.
struct ServiceStage<S: Service> {
    let service: S
    var scenario: Scenario<S.State>
    /// Everything that was appended, as the log would keep it.
    private(set) var records: [RecordedEvent] = []
    private var settled = 0

    init(_ service: S, on day: CivilDate = .start) throws {
        self.service = service
        scenario = try Scenario(S.State.self, on: day)
    }

    /// Gives a command as a person or the system does.
    @discardableResult
    mutating func run(
        _ command: S.State.Command, by actor: Actor, rehearsal: Bool = false
    ) async throws -> [S.State.Event] {
        let context = DecisionContext(actor: actor, now: scenario.now, rules: scenario.rules)
        _ = try scenario.state.decide(command, in: context)
        let prepared = try await service.prepare(
            command, state: scenario.state, in: context, rehearsal: rehearsal)
        if rehearsal { return try scenario.state.decide(prepared, in: context).events }
        do {
            let decision = try scenario.run(prepared, by: actor)
            for event in decision.events { records.append(try record(event, subject: decision.subject)) }
            try await service.complete(decision.events, subject: decision.subject, state: scenario.state)
            return decision.events
        } catch {
            await service.abandon(prepared)
            throw error
        }
    }

    /// Delivers an event to every reaction interested in it and gives the commands that follow.
    /// - Parameter state: the fold the reaction sees; by default the present one.
    @discardableResult
    mutating func react<Event: EventMessage>(
        to event: Event, of subject: String, seeing state: S.State? = nil
    ) async throws -> [S.State.Command] {
        let record = try record(event, subject: subject)
        var given: [S.State.Command] = []
        for reaction in service.reactions where reaction.interests.contains(record.event.type) {
            let commands = try await reaction.handle(record, state ?? scenario.state)
            given += commands
            for command in commands { try await run(command, by: .system) }
        }
        return given
    }

    /// Delivers own events to own reactions until nothing more follows.
    mutating func settle() async throws {
        while settled < records.count {
            let record = records[settled]
            settled += 1
            for reaction in service.reactions where reaction.interests.contains(record.event.type) {
                for command in try await reaction.handle(record, scenario.state) { try await run(command, by: .system) }
            }
        }
    }

    private func record<Event: EventMessage>(_ event: Event, subject: String) throws -> RecordedEvent {
        let (name, json) = try MessageCoding.encode(event)
        return RecordedEvent(
            position: Position(rawValue: 1), stream: StreamName(category: Event.service, subject: subject), version: 1,
            event: NewEvent(
                id: "\(subject)/\(name)", type: "\(name).v1", tenant: "", at: scenario.now, actor: "system", role: "",
                correlation: "test", causation: nil, payload: json),
            previousHash: "", hash: "")
    }
}
