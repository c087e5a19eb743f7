public import Messages
import Primitives
public import ServiceRuntime

extension ContractsState {
    /// Decides a command: events, or a refusal with reasons.
    public func decide(
        _ command: ContractCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<ContractEvent> {
        switch command {
        case .contractOffer(let conforming, let fee, let applyBy):
            return try offer(conforming, fee, applyBy, command, in: context)
        case .contractApply(let id):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try record.requireBusiness(context.actor)
                try record.requireTimely(in: context)
                return [.contractApplied(id: id, proposal: record.conforming.proposal)]
            }
        case .contractDraftTerms(let id, let terms):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try Self.requireOrganization(context.actor)
                let reasons = terms.reasonsAgainst(record.conforming, in: context)
                if !reasons.isEmpty { throw Refusal(.invalid, reasons) }
                return [.contractTermsDrafted(terms: terms, hash: terms.hash)]
            }
        case .contractAgree(let id, let hash):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try record.requireBusiness(context.actor)
                try record.requireInTime(in: context)
                try record.requireHash(hash)
                return [.contractAgreed(hash: hash)]
            }
        case .contractSign(let id, let hash):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try sign(record, hash, in: context)
            }
        case .standingNote(let standing):
            try Self.requireSystem(context.actor)
            let events: [ContractEvent] = gate.standing == standing ? [] : [.standingNoted(standing: standing)]
            return Decision(Self.standingSubject, events)
        default: return try decideInForce(command, in: context)
        }
    }

    /// Checks role and state by the table, then asks for the events.
    func decide(
        _ id: String, _ command: ContractCommand, in context: DecisionContext,
        _ events: (ContractRecord) throws(Refusal) -> [ContractEvent]
    ) throws(Refusal) -> Decision<ContractEvent> {
        guard let record = records[id] else { throw .notFound("contract", id) }
        try record.requireOrder(of: command, by: context.actor)
        try ContractStage.transitions.check(MessageCoding.name(of: command), in: record.stage, by: context.actor)
        return Decision(id, try events(record))
    }

    private func offer(
        _ conforming: ConformingProposal, _ fee: Fee, _ applyBy: Deadline, _ command: ContractCommand,
        in context: DecisionContext
    ) throws(Refusal) -> Decision<ContractEvent> {
        try ContractStage.transitions.check("contract.offer", in: nil, by: context.actor)
        if let known = records.first(where: { $0.value.conforming.proposal == conforming.proposal }) {
            return Decision(known.key, [])
        }
        guard let proposer = conforming.content.proposer,
            let business = try? CorporateNumber(proposer.corporateNumber)
        else {
            throw Refusal(
                .invalid, "E-CONTRACT-BUSINESS",
                "\(conforming.proposal) has no valid corporate number: no contract can be offered",
                "\(conforming.proposal)の法人番号に誤りがあるため、契約を案内できません。")
        }
        let id = "CON-\(records.count + 1)"
        return Decision(
            id,
            [.contractOffered(id: id, conforming: conforming, business: business, fee: fee, applyBy: applyBy)])
    }

    /// The business signs first, the organization last: its signature is the invoice as well.
    private func sign(
        _ record: ContractRecord, _ hash: ContentHash, in context: DecisionContext
    ) throws(Refusal) -> [ContractEvent] {
        if record.stage == .agreed {
            try record.requireBusiness(context.actor)
            try record.requireInTime(in: context)
            try record.requireHash(hash)
            return [.contractSignedByBusiness(hash: hash, signer: context.actor.id)]
        }
        try Self.requireOrganization(context.actor)
        try gate.requireOpen()
        try record.requireInTime(in: context)
        try record.requireHash(hash)
        let payBy = context.deadline(.paymentDays, .days)
        return [
            .contractSignedByOrganization(hash: hash, signer: context.actor.id, fee: record.fee, payBy: payBy)
        ]
    }
}
