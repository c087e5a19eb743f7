import Anonymization
import Messages
import Primitives
import ServiceRuntime
import TestSupport

/// Histories that lead to every state of a recipe and a job.
enum JobStories {
    static let author = Actor.with(.engineer, id: "author")
    static let engineer = Actor.with(.engineer, id: "engineer")
    static let approver = Actor.with(.recipeApprover, id: "approver")
    static let checker = Actor.with(.outputChecker, id: "checker")

    typealias Story = Scenario<AnonymizationState>

    /// A certified organization; nothing else.
    static func beginning() throws -> Story {
        var story = try Story()
        try story.run(.standingNote(standing: .certified), by: .system)
        return story
    }

    /// RCP-1 in a state.
    static func recipe(_ stage: RecipeStage, _ fixture: SourceFixture = SourceFixture()) throws -> Story {
        var story = try beginning()
        try story.run(.recipeRecord(summary: fixture.recipe), by: author)
        switch stage {
        case .proposed: break
        case .approved: try story.run(.recipeApprove(id: "RCP-1"), by: approver)
        case .rejected: try story.run(.recipeReject(id: "RCP-1", reasons: ["k が小さい"]), by: approver)
        }
        return story
    }

    /// JOB-1 in a state, with the approved recipe RCP-1.
    static func job(_ stage: JobStage, _ fixture: SourceFixture = SourceFixture()) throws -> Story {
        var story = try recipe(.approved, fixture)
        try story.run(.jobPlan(source: fixture.source()), by: .system)
        if stage == .planned { return story }
        if stage == .aborted {
            try story.run(.jobAbort(id: "JOB-1", reason: "誤って計画した"), by: engineer)
            return story
        }
        try story.run(.jobAssign(id: "JOB-1", recipe: "RCP-1"), by: engineer)
        if stage == .assigned { return story }
        try story.run(.jobStart(id: "JOB-1"), by: engineer)
        if stage == .running { return story }
        if stage == .failed {
            try story.run(
                .jobRecordFailure(id: "JOB-1", attempt: 1, reasons: [Reason("E-X", "failed", "失敗")]), by: .system)
            return story
        }
        try story.run(.jobRecordResult(id: "JOB-1", attempt: 1, result: fixture.result()), by: .system)
        if stage == .awaitingCheck { return story }
        try story.run(.outputApprove(id: "JOB-1", note: "問題なし"), by: checker)
        return story
    }

    static func state(_ story: Story, _ id: String = "JOB-1") -> String? { story.state.view(of: id)?.state }

    /// The commands on RCP-1 and JOB-1 by their names.
    static func command(_ name: String, _ fixture: SourceFixture = SourceFixture()) throws -> AnonymizationCommand? {
        switch name {
        case "recipe.approve": .recipeApprove(id: "RCP-1")
        case "recipe.reject": .recipeReject(id: "RCP-1", reasons: ["理由"])
        case "job.assign": .jobAssign(id: "JOB-1", recipe: "RCP-1")
        case "job.start": .jobStart(id: "JOB-1")
        case "job.abort": .jobAbort(id: "JOB-1", reason: "理由")
        case "job.record-result": .jobRecordResult(id: "JOB-1", attempt: 1, result: fixture.result())
        case "job.record-failure": .jobRecordFailure(id: "JOB-1", attempt: 1, reasons: [])
        case "output.approve": .outputApprove(id: "JOB-1", note: "")
        case "output.request-changes": .outputRequestChanges(id: "JOB-1", reasons: ["理由"])
        case "job.note-withdrawal": .jobNoteWithdrawal(request: "REQ-1", reason: "理由")
        case "job.note-contract-end": .jobNoteContractEnd(contract: "CON-1", end: .expired)
        case "job.record-method-erasure": .jobRecordMethodErasure(request: "REQ-1", destroyed: [])
        default: nil
        }
    }
}
