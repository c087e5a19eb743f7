import Messages
import Primitives
import ServiceRuntime

extension DataRequestsState {
    /// Decisions from the sending of a request to the municipality's answer.
    func decideAnswer(
        _ command: DataRequestCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<DataRequestEvent> {
        switch command {
        case .requestSend(let id, _):
            return try note(id, command, in: context) { (record) throws(Refusal) in
                let round = try round(of: record)
                try gate.requireOpen()
                try round.requireRunning(today: context.today)
                guard round.isSent else { return [] }
                return [
                    .requestSent(round: record.round, answerDue: context.deadline(.answerBusinessDays, .businessDays))
                ]
            }
        case .requestAcknowledge(let id):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try record.requireMunicipality(context.actor)
                return [.requestAcknowledged]
            }
        case .requestConsult(let id, let council, let consultedOn):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try record.requireMunicipality(context.actor)
                try Self.requireText(council, "name the council and its opinion", "審議会の名称及び意見を記載してください。")
                try Self.requirePast(consultedOn, today: context.today)
                return [.requestConsulted(council: council, consultedOn: consultedOn)]
            }
        case .requestDraftAnswer(let id, let decision):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try record.requireMunicipality(context.actor)
                try Self.requireSound(decision, record, in: context)
                return [.requestAnswerDrafted(decision: decision, author: context.actor.id)]
            }
        case .requestReturnDraft(let id, let reason):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try record.requireMunicipality(context.actor)
                try Self.requireText(reason, "say what has to be changed (--reason)", "差戻しの理由を記載してください。")
                return [.requestDraftReturned(reason: reason)]
            }
        case .requestDecide(let id):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try record.requireMunicipality(context.actor)
                return try answer(record, in: context)
            }
        case .requestExpire(let id):
            return try note(id, command, in: context) { record in
                record.answerDue?.hasPassed(at: context.now) == true ? [.requestExpired] : []
            }
        case .requestLapse(let id):
            return try note(id, command, in: context) { record in
                lapseReason(of: record).map { [.requestLapsed(id: id, reason: $0.rawValue)] } ?? []
            }
        default: return try decideData(command, in: context)
        }
    }

    private func answer(
        _ record: RequestRecord, in context: DecisionContext
    ) throws(Refusal) -> [DataRequestEvent] {
        try record.requireSecondPerson(context.actor)
        guard let draft = record.draft else { return [] }
        // Once more: the law of the day of the decision counts.
        try Self.requireSound(draft, record, in: context)
        let outcome = draft.outcome
        let due = outcome == .refused ? nil : context.deadline(.transferBusinessDays, .businessDays)
        return [.requestDecided(decision: draft, outcome: outcome, transferDue: due)]
    }

    private static func requireSound(
        _ decision: MunicipalDecision, _ record: RequestRecord, in context: DecisionContext
    ) throws(Refusal) {
        let reasons = decision.reasonsAgainst(record.planned.items, in: context)
        if !reasons.isEmpty { throw Refusal(.invalid, reasons) }
    }

    /// Why nothing can come of a request that has no data, or nil.
    func lapseReason(of record: RequestRecord) -> ErasureReason? {
        guard RequestStage.withoutData.contains(record.stage) else { return nil }
        if let end = rounds[record.round]?.end { return ErasureReason(end) }
        return gate.isOver ? .certificationOver : nil
    }
}
