public import Messages
import Primitives
import ServiceRuntime

extension AnonymizationState {
    /// How a recipe or a job is shown.
    public func view(of subject: String) -> View? {
        if let recipe = recipes[subject] { return Self.view(of: recipe, subject) }
        if let job = jobs[subject] { return view(of: job, subject) }
        return nil
    }

    private static func view(of recipe: RecipeRecord, _ id: String) -> View {
        var facts: [String: JSONValue] = [
            "author": .string(recipe.author), "k": .integer(recipe.summary.k),
            "suppressionLimitPercent": .number(recipe.summary.suppressionLimitPercent),
            "columns": .array(recipe.summary.columns.map { .string("\($0.name): \($0.role)") }),
            "sha256": .string(recipe.summary.sha256.description),
        ]
        if let approver = recipe.approver { facts["approver"] = .string(approver) }
        return View(
            kind: "recipe", id: id, title: recipe.summary.title, state: recipe.stage.rawValue,
            turn: recipe.stage.turn, next: RecipeStage.transitions.steps(in: recipe.stage),
            blockers: recipe.reasons.map { Reason("I-RECIPE-REJECTED", $0, $0) }, facts: facts)
    }

    private func view(of job: JobRecord, _ id: String) -> View {
        let isOpen = JobStage.open.contains(job.stage)
        var steps = isOpen ? JobStage.transitions.steps(in: job.stage) : []
        var blockers = isOpen ? job.findings : []
        let stop = isOpen ? endReason(of: job) ?? gate.reason : nil
        if let stop {
            blockers.insert(stop, at: 0)
            steps.removeAll { $0.command == "job.start" || $0.command == "output.approve" }
        }
        if job.rules == nil { steps.removeAll { $0.command == "job.start" } }
        if let reason = job.endReason { blockers.append(Reason("I-JOB-ABORTED", reason, reason)) }
        let entry = job.source.contract.files.first { $0.file == job.source.file }
        return View(
            kind: "job", id: id, title: entry?.name ?? job.source.file, state: job.stage.rawValue,
            turn: job.stage.turn, municipality: job.tenant, business: job.source.contract.business.description,
            next: steps, blockers: blockers,
            related: [job.source.request, job.source.contract.contract, job.source.file]
                + [job.recipe].compactMap(\.self),
            facts: facts(of: job))
    }

    private func facts(of job: JobRecord) -> [String: JSONValue] {
        var facts: [String: JSONValue] = ["attempt": .integer(job.attempt), "rows": .integer(job.source.facts.rows)]
        if let `operator` = job.operator { facts["operator"] = .string(`operator`) }
        if let author = job.author { facts["author"] = .string(author) }
        if let rules = job.rules {
            facts["k"] = .integer(rules.k)
            facts["suppressionLimitPercent"] = .number(rules.suppressionLimitPercent)
            facts["absent"] = .array(rules.absent.map(JSONValue.string))
            facts["rules"] = .array(rules.provenance.map { .string("\($0.party): \($0.rule) (\($0.clause))") })
        }
        if let check = job.check { facts["machineCheck"] = .string(check.rawValue) }
        if let result = job.result {
            facts["rowsIn"] = .integer(result.rowsIn)
            facts["rowsOut"] = .integer(result.rowsOut)
            facts["suppressed"] = .integer(result.suppressed)
            facts["reachedK"] = .integer(result.reachedK)
            facts["loss"] = .number(result.loss)
            facts["levels"] = .object(result.levels.mapValues(JSONValue.integer))
            facts["columns"] = .array(result.columns.map(JSONValue.string))
            facts["minutes"] = .integer(result.minutes)
        }
        if job.erased { facts["methodInformation"] = "destroyed" }
        return facts
    }
}
