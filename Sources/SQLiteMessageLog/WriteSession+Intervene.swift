import Foundation
import MessageLog
import Primitives

extension WriteSession {
    /// Puts a dead letter back at the head of its lane, with its tries counted from the beginning.
    func retry(consumer: String, position: Position, by act: Intervention) throws(MessageLogError) {
        let letter = try deadLetter(consumer: consumer, position: position)
        try atomically { () throws(MessageLogError) in
            try deliveries.revive.bind(1, consumer).bind(2, position.rawValue).execute()
            try record("queue.delivery-retried.v1", consumer: consumer, letter: letter, by: act)
        }
    }

    /// Settles a dead letter without effect.
    func skip(consumer: String, position: Position, by act: Intervention) throws(MessageLogError) {
        let letter = try deadLetter(consumer: consumer, position: position)
        try atomically { () throws(MessageLogError) in
            let stream = try deliveries.discard.bind(1, consumer).bind(2, position.rawValue).first { $0.text(0) }
            if let stream { try advanceLane(of: consumer, stream: stream) }
            try record("queue.delivery-skipped.v1", consumer: consumer, letter: letter, by: act)
        }
    }

    /// Pauses or resumes. Where nothing changes nothing is recorded.
    func setPaused(_ paused: Bool, consumer name: String, by act: Intervention) throws(MessageLogError) {
        guard try state(of: name).paused != paused else { return }
        try atomically { () throws(MessageLogError) in
            try deliveries.setPaused.bind(1, name).bind(2, paused ? 1 : 0).execute()
            let type = paused ? "queue.consumer-paused.v1" : "queue.consumer-resumed.v1"
            try record(type, consumer: name, letter: nil, by: act)
        }
        consumers[name]?.paused = paused
    }

    private func deadLetter(consumer: String, position: Position) throws(MessageLogError) -> DeadLetter {
        _ = try state(of: consumer)
        let row = try deliveries.dead.bind(1, consumer).bind(2, position.rawValue)
            .first { (attempts: Int($0.integer(0)), worker: $0.optionalText(1), reason: $0.optionalText(2)) }
        guard let row else { throw .notDead(consumer: consumer, position: position.rawValue) }
        return DeadLetter(
            event: try event(at: position.rawValue), attempts: row.attempts, worker: row.worker, failure: row.reason)
    }

    /// Keeps the intervention as an event of the log, in the same transaction as its effect.
    private func record(
        _ type: String, consumer: String, letter: DeadLetter?, by act: Intervention
    ) throws(MessageLogError) {
        let stream = StreamName(category: "queue", subject: consumer)
        // The stream's next version makes the id unique without a source of randomness.
        let id = "\(stream)@\(try currentVersion(of: stream.description) + 1)"
        let payload = InterventionPayload(
            consumer: consumer, reason: act.reason, position: letter?.event.position,
            stream: letter?.event.stream.description, type: letter?.event.event.type, attempts: letter?.attempts,
            worker: letter?.worker, failure: letter?.failure)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = try storage { String(decoding: try encoder.encode(payload), as: UTF8.self) }
        let event = NewEvent(
            id: id, type: type, tenant: letter?.event.event.tenant ?? "", at: act.at, actor: act.actor,
            role: act.role, correlation: id, causation: letter?.event.event.id, payload: text)
        _ = try append(AppendRequest(stream: stream, events: [event]))
    }
}

private struct DeadLetter {
    let event: RecordedEvent
    let attempts: Int
    let worker: String?
    let failure: String?
}

private struct InterventionPayload: Encodable {
    let consumer: String
    let reason: String
    let position: Position?
    let stream: String?
    let type: String?
    let attempts: Int?
    let worker: String?
    let failure: String?
}
