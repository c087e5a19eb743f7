public import Messages
public import Primitives
import ServiceRuntime

extension DataRequestsState {
    /// The commands that time demands.
    public func due(at now: Instant) -> [DataRequestCommand] {
        requests.sorted { $0.key < $1.key }.compactMap { id, record in
            if lapseReason(of: record) != nil { return .requestLapse(id: id) }
            if RequestStage.awaitingAnswer.contains(record.stage), record.answerDue?.hasPassed(at: now) == true {
                return .requestExpire(id: id)
            }
            if mustBeSent(record, today: now.japaneseDate) { return .requestSend(id: id, round: record.round) }
            return erasureReason(of: record, at: now) == nil ? nil : .requestErase(id: id)
        }
    }

    /// Its round was sent and it was not, since the certification did not stand at that moment.
    func mustBeSent(_ record: RequestRecord, today: CivilDate) -> Bool {
        guard record.stage == .planned, gate.isOpen, let round = rounds[record.round], round.isSent else {
            return false
        }
        return round.end == nil && today <= round.contract.terms.useUntil
    }
}
