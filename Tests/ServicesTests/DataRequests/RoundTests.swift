import DataRequests
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing

@Suite struct RoundTests {
    @Test func `a contract becomes one request per municipality, body and file, once`() throws {
        var scenario = try Scenario(DataRequestsState.self)
        let contract = try ContractSamples.effective()
        let decision = try scenario.run(.roundPlan(contract: contract), by: .system)
        guard case .roundPlanned("RND-1", _, let planned) = decision.events[0] else {
            throw Refusal.notFound("event", "roundPlanned")
        }
        #expect(planned.map(\.id) == ["REQ-1", "REQ-2", "REQ-3"])
        #expect(planned.map(\.municipality.description) == ["132292", "132110", "132225"])
        #expect(planned.map(\.body) == ["西東京市長", "小平市長", "東久留米市長"])
        #expect(planned.allSatisfy { $0.items == ContractSamples.items })
        #expect(try scenario.decide(.roundPlan(contract: contract), by: .system).events.isEmpty)
        let next = try scenario.run(.roundPlan(contract: ContractSamples.effective("CON-2")), by: .system)
        guard case .roundPlanned("RND-2", _, let more) = next.events[0] else {
            throw Refusal.notFound("event", "roundPlanned")
        }
        #expect(more.map(\.id) == ["REQ-4", "REQ-5", "REQ-6"])
    }

    @Test func `a round that was sent sends each request to its municipality`() async throws {
        var story = try DataRequestStory()
        try story.scenario.run(.roundSend(id: "RND-1"), by: story.broker)
        let record = try ContractSamples.record(
            DataRequestEvent.roundSent(id: "RND-1"), on: "RND-1", at: story.scenario.now)
        let desk = try DataRequestDesk()
        let reaction = try #require(desk.service.reactions.first { $0.interests == ["round.sent.v1"] })
        let commands = try await reaction.handle(record, story.scenario.state)
        #expect(commands.count == 3)
        var tenants: [String] = []
        for command in commands { tenants.append(try story.scenario.run(command, by: .system).tenant) }
        #expect(tenants == ["132292", "132110", "132225"])
        // 20 business days after Wednesday 1 April 2026; 29 April is a holiday: 30 April.
        #expect(story.scenario.state.view(of: "REQ-1")?.dueAt == Instant(endOf: day(2026, 4, 30)))
        // The list is the same at a second try: a command's key is its place in it.
        #expect(try await reaction.handle(record, story.scenario.state).count == 3)
    }

    @Test(arguments: CertificationStanding.allCases.filter { $0 != .certified })
    func `without certification no request goes out and no file comes in`(standing: CertificationStanding) throws {
        var planned = try DataRequestStory()
        try planned.scenario.run(.standingNote(standing: standing), by: .system)
        #expect(planned.scenario.codes(of: .roundSend(id: "RND-1"), by: planned.broker) == ["E-NOT-CERTIFIED"])

        var sent = try DataRequestStory()
        try sent.scenario.run(.roundSend(id: "RND-1"), by: sent.broker)
        try sent.scenario.run(.standingNote(standing: standing), by: .system)
        let send = DataRequestCommand.requestSend(id: "REQ-1", round: "RND-1")
        #expect(sent.scenario.codes(of: send, by: .system) == ["E-NOT-CERTIFIED"])

        var awaiting = try DataRequestStory.at(.awaitingData)
        try awaiting.scenario.run(.standingNote(standing: standing), by: .system)
        for name in ["request.receive", "request.record-intake"] {
            let command = try #require(awaiting.command(name))
            #expect(awaiting.scenario.codes(of: command, by: awaiting.receiver) == ["E-NOT-CERTIFIED"])
        }
        // The municipality's own acts do not depend on it.
        var drafted = try DataRequestStory.at(.answerDrafted)
        try drafted.scenario.run(.standingNote(standing: standing), by: .system)
        #expect(drafted.scenario.codes(of: .requestDecide(id: "REQ-1"), by: drafted.approver).isEmpty)
    }

    @Test func `what could not be sent during a suspension is sent after it`() throws {
        var story = try DataRequestStory()
        try story.scenario.run(.roundSend(id: "RND-1"), by: story.broker)
        try story.scenario.run(.standingNote(standing: .suspended), by: .system)
        #expect(story.scenario.runDue().isEmpty)
        try story.scenario.run(.standingNote(standing: .certified), by: .system)
        #expect(story.scenario.runDue().count == 3)
        #expect(story.scenario.runDue().isEmpty)
    }

    @Test func `an ended contract sends nothing and takes nothing in`() throws {
        var story = try DataRequestStory()
        try story.scenario.run(.roundNoteContractEnd(contract: "CON-1", end: .cancelled), by: .system)
        #expect(story.scenario.codes(of: .roundSend(id: "RND-1"), by: story.broker) == ["E-CONTRACT-ENDED"])
        let note = DataRequestCommand.roundNoteContractEnd(contract: "CON-1", end: .cancelled)
        #expect(try story.scenario.decide(note, by: .system).events.isEmpty)
        // Of a contract that never took effect nothing is known here.
        let other = DataRequestCommand.roundNoteContractEnd(contract: "CON-7", end: .cancelled)
        #expect(try story.scenario.decide(other, by: .system).events.isEmpty)
        story.scenario.runDue()
        #expect(story.stage(of: "RND-1") == "closed")

        // The last day of use is over, whether its end was noted or not.
        var awaiting = try DataRequestStory.at(.awaitingData)
        awaiting.scenario.wait(until: day(2027, 6, 1))
        let receive = try #require(awaiting.command("request.receive"))
        #expect(awaiting.scenario.codes(of: receive, by: awaiting.receiver) == ["E-CONTRACT-ENDED"])
    }

    @Test func `a refusal of one does not stop the others`() throws {
        var story = try DataRequestStory.at(.refused)
        let kodaira = Actor.with(.municipalClerk, of: .kodaira)
        try story.scenario.run(.requestAcknowledge(id: "REQ-2"), by: kodaira)
        try story.scenario.run(
            .requestDraftAnswer(id: "REQ-2", decision: DataRequestStory.granted), by: kodaira)
        try story.scenario.run(.requestDecide(id: "REQ-2"), by: .with(.municipalApprover, of: .kodaira))
        #expect(story.stage(of: "REQ-1") == "refused")
        #expect(story.stage(of: "REQ-2") == "awaiting-data")
        #expect(story.stage(of: "REQ-3") == "sent")
        let round = try #require(story.scenario.state.view(of: "RND-1"))
        #expect(round.state == "sent")
        #expect(round.facts["outcomes"] == .object(["refused": 1, "granted": 1]))
        #expect(round.facts["personsGranted"] == 50_000)
        #expect(round.facts["personsAsked"] == 150_000)
    }

    @Test func `the round closes with its last request`() throws {
        var story = try DataRequestStory.at(.refused)
        story.scenario.wait(until: day(2026, 6, 1))
        story.scenario.runDue()
        #expect(story.stage(of: "REQ-2") == "unanswered")
        #expect(story.stage(of: "RND-1") == "closed")
        #expect(story.scenario.state.view(of: "RND-1")?.turn == Turn.none)
    }
}
