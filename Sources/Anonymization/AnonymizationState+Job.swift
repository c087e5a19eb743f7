import Messages
import Primitives
import ServiceRuntime

extension AnonymizationState {
    /// Assigns an approved recipe, when everybody's rules have an intersection with it.
    func assign(
        _ id: String, _ recipeID: String, _ command: AnonymizationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<AnonymizationEvent> {
        let job = try checkJob(command, id, in: context)
        guard let recipe = recipes[recipeID] else { throw .notFound("recipe", recipeID) }
        if recipe.stage != .approved {
            throw Refusal(
                .state, "E-RECIPE-NOT-APPROVED",
                "recipe \(recipeID) is \(recipe.stage.rawValue): oboro recipe approve \(recipeID)",
                "加工方法 \(recipeID) は承認されていません。", clause: "認定基準（加工方法の承認）")
        }
        if let reason = endReason(of: job) { throw Refusal(.state, [reason]) }
        do {
            let rules = try EffectiveRules.compose(
                baseline: LegalBaseline(context.rules, on: context.today), source: job.source, recipe: recipe.summary)
            return Decision(
                id, tenant: job.tenant,
                [.jobAssigned(recipe: recipeID, summary: recipe.summary, author: recipe.author, rules: rules)])
        } catch {
            throw Refusal(.invalid, error.reasons)
        }
    }

    /// Starts a run, unless certification, contract or request stand against it.
    func start(
        _ id: String, _ command: AnonymizationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<AnonymizationEvent> {
        let job = try checkJob(command, id, in: context)
        if let reason = gate.reason { throw Refusal(.state, [reason]) }
        if let reason = endReason(of: job) ?? Self.useEnded(job, on: context.today) { throw Refusal(.state, [reason]) }
        if job.rules == nil {
            throw Refusal(
                .state, "E-JOB-NO-RECIPE", "no recipe is assigned: oboro job assign \(id) --recipe RCP-n",
                "加工方法が割り当てられていません。")
        }
        return Decision(
            id, tenant: job.tenant,
            [.jobStarted(id: id, attempt: job.attempt + 1, operator: context.actor.id)])
    }

    /// The contract's period of use is over, noted or not.
    static func useEnded(_ job: JobRecord, on today: CivilDate) -> Reason? {
        let terms = job.source.contract.terms
        if today <= terms.useUntil { return nil }
        return Reason(
            "E-CONTRACT-ENDED", "contract \(job.source.contract.contract) ended on \(terms.useUntil)",
            "契約 \(job.source.contract.contract) の利用期間は\(terms.useUntil.japanese)で終了しました。", clause: "利用契約")
    }

    /// Takes a run's result, unless the ground was taken from under it meanwhile.
    func record(
        _ result: JobResult, of id: String, attempt: Int, _ command: AnonymizationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<AnonymizationEvent> {
        let job = try checkJob(command, id, in: context)
        guard job.stage == .running, job.attempt == attempt, let rules = job.rules, let recipe = job.summary else {
            return discard(job, id, attempt: attempt)
        }
        if let reason = endReason(of: job) ?? Self.useEnded(job, on: context.today) {
            return Decision(id, tenant: job.tenant, [.jobAborted(id: id, reason: reason.japanese)])
        }
        let (check, findings) = MachineCheck.judging(
            result, source: job.source, rules: rules, recipe: recipe,
            minimumPersons: context.rules.rule(.minimumPersonCount, on: context.today))
        return Decision(
            id, tenant: job.tenant,
            [
                .jobProduced(attempt: attempt, result: result),
                .outputMachineChecked(check: check, findings: findings),
            ])
    }

    /// The check of the output by a second person (検査).
    func decideOutput(
        _ command: AnonymizationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<AnonymizationEvent> {
        switch command {
        case .outputApprove(let id, let note):
            let job = try checkJob(command, id, in: context)
            try requireOutsider(job, id, context.actor)
            if let reason = gate.reason ?? endReason(of: job) { throw Refusal(.state, [reason]) }
            guard let result = job.result, let rules = job.rules, let recipe = job.summary, let author = job.author,
                let `operator` = job.operator
            else { throw .notFound("output", id) }
            let approved = ApprovedOutput(
                job: id, source: job.source, rules: rules, result: result, recipe: recipe, author: author,
                operator: `operator`, checker: context.actor.id)
            return Decision(id, tenant: job.tenant, [.outputApproved(approved: approved, note: note)])
        case .outputRequestChanges(let id, let reasons):
            let job = try checkJob(command, id, in: context)
            try requireOutsider(job, id, context.actor)
            try requireReasons(reasons)
            return Decision(
                id, tenant: job.tenant, [.outputChangesRequested(reasons: reasons, checker: context.actor.id)])
        default: throw .notFound("command", MessageCoding.name(of: command))
        }
    }

    private func requireOutsider(_ job: JobRecord, _ id: String, _ actor: Actor) throws(Refusal) {
        if !job.involved.contains(actor.id) { return }
        throw Refusal(
            .secondPerson, "E-SECOND-PERSON",
            "\(actor.id) wrote the recipe of \(id) or ran it: another output-checker has to check the output",
            "\(id) の加工方法の作成者及び加工の実施者は検査できません。別の検査者が検査してください。", clause: "認定基準（職務の分離）")
    }
}
