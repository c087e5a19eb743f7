import Messages
import Primitives
import ServiceRuntime
import Solicitation
import TestSupport
import Testing

@Suite struct ProposalLifecycleTests {
    @Test func `the clock stands still during a correction, which is possible after the call has closed`() throws {
        var story = try Stories.submitted()
        story.wait(until: day(2026, 4, 20))
        let returned = try story.run(
            .proposalReturn(id: "PROP-1", findings: ["押印漏れ"]), by: Stories.clerk
        ).events
        guard case .proposalReturned(["押印漏れ"], let correctionDue, let due) = try #require(returned.first) else {
            Issue.record("not returned: \(returned)")
            return
        }
        #expect(correctionDue.lastDay == day(2026, 5, 4))
        #expect(due.stoppedOn == day(2026, 4, 20))
        #expect(!due.hasPassed(at: day(2027, 1, 1).morning))

        story.wait(until: day(2026, 5, 25))
        story.runDue()
        let corrected = try story.run(
            .proposalCorrect(id: "PROP-1", content: Stories.content()), by: Stories.business
        ).events
        guard case .proposalCorrected(_, let resumed) = try #require(corrected.first) else {
            Issue.record("not corrected: \(corrected)")
            return
        }
        // 35 days stood still: 14 July becomes 18 August.
        #expect(resumed.lastDay == day(2026, 8, 18))
        #expect(story.state.view(of: "PROP-1")?.state == "submitted")
    }

    @Test func `a correction is held to the same rules as a submission`() throws {
        let story = try Stories.story(in: ProposalStage.returned)
        let wrong = Stories.content { $0.personCount = 999 }
        #expect(
            story.codes(of: .proposalCorrect(id: "PROP-1", content: wrong), by: Stories.business) == [
                "E-PERSON-COUNT-LOW"
            ])
        #expect(
            try Stories.submitted().codes(of: .proposalReturn(id: "PROP-1", findings: []), by: Stories.clerk)
                == ["E-REASONS"])
    }

    @Test func `findings on an old content do not carry over to a corrected one`() throws {
        var story = try Stories.examined()
        try story.run(.proposalReturn(id: "PROP-1", findings: ["利用目的を具体的に"]), by: Stories.examiner)
        try story.run(.proposalCorrect(id: "PROP-1", content: Stories.content()), by: Stories.business)
        try story.run(.proposalAccept(id: "PROP-1"), by: Stories.clerk)
        #expect(
            story.codes(of: Stories.approval, by: Stories.examiner) == Array(repeating: "E-CRITERION-OPEN", count: 4))
    }

    @Test func `a returned proposal is rejected only after its time for correction`() throws {
        var story = try Stories.story(in: ProposalStage.returned)
        let reject = SolicitationCommand.proposalReject(id: "PROP-1", reasons: ["補正なし"])
        // Returned on 15 April; 14 days.
        story.now = Instant(endOf: day(2026, 4, 29))
        #expect(story.codes(of: reject, by: Stories.examiner) == ["E-CORRECTION-RUNNING"])
        story.now = Instant(startOf: day(2026, 4, 30))
        #expect(story.codes(of: reject, by: Stories.examiner) == [])
    }

    @Test func `without an application a conforming proposal lapses after thirty days`() throws {
        var story = try Stories.story(in: ProposalStage.conforming)
        story.now = Instant(endOf: day(2026, 7, 1))
        #expect(story.state.due(at: story.now).allSatisfy { if case .proposalLapse = $0 { false } else { true } })
        #expect(story.codes(of: .proposalLapse(id: "PROP-1"), by: .system) == ["E-DEADLINE-RUNNING"])
        story.now = Instant(startOf: day(2026, 7, 2))
        story.runDue()
        #expect(story.state.view(of: "PROP-1")?.state == "lapsed")
    }

    @Test func `with an application it does not lapse, and one heard of late still counts`() throws {
        var applied = try Stories.story(in: ProposalStage.contractApplied)
        applied.wait(until: day(2026, 9, 1))
        applied.runDue()
        #expect(applied.state.view(of: "PROP-1")?.state == "contract-applied")

        var lapsed = try Stories.story(in: ProposalStage.lapsed)
        let note = SolicitationCommand.proposalNoteContract(id: "PROP-1", contract: "CON-1")
        #expect(try lapsed.run(note, by: .system).events.count == 1)
        #expect(try lapsed.run(note, by: .system).events.isEmpty)
        #expect(
            lapsed.codes(of: .proposalNoteContract(id: "PROP-1", contract: "CON-2"), by: .system)
                == ["E-CONTRACT-OTHER"])
    }

    @Test(arguments: [ProposalStage.draft, .submitted, .returned, .underExamination, .conforming])
    func `the proposer withdraws at any time before the contract`(_ stage: ProposalStage) throws {
        let story = try Stories.story(in: stage)
        #expect(story.codes(of: .proposalWithdraw(id: "PROP-1", reason: "計画の変更"), by: Stories.business) == [])
        #expect(story.codes(of: .proposalWithdraw(id: "PROP-1", reason: ""), by: Stories.business) == ["E-REASONS"])
    }

    @Test func `whose turn it is follows the state, and so does the deadline shown`() throws {
        let expected: [(ProposalStage, Turn, CivilDate?)] = [
            (.draft, .business, nil), (.submitted, .organization, day(2026, 7, 14)),
            (.returned, .business, day(2026, 4, 29)), (.underExamination, .organization, day(2026, 7, 14)),
            (.conforming, .business, day(2026, 7, 1)), (.contractApplied, .none, nil), (.rejected, .none, nil),
            (.withdrawn, .none, nil), (.lapsed, .none, nil),
        ]
        for (stage, turn, due) in expected {
            let view = try #require(try Stories.story(in: stage).state.view(of: "PROP-1"))
            #expect(view.turn == turn, "\(stage)")
            #expect(view.dueAt == due.map { Instant(endOf: $0) }, "\(stage)")
            #expect(view.state == stage.rawValue)
            #expect(view.business == Organization.business.code)
        }
    }

    @Test func `a note that brings nothing new is ignored, and nobody but the system notes`() throws {
        var story = try Stories.ready()
        let notes: [SolicitationCommand] = [
            .catalogueNoteFile(file: "FILE-1", entry: try Stories.entry("132292", persons: 60_000)),
            .catalogueNoteStrike(file: "FILE-1"),
            .barringNote(corporateNumber: Organization.rival.code, until: day(2028, 1, 1), contract: "CON-1"),
            .standingNote(standing: .suspended),
        ]
        for note in notes {
            for role in Role.allCases where role != .system {
                #expect(story.codes(of: note, by: .with([role])) == ["E-ROLE"], "\(note) by \(role)")
            }
            #expect(try story.run(note, by: .system).events.count == 1, "\(note)")
            #expect(try story.run(note, by: .system).events.isEmpty, "\(note)")
        }
    }

    static let commands: [String: SolicitationCommand] = [
        "proposal.save": .proposalSave(id: "PROP-1", content: Stories.content()),
        "proposal.submit": .proposalSubmit(id: "PROP-1"),
        "proposal.return": .proposalReturn(id: "PROP-1", findings: ["x"]),
        "proposal.correct": .proposalCorrect(id: "PROP-1", content: Stories.content()),
        "proposal.accept": .proposalAccept(id: "PROP-1"),
        "proposal.examine": .proposalExamine(id: "PROP-1", findings: Stories.findings),
        "proposal.approve": Stories.approval, "proposal.reject": .proposalReject(id: "PROP-1", reasons: ["x"]),
        "proposal.withdraw": .proposalWithdraw(id: "PROP-1", reason: "x"),
        "proposal.lapse": .proposalLapse(id: "PROP-1"),
        "proposal.note-contract": .proposalNoteContract(id: "PROP-1", contract: "CON-1"),
    ]

    static let stories = Result {
        try Dictionary(uniqueKeysWithValues: ProposalStage.allCases.map { ($0, try Stories.story(in: $0)) })
    }

    @Test(arguments: Set(ProposalStage.transitions.cells.map(\.command)).sorted())
    func `a proposal keeps its table`(_ name: String) throws {
        let command = try #require(Self.commands[name])
        for cell in ProposalStage.transitions.cells where cell.command == name {
            let story = try #require(try Self.stories.get()[cell.state])
            #expect(story.contradiction(to: cell, by: command, of: "PROP-1") == nil)
        }
    }

    @Test func `examiners of other bodies decide nothing`() throws {
        let story = try Stories.examined()
        #expect(story.codes(of: Stories.approval, by: .with(.examiner, of: .kodaira)) == ["E-ORGANIZATION"])
        #expect(story.codes(of: .proposalAccept(id: "PROP-9"), by: Stories.clerk) == ["E-NOT-FOUND"])
    }
}
