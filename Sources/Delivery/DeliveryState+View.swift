public import Messages
import Primitives
import ServiceRuntime

extension DeliveryState {
    /// How a recipient or a delivery is shown.
    public func view(of subject: String) -> View? {
        if let delivery = deliveries[subject] { return view(of: delivery, subject) }
        guard let recipient = recipients.values.first(where: { Self.recipientID($0.contract.contract) == subject })
        else { return nil }
        return Self.view(of: recipient, subject)
    }

    private static func view(of recipient: RecipientRecord, _ id: String) -> View {
        var facts: [String: JSONValue] = ["contract": .string(recipient.contract.contract)]
        if let fingerprint = recipient.fingerprint { facts["fingerprint"] = .string(fingerprint) }
        if let subject = recipient.subject { facts["subject"] = .string(subject) }
        return View(
            kind: "recipient", id: id, title: recipient.contract.businessName, state: recipient.stage.rawValue,
            turn: recipient.stage.turn, business: recipient.contract.business.description,
            next: RecipientStage.transitions.steps(in: recipient.stage).filter { $0.command != "recipient.record" },
            related: [recipient.contract.contract, recipient.contract.proposal], facts: facts)
    }

    private func view(of delivery: DeliveryRecord, _ id: String) -> View {
        let isOpen = DeliveryStage.open.contains(delivery.stage)
        let source = delivery.approved.source
        var steps = DeliveryStage.transitions.steps(in: delivery.stage)
        var blockers = isOpen ? delivery.findings : []
        if isOpen, let reason = recallReason(of: delivery) ?? gate.reason {
            blockers.insert(reason, at: 0)
            steps.removeAll { $0.command == "delivery.seal" || $0.command == "delivery.download" }
        }
        if delivery.stage == .planned, recipients[delivery.contract]?.certificate == nil {
            steps.removeAll { $0.command == "delivery.seal" }
            blockers.append(
                Reason(
                    "E-RECIPIENT-NOT-ENROLLED",
                    "the business has not named its certificate: oboro recipient enrol \(delivery.contract)",
                    "受領者の証明書が登録されていません。"))
        }
        if delivery.limit > 0, delivery.downloads >= delivery.limit {
            steps.removeAll { $0.command == "delivery.download" }
        }
        if let reason = delivery.endReason { blockers.append(Reason("I-DELIVERY-RECALLED", reason, reason)) }
        let entry = source.contract.files.first { $0.file == source.file }
        return View(
            kind: "delivery", id: id, title: entry?.name ?? source.file, state: delivery.stage.rawValue,
            turn: delivery.stage.turn, municipality: delivery.tenant, business: delivery.business.description,
            dueAt: isOpen ? delivery.expires?.dueAt : nil, next: steps, blockers: blockers,
            related: [delivery.approved.job, source.request, delivery.contract, source.file],
            facts: facts(of: delivery))
    }

    private func facts(of delivery: DeliveryRecord) -> [String: JSONValue] {
        let result = delivery.approved.result
        var facts: [String: JSONValue] = [
            "rowsOut": .integer(result.rowsOut), "reachedK": .integer(result.reachedK),
            "columns": .array(result.columns.map(JSONValue.string)), "downloads": .integer(delivery.downloads),
        ]
        if let releasedBy = delivery.releasedBy { facts["releasedBy"] = .string(releasedBy) }
        if let package = delivery.package {
            facts["parts"] = .integer(package.parts.count)
            facts["bytes"] = .integer(package.parts.reduce(0) { $0 + $1.bytes })
            facts["recipientFingerprint"] = .string(package.recipientFingerprint)
            facts["downloadLimit"] = .integer(delivery.limit)
        }
        if let expires = delivery.expires { facts["expires"] = .string(expires.lastDay.description) }
        if let day = delivery.acknowledgedOn { facts["acknowledgedOn"] = .string(day.description) }
        return facts
    }
}
