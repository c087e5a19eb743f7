public import Messages
import Primitives
public import ServiceRuntime

extension DataRequestsState {
    /// Decides a command: events, or a refusal with reasons.
    public func decide(
        _ command: DataRequestCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<DataRequestEvent> {
        switch command {
        case .standingNote(let standing):
            try Self.requireSystem(context.actor)
            let events: [DataRequestEvent] = gate.standing == standing ? [] : [.standingNoted(standing: standing)]
            return Decision(Self.standingSubject, events)
        case .roundPlan(let contract): return try plan(contract, in: context)
        case .roundSend(let id): return try send(id, in: context)
        case .roundNoteContractEnd(let contract, let end): return try noteEnd(contract, end, in: context)
        default: return try decideAnswer(command, in: context)
        }
    }

    /// Checks role and state by the table, then asks for the events.
    func decide(
        _ id: String, _ command: DataRequestCommand, in context: DecisionContext,
        _ events: (RequestRecord) throws(Refusal) -> [DataRequestEvent]
    ) throws(Refusal) -> Decision<DataRequestEvent> {
        guard let record = requests[id] else { throw .notFound("request", id) }
        try record.requireNotReleased(for: command, by: context.actor)
        try RequestStage.transitions.check(MessageCoding.name(of: command), in: record.stage, by: context.actor)
        return Decision(id, tenant: record.municipality.description, try events(record))
    }

    /// A note of the system: in a state that it says nothing new to, there is nothing to do.
    func note(
        _ id: String, _ command: DataRequestCommand, in context: DecisionContext,
        _ events: (RequestRecord) throws(Refusal) -> [DataRequestEvent]
    ) throws(Refusal) -> Decision<DataRequestEvent> {
        guard let record = requests[id] else { throw .notFound("request", id) }
        try Self.requireSystem(context.actor)
        let name = MessageCoding.name(of: command)
        let applies = RequestStage.transitions.rows.contains {
            $0.command == name && $0.from.contains(record.stage)
        }
        return Decision(id, tenant: record.municipality.description, applies ? try events(record) : [])
    }
}
