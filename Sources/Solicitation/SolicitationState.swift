public import Messages
public import Primitives
public import ServiceRuntime

/// One call and what was pinned when it was announced.
struct CallRecord: Sendable {
    var stage = CallStage.draft
    var plan: CallPlan
    var noticeNumber = ""
    var noticedOn: CivilDate?
    /// The last day on which it can open and still be open for as long as the law demands.
    var openBy: CivilDate?
    var catalogue: [CatalogueEntry] = []
    var hash: ContentHash?
    var reason = ""
}

/// One proposal and what became of it.
struct ProposalRecord: Sendable {
    var stage = ProposalStage.draft
    let call: String
    let owner: Organization
    var content: ProposalContent
    var warnings: [Reason] = []
    var receiptNumber = ""
    /// When the examination is to be done with.
    var due: Deadline?
    var correctionDue: Deadline?
    /// Findings of the formal check, or the reasons of a decision.
    var reasons: [String] = []
    var findings: [CriterionFinding] = []
    var fee: Fee?
    var applyBy: Deadline?
    var contract: String?
}

/// The fold of the solicitation service: its calls and proposals, and what it has learned of files, bars and the
/// certification.
public struct SolicitationState: ServiceState {
    /// The commands it decides.
    public typealias Command = SolicitationCommand
    /// The events it folds.
    public typealias Event = SolicitationEvent

    var calls: [String: CallRecord] = [:]
    var proposals: [String: ProposalRecord] = [:]
    /// Published register entries by file.
    var catalogue: [String: RegisterEntry] = [:]
    /// Files struck out of their register.
    var struck: Set<String> = []
    /// Contracts that were cancelled (法113条5号): until when their business is barred, by 法人番号 and contract.
    var bars: [String: [String: CivilDate]] = [:]
    var gate = StandingGate()

    /// Before the first call.
    public init() {}

    /// Folds one event in.
    public mutating func apply(_ event: SolicitationEvent, _ header: EventHeader) {
        switch event {
        case .catalogueFileNoted(let file, let entry): catalogue[file] = entry
        case .catalogueStrikeNoted(let file): struck.insert(file)
        case .barringNoted(let number, let until, let contract): bars[number, default: [:]][contract] = until
        case .standingNoted(let standing): gate.note(standing)
        case .callDrafted(let id, let plan): calls[id] = CallRecord(plan: plan)
        case .proposalDrafted(let id, let call, let owner, let content, let warnings):
            proposals[id] = ProposalRecord(call: call, owner: owner, content: content, warnings: warnings)
        default:
            if var call = calls[header.subject] {
                Self.apply(event, to: &call)
                calls[header.subject] = call
            } else if var proposal = proposals[header.subject] {
                Self.apply(event, to: &proposal)
                proposals[header.subject] = proposal
            }
        }
    }

    private static func apply(_ event: SolicitationEvent, to call: inout CallRecord) {
        switch event {
        case .callSaved(let plan): call.plan = plan
        case .callAnnounced(let noticeNumber, let noticedOn, let openBy, let catalogue, let hash):
            call.stage = .announced
            call.noticeNumber = noticeNumber
            call.noticedOn = noticedOn
            call.openBy = openBy
            call.catalogue = catalogue
            call.hash = hash
        case .callOpened: call.stage = .open
        case .callClosed: call.stage = .closed
        case .callFinished: call.stage = .finished
        case .callCancelled(let reason):
            call.stage = .cancelled
            call.reason = reason
        default: break
        }
    }

    private static func apply(_ event: SolicitationEvent, to proposal: inout ProposalRecord) {
        switch event {
        case .proposalSaved(let content, let warnings):
            proposal.content = content
            proposal.warnings = warnings
        case .proposalSubmitted(let receiptNumber, let due):
            proposal.stage = .submitted
            proposal.receiptNumber = receiptNumber
            proposal.due = due
            proposal.warnings = []
        case .proposalReturned(let findings, let correctionDue, let due):
            proposal.stage = .returned
            proposal.reasons = findings
            proposal.correctionDue = correctionDue
            proposal.due = due
        case .proposalCorrected(let content, let due):
            proposal.stage = .submitted
            proposal.content = content
            proposal.due = due
            proposal.correctionDue = nil
            proposal.reasons = []
            // What was found was found of another content.
            proposal.findings = []
        case .proposalAccepted: proposal.stage = .underExamination
        case .proposalExamined(let findings): proposal.findings = findings
        case .proposalApproved(_, let fee, let applyBy):
            proposal.stage = .conforming
            proposal.fee = fee
            proposal.applyBy = applyBy
        case .proposalRejected(let reasons, let findings):
            proposal.stage = .rejected
            proposal.reasons = reasons
            proposal.findings = findings
        case .proposalWithdrawn(let reason):
            proposal.stage = .withdrawn
            proposal.reasons = [reason]
        case .proposalLapsed: proposal.stage = .lapsed
        case .proposalContractNoted(let contract):
            proposal.stage = .contractApplied
            proposal.contract = contract
        default: break
        }
    }

    /// The commands that time demands now.
    public func due(at now: Instant) -> [SolicitationCommand] {
        var commands: [SolicitationCommand] = []
        for (id, call) in calls.sorted(by: { $0.key < $1.key }) {
            if call.stage == .announced, gate.isOpen, call.mayOpen(on: now.japaneseDate) {
                commands.append(.callOpen(id: id))
            }
            if call.stage == .open, call.isOver(at: now) { commands.append(.callClose(id: id)) }
        }
        for (id, proposal) in proposals.sorted(by: { $0.key < $1.key })
        where proposal.stage == .conforming && proposal.applyBy?.hasPassed(at: now) == true {
            commands.append(.proposalLapse(id: id))
        }
        return commands
    }
}

extension CallRecord {
    /// Whether an announced call may open on a day: not before its opening day, and not so late that it would be open
    /// for too short a time.
    func mayOpen(on day: CivilDate) -> Bool { plan.opensOn <= day && day <= (openBy ?? plan.opensOn) }

    /// Whether the last day has ended in Japan.
    func isOver(at now: Instant) -> Bool { now > Instant(endOf: plan.closesOn) }
}
