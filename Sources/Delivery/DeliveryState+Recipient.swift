import Messages
import Primitives
import ServiceRuntime

extension DeliveryState {
    func decideRecipient(
        _ command: DeliveryCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<DeliveryEvent> {
        switch command {
        case .recipientNoteContract(let contract):
            try RecipientStage.transitions.check("recipient.note-contract", in: nil, by: context.actor)
            let events: [DeliveryEvent] =
                recipients[contract.contract] == nil ? [.recipientContractNoted(contract: contract)] : []
            return Decision(Self.recipientID(contract.contract), events)
        case .recipientNoteContractEnd(let contract, let end):
            try context.actor.requireSystem(MessageCoding.name(of: command))
            let isNew = recipients[contract].map { $0.end == nil } ?? false
            return Decision(
                Self.recipientID(contract),
                isNew ? [.recipientContractEndNoted(contract: contract, end: end)] : [])
        case .recipientEnrol(let contract, _):
            // The certificate is read once it is clear that the actor may; see the service's preparation.
            try checkRecipient(command, contract, in: context)
            return Decision(Self.recipientID(contract), [])
        case .recipientRecord(let contract, let certificate, let fingerprint, let subject):
            try checkRecipient(command, contract, in: context)
            return Decision(
                Self.recipientID(contract),
                [
                    .recipientEnrolled(
                        contract: contract, certificate: certificate, fingerprint: fingerprint, subject: subject)
                ])
        default: throw .notFound("command", MessageCoding.name(of: command))
        }
    }

    private func checkRecipient(
        _ command: DeliveryCommand, _ contract: String, in context: DecisionContext
    ) throws(Refusal) {
        guard let recipient = recipients[contract] else { throw .notFound("contract in effect", contract) }
        try RecipientStage.transitions.check(
            MessageCoding.name(of: command), in: recipient.stage, by: context.actor)
        try context.actor.requireBusiness(recipient.contract.business)
        if let reason = Self.useEnded(recipient.contract, on: context.today) { throw Refusal(.state, [reason]) }
    }

    /// The contract's period of use is over, noted or not.
    static func useEnded(_ contract: EffectiveContract, on today: CivilDate) -> Reason? {
        if today <= contract.terms.useUntil { return nil }
        return Reason(
            "E-CONTRACT-ENDED", "contract \(contract.contract) ended on \(contract.terms.useUntil)",
            "契約 \(contract.contract) の利用期間は\(contract.terms.useUntil.japanese)で終了しました。", clause: "利用契約")
    }
}
