public import Messages
import Primitives
public import ServiceRuntime

/// The certification of the organization (認定). No I/O of its own.
public struct CertificationService: Service {
    /// The fold this service decides from.
    public typealias State = CertificationState

    /// A certification service.
    public init() {}

    /// `certification` only.
    public var nouns: Set<String> { ["certification"] }
}

extension CertificationState {
    /// One application or certification as it is shown, with its deadline, conditions and open findings.
    public func view(of subject: String) -> View? {
        guard let record = records[subject] else { return nil }
        var facts: [String: JSONValue] = [
            "applicant": .string(record.application.name),
            "conditions": .array(record.conditions.map(JSONValue.string)),
            "scope": .array(record.scope.map(JSONValue.string)),
        ]
        if let until = record.validUntil { facts["validUntil"] = .string(until.description) }
        if let change = record.pendingChange { facts["pendingChange"] = .string(change.matter) }
        if let barred = record.barredUntil { facts["barredUntil"] = .string(barred.description) }
        var blockers = record.findings.map { Reason("I-CERT-FINDING", "formal check: \($0)", $0) }
        blockers += record.reasons.map { Reason("I-CERT-REASON", $0, $0) }
        return View(
            kind: "certification", id: subject, title: record.application.name, state: record.stage.rawValue,
            turn: record.stage.turn, dueAt: record.runningDeadline?.dueAt,
            next: CertificationStage.transitions.steps(in: record.stage),
            blockers: [.submitted, .returned, .suspended].contains(record.stage) ? blockers : [], facts: facts)
    }
}
