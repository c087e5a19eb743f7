import Messages
import Primitives
import ServiceRuntime

extension CertificationState {
    /// Decisions on a certification that was given: changes, orders, and its end.
    func decideInForce(
        _ command: CertificationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<CertificationEvent> {
        switch command {
        case .certificationApplyChange(let id, let change):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                if let pending = record.pendingChange {
                    throw Refusal(
                        .state, "E-CERT-CHANGE-PENDING", "a change is applied for already: \(pending.matter)",
                        "変更の認定を申請中です（\(pending.matter)）。")
                }
                return [.certificationChangeApplied(change: change)]
            }
        case .certificationApproveChange(let id):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                [.certificationChangeApproved(change: try Self.pendingChange(record, id))]
            }
        case .certificationRefuseChange(let id, let reasons):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                _ = try Self.pendingChange(record, id)
                try Self.requireReasons(reasons)
                return [.certificationChangeRefused(reasons: reasons)]
            }
        case .certificationNotifyChange(let id, let change):
            return try decide(id, command, in: context) { _ in [.certificationChangeNotified(change: change)] }
        case .certificationOrderImprovement(let id, let order):
            return try decide(id, command, in: context) { (_) throws(Refusal) in
                try Self.requireReasons([order])
                return [
                    .certificationImprovementOrdered(order: order, due: context.deadline(.improvementDays, .days))
                ]
            }
        case .certificationReportImprovement(let id, let report):
            return try decide(id, command, in: context) { (_) throws(Refusal) in
                try Self.requireReasons([report])
                return [.certificationImprovementReported(report: report)]
            }
        case .certificationAcceptImprovement(let id):
            return try decide(id, command, in: context) { _ in [.certificationImprovementAccepted] }
        case .certificationSuspend(let id, let reasons):
            return try decide(id, command, in: context) { (_) throws(Refusal) in
                try Self.requireReasons(reasons)
                return [.certificationSuspended(reasons: reasons)]
            }
        case .certificationReinstate(let id):
            return try decide(id, command, in: context) { _ in [.certificationReinstated] }
        case .certificationRevoke(let id, let reasons):
            return try decide(id, command, in: context) { (_) throws(Refusal) in
                try Self.requireReasons(reasons)
                let until = context.today.plus(years: context.number(.revocationBarYears))
                return [.certificationRevoked(reasons: reasons, barredUntil: until)]
            }
        case .certificationAbolish(let id, let reasons):
            return try decide(id, command, in: context) { (_) throws(Refusal) in
                try Self.requireReasons(reasons)
                return [.certificationAbolished(reasons: reasons)]
            }
        case .certificationLapse(let id):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                if record.isOver(at: context.now) { return [.certificationLapsed] }
                throw Refusal(.state, "E-CERT-VALID", "\(id) is still valid", "認定（\(id)）は有効期間内です。")
            }
        default:
            throw .notFound("command", MessageCoding.name(of: command))
        }
    }

    private static func pendingChange(
        _ record: CertificationRecord, _ id: String
    ) throws(Refusal) -> CertificationChange {
        if let change = record.pendingChange { return change }
        throw Refusal(
            .state, "E-CERT-NO-CHANGE", "no change of \(id) is applied for", "変更の認定の申請がありません（\(id)）。")
    }
}
