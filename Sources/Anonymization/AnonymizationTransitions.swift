public import Messages
public import ServiceRuntime

/// Where a recipe (加工方法) stands.
public enum RecipeStage: String, AggregateState {
    /// Written by an engineer; a second person has to look.
    case proposed
    case approved
    case rejected

    /// Whose move it is.
    public var turn: Turn { self == .proposed ? .organization : .none }
}

extension RecipeStage {
    /// Who may do what with a recipe, when.
    public static let transitions = TransitionTable<RecipeStage>(
        "recipe",
        [
            Transition("recipe.author", from: [], to: [.proposed], by: [.engineer]),
            // What the service makes of recipe.author once the files are read; nobody gives it directly.
            Transition("recipe.record", from: [], to: [.proposed], by: [.engineer]),
            Transition("recipe.approve", from: [.proposed], to: [.approved], by: [.recipeApprover]),
            Transition("recipe.reject", from: [.proposed], to: [.rejected], by: [.recipeApprover]),
        ])
}

/// Where a job (加工) stands: one per municipality, file and contract.
public enum JobStage: String, AggregateState {
    /// The source is held; a recipe has to be assigned.
    case planned
    /// The recipe and everybody's conditions are one set of rules.
    case assigned
    case running
    /// The machine found nothing against the output; a second person has to look (検査).
    case awaitingCheck = "awaiting-check"
    /// The output may be delivered.
    case approved
    /// The run or the machine's check failed; it may be started again.
    case failed
    case aborted

    /// Whose move it is.
    public var turn: Turn {
        switch self {
        case .planned, .assigned, .awaitingCheck, .failed: .organization
        case .running: .system
        case .approved, .aborted: .none
        }
    }

    /// Nothing was decided for good yet.
    static let open: Set<JobStage> = [.planned, .assigned, .running, .awaitingCheck, .failed]
    static let all = Set(JobStage.allCases)
}

extension JobStage {
    /// Who may do what with a job, when.
    public static let transitions = TransitionTable<JobStage>(
        "job",
        [
            Transition("job.plan", from: [], to: [.planned], by: [.system]),
            Transition("job.assign", from: [.planned, .assigned, .failed], to: [.assigned], by: [.engineer]),
            Transition("job.start", from: [.assigned, .failed], to: [.running], by: [.engineer]),
            Transition(
                "job.record-result", from: [.running], to: [.awaitingCheck, .failed, .aborted], by: [.system]),
            Transition("job.record-failure", from: [.running], to: [.failed], by: [.system]),
            Transition("job.abort", from: open, to: [.aborted], by: [.engineer, .system]),
            Transition("output.approve", from: [.awaitingCheck], to: [.approved], by: [.outputChecker]),
            Transition("output.request-changes", from: [.awaitingCheck], to: [.assigned], by: [.outputChecker]),
            Transition("job.note-withdrawal", from: all, to: [.aborted], by: [.system]),
        ]
            // What comes in too late changes no state; it is discarded.
            + keeping("job.record-result", in: all.subtracting([.running]))
            + keeping("job.record-failure", in: all.subtracting([.running]))
            + keeping("job.note-contract-end", in: all) + keeping("job.record-method-erasure", in: all))

    private static func keeping(_ command: String, in stages: Set<JobStage>) -> [Transition<JobStage>] {
        allCases.filter(stages.contains).map { Transition(command, from: [$0], to: [$0], by: [.system]) }
    }
}
