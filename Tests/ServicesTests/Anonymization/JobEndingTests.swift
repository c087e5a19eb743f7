import Anonymization
import Messages
import Primitives
import ServiceRuntime
import Testing
import TestSupport

/// What takes the ground from under a running job.
enum Ending: String, CaseIterable, Sendable {
    case suspended, revoked, lapsed, closed, expired, cancelled, erased, withdrawn
}

@Suite struct JobEndingTests {
    private func end(_ story: inout JobStories.Story, by ending: Ending) throws {
        switch ending {
        case .suspended: try story.run(.standingNote(standing: .suspended), by: .system)
        case .revoked: try story.run(.standingNote(standing: .revoked), by: .system)
        case .lapsed: try story.run(.standingNote(standing: .lapsed), by: .system)
        case .closed: try story.run(.standingNote(standing: .closed), by: .system)
        case .expired: try story.run(.jobNoteContractEnd(contract: "CON-1", end: .expired), by: .system)
        case .cancelled: try story.run(.jobNoteContractEnd(contract: "CON-1", end: .cancelled), by: .system)
        case .erased: try story.run(.jobRecordMethodErasure(request: "REQ-1", destroyed: []), by: .system)
        case .withdrawn: try story.run(.jobNoteWithdrawal(request: "REQ-1", reason: "議会の求め"), by: .system)
        }
    }

    @Test(arguments: Ending.allCases) func `a result that comes in afterwards is not taken`(ending: Ending) throws {
        var story = try JobStories.job(.running)
        try end(&story, by: ending)
        let decision = try story.run(
            .jobRecordResult(id: "JOB-1", attempt: 1, result: SourceFixture().result()), by: .system)
        switch decision.events.first {
        case .jobAborted(let id, let reason):
            #expect(id == "JOB-1" && !reason.isEmpty && ending != .withdrawn)
        case .jobResultDiscarded(_, let attempt, _): #expect(attempt == 1 && ending == .withdrawn)
        default: throw Unexpected()
        }
        #expect(JobStories.state(story) == "aborted")
    }

    @Test(arguments: Ending.allCases) func `a running job is aborted by itself`(ending: Ending) throws {
        var story = try JobStories.job(.running)
        #expect(story.runDue().isEmpty)
        try end(&story, by: ending)
        story.runDue()
        #expect(JobStories.state(story) == "aborted")
        #expect(story.runDue().isEmpty)
    }

    @Test(arguments: Ending.allCases) func `a job that waits does not start`(ending: Ending) throws {
        var story = try JobStories.job(.assigned)
        try end(&story, by: ending)
        let codes = story.codes(of: .jobStart(id: "JOB-1"), by: JobStories.engineer)
        let expected =
            switch ending {
            case .suspended, .revoked, .lapsed, .closed: "E-NOT-CERTIFIED"
            case .expired, .cancelled: "E-CONTRACT-ENDED"
            case .erased: "E-SOURCE-ERASED"
            case .withdrawn: "E-STATE"
            }
        #expect(codes == [expected])
        let view = try #require(story.state.view(of: "JOB-1"))
        #expect(!view.next.contains { $0.command == "job.start" })
    }

    @Test(arguments: CertificationStanding.allCases) func `a job starts only while the organization is certified`(
        standing: CertificationStanding
    ) throws {
        var story = try JobStories.job(.assigned)
        try story.run(.standingNote(standing: standing), by: .system)
        let codes = story.codes(of: .jobStart(id: "JOB-1"), by: JobStories.engineer)
        #expect(codes == (standing == .certified ? [] : ["E-NOT-CERTIFIED"]))
        var checked = try JobStories.job(.awaitingCheck)
        try checked.run(.standingNote(standing: standing), by: .system)
        let approval = checked.codes(of: .outputApprove(id: "JOB-1", note: ""), by: JobStories.checker)
        #expect(approval == (standing == .certified ? [] : ["E-NOT-CERTIFIED"]))
    }

    @Test func `a suspension keeps waiting jobs, a revocation ends them`() throws {
        var story = try JobStories.job(.assigned)
        try story.run(.standingNote(standing: .suspended), by: .system)
        #expect(story.runDue().isEmpty)
        try story.run(.standingNote(standing: .revoked), by: .system)
        story.runDue()
        #expect(JobStories.state(story) == "aborted")
    }

    @Test func `an expired contract is known by its date too`() throws {
        var story = try JobStories.job(.assigned)
        story.wait(until: day(2028, 3, 31))
        #expect(story.codes(of: .jobStart(id: "JOB-1"), by: JobStories.engineer).isEmpty)
        story.wait(until: day(2028, 4, 1))
        #expect(story.codes(of: .jobStart(id: "JOB-1"), by: JobStories.engineer) == ["E-CONTRACT-ENDED"])
    }

    @Test func `a stale attempt is discarded and a repeated result changes nothing`() throws {
        var story = try JobStories.job(.failed)
        try story.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        let late = try story.run(
            .jobRecordResult(id: "JOB-1", attempt: 1, result: SourceFixture().result()), by: .system)
        guard case .jobResultDiscarded(_, 1, _)? = late.events.first else { throw Unexpected() }
        #expect(JobStories.state(story) == "running")
        let result = AnonymizationCommand.jobRecordResult(id: "JOB-1", attempt: 2, result: SourceFixture().result())
        try story.run(result, by: .system)
        #expect(try story.run(result, by: .system).events.isEmpty)
        #expect(JobStories.state(story) == "awaiting-check")
    }

    @Test func `notes that bring nothing new are ignored`() throws {
        var story = try JobStories.job(.assigned)
        #expect(try story.run(.standingNote(standing: .certified), by: .system).events.isEmpty)
        try story.run(.jobNoteContractEnd(contract: "CON-1", end: .expired), by: .system)
        #expect(try story.run(.jobNoteContractEnd(contract: "CON-1", end: .cancelled), by: .system).events.isEmpty)
        try story.run(.jobRecordMethodErasure(request: "REQ-1", destroyed: []), by: .system)
        #expect(try story.run(.jobRecordMethodErasure(request: "REQ-1", destroyed: []), by: .system).events.isEmpty)
        #expect(try story.run(.jobNoteWithdrawal(request: "REQ-77", reason: "x"), by: .system).events.isEmpty)
    }

    @Test func `an erasure without a job is answered too`() throws {
        var story = try JobStories.beginning()
        let decision = try story.run(.jobRecordMethodErasure(request: "REQ-9", destroyed: []), by: .system)
        guard case .jobMethodErased("REQ-9", let destroyed)? = decision.events.first else { throw Unexpected() }
        #expect(destroyed.isEmpty && decision.subject == "REQ-9")
        var fixture = SourceFixture()
        fixture.request = "REQ-9"
        #expect(try story.run(.jobPlan(source: fixture.source()), by: .system).events.isEmpty)
    }
}
