import Anonymization
import Messages
import ServiceRuntime
import Testing
import TestSupport

@Suite struct AnonymizationDecideTests {
    @Test func `a recipe is approved by another person than its author`() throws {
        var story = try JobStories.recipe(.proposed)
        let both = Actor.with(.engineer, .recipeApprover, id: "author")
        let refusal = try #require(story.refusal(of: .recipeApprove(id: "RCP-1"), by: both))
        #expect(refusal.kind == .secondPerson)
        let decision = try story.run(.recipeApprove(id: "RCP-1"), by: JobStories.approver)
        guard case .recipeApproved(let approver)? = decision.events.first else { throw Unexpected() }
        #expect(approver == "approver")
        #expect(story.codes(of: .recipeApprove(id: "RCP-1"), by: JobStories.approver) == ["E-STATE"])
        #expect(story.codes(of: .recipeApprove(id: "RCP-2"), by: JobStories.approver) == ["E-NOT-FOUND"])
    }

    @Test func `a rejection needs a reason`() throws {
        let story = try JobStories.recipe(.proposed)
        #expect(story.codes(of: .recipeReject(id: "RCP-1", reasons: [""]), by: JobStories.approver) == ["E-REASONS"])
    }

    @Test func `a job gets only an approved recipe`() throws {
        var story = try JobStories.recipe(.proposed)
        try story.run(.jobPlan(source: SourceFixture().source()), by: .system)
        let assign = AnonymizationCommand.jobAssign(id: "JOB-1", recipe: "RCP-1")
        #expect(story.codes(of: assign, by: JobStories.engineer) == ["E-RECIPE-NOT-APPROVED"])
        #expect(
            story.codes(of: .jobAssign(id: "JOB-1", recipe: "RCP-9"), by: JobStories.engineer) == ["E-NOT-FOUND"])
    }

    @Test func `conflicting rules refuse the assignment with the clause`() throws {
        var fixture = SourceFixture()
        fixture.set("氏名", "insensitive")
        let story = try JobStories.job(.planned, fixture)
        let refusal = try #require(
            story.refusal(of: .jobAssign(id: "JOB-1", recipe: "RCP-1"), by: JobStories.engineer))
        #expect(refusal.kind == .invalid)
        #expect(refusal.reasons.map(\.clause) == ["個人情報の保護に関する法律施行規則62条1号"])
    }

    @Test func `a start counts its attempts and a second click is refused`() throws {
        var story = try JobStories.job(.failed)
        let decision = try story.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        guard case .jobStarted(let id, let attempt, let person)? = decision.events.first else { throw Unexpected() }
        #expect(id == "JOB-1" && attempt == 2 && person == "engineer")
        #expect(decision.tenant == "132292")
        #expect(story.codes(of: .jobStart(id: "JOB-1"), by: JobStories.engineer) == ["E-STATE"])
    }

    @Test(arguments: [MachineCheck.pass, .review, .fail]) func `the machine's verdict decides where a result goes`(
        check: MachineCheck
    ) throws {
        let fixture = SourceFixture()
        var story = try JobStories.job(.running, fixture)
        let result = fixture.result(k: check == .pass ? 50 : check == .review ? 3 : 2)
        let decision = try story.run(.jobRecordResult(id: "JOB-1", attempt: 1, result: result), by: .system)
        guard case .outputMachineChecked(let found, _)? = decision.events.last else { throw Unexpected() }
        #expect(found == check)
        #expect(JobStories.state(story) == (check == .fail ? "failed" : "awaiting-check"))
    }

    @Test(arguments: ["author", "engineer", "checker"]) func `the checker has no part in the job`(id: String) throws {
        let story = try JobStories.job(.awaitingCheck)
        let person = Actor.with(.outputChecker, .engineer, id: id)
        for command in [
            AnonymizationCommand.outputApprove(id: "JOB-1", note: ""),
            .outputRequestChanges(id: "JOB-1", reasons: ["x"]),
        ] {
            let refusal = story.refusal(of: command, by: person)
            #expect(refusal?.kind == (id == "checker" ? nil : .secondPerson))
        }
    }

    @Test func `whoever ran an earlier attempt may not check a later one`() throws {
        var story = try JobStories.job(.failed)
        try story.run(.jobStart(id: "JOB-1"), by: .with(.engineer, id: "second"))
        try story.run(.jobRecordResult(id: "JOB-1", attempt: 2, result: SourceFixture().result()), by: .system)
        let first = Actor.with(.outputChecker, id: "engineer")
        #expect(story.codes(of: .outputApprove(id: "JOB-1", note: ""), by: first) == ["E-SECOND-PERSON"])
    }

    @Test func `an approval carries everything the delivery needs`() throws {
        let fixture = SourceFixture()
        let story = try JobStories.job(.awaitingCheck, fixture)
        let decision = try story.decide(.outputApprove(id: "JOB-1", note: "よし"), by: JobStories.checker)
        guard case .outputApproved(let approved, _)? = decision.events.first else { throw Unexpected() }
        #expect(approved.author == "author" && approved.operator == "engineer" && approved.checker == "checker")
        #expect(approved.result == fixture.result())
        #expect(try approved.rules == fixture.composed())
        #expect(approved.job == "JOB-1")
    }

    @Test func `requested changes lead back to the assignment and can be run again`() throws {
        var story = try JobStories.job(.awaitingCheck)
        try story.run(.outputRequestChanges(id: "JOB-1", reasons: ["年齢が粗い"]), by: JobStories.checker)
        #expect(JobStories.state(story) == "assigned")
        #expect(story.state.view(of: "JOB-1")?.blockers.contains { $0.japanese == "年齢が粗い" } == true)
        try story.run(.jobAssign(id: "JOB-1", recipe: "RCP-1"), by: JobStories.engineer)
        try story.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        #expect(JobStories.state(story) == "running")
    }

    @Test func `a file is planned once`() throws {
        let story = try JobStories.job(.planned)
        #expect(try story.decide(.jobPlan(source: SourceFixture().source()), by: .system).events.isEmpty)
        var other = SourceFixture()
        other.item = "source-2"
        other.request = "REQ-2"
        #expect(try story.decide(.jobPlan(source: other.source()), by: .system).subject == "JOB-2")
    }
}

/// A test met an event of another kind than it expects.
struct Unexpected: Error {}
