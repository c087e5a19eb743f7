public import Messages
import Primitives
public import ServiceRuntime

extension AnonymizationState {
    /// Decides a command; pure.
    public func decide(
        _ command: AnonymizationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<AnonymizationEvent> {
        switch command {
        case .recipeAuthor, .recipeRecord, .recipeApprove, .recipeReject:
            return try decideRecipe(command, in: context)
        case .jobPlan(let source): return try plan(source, in: context)
        case .jobAssign(let id, let recipe): return try assign(id, recipe, command, in: context)
        case .jobStart(let id): return try start(id, command, in: context)
        case .jobAbort(let id, let reason): return try abort(id, reason, command, in: context)
        case .jobRecordResult(let id, let attempt, let result):
            return try record(result, of: id, attempt: attempt, command, in: context)
        case .jobRecordFailure(let id, let attempt, let reasons):
            let job = try checkJob(command, id, in: context)
            guard job.stage == .running, job.attempt == attempt else {
                return discard(job, id, attempt: attempt)
            }
            return Decision(id, tenant: job.tenant, [.jobFailed(attempt: attempt, reasons: reasons)])
        case .outputApprove, .outputRequestChanges: return try decideOutput(command, in: context)
        case .jobNoteWithdrawal(let request, let reason):
            try context.actor.requireSystem(MessageCoding.name(of: command))
            guard let (id, job) = jobs(ofRequest: request).last(where: { $0.value.stage != .aborted }) else {
                return Decision(request, [])
            }
            let text = "市区町村による撤回: \(reason)"
            return Decision(id, tenant: job.tenant, [.jobAborted(id: id, reason: text)])
        case .jobNoteContractEnd(let contract, let end):
            try context.actor.requireSystem(MessageCoding.name(of: command))
            return Decision(
                contract, contractEnds[contract] == nil ? [.jobContractEndNoted(contract: contract, end: end)] : [])
        case .jobRecordMethodErasure(let request, let destroyed):
            try context.actor.requireSystem(MessageCoding.name(of: command))
            if erasedRequests.contains(request) { return Decision(request, []) }
            let job = jobs(ofRequest: request).last
            return Decision(
                job?.key ?? request, tenant: job?.value.tenant ?? "",
                [.jobMethodErased(request: request, destroyed: destroyed)])
        case .standingNote(let standing):
            try context.actor.requireSystem(MessageCoding.name(of: command))
            return Decision("STANDING", gate.standing == standing ? [] : [.standingNoted(standing: standing)])
        }
    }

    /// Checks existence, then role and state by the table, then the organization.
    func checkJob(
        _ command: AnonymizationCommand, _ id: String, in context: DecisionContext
    ) throws(Refusal) -> JobRecord {
        guard let job = jobs[id] else { throw .notFound("job", id) }
        try JobStage.transitions.check(MessageCoding.name(of: command), in: job.stage, by: context.actor)
        if !context.actor.roles.contains(.system) { try context.actor.requireOrganization() }
        return job
    }

    private func plan(
        _ source: ProvidedSource, in context: DecisionContext
    ) throws(Refusal) -> Decision<AnonymizationEvent> {
        try JobStage.transitions.check("job.plan", in: nil, by: context.actor)
        let known = jobs.values.contains { $0.source.facts.item == source.facts.item }
        let id = "JOB-\(jobs.count + 1)"
        if known || erasedRequests.contains(source.request) { return Decision(id, []) }
        return Decision(id, tenant: source.municipality.description, [.jobPlanned(id: id, source: source)])
    }

    private func abort(
        _ id: String, _ reason: String, _ command: AnonymizationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<AnonymizationEvent> {
        let job = try checkJob(command, id, in: context)
        try requireReasons([reason])
        return Decision(id, tenant: job.tenant, [.jobAborted(id: id, reason: reason)])
    }

    /// What an attempt made that no longer counts must be destroyed, so it is said.
    func discard(_ job: JobRecord, _ id: String, attempt: Int) -> Decision<AnonymizationEvent> {
        let counts = job.attempt == attempt && job.result != nil && job.stage != .aborted
        if counts { return Decision(id, tenant: job.tenant, []) }
        return Decision(
            id, tenant: job.tenant,
            [.jobResultDiscarded(id: id, attempt: attempt, reason: "job is \(job.stage.rawValue)")])
    }
}
