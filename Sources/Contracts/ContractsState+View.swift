public import Messages
import Primitives
import ServiceRuntime

extension ContractsState {
    /// How an aggregate is shown.
    public func view(of subject: String) -> View? {
        guard let record = records[subject] else { return nil }
        return View(
            kind: "contract", id: subject, title: record.terms?.purpose ?? record.conforming.content.purpose ?? subject,
            state: record.stage.rawValue, turn: record.turn, business: record.business.description,
            dueAt: record.dueAt, next: record.nextSteps, blockers: record.blockers(gate),
            related: [record.conforming.proposal, record.conforming.call], facts: record.facts)
    }
}

extension ContractRecord {
    /// A cancelled contract for which nothing has to be erased only waits to be closed.
    fileprivate var turn: Turn { stage == .cancelled && !owesReport ? .organization : stage.turn }

    fileprivate var dueAt: Instant? {
        switch stage {
        case .offered: applyBy.dueAt
        case .signedByOrganization: payBy?.dueAt
        case .effective: terms.map { Instant(endOf: $0.useUntil) }
        case .expired, .cancelled: erasureReportDue?.dueAt
        default: nil
        }
    }

    fileprivate var nextSteps: [NextStep] {
        ContractStage.transitions.steps(in: stage).filter { step in
            switch step.command {
            case "contract.report-erasure": owesReport
            case "contract.close": !owesReport
            case "contract.cancel": end != .cancelled
            default: true
            }
        }
    }

    fileprivate func blockers(_ gate: StandingGate) -> [Reason] {
        var blockers: [Reason] = []
        if stage == .signedByBusiness || stage == .signedByOrganization, let reason = gate.reason {
            blockers.append(reason)
        }
        if stage == .signedByOrganization {
            blockers.append(
                Reason(
                    "I-CONTRACT-PAYMENT", "waits for the payment of \(fee.total.amount) yen",
                    "手数料（\(fee.total)）の納付を待っています。"))
        }
        if isOverdue, stage == .expired || stage == .cancelled {
            blockers.append(
                Reason(
                    "I-CONTRACT-ERASURE-OVERDUE", "the business's report of erasure is overdue",
                    "事業者の消去報告が期限を過ぎています。"))
        }
        if let cancellation {
            blockers.append(
                Reason(
                    "I-CONTRACT-CANCELLED", "cancelled: \(cancellation.reason)", "解除: \(cancellation.reason)",
                    clause: "個人情報の保護に関する法律120条\(cancellation.ground.number)号"))
        }
        return blockers
    }

    fileprivate var facts: [String: JSONValue] {
        var facts: [String: JSONValue] = [
            "businessName": .string(businessName), "fee": MessageCoding.value(fee),
            "applyBy": .string(applyBy.lastDay.description), "signers": .array(signers.map(JSONValue.string)),
        ]
        if let terms {
            facts["terms"] = MessageCoding.value(terms)
            facts["termsHash"] = .string(termsHash?.description ?? "")
        }
        if let payBy { facts["payBy"] = .string(payBy.lastDay.description) }
        if let paidOn { facts["paidOn"] = .string(paidOn.description) }
        if let cancellation { facts["barredUntil"] = .string(cancellation.barredUntil.description) }
        if let erasureReport {
            facts["erasedOn"] = .string(erasureReport.erasedOn.description)
            facts["erasureMethod"] = .string(erasureReport.method)
        }
        return facts
    }
}
