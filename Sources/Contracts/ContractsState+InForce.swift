import Messages
import Primitives
import ServiceRuntime

extension ContractsState {
    /// Decisions from the payment to the end.
    func decideInForce(
        _ command: ContractCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<ContractEvent> {
        switch command {
        case .contractRecordPayment(let id, let amount, let paidOn, let reference):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try recordPayment(id, record, amount, paidOn, reference, in: context)
            }
        case .contractCancel(let id, let ground, let reason):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try Self.requireOrganization(context.actor)
                return try cancel(id, record, ground, reason, in: context)
            }
        case .contractReportErasure(let id, let erasedOn, let method, let person):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try record.requireBusiness(context.actor)
                try record.requireReportable(erasedOn: erasedOn, method: method, person: person, in: context)
                return [.contractErasureReported(erasedOn: erasedOn, method: method, person: person)]
            }
        case .contractClose(let id):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try Self.requireOrganization(context.actor)
                if record.stage == .cancelled, record.owesReport {
                    throw Refusal(
                        .state, "E-CONTRACT-REPORT-OWED",
                        "the business has not reported its erasure: oboro contract report-erasure \(id)",
                        "事業者の消去報告がないため終了できません。")
                }
                return [.contractClosed]
            }
        case .contractLapse(let id):
            return try decide(id, command, in: context) { record in
                record.mustLapse(at: context.now) ? [.contractLapsed(id: id)] : []
            }
        case .contractExpire(let id):
            return try decide(id, command, in: context) { record in
                guard record.mustExpire(at: context.now), let terms = record.terms else { return [] }
                let due = Deadline(
                    from: terms.useUntil, context.number(.erasureReportDays), .days,
                    calendar: context.rules.calendar)
                return [.contractExpired(id: id, erasureReportDue: due)]
            }
        case .contractRemindErasure(let id):
            return try decide(id, command, in: context) { record in
                record.owesOverdueReport(at: context.now) && !record.isOverdue ? [.contractErasureOverdue] : []
            }
        default: throw .notFound("command", MessageCoding.name(of: command))
        }
    }

    /// Signed by both and paid: the contract takes effect with the payment.
    private func recordPayment(
        _ id: String, _ record: ContractRecord, _ amount: Yen, _ paidOn: CivilDate, _ reference: String,
        in context: DecisionContext
    ) throws(Refusal) -> [ContractEvent] {
        try Self.requireOrganization(context.actor)
        try gate.requireOpen()
        try record.requireInTime(in: context)
        var reasons: [Reason] = []
        if amount != record.fee.total {
            reasons.append(
                Reason(
                    "E-CONTRACT-AMOUNT",
                    "the fee is \(record.fee.total.amount) yen, but \(amount.amount) yen were given: settle the difference",
                    "手数料は\(record.fee.total)ですが、入金額は\(amount)です。差額を確認してください。",
                    clause: record.fee.lines.first?.basis))
        }
        if paidOn > context.today {
            reasons.append(
                Reason("E-DATE-FUTURE", "the day of payment \(paidOn) lies in the future", "入金日が将来の日付です。"))
        }
        if reference.isBlank {
            reasons.append(Reason("E-CONTRACT-REFERENCE", "name the payment's reference", "入金の照合番号を記載してください。"))
        }
        guard reasons.isEmpty, let terms = record.terms else { throw Refusal(.invalid, reasons) }
        let wanted = Set(terms.files.map(\.file))
        let effective = EffectiveContract(
            contract: id, proposal: record.conforming.proposal, business: record.business,
            businessName: record.businessName, terms: terms,
            files: record.conforming.files.filter { wanted.contains($0.file) },
            proposedK: record.conforming.content.processing?.k)
        return [
            .contractPaymentRecorded(amount: amount, paidOn: paidOn, reference: reference),
            .contractEffective(effective: effective),
        ]
    }

    private func cancel(
        _ id: String, _ record: ContractRecord, _ ground: CancellationGround, _ reason: String,
        in context: DecisionContext
    ) throws(Refusal) -> [ContractEvent] {
        if record.end == .cancelled {
            throw Refusal(.state, "E-CONTRACT-CANCELLED", "\(id) was cancelled already", "\(id)は既に解除されています。")
        }
        if reason.isBlank {
            throw Refusal(
                .invalid, "E-REASONS", "give the facts of the cancellation (--reason)", "解除の理由となる事実を記載してください。",
                clause: "個人情報の保護に関する法律120条\(ground.number)号")
        }
        let barredUntil = context.today.plus(years: context.number(.cancellationBarYears))
        var events: [ContractEvent] = [
            .contractCancelled(
                id: id, ground: ground, reason: reason, business: record.business, barredUntil: barredUntil)
        ]
        // What the business holds must be erased now, whatever had been agreed for the end of the period.
        if record.owesReport {
            events.append(.contractErasureDemanded(due: context.deadline(.erasureReportDays, .days)))
        }
        return events
    }
}
