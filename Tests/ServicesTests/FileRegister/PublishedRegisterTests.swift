import FileRegister
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing

@Suite struct PublishedRegisterTests {
    static let clerk = RegisterTests.clerk
    static let approver = RegisterTests.approver

    @Test func `a correction is in the register at once and the entry stays published`() throws {
        var story = try RegisterTests.published()
        let changed = try registerEntry { $0.personCount = 49_000 }
        let correct = FileRegisterCommand.registerCorrect(id: "FILE-1", entry: changed, reason: "年次更新")
        guard case .registerCorrected("FILE-1", changed, "年次更新") = try story.run(correct, by: Self.clerk).events.first
        else {
            Issue.record("not corrected")
            return
        }
        let view = try #require(story.state.view(of: "FILE-1"))
        #expect(view.state == "published")
        #expect(view.facts["personCount"] == .integer(49_000))
    }

    @Test func `a correction is held to the same rules as publication`() throws {
        let story = try RegisterTests.published()
        let small = try registerEntry { $0.personCount = 999 }
        #expect(
            story.codes(of: .registerCorrect(id: "FILE-1", entry: small, reason: "減少"), by: Self.clerk)
                == ["E-REGISTER-PERSON-COUNT"])
        #expect(
            story.codes(of: .registerCorrect(id: "FILE-1", entry: try registerEntry(), reason: ""), by: Self.clerk)
                == ["E-REASONS"])
    }

    @Test func `an assessment that ends the eligibility takes the file out of the solicitation at once`() throws {
        var story = try RegisterTests.published()
        let events = try story.run(
            .registerAssess(id: "FILE-1", assessment: RegisterTests.ineligible), by: Self.approver
        ).events
        #expect(events.count == 2)
        guard case .registerCorrected("FILE-1", let entry, _) = try #require(events.last) else {
            Issue.record("not corrected: \(events)")
            return
        }
        #expect(!entry.solicitable)
    }

    @Test func `one body publishes a name once, another body may use it too`() throws {
        var story = try RegisterTests.published()
        try story.run(.registerDraft(entry: try registerEntry()), by: Self.clerk)
        try story.run(.registerAssess(id: "FILE-2", assessment: RegisterTests.eligible), by: Self.clerk)
        #expect(story.codes(of: .registerPublish(id: "FILE-2"), by: Self.approver) == ["E-REGISTER-DUPLICATE"])
        try story.run(.registerSave(id: "FILE-2", entry: try registerEntry { $0.body = "教育委員会" }), by: Self.clerk)
        #expect(story.codes(of: .registerPublish(id: "FILE-2"), by: Self.approver) == [])
    }

    @Test func `nobody touches another municipality's file`() throws {
        let story = try RegisterTests.published()
        let clerk = Actor.with(.municipalClerk, of: .kodaira)
        let approver = Actor.with(.municipalApprover, of: .kodaira)
        let entry = try registerEntry()
        let commands: [(FileRegisterCommand, Actor)] = [
            (.registerDraft(entry: entry), clerk), (.registerCorrect(id: "FILE-1", entry: entry, reason: "x"), clerk),
            (.registerAssess(id: "FILE-1", assessment: RegisterTests.eligible), clerk),
            (.registerStrike(id: "FILE-1", reason: "x"), approver),
        ]
        for (command, actor) in commands {
            #expect(story.codes(of: command, by: actor) == ["E-OTHER-MUNICIPALITY"], "\(command)")
        }
        let moved = try registerEntry { $0.municipality = (try? MunicipalityCode("132110")) ?? $0.municipality }
        #expect(
            story.codes(of: .registerCorrect(id: "FILE-1", entry: moved, reason: "x"), by: Self.clerk)
                == ["E-OTHER-MUNICIPALITY"])
    }

    @Test func `what was made of a file is recorded once, also after it was struck out`() throws {
        var story = try RegisterTests.published()
        let created = CreatedInformation(
            contract: "CON-1", personCount: 48_000, items: ["要介護度"], desk: "総務課", until: day(2031, 3, 31))
        let record = FileRegisterCommand.registerRecordCreation(id: "FILE-1", created: created)
        #expect(try story.run(record, by: .system).events.count == 1)
        #expect(try story.run(record, by: .system).events.isEmpty)
        try story.run(.registerStrike(id: "FILE-1", reason: "保有終了"), by: Self.approver)
        let other = CreatedInformation(
            contract: "CON-2", personCount: 48_000, items: ["要介護度"], desk: "総務課", until: day(2031, 3, 31))
        #expect(try story.run(.registerRecordCreation(id: "FILE-1", created: other), by: .system).events.count == 1)
        #expect(story.state.view(of: "FILE-1")?.related == ["CON-1", "CON-2"])
    }

    static func story(in stage: RegisterStage) throws -> Scenario<FileRegisterState> {
        if stage == .draft {
            var story = try RegisterTests.drafted()
            try story.run(.registerAssess(id: "FILE-1", assessment: RegisterTests.eligible), by: clerk)
            return story
        }
        var story = try RegisterTests.published()
        if stage == .struck { try story.run(.registerStrike(id: "FILE-1", reason: "x"), by: approver) }
        return story
    }

    static func command(_ name: String) throws -> FileRegisterCommand? {
        switch name {
        case "register.save": .registerSave(id: "FILE-1", entry: try registerEntry())
        case "register.assess": .registerAssess(id: "FILE-1", assessment: RegisterTests.eligible)
        case "register.publish": .registerPublish(id: "FILE-1")
        case "register.correct": .registerCorrect(id: "FILE-1", entry: try registerEntry(), reason: "x")
        case "register.strike": .registerStrike(id: "FILE-1", reason: "x")
        case "register.record-creation":
            .registerRecordCreation(
                id: "FILE-1",
                created: CreatedInformation(
                    contract: "CON-1", personCount: 1, items: [], desk: "", until: day(2031, 3, 31)))
        case "register.end-creation": .registerEndCreation(id: "FILE-1", contract: "CON-1")
        case "register.ask-review": .registerAskReview(id: "FILE-1", fiscalYear: 2027)
        case "register.review": .registerReview(id: "FILE-1", entry: nil)
        default: nil
        }
    }

    @Test(arguments: RegisterStage.transitions.cells)
    func `an entry keeps its table`(_ cell: TableCell<RegisterStage>) throws {
        let command = try #require(try Self.command(cell.command))
        let story = try Self.story(in: cell.state)
        #expect(story.contradiction(to: cell, by: command, of: "FILE-1") == nil)
        if cell.answer == .passes { #expect(story.refusal(of: command, by: .with([cell.role])) == nil) }
    }

    @Test func `the organization drafts nothing in a municipality's place`() throws {
        let story = try Scenario(FileRegisterState.self)
        let command = FileRegisterCommand.registerDraft(entry: try registerEntry())
        for role in Role.allCases where role != .municipalClerk {
            #expect(story.codes(of: command, by: .with([role])) == ["E-ROLE"], "\(role)")
        }
        #expect(story.codes(of: .registerPublish(id: "FILE-9"), by: Self.approver) == ["E-NOT-FOUND"])
    }
}
