public import Messages
import Primitives
public import ServiceRuntime

extension DeliveryState {
    /// Decides a command; pure.
    public func decide(
        _ command: DeliveryCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<DeliveryEvent> {
        switch command {
        case .recipientNoteContract, .recipientNoteContractEnd, .recipientEnrol, .recipientRecord:
            return try decideRecipient(command, in: context)
        case .deliveryPlan(let approved): return try plan(approved, in: context)
        case .deliverySeal(let id): return try seal(id, command, in: context)
        case .deliveryRecordSealed(let id, let attempt, let package):
            return try record(package, of: id, attempt: attempt, command, in: context)
        case .deliveryRecordFailure(let id, let attempt, let reasons):
            let delivery = try check(command, id, in: context)
            // Said again for an attempt that no longer counts too: its files are removed in answer.
            let isSettled = delivery.attempt == attempt && delivery.stage != .sealing
            return Decision(
                id, tenant: delivery.tenant,
                isSettled ? [] : [.deliverySealingFailed(attempt: attempt, reasons: reasons)])
        case .deliveryDownload(let id, let destination):
            return try download(id, to: destination, command, in: context)
        case .deliveryAcknowledge(let id, let hash): return try acknowledge(id, hash, command, in: context)
        case .deliveryExpire(let id):
            let delivery = try check(command, id, in: context)
            guard let expires = delivery.expires, expires.hasPassed(at: context.now) else {
                return Decision(id, tenant: delivery.tenant, [])
            }
            return Decision(id, tenant: delivery.tenant, [.deliveryExpired])
        case .deliveryRecall(let id, let reason):
            let delivery = try check(command, id, in: context)
            if !context.actor.roles.contains(.system) { try context.actor.requireOrganization() }
            if reason.isEmpty {
                throw Refusal(.invalid, "E-REASONS", "give a reason (--reason)", "理由を記載してください。")
            }
            return Decision(id, tenant: delivery.tenant, [.deliveryRecalled(reason: reason)])
        case .deliveryNoteWithdrawal(let request, let reason):
            return try noteWithdrawal(of: request, reason, in: context)
        case .standingNote(let standing):
            try context.actor.requireSystem(MessageCoding.name(of: command))
            return Decision("STANDING", gate.standing == standing ? [] : [.standingNoted(standing: standing)])
        }
    }

    /// Checks existence, then role and state by the table.
    func check(
        _ command: DeliveryCommand, _ id: String, in context: DecisionContext
    ) throws(Refusal) -> DeliveryRecord {
        guard let delivery = deliveries[id] else { throw .notFound("delivery", id) }
        try DeliveryStage.transitions.check(
            MessageCoding.name(of: command), in: delivery.stage, by: context.actor)
        return delivery
    }

    private func plan(
        _ approved: ApprovedOutput, in context: DecisionContext
    ) throws(Refusal) -> Decision<DeliveryEvent> {
        try DeliveryStage.transitions.check("delivery.plan", in: nil, by: context.actor)
        let id = "DEL-\(deliveries.count + 1)"
        let isKnown = deliveries.values.contains { $0.approved.job == approved.job }
        if isKnown || withdrawn.contains(approved.source.request) { return Decision(id, []) }
        return Decision(
            id, tenant: approved.source.municipality.description, [.deliveryPlanned(id: id, approved: approved)])
    }

    /// A municipality may withdraw until its information is handed out; afterwards only the contract helps.
    private func noteWithdrawal(
        of request: String, _ reason: String, in context: DecisionContext
    ) throws(Refusal) -> Decision<DeliveryEvent> {
        try context.actor.requireSystem("delivery.note-withdrawal")
        guard let (id, delivery) = deliveries.first(where: { $0.value.approved.source.request == request }) else {
            return Decision(
                request,
                withdrawn.contains(request) ? [] : [.deliveryWithdrawalNoted(request: request, reason: reason)])
        }
        let isHeld = DeliveryStage.held.contains(delivery.stage)
        return Decision(
            id, tenant: delivery.tenant, isHeld ? [.deliveryRecalled(reason: "市区町村による撤回: \(reason)")] : [])
    }
}
