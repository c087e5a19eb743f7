import FileRegister
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing

/// The yearly review (年次点検). Stories begin on 2026-04-01, in the fiscal year 2026.
@Suite struct RegisterReviewTests {
    static let clerk = RegisterTests.clerk
    static let unchanged = FileRegisterCommand.registerReview(id: "FILE-1", entry: nil)

    static func inNextYear() throws -> Scenario<FileRegisterState> {
        var story = try RegisterTests.published()
        story.wait(until: day(2027, 4, 1))
        return story
    }

    @Test func `a new fiscal year asks once for the review of what was published before`() throws {
        var story = try RegisterTests.published()
        story.wait(until: day(2027, 3, 31))
        #expect(story.runDue().isEmpty)
        story.wait(until: day(2027, 4, 1))
        #expect(story.runDue().names == ["register.review-asked"])
        #expect(story.runDue().isEmpty)
        let view = try #require(story.state.view(of: "FILE-1"))
        #expect(view.turn == .municipality && view.state == "published")
        #expect(view.dueAt == Instant(endOf: day(2028, 3, 31)))
        #expect(view.next == [NextStep(command: "register.review", roles: [.municipalClerk])])
    }

    @Test func `no change is recorded in one step and ends the waiting`() throws {
        var story = try Self.inNextYear()
        story.runDue()
        let events = try story.run(Self.unchanged, by: Self.clerk).events
        guard case .registerReviewed(2027, true, Self.clerk.id) = try #require(events.first) else {
            Issue.record("not reviewed: \(events)")
            return
        }
        #expect(events.count == 1)
        let view = try #require(story.state.view(of: "FILE-1"))
        #expect(view.turn == .none && view.dueAt == nil)
        #expect(view.facts["reviewedFiscalYear"] == 2027 && view.facts["reviewedUnchanged"] == true)
        #expect(view.facts["reviewedOn"] == "2027-04-01" && view.facts["reviewedBy"] == .string(Self.clerk.id))
        #expect(view.facts["changedOn"] == "2026-04-01")
    }

    @Test func `a second review of the same year without change is nothing new`() throws {
        var story = try Self.inNextYear()
        try story.run(Self.unchanged, by: Self.clerk)
        #expect(try story.run(Self.unchanged, by: Self.clerk).events.isEmpty)
        // The entry as it stands is no correction either.
        let same = FileRegisterCommand.registerReview(id: "FILE-1", entry: try registerEntry())
        #expect(try story.run(same, by: Self.clerk).events.isEmpty)
        #expect(story.runDue().isEmpty)
    }

    @Test func `a review with a corrected entry corrects and reviews`() throws {
        var story = try Self.inNextYear()
        let entry = try registerEntry { $0.personCount = 51_000 }
        let events = try story.run(.registerReview(id: "FILE-1", entry: entry), by: Self.clerk).events
        #expect(events.names == ["register.corrected", "register.reviewed"])
        let view = try #require(story.state.view(of: "FILE-1"))
        #expect(view.facts["personCount"] == 51_000 && view.facts["reviewedUnchanged"] == false)
        #expect(view.facts["changedOn"] == "2027-04-01")
    }

    @Test func `a review is held to the rules of publication`() throws {
        let story = try Self.inNextYear()
        let small = try registerEntry { $0.personCount = 999 }
        #expect(
            story.codes(of: .registerReview(id: "FILE-1", entry: small), by: Self.clerk) == ["E-REGISTER-PERSON-COUNT"])
        let moved = try registerEntry { $0.municipality = (try? MunicipalityCode("132110")) ?? $0.municipality }
        #expect(
            story.codes(of: .registerReview(id: "FILE-1", entry: moved), by: Self.clerk) == ["E-OTHER-MUNICIPALITY"])
        let stranger = Actor.with(.municipalClerk, of: .kodaira)
        #expect(story.codes(of: Self.unchanged, by: stranger) == ["E-OTHER-MUNICIPALITY"])
        #expect(story.codes(of: .registerReview(id: "FILE-2", entry: nil), by: Self.clerk) == ["E-NOT-FOUND"])
    }

    @Test func `drafts and struck files are not asked for, and a late server asks for the present year only`() throws {
        var draft = try RegisterTests.drafted()
        draft.wait(until: day(2028, 6, 1))
        #expect(draft.runDue().isEmpty)
        var struck = try RegisterTests.published()
        try struck.run(.registerStrike(id: "FILE-1", reason: "保有終了"), by: RegisterTests.approver)
        struck.wait(until: day(2028, 6, 1))
        #expect(struck.runDue().isEmpty)
        var late = try RegisterTests.published()
        late.wait(until: day(2028, 6, 1))
        guard case .registerReviewAsked(2028, day(2029, 3, 31)) = try #require(late.runDue().first) else {
            Issue.record("another year was asked for")
            return
        }
    }

    @Test func `a review that was missed stays overdue when the next year asks again`() throws {
        var story = try Self.inNextYear()
        story.runDue()
        story.wait(until: day(2028, 4, 1))
        #expect(story.runDue().names == ["register.review-asked"])
        #expect(story.state.view(of: "FILE-1")?.dueAt == Instant(endOf: day(2028, 3, 31)))
        try story.run(Self.unchanged, by: Self.clerk)
        #expect(story.state.view(of: "FILE-1")?.dueAt == nil && story.runDue().isEmpty)
    }

    @Test func `striking out ends the waiting`() throws {
        var story = try Self.inNextYear()
        story.runDue()
        try story.run(.registerStrike(id: "FILE-1", reason: "保有終了"), by: RegisterTests.approver)
        let view = try #require(story.state.view(of: "FILE-1"))
        #expect(view.turn == .none && view.dueAt == nil)
    }
}
