import Messages
import Primitives
import ServiceRuntime

extension SolicitationState {
    /// Decisions on what the organization does with a proposal that it received.
    func decideExamination(
        _ command: SolicitationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<SolicitationEvent> {
        switch command {
        case .proposalReturn(let id, let findings):
            return try decide(received: id, command, in: context) { (proposal, _) throws(Refusal) in
                try Self.requireReasons(findings)
                let due = proposal.due ?? context.deadline(.examinationDays, .days)
                return [
                    .proposalReturned(
                        findings: findings, correctionDue: context.deadline(.correctionDays, .days),
                        due: due.stopped(on: context.today))
                ]
            }
        case .proposalAccept(let id):
            return try decide(received: id, command, in: context) { _, _ in [.proposalAccepted] }
        case .proposalExamine(let id, let findings):
            return try decide(received: id, command, in: context) { (proposal, call) throws(Refusal) in
                let checklist = Checklist(proposal, call: call, bars: bars, in: context)
                return [.proposalExamined(findings: try checklist.adding(findings))]
            }
        case .proposalApprove(let id, let minutes, let outsourcing):
            return try decide(received: id, command, in: context) { (proposal, call) throws(Refusal) in
                try approve(proposal, id, call, minutes: minutes, outsourcing: outsourcing, in: context)
            }
        case .proposalReject(let id, let reasons):
            return try decide(received: id, command, in: context) { (proposal, call) throws(Refusal) in
                try Self.requireReasons(reasons)
                try Self.requireCorrectionOverdue(proposal, id, in: context)
                let checklist = Checklist(proposal, call: call, bars: bars, in: context)
                return [.proposalRejected(reasons: reasons, findings: checklist.findings)]
            }
        case .proposalLapse(let id):
            return try decide(received: id, command, in: context) { (proposal, _) throws(Refusal) in
                if proposal.applyBy?.hasPassed(at: context.now) == true { return [.proposalLapsed] }
                throw Refusal(
                    .state, "E-DEADLINE-RUNNING", "a contract for \(id) can still be applied for",
                    "契約の申込期限が過ぎていません（\(id)）。")
            }
        case .proposalNoteContract(let id, let contract):
            return try decide(received: id, command, in: context) { (proposal, _) throws(Refusal) in
                if proposal.contract == contract { return [] }
                if let other = proposal.contract {
                    throw Refusal(
                        .state, "E-CONTRACT-OTHER", "\(id) has the contract \(other) already",
                        "\(id) には既に契約（\(other)）があります。")
                }
                return [.proposalContractNoted(contract: contract)]
            }
        default: throw .notFound("command", MessageCoding.name(of: command))
        }
    }

    private func decide(
        received id: String, _ command: SolicitationCommand, in context: DecisionContext,
        _ events: (ProposalRecord, CallRecord) throws(Refusal) -> [SolicitationEvent]
    ) throws(Refusal) -> Decision<SolicitationEvent> {
        guard let proposal = proposals[id], let call = calls[proposal.call] else { throw .notFound("proposal", id) }
        try ProposalStage.transitions.check(
            MessageCoding.name(of: command), in: proposal.stage, by: context.actor)
        try Self.requireOrganization(context.actor)
        return Decision(id, try events(proposal, call))
    }

    private func approve(
        _ proposal: ProposalRecord, _ id: String, _ call: CallRecord, minutes: Int, outsourcing: Yen,
        in context: DecisionContext
    ) throws(Refusal) -> [SolicitationEvent] {
        let checklist = Checklist(proposal, call: call, bars: bars, in: context)
        try checklist.requireConforming()
        if minutes <= 0 || outsourcing < Yen(0) {
            throw Refusal(
                .invalid, "E-FEE", "estimate the working time in minutes (more than 0) and the outsourcing (0 or more)",
                "作成に要する時間（分）と委託額の見込みを正しく記載してください。",
                clause: context.rules.rule(.feeHourlyYen, on: context.today).basis)
        }
        guard let hash = call.hash else { throw .notFound("call", proposal.call) }
        let wanted = Set((proposal.content.files ?? []).map(\.file))
        let conforming = ConformingProposal(
            proposal: id, call: proposal.call, content: proposal.content,
            files: call.catalogue.filter { wanted.contains($0.file) }, catalogueHash: hash)
        let fee = Fee(minutes: minutes, outsourcing: outsourcing, rules: context.rules, on: context.today)
        // The checklist as it stood at the decision goes into the log with it.
        return [
            .proposalExamined(findings: checklist.findings),
            .proposalApproved(
                conforming: conforming, fee: fee, applyBy: context.deadline(.contractApplicationDays, .days)),
        ]
    }

    /// While a correction is awaited, the proposer has its time.
    private static func requireCorrectionOverdue(
        _ proposal: ProposalRecord, _ id: String, in context: DecisionContext
    ) throws(Refusal) {
        guard proposal.stage == .returned, let due = proposal.correctionDue, !due.hasPassed(at: context.now) else {
            return
        }
        throw Refusal(
            .state, "E-CORRECTION-RUNNING", "\(id) may be corrected until the end of \(due.lastDay)",
            "補正の期限（\(due.lastDay.japanese)）が過ぎていません。")
    }
}
