public import Messages
public import Primitives
public import ServiceRuntime

/// One recipe.
struct RecipeRecord: Sendable {
    var stage = RecipeStage.proposed
    let summary: RecipeSummary
    let author: String
    var approver: String?
    var reasons: [String] = []
}

/// One job: a source, what is to be done with it, and what became of it.
struct JobRecord: Sendable {
    var stage = JobStage.planned
    let source: ProvidedSource
    var recipe: String?
    var summary: RecipeSummary?
    var author: String?
    var rules: EffectiveRules?
    /// How often it was started; results of earlier attempts do not count.
    var attempt = 0
    var `operator`: String?
    /// Everybody who wrote a recipe for it or ran it: none of them may check its output.
    var involved: Set<String> = []
    var result: JobResult?
    var check: MachineCheck?
    /// What the machine or the checker found, or why it failed.
    var findings: [Reason] = []
    var endReason: String?
    /// Items of all attempts with their hashes; where a hash is not known, nil.
    var items: [String: ContentHash?] = [:]
    var erased = false

    var tenant: String { source.municipality.description }
}

/// The fold of the anonymization service.
public struct AnonymizationState: ServiceState {
    /// The commands it decides.
    public typealias Command = AnonymizationCommand
    /// The events it folds.
    public typealias Event = AnonymizationEvent

    var recipes: [String: RecipeRecord] = [:]
    var jobs: [String: JobRecord] = [:]
    var gate = StandingGate()
    var contractEnds: [String: ContractEnd] = [:]
    /// Requests whose method information is destroyed.
    var erasedRequests: Set<String> = []

    /// Before the first event.
    public init() {}

    /// The jobs on a request's source; one, unless the municipality had to send its file again.
    func jobs(ofRequest request: String) -> [(key: String, value: JobRecord)] {
        jobs.filter { $0.value.source.request == request }.sorted { number($0.key) < number($1.key) }
    }

    /// The number in an id.
    func number(_ id: String) -> Int { Int(id.drop { !$0.isNumber }) ?? 0 }

    /// Folds an event in.
    public mutating func apply(_ event: AnonymizationEvent, _ header: EventHeader) {
        switch event {
        case .recipeAuthored(let id, let summary, let author):
            recipes[id] = RecipeRecord(summary: summary, author: author)
        case .recipeApproved(let approver):
            recipes[header.subject]?.stage = .approved
            recipes[header.subject]?.approver = approver
        case .recipeRejected(let reasons):
            recipes[header.subject]?.stage = .rejected
            recipes[header.subject]?.reasons = reasons
        case .jobPlanned(let id, let source): jobs[id] = JobRecord(source: source)
        case .jobContractEndNoted(let contract, let end): contractEnds[contract] = end
        case .standingNoted(let standing): gate.note(standing)
        case .jobMethodErased(let request, _):
            erasedRequests.insert(request)
            for (id, _) in jobs(ofRequest: request) { jobs[id]?.erased = true }
        default:
            guard var job = jobs[header.subject] else { return }
            Self.apply(event, to: &job)
            jobs[header.subject] = job
        }
    }

    private static func apply(_ event: AnonymizationEvent, to job: inout JobRecord) {
        switch event {
        case .jobAssigned(let recipe, let summary, let author, let rules):
            job.stage = .assigned
            job.recipe = recipe
            job.summary = summary
            job.author = author
            job.rules = rules
            job.involved.insert(author)
        case .jobStarted(_, let attempt, let `operator`):
            job.stage = .running
            job.attempt = attempt
            job.operator = `operator`
            job.involved.insert(`operator`)
            job.result = nil
            job.check = nil
            job.findings = []
        case .jobProduced(_, let result):
            job.result = result
            for item in result.methodItems { job.items[item] = .some(nil) }
            for file in result.files { job.items[file.item] = file.sha256 }
        case .outputMachineChecked(let check, let findings):
            job.stage = check == .fail ? .failed : .awaitingCheck
            job.check = check
            job.findings = findings
        case .jobFailed(_, let reasons):
            job.stage = .failed
            job.findings = reasons
        case .jobAborted(_, let reason):
            job.stage = .aborted
            job.endReason = reason
        case .outputApproved: job.stage = .approved
        case .outputChangesRequested(let reasons, _):
            job.stage = .assigned
            job.findings = reasons.map { Reason("I-OUTPUT-CHANGES", $0, $0) }
        default: break
        }
    }

    /// Whether every view changes with the event.
    public static func affectsAllViews(_ event: AnonymizationEvent) -> Bool {
        switch event {
        case .standingNoted, .jobContractEndNoted: true
        default: false
        }
    }

    /// Jobs whose ground is gone.
    public func due(at now: Instant) -> [AnonymizationCommand] {
        jobs.sorted { number($0.key) < number($1.key) }.compactMap { id, job in
            guard JobStage.open.contains(job.stage), let reason = endReason(of: job) else { return nil }
            return .jobAbort(id: id, reason: reason.japanese)
        }
    }

    /// Why a job cannot go on and must be given up, or nil.
    func endReason(of job: JobRecord) -> Reason? {
        let contract = job.source.contract.contract
        if let end = contractEnds[contract] {
            return Reason(
                "E-CONTRACT-ENDED", "contract \(contract) is \(end.rawValue)", "契約 \(contract) が終了しています。",
                clause: "利用契約")
        }
        if job.erased {
            return Reason(
                "E-SOURCE-ERASED", "the erasure of request \(job.source.request) has begun",
                "要請 \(job.source.request) の消去が始まっています。")
        }
        if gate.isOver || (job.stage == .running && !gate.isOpen) { return gate.reason }
        return nil
    }
}
