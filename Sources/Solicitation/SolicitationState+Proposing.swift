import Messages
import Primitives
import ServiceRuntime

extension SolicitationState {
    /// Decisions on what a business does with its own proposal.
    func decideProposing(
        _ command: SolicitationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<SolicitationEvent> {
        switch command {
        case .proposalDraft(let call, let content): return try draft(call, content, in: context)
        case .proposalSave(let id, let content):
            return try decide(own: id, command, in: context) { (proposal, call) throws(Refusal) in
                try Self.requireProduct(content)
                let check = ProposalCheck(content, owner: proposal.owner, call: call, in: context)
                return [.proposalSaved(content: content, warnings: check.reasons)]
            }
        case .proposalSubmit(let id):
            return try decide(own: id, command, in: context) { (proposal, call) throws(Refusal) in
                try Self.requireReceiving(call, proposal.call, in: context)
                try ProposalCheck(proposal.content, owner: proposal.owner, call: call, in: context).require()
                return [
                    .proposalSubmitted(
                        receiptNumber: nextReceiptNumber(in: context), due: context.deadline(.examinationDays, .days))
                ]
            }
        case .proposalCorrect(let id, let content):
            return try decide(own: id, command, in: context) { (proposal, call) throws(Refusal) in
                try Self.requireProduct(content)
                try ProposalCheck(content, owner: proposal.owner, call: call, in: context).require()
                let due = proposal.due ?? context.deadline(.examinationDays, .days)
                return [
                    .proposalCorrected(
                        content: content, due: due.resumed(on: context.today, calendar: context.rules.calendar))
                ]
            }
        case .proposalWithdraw(let id, let reason):
            return try decide(own: id, command, in: context) { (_, _) throws(Refusal) in
                try Self.requireReasons([reason])
                return [.proposalWithdrawn(reason: reason)]
            }
        default: throw .notFound("command", MessageCoding.name(of: command))
        }
    }

    private func draft(
        _ callID: String, _ content: ProposalContent, in context: DecisionContext
    ) throws(Refusal) -> Decision<SolicitationEvent> {
        try ProposalStage.transitions.check("proposal.draft", in: nil, by: context.actor)
        let owner = context.actor.organization
        if owner.kind != .business {
            throw Refusal(
                .forbidden, "E-BUSINESS", "\(context.actor.id) does not act for a business", "事業者の利用者のみが提案できます。")
        }
        guard let call = calls[callID] else { throw .notFound("call", callID) }
        if call.stage != .announced && call.stage != .open {
            throw Refusal(
                .state, "E-CALL-NOT-OPEN",
                "\(callID) takes no proposals, it is \(call.stage.rawValue): oboro call list",
                "\(callID) は提案を募集していません（\(call.stage.rawValue)）。", clause: "個人情報の保護に関する法律111条")
        }
        try Self.requireProduct(content)
        let id = "PROP-\(proposals.count + 1)"
        let check = ProposalCheck(content, owner: owner, call: call, in: context)
        return Decision(
            id, [.proposalDrafted(id: id, call: callID, owner: owner, content: content, warnings: check.reasons)])
    }

    /// Checks existence, role and state by the table, and that the business is the proposal's own.
    private func decide(
        own id: String, _ command: SolicitationCommand, in context: DecisionContext,
        _ events: (ProposalRecord, CallRecord) throws(Refusal) -> [SolicitationEvent]
    ) throws(Refusal) -> Decision<SolicitationEvent> {
        guard let proposal = proposals[id], let call = calls[proposal.call] else { throw .notFound("proposal", id) }
        try ProposalStage.transitions.check(
            MessageCoding.name(of: command), in: proposal.stage, by: context.actor)
        let actor = context.actor
        if actor.organization.kind != .business || actor.organization.code != proposal.owner.code {
            throw Refusal(
                .forbidden, "E-OTHER-BUSINESS", "\(id) belongs to another business than the one \(actor.id) acts for",
                "\(id) は他の事業者の提案です。")
        }
        return Decision(id, try events(proposal, call))
    }

    /// Statistics or open data may be enough, and then no records of persons are needed: so this is asked first.
    private static func requireProduct(_ content: ProposalContent) throws(Refusal) {
        if content.product != nil { return }
        let kinds = ProductKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw Refusal(
            .invalid, "E-PRODUCT-FIRST",
            "say first what kind of product is wanted (\(kinds)): statistics or open data may be enough",
            "最初に、必要な情報の種類（個票・統計・オープンデータ）を選択してください。統計やオープンデータで足りる場合があります。")
    }

    /// A proposal is received while the call is open, until the end of its last day also when nobody closed it yet.
    private static func requireReceiving(
        _ call: CallRecord, _ id: String, in context: DecisionContext
    ) throws(Refusal) {
        if call.stage == .open, !call.isOver(at: context.now) { return }
        let law = "個人情報の保護に関する法律111条・112条1項"
        if call.stage == .draft || call.stage == .announced {
            throw Refusal(
                .state, "E-CALL-NOT-OPEN", "\(id) is not open yet; it opens on \(call.plan.opensOn)",
                "募集はまだ開始していません（開始日: \(call.plan.opensOn.japanese)）。", clause: law)
        }
        throw Refusal(
            .state, "E-CALL-CLOSED",
            "\(id) took proposals until the end of \(call.plan.closesOn); this one is too late",
            "募集の期間（\(call.plan.closesOn.japanese)まで）を過ぎているため受け付けられません。", clause: law)
    }

    private func nextReceiptNumber(in context: DecisionContext) -> String {
        let received = proposals.values.count { !$0.receiptNumber.isEmpty }
        return "R\(context.today.fiscalYear)-\(received + 1)"
    }
}
