public import Messages
public import Primitives
public import ServiceRuntime

/// One application and what became of it.
struct CertificationRecord: Sendable {
    var stage: CertificationStage
    var application: CertificationApplication
    var findings: [String] = []
    var correctionDue: Deadline?
    var improvementDue: Deadline?
    var conditions: [String] = []
    var scope: [String] = []
    var validUntil: CivilDate?
    var pendingChange: CertificationChange?
    var changes: [CertificationChange] = []
    var barredUntil: CivilDate?
    var reasons: [String] = []
}

/// The fold of the certification service.
public struct CertificationState: ServiceState {
    /// The commands it decides.
    public typealias Command = CertificationCommand
    /// The events it folds, its own only.
    public typealias Event = CertificationEvent

    var records: [String: CertificationRecord] = [:]

    /// No application yet.
    public init() {}

    /// Folds one event in; what is in the log has happened.
    public mutating func apply(_ event: CertificationEvent, _ header: EventHeader) {
        if case .certificationDrafted(let id, let application) = event {
            records[id] = CertificationRecord(stage: .draft, application: application)
            return
        }
        guard var record = records[header.subject] else { return }
        Self.apply(event, to: &record)
        records[header.subject] = record
    }

    private static func apply(_ event: CertificationEvent, to record: inout CertificationRecord) {
        switch event {
        case .certificationDrafted: break
        case .certificationSaved(let application): record.application = application
        case .certificationSubmitted(let findings):
            record.stage = .submitted
            record.findings = findings
        case .certificationReturned(let findings, let due):
            record.stage = .returned
            record.findings = findings
            record.correctionDue = due
        case .certificationCorrected(let application, let findings):
            record.stage = .submitted
            record.application = application
            record.findings = findings
            record.correctionDue = nil
        case .certificationAccepted: record.stage = .underExamination
        case .certificationCertified(let conditions, let scope, let validUntil):
            record.stage = .certified
            record.conditions = conditions
            record.scope = scope
            record.validUntil = validUntil
        case .certificationRefused(let reasons):
            record.stage = .refused
            record.reasons = reasons
        case .certificationChangeApplied(let change): record.pendingChange = change
        case .certificationChangeApproved(let change):
            record.changes.append(change)
            record.pendingChange = nil
        // A notification never takes the place of an approval: what is pending stays so.
        case .certificationChangeNotified(let change): record.changes.append(change)
        case .certificationChangeRefused: record.pendingChange = nil
        case .certificationImprovementOrdered(let order, let due):
            record.stage = .improvementOrdered
            record.reasons = [order]
            record.improvementDue = due
        case .certificationImprovementReported: record.stage = .improvementReported
        case .certificationImprovementAccepted:
            record.stage = .certified
            record.improvementDue = nil
        case .certificationSuspended(let reasons):
            record.stage = .suspended
            record.reasons = reasons
        case .certificationReinstated: record.stage = .certified
        case .certificationRevoked(let reasons, let barredUntil):
            record.stage = .revoked
            record.reasons = reasons
            record.barredUntil = barredUntil
        case .certificationAbolished(let reasons):
            record.stage = .closed
            record.reasons = reasons
        case .certificationLapsed: record.stage = .lapsed
        }
    }

    /// Lapses what was in force, or suspended, and whose last day of validity has ended in Japan.
    public func due(at now: Instant) -> [CertificationCommand] {
        records.sorted { $0.key < $1.key }.compactMap { id, record in
            let mayLapse = CertificationStage.inForce.union([.suspended]).contains(record.stage)
            return mayLapse && record.isOver(at: now) ? .certificationLapse(id: id) : nil
        }
    }
}

extension CertificationRecord {
    /// Whether the last day of validity has ended in Japan.
    func isOver(at now: Instant) -> Bool { validUntil.map { now > Instant(endOf: $0) } ?? false }

    /// The deadline of whoever's turn it is.
    var runningDeadline: Deadline? {
        switch stage {
        case .returned: correctionDue
        case .improvementOrdered: improvementDue
        default: nil
        }
    }
}
