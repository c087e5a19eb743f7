public import Messages
import Primitives
import ServiceRuntime

extension SolicitationState {
    /// The standing decides whether calls open, and a call's stage whether its drafts can be submitted.
    public static func affectsAllViews(_ event: SolicitationEvent) -> Bool {
        switch event {
        case .standingNoted, .callOpened, .callClosed, .callCancelled: true
        default: false
        }
    }

    /// How an aggregate is shown.
    public func view(of subject: String) -> View? {
        if let call = calls[subject] { return view(call, subject) }
        if let proposal = proposals[subject] { return view(proposal, subject) }
        return nil
    }

    private func view(_ call: CallRecord, _ id: String) -> View {
        var facts: [String: JSONValue] = [
            "fiscalYear": .integer(call.plan.fiscalYear), "opensOn": .string(call.plan.opensOn.description),
            "closesOn": .string(call.plan.closesOn.description), "desk": .string(call.plan.desk),
            "files": .array(call.plan.files.map(JSONValue.string)),
            "products": .array(call.plan.products.map { .string($0.rawValue) }),
        ]
        if !call.noticeNumber.isEmpty { facts["noticeNumber"] = .string(call.noticeNumber) }
        if let hash = call.hash { facts["catalogueHash"] = .string(hash.description) }
        if let openBy = call.openBy { facts["openBy"] = .string(openBy.description) }
        if !call.reason.isEmpty { facts["cancelledBecause"] = .string(call.reason) }
        let waitsForStanding = call.stage == .draft || call.stage == .announced
        let dueAt: Instant? =
            switch call.stage {
            case .announced: Instant(startOf: call.plan.opensOn)
            case .open: Instant(endOf: call.plan.closesOn)
            default: nil
            }
        let received = proposals.filter { $0.value.call == id && !$0.value.receiptNumber.isEmpty }
        facts["received"] = .integer(received.count)
        return View(
            kind: "call", id: id, title: call.plan.title, state: call.stage.rawValue, turn: call.stage.turn,
            dueAt: dueAt, next: CallStage.transitions.steps(in: call.stage),
            blockers: waitsForStanding ? gate.reason.map { [$0] } ?? [] : [],
            related: call.plan.files + received.keys.sorted(), facts: facts)
    }

    private func view(_ proposal: ProposalRecord, _ id: String) -> View {
        let content = proposal.content
        var facts: [String: JSONValue] = [
            "business": .string(proposal.owner.name), "product": .string(content.product?.rawValue ?? ""),
            "warnings": .integer(proposal.warnings.count),
        ]
        if let count = content.personCount { facts["personCount"] = .integer(count) }
        if !proposal.receiptNumber.isEmpty { facts["receiptNumber"] = .string(proposal.receiptNumber) }
        if !proposal.findings.isEmpty {
            facts["findings"] = .array(proposal.findings.map(MessageCoding.value))
        }
        if let fee = proposal.fee { facts["fee"] = MessageCoding.value(fee) }
        if let due = proposal.due { facts["examinationDue"] = .string(due.lastDay.description) }
        return View(
            kind: "proposal", id: id, title: content.purpose ?? "", state: proposal.stage.rawValue,
            turn: proposal.stage.turn, business: proposal.owner.code, dueAt: proposal.runningDeadline?.dueAt,
            next: steps(of: proposal), blockers: blockers(of: proposal),
            related: [proposal.call] + (content.files ?? []).map(\.file) + [proposal.contract].compactMap { $0 },
            facts: facts)
    }

    private func steps(of proposal: ProposalRecord) -> [NextStep] {
        ProposalStage.transitions.steps(in: proposal.stage).filter { step in
            switch step.command {
            case "proposal.submit": calls[proposal.call]?.stage == .open
            case "proposal.approve": proposal.openCriteria.isEmpty
            default: true
            }
        }
    }

    private func blockers(of proposal: ProposalRecord) -> [Reason] {
        switch proposal.stage {
        case .draft:
            guard let call = calls[proposal.call], call.stage != .open else { return proposal.warnings }
            let waiting = Reason(
                "I-CALL-NOT-OPEN", "\(proposal.call) is \(call.stage.rawValue)", "募集の状態: \(call.stage.rawValue)")
            return [waiting] + proposal.warnings
        case .returned, .rejected, .withdrawn:
            return proposal.reasons.map { Reason("I-PROPOSAL-REASON", $0, $0) }
        case .underExamination: return proposal.openCriteria
        case .submitted, .conforming, .contractApplied, .lapsed: return []
        }
    }
}

extension ProposalRecord {
    /// The deadline of whoever's turn it is.
    fileprivate var runningDeadline: Deadline? {
        switch stage {
        case .submitted, .underExamination: due
        case .returned: correctionDue
        case .conforming: applyBy
        case .draft, .contractApplied, .rejected, .withdrawn, .lapsed: nil
        }
    }

    /// The criteria that were not found met so far; the computed ones are known after the first examination.
    fileprivate var openCriteria: [Reason] {
        Criterion.allCases.compactMap { criterion in
            let row = findings.first { $0.criterion == criterion }
            if row?.result == .conforms { return nil }
            return Reason(
                "I-CRITERION", "\(criterion.rawValue): \(row?.evidence ?? "not examined yet")",
                "\(criterion.number)号: \(row?.evidence ?? "未審査")", clause: criterion.clause)
        }
    }
}
