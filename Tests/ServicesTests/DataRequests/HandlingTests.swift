import DataRequests
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing

@Suite struct HandlingTests {
    @Test func `nothing is taken in before the conditions are accepted`() throws {
        var story = try DataRequestStory.at(.conditionsOpen)
        for name in ["request.receive", "request.record-intake"] {
            let command = try #require(story.command(name))
            #expect(story.scenario.codes(of: command, by: story.receiver) == ["E-REQUEST-CONDITIONS"])
        }
        let events = try story.scenario.run(.requestAcceptConditions(id: "REQ-1"), by: story.broker).events
        guard case .requestConditionsAccepted(let conditions) = events[0] else {
            throw Refusal.notFound("event", "requestConditionsAccepted")
        }
        #expect(conditions == ["目的外の利用をしないこと。", "kは10以上とすること。"])
        #expect(story.scenario.codes(of: story.intake(), by: story.receiver).isEmpty)
    }

    @Test func `what was granted becomes a source with its contract and conditions`() throws {
        var story = try DataRequestStory.at(.awaitingData)
        let decision = try story.scenario.run(story.intake(), by: story.receiver)
        guard case .requestReceived(_, let source, _) = decision.events[0] else {
            throw Refusal.notFound("event", "requestReceived")
        }
        #expect(decision.tenant == "132292")
        #expect(source.request == "REQ-1" && source.file == "FILE-1")
        #expect(source.municipality.description == "132292")
        #expect(source.decision == DataRequestStory.granted)
        #expect(source.contract == (try ContractSamples.effective()))
    }

    @Test func `a file with problems is kept apart until another one comes`() throws {
        var story = try DataRequestStory.at(.quarantined)
        #expect(story.scenario.state.view(of: "REQ-1")?.blockers == [DataRequestStory.problem])
        try story.scenario.run(story.intake(item: "132292.REQ-1.b2"), by: story.receiver)
        #expect(story.stage() == "held")
        // Both are named when it is erased.
        try story.scenario.run(.requestWithdraw(id: "REQ-1", reason: "撤回"), by: story.approver)
        let events = story.scenario.runDue()
        guard case .requestErasureBegun("REQ-1", ["132292.REQ-1.a1", "132292.REQ-1.b2"], "withdrawn") = events.first
        else {
            Issue.record("\(events)")
            return
        }
    }

    @Test func `a second file is refused`() throws {
        let story = try DataRequestStory.at(.held)
        let refusal = story.scenario.refusal(of: story.intake(item: "132292.REQ-1.b2"), by: story.receiver)
        #expect(refusal?.kind == .conflict)
        #expect(refusal?.reasons.map(\.code) == ["E-REQUEST-HELD"])
    }

    @Test(arguments: [
        ("E-MANIFEST-ENCODING", "shift-jis", ",", 3, day(2026, 3, 31)),
        ("E-MANIFEST-ENCODING", "auto", ",", 3, day(2026, 3, 31)),
        ("E-MANIFEST-DELIMITER", "utf-8", "", 3, day(2026, 3, 31)),
        ("E-MANIFEST-DELIMITER", "utf-8", "、", 3, day(2026, 3, 31)),
        ("E-MANIFEST-DELIMITER", "utf-8", "\"", 3, day(2026, 3, 31)),
        ("E-MANIFEST-ROWS", "utf-8", ",", 0, day(2026, 3, 31)),
        ("E-DATE-FUTURE", "utf-8", ",", 3, day(2026, 4, 2)),
    ])
    func `a manifest declares what can be checked`(
        code: String, encoding: String, delimiter: String, rows: Int, asOf: CivilDate
    ) throws {
        let story = try DataRequestStory.at(.awaitingData)
        let manifest = TransferManifest(
            sha256: ContentHash(of: "file"), rows: rows, encoding: encoding, delimiter: delimiter, asOf: asOf)
        let command = DataRequestCommand.requestReceive(id: "REQ-1", path: "file.csv", manifest: manifest)
        #expect(story.scenario.codes(of: command, by: story.receiver) == [code])
    }

    @Test(arguments: [RequestStage.conditionsOpen, .awaitingData, .quarantined, .held])
    func `a municipality may withdraw before the delivery`(stage: RequestStage) throws {
        var story = try DataRequestStory.at(stage)
        let empty = DataRequestCommand.requestWithdraw(id: "REQ-1", reason: "")
        #expect(story.scenario.codes(of: empty, by: story.approver) == ["E-REASONS"])
        try story.scenario.run(.requestWithdraw(id: "REQ-1", reason: "事情の変更"), by: story.approver)
        #expect(story.stage() == "withdrawn")
        let events = story.scenario.runDue()
        #expect(events.count == (stage == .quarantined || stage == .held ? 1 : 0))
    }

    @Test func `after the delivery a withdrawal is refused with what remains`() throws {
        let story = try DataRequestStory.at(.delivered)
        let withdraw = DataRequestCommand.requestWithdraw(id: "REQ-1", reason: "事情の変更")
        let refusal = story.scenario.refusal(of: withdraw, by: story.approver)
        #expect(refusal?.kind == .state)
        #expect(refusal?.reasons.first?.english.contains("delivered already") == true)
    }

    @Test func `the sources are due at the agreed time and not a day earlier`() throws {
        var story = try DataRequestStory.at(.delivered)
        // 14 days after 1 April.
        #expect(story.scenario.state.view(of: "REQ-1")?.dueAt == Instant(endOf: day(2026, 4, 15)))
        story.scenario.now = Instant(endOf: day(2026, 4, 15))
        #expect(story.scenario.state.due(at: story.scenario.now).isEmpty)
        #expect(story.scenario.codes(of: .requestErase(id: "REQ-1"), by: story.custodian) == ["E-ERASE-NOT-DUE"])
        story.scenario.now = Instant(startOf: day(2026, 4, 16))
        #expect(story.scenario.codes(of: .requestErase(id: "REQ-1"), by: story.custodian).isEmpty)
        guard case .requestErasureBegun("REQ-1", ["132292.REQ-1.a1"], "agreed-time") = story.scenario.runDue().first
        else {
            Issue.record("no erasure")
            return
        }
    }

    @Test(arguments: [RequestStage.quarantined, .held, .delivered])
    func `everything is given up with the contract or the certification`(stage: RequestStage) throws {
        let ends: [(DataRequestCommand, String)] = [
            (.roundNoteContractEnd(contract: "CON-1", end: .expired), "contract-expired"),
            (.roundNoteContractEnd(contract: "CON-1", end: .cancelled), "contract-cancelled"),
            (.standingNote(standing: .revoked), "certification-over"),
            (.standingNote(standing: .lapsed), "certification-over"),
            (.standingNote(standing: .closed), "certification-over"),
        ]
        for (note, expected) in ends {
            var story = try DataRequestStory.at(stage)
            try story.scenario.run(note, by: .system)
            let begun = story.scenario.runDue().compactMap { event -> String? in
                if case .requestErasureBegun("REQ-1", _, let reason) = event { reason } else { nil }
            }
            #expect(begun == [expected])
            #expect(story.scenario.runDue().isEmpty)
        }
        // A suspension takes nothing away.
        var story = try DataRequestStory.at(stage)
        try story.scenario.run(.standingNote(standing: .suspended), by: .system)
        #expect(story.scenario.runDue().isEmpty)
    }

    @Test func `a file in quarantine is given up by hand only`() throws {
        var story = try DataRequestStory.at(.quarantined)
        #expect(story.scenario.runDue().isEmpty)
        let events = try story.scenario.run(.requestErase(id: "REQ-1"), by: story.custodian).events
        guard case .requestErasureBegun(_, _, "quarantined") = events[0] else {
            throw Refusal.notFound("event", "requestErasureBegun")
        }
    }

    @Test func `what is needed is not erased and what never came cannot be`() throws {
        let held = try DataRequestStory.at(.held)
        #expect(held.scenario.codes(of: .requestErase(id: "REQ-1"), by: held.custodian) == ["E-ERASE-NOT-DUE"])
        var bare = try DataRequestStory.at(.awaitingData)
        try bare.scenario.run(.requestWithdraw(id: "REQ-1", reason: "撤回"), by: bare.approver)
        #expect(bare.scenario.codes(of: .requestErase(id: "REQ-1"), by: bare.custodian) == ["E-ERASE-NOTHING"])
        #expect(bare.scenario.runDue().isEmpty)
    }

    @Test func `an incomplete destruction is not recorded`() throws {
        let story = try DataRequestStory.at(.erasing)
        let none = DataRequestCommand.requestRecordErasure(id: "REQ-1", destroyed: [])
        #expect(story.scenario.codes(of: none, by: .system) == ["E-ERASE-INCOMPLETE"])
    }

    @Test func `the certificate waits for both erasures`() throws {
        var story = try DataRequestStory.at(.erasing)
        let certificate = try #require(story.command("request.record-certificate"))
        #expect(try story.scenario.decide(certificate, by: .system).events.isEmpty)
        try story.scenario.run(.requestNoteMethodErasure(id: "REQ-1", destroyed: []), by: .system)
        #expect(try story.scenario.decide(certificate, by: .system).events.isEmpty)
        try story.scenario.run(
            .requestRecordErasure(id: "REQ-1", destroyed: [DataRequestStory.destroyed]), by: .system)
        #expect(try story.scenario.run(certificate, by: .system).events.count == 1)
        #expect(try story.scenario.decide(certificate, by: .system).events.isEmpty)
        #expect(story.stage() == "erased")
    }
}
