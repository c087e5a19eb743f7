public import Messages
public import Primitives
public import ServiceRuntime

/// One contract and what became of it.
struct ContractRecord: Sendable {
    let conforming: ConformingProposal
    let business: CorporateNumber
    /// Who may apply until when.
    let applyBy: Deadline
    var stage = ContractStage.offered
    /// Estimated with the offer, invoiced with the organization's signature.
    var fee: Fee
    var terms: ContractTerms?
    var termsHash: ContentHash?
    var signers: [String] = []
    var payBy: Deadline?
    var paidOn: CivilDate?
    /// Set when the business got the right to use the information, so that it owes a report at the end.
    var wasEffective = false
    var end: ContractEnd?
    var cancellation: (ground: CancellationGround, reason: String, barredUntil: CivilDate)?
    var erasureReportDue: Deadline?
    var isOverdue = false
    var erasureReport: (erasedOn: CivilDate, method: String, person: String)?

    /// The last day of use: agreed, or else proposed.
    var useUntil: CivilDate? { terms?.useUntil ?? conforming.content.useUntil }

    /// The business has had the right to use the information and has not reported its erasure.
    var owesReport: Bool { wasEffective && erasureReport == nil }

    /// The name the business gave in its proposal.
    var businessName: String { conforming.content.proposer?.name ?? business.description }
}

/// The fold of the contract service.
public struct ContractsState: ServiceState {
    /// What it decides.
    public typealias Command = ContractCommand
    /// What it folds.
    public typealias Event = ContractEvent

    /// The stream on which the certification's standing is noted.
    static let standingSubject = "STANDING"

    var records: [String: ContractRecord] = [:]
    var gate = StandingGate()

    /// Before the first event.
    public init() {}

    /// Whether an event changes how other aggregates are shown.
    public static func affectsAllViews(_ event: ContractEvent) -> Bool {
        if case .standingNoted = event { true } else { false }
    }

    /// Folds one event in.
    public mutating func apply(_ event: ContractEvent, _ header: EventHeader) {
        switch event {
        case .standingNoted(let standing): gate.note(standing)
        case .contractOffered(let id, let conforming, let business, let fee, let applyBy):
            records[id] = ContractRecord(conforming: conforming, business: business, applyBy: applyBy, fee: fee)
        default:
            guard var record = records[header.subject] else { return }
            Self.apply(event, to: &record)
            records[header.subject] = record
        }
    }

    private static func apply(_ event: ContractEvent, to record: inout ContractRecord) {
        switch event {
        case .contractOffered, .standingNoted: break
        case .contractApplied: record.stage = .applied
        case .contractTermsDrafted(let terms, let hash):
            record.stage = .termsDrafted
            record.terms = terms
            record.termsHash = hash
        case .contractAgreed: record.stage = .agreed
        case .contractSignedByBusiness(_, let signer):
            record.stage = .signedByBusiness
            record.signers = [signer]
        case .contractSignedByOrganization(_, let signer, let fee, let payBy):
            record.stage = .signedByOrganization
            record.signers.append(signer)
            record.fee = fee
            record.payBy = payBy
        case .contractPaymentRecorded(_, let paidOn, _): record.paidOn = paidOn
        case .contractEffective:
            record.stage = .effective
            record.wasEffective = true
        case .contractExpired(_, let erasureReportDue):
            record.stage = .expired
            record.end = .expired
            record.erasureReportDue = erasureReportDue
        case .contractCancelled(_, let ground, let reason, _, let barredUntil):
            record.stage = .cancelled
            record.end = .cancelled
            record.cancellation = (ground, reason, barredUntil)
        case .contractErasureDemanded(let due):
            record.erasureReportDue = due
            record.isOverdue = false
        case .contractErasureOverdue: record.isOverdue = true
        case .contractErasureReported(let erasedOn, let method, let person):
            record.stage = .erasureReported
            record.erasureReport = (erasedOn, method, person)
        case .contractLapsed: record.stage = .lapsed
        case .contractClosed: record.stage = .closed
        }
    }

    /// The commands that time demands.
    public func due(at now: Instant) -> [ContractCommand] {
        records.sorted { $0.key < $1.key }.compactMap { id, record in
            if record.mustLapse(at: now) { return .contractLapse(id: id) }
            if record.mustExpire(at: now) { return .contractExpire(id: id) }
            if record.owesOverdueReport(at: now), !record.isOverdue { return .contractRemindErasure(id: id) }
            return nil
        }
    }
}

extension ContractRecord {
    /// Nobody applied in time, or the period of use is over before the contract took effect.
    func mustLapse(at now: Instant) -> Bool {
        guard ContractStage.pending.contains(stage) else { return false }
        if stage == .offered, applyBy.hasPassed(at: now) { return true }
        return useUntil.map { now > Instant(endOf: $0) } ?? false
    }

    /// The period of use is over.
    func mustExpire(at now: Instant) -> Bool {
        guard stage == .effective, let terms else { return false }
        return now > Instant(endOf: terms.useUntil)
    }

    /// The business has not reported its own erasure in time.
    func owesOverdueReport(at now: Instant) -> Bool {
        guard stage == .expired || stage == .cancelled, owesReport, let due = erasureReportDue else { return false }
        return due.hasPassed(at: now)
    }
}
