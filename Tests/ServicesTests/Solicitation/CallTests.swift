import Messages
import Primitives
import ServiceRuntime
import Solicitation
import TestSupport
import Testing

@Suite struct CallTests {
    static let announce = SolicitationCommand.callAnnounce(id: "CALL-1", noticeNumber: "公示第1号")

    @Test func `announcing pins the catalogue, sorted by file`() throws {
        var story = try Stories.ready()
        try story.run(.callDraft(plan: Stories.plan()), by: Stories.clerk)
        let events = try story.run(Self.announce, by: Stories.clerk).events
        guard
            case .callAnnounced("公示第1号", let noticed, let openBy, let catalogue, let hash) = try #require(events.first)
        else {
            Issue.record("not announced: \(events)")
            return
        }
        #expect(noticed == .start)
        #expect(openBy == day(2026, 4, 10))
        #expect(catalogue.map(\.file) == ["FILE-1", "FILE-2"])
        #expect(catalogue.map(\.personCount) == [50_000, 40_000])
        #expect(hash == ContentHash(ofCanonical: catalogue))
    }

    @Test func `the pinned catalogue does not move when the register is corrected`() throws {
        var story = try Stories.open()
        let before = story.state.view(of: "CALL-1")?.facts["catalogueHash"]
        let corrected = try Stories.entry("132292", persons: 1_000)
        try story.run(.catalogueNoteFile(file: "FILE-1", entry: corrected), by: .system)
        #expect(story.state.view(of: "CALL-1")?.facts["catalogueHash"] == before)
        try story.run(.proposalDraft(call: "CALL-1", content: Stories.content()), by: Stories.business)
        #expect(story.codes(of: .proposalSubmit(id: "PROP-1"), by: Stories.business) == [])
    }

    @Test(
        arguments: [
            Variation("E-CALL-TITLE", { $0.title = "" }), Variation("E-CALL-DESK", { $0.desk = "" }),
            Variation("E-CALL-PRODUCTS", { $0.products = [] }),
            // Announced on 1 April: opening on that day is too early, on the next one it is not.
            Variation("E-CALL-NOTICE-BEFORE-OPENING", { $0.opensOn = day(2026, 4, 1) }),
            Variation("E-CALL-OPEN-PERIOD", { $0.closesOn = day(2026, 5, 9) }),
            Variation("E-CALL-FISCAL-YEAR", { $0.fiscalYear = 2025 }), Variation("E-CALL-FILES", { $0.files = [] }),
            Variation("E-CALL-FILE-TWICE", { $0.files = ["FILE-1", "FILE-1"] }),
            Variation("E-CALL-FILE-UNKNOWN", { $0.files = ["FILE-1", "FILE-9"] }),
            Variation("E-CALL-FILE-NOT-SOLICITABLE", { $0.files = ["FILE-3"] }),
            Variation("E-CALL-FILE-STRUCK", { $0.files = ["FILE-4"] }),
        ] as [Variation<Stories.PlanDraft>])
    func `a wrong plan is not announced`(_ row: Variation<Stories.PlanDraft>) throws {
        var story = try Stories.ready()
        let closed = try Stories.entry("132225", persons: 5_000, solicitable: false)
        try story.run(.catalogueNoteFile(file: "FILE-3", entry: closed), by: .system)
        let struck = try Stories.entry("132225", persons: 5_000)
        try story.run(.catalogueNoteFile(file: "FILE-4", entry: struck), by: .system)
        try story.run(.catalogueNoteStrike(file: "FILE-4"), by: .system)
        try story.run(.callDraft(plan: Stories.plan(row.change)), by: Stories.clerk)
        #expect(story.codes(of: Self.announce, by: Stories.clerk) == [row.expected])
    }

    @Test func `a call open for 29 days is refused and the rule is named`() throws {
        var story = try Stories.ready()
        try story.run(.callDraft(plan: Stories.plan { $0.closesOn = day(2026, 5, 9) }), by: Stories.clerk)
        let reason = try #require(story.refusal(of: Self.announce, by: Stories.clerk)?.reasons.first)
        #expect(reason.clause?.contains("規則53条") == true)
        #expect(reason.japanese.contains("規則53条"))
        #expect(reason.english.contains("29"))
    }

    @Test func `an announcement needs the number of its notice`() throws {
        let story = try Stories.story(in: CallStage.draft)
        #expect(
            story.codes(of: .callAnnounce(id: "CALL-1", noticeNumber: ""), by: Stories.clerk) == [
                "E-CALL-NOTICE-NUMBER"
            ])
    }

    @Test func `a call is opened by the system on its day, and by hand not before`() throws {
        var story = try Stories.announced()
        story.now = Instant(endOf: day(2026, 4, 9))
        #expect(story.state.due(at: story.now).isEmpty)
        #expect(story.codes(of: .callOpen(id: "CALL-1"), by: Stories.clerk) == ["E-CALL-NOT-YET"])
        story.now = Instant(startOf: day(2026, 4, 10))
        #expect(story.codes(of: .callOpen(id: "CALL-1"), by: .with(.contractOfficer)) == [])
        #expect(story.runDue().names == ["call.opened"])
        #expect(story.state.due(at: story.now).isEmpty)
    }

    @Test func `a call that was planned with slack may open late, but never for too short a time`() throws {
        var story = try Stories.announced { $0.closesOn = day(2026, 5, 12) }
        story.wait(until: day(2026, 4, 12))
        #expect(story.codes(of: .callOpen(id: "CALL-1"), by: Stories.clerk) == [])
        story.wait(until: day(2026, 4, 13))
        #expect(story.codes(of: .callOpen(id: "CALL-1"), by: Stories.clerk) == ["E-CALL-OPEN-PERIOD"])
        #expect(story.state.due(at: story.now).isEmpty)
    }

    @Test(arguments: CertificationStanding.allCases.filter { $0 != .certified })
    func `while not certified no call is announced and none opens`(_ standing: CertificationStanding) throws {
        var drafted = try Stories.ready(standing: standing)
        try drafted.run(.callDraft(plan: Stories.plan()), by: Stories.clerk)
        #expect(drafted.codes(of: Self.announce, by: Stories.clerk) == ["E-NOT-CERTIFIED"])

        var announced = try Stories.announced()
        try announced.run(.standingNote(standing: standing), by: .system)
        announced.wait(until: day(2026, 4, 10))
        #expect(announced.codes(of: .callOpen(id: "CALL-1"), by: Stories.clerk) == ["E-NOT-CERTIFIED"])
        #expect(announced.codes(of: .callOpen(id: "CALL-1"), by: .system) == ["E-NOT-CERTIFIED"])
        #expect(announced.state.due(at: announced.now).isEmpty)
        #expect(announced.state.view(of: "CALL-1")?.blockers.map(\.code) == ["E-NOT-CERTIFIED"])
    }

    @Test func `a call closes at the end of its last day in Japan`() throws {
        var story = try Stories.open()
        story.now = Instant(endOf: day(2026, 5, 10))
        #expect(story.state.due(at: story.now).isEmpty)
        #expect(story.codes(of: .callClose(id: "CALL-1"), by: .system) == ["E-CALL-RUNNING"])
        story.now = Instant(startOf: day(2026, 5, 11))
        #expect(story.runDue().names == ["call.closed"])
    }

    @Test func `a call is finished only when every proposal received is decided`() throws {
        var story = try Stories.submitted()
        story.wait(until: day(2026, 5, 11))
        story.runDue()
        #expect(story.codes(of: .callFinish(id: "CALL-1"), by: Stories.clerk) == ["E-CALL-PENDING"])
        try story.run(.proposalReject(id: "PROP-1", reasons: ["不適合"]), by: Stories.examiner)
        #expect(story.codes(of: .callFinish(id: "CALL-1"), by: Stories.clerk) == [])
    }

    @Test func `a call is cancelled with a reason, and not once a proposal was received`() throws {
        let cancel = SolicitationCommand.callCancel(id: "CALL-1", reason: "災害")
        let open = try Stories.open()
        #expect(open.codes(of: cancel, by: Stories.clerk) == [])
        #expect(open.codes(of: .callCancel(id: "CALL-1", reason: ""), by: Stories.clerk) == ["E-REASONS"])
        #expect(try Stories.submitted().codes(of: cancel, by: Stories.clerk) == ["E-CALL-RECEIVED"])
    }

    @Test func `people of other bodies run no calls`() throws {
        let story = try Stories.story(in: CallStage.draft)
        #expect(story.codes(of: Self.announce, by: .with(.intakeClerk, of: .kodaira)) == ["E-ORGANIZATION"])
        #expect(
            story.codes(of: .callDraft(plan: Stories.plan()), by: .with(.intakeClerk, of: .business)) == [
                "E-ORGANIZATION"
            ])
        #expect(story.codes(of: .callOpen(id: "CALL-9"), by: Stories.clerk) == ["E-NOT-FOUND"])
    }

    @Test(arguments: CallStage.transitions.cells)
    func `a call keeps its table`(_ cell: TableCell<CallStage>) throws {
        let commands: [String: SolicitationCommand] = [
            "call.save": .callSave(id: "CALL-1", plan: Stories.plan()), "call.announce": Self.announce,
            "call.open": .callOpen(id: "CALL-1"), "call.close": .callClose(id: "CALL-1"),
            "call.finish": .callFinish(id: "CALL-1"), "call.cancel": .callCancel(id: "CALL-1", reason: "x"),
        ]
        let command = try #require(commands[cell.command])
        #expect(try Stories.story(in: cell.state).contradiction(to: cell, by: command, of: "CALL-1") == nil)
    }
}
