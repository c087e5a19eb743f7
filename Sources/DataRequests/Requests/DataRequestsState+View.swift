public import Messages
import Primitives
import ServiceRuntime

extension DataRequestsState {
    /// How an aggregate is shown.
    public func view(of subject: String) -> View? {
        if let round = rounds[subject] { return view(of: subject, round) }
        guard let record = requests[subject], let round = rounds[record.round] else { return nil }
        return View(
            kind: "request", id: subject, title: record.planned.fileName, state: record.stage.rawValue,
            turn: record.turn, municipality: record.municipality.description,
            business: round.contract.business.description, dueAt: record.dueAt,
            next: nextSteps(record), blockers: blockers(record, round),
            related: [record.round, round.contract.contract, record.planned.file],
            facts: facts(subject, record, round))
    }

    private func nextSteps(_ record: RequestRecord) -> [NextStep] {
        RequestStage.transitions.steps(in: record.stage).filter { step in
            switch step.command {
            // Made by the service itself.
            case "request.record-intake", "request.record-specification": false
            // Other ways of the same step.
            case "request.receive-package", "request.receive-upload": false
            case "request.specify": record.specification == nil
            case "request.receive": record.stage != .conditionsOpen && record.stage != .held
            case "request.erase": isErasableByHand(record)
            default: true
            }
        }
    }

    private func isErasableByHand(_ record: RequestRecord) -> Bool {
        if record.items.isEmpty { return false }
        let hasEnded = rounds[record.round]?.end != nil || gate.isOver
        // A view has no clock: a delivered source is listed from its delivery on, and refused until it is due.
        return hasEnded || [.quarantined, .withdrawn, .delivered].contains(record.stage)
    }

    private func blockers(_ record: RequestRecord, _ round: RoundRecord) -> [Reason] {
        var blockers: [Reason] = []
        if record.stage == .planned || record.stage == .awaitingData, let reason = gate.reason {
            blockers.append(reason)
        }
        if let end = round.end, !record.hasEnded {
            blockers.append(
                Reason(
                    "I-CONTRACT-ENDED", "\(round.contract.contract) is \(end.rawValue)",
                    "利用契約（\(round.contract.contract)）は終了しています。"))
        }
        blockers += record.blockers
        return blockers
    }

    private func facts(_ id: String, _ record: RequestRecord, _ round: RoundRecord) -> [String: JSONValue] {
        var facts = record.facts
        facts["contract"] = .string(round.contract.contract)
        facts["business"] = .string(round.contract.businessName)
        facts["purpose"] = .string(round.contract.terms.purpose)
        facts["useUntil"] = .string(round.contract.terms.useUntil.description)
        if let previous = previousDecision(than: id, record) { facts["previousDecision"] = previous }
        return facts
    }

    /// What the same body last decided on the same file: whoever answers once in two years starts from there.
    private func previousDecision(than id: String, _ record: RequestRecord) -> JSONValue? {
        guard RequestStage.awaitingAnswer.contains(record.stage) else { return nil }
        let earlier = requests.filter { entry in
            entry.key != id && entry.value.planned.file == record.planned.file && entry.value.decision != nil
        }
        let last = earlier.max { left, right in
            (left.value.decidedOn?.dayNumber ?? 0, left.key) < (right.value.decidedOn?.dayNumber ?? 0, right.key)
        }
        guard let last, let decision = last.value.decision else { return nil }
        return ["request": .string(last.key), "decision": MessageCoding.value(decision)]
    }
}
