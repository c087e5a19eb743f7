import DataRequests
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing

@Suite struct DecisionTests {
    private static func rows(_ rows: [(String, ItemDecision.Answer, Int?, String?)]) -> [ItemDecision] {
        rows.map { ItemDecision(item: $0.0, answer: $0.1, minimumLevel: $0.2, reason: $0.3) }
    }

    private static let bad: [([String], MunicipalDecision)] = [
        (
            ["E-DECISION-MISSING"],
            DataRequestStory.decision(items: rows([("生年月日", .provide, nil, nil), ("性別", .provide, nil, nil)]))
        ),
        (
            ["E-DECISION-UNKNOWN"],
            DataRequestStory.decision(
                items: rows([
                    ("生年月日", .provide, nil, nil), ("性別", .provide, nil, nil), ("町名", .provide, nil, nil),
                    ("氏名", .provide, nil, nil),
                ]))
        ),
        (
            ["E-DECISION-TWICE"],
            DataRequestStory.decision(
                items: rows([
                    ("生年月日", .provide, nil, nil), ("性別", .provide, nil, nil), ("町名", .provide, nil, nil),
                    ("性別", .provide, nil, nil),
                ]))
        ),
        (
            ["E-DECISION-ITEM-REASON"],
            DataRequestStory.decision(
                items: rows([("生年月日", .refuse, nil, " "), ("性別", .provide, nil, nil), ("町名", .provide, nil, nil)]))
        ),
        (
            ["E-DECISION-LEVEL"],
            DataRequestStory.decision(
                items: rows([("生年月日", .provide, 1, nil), ("性別", .provide, nil, nil), ("町名", .provide, nil, nil)]))
        ),
        (
            ["E-DECISION-LEVEL"],
            DataRequestStory.decision(
                items: rows([("生年月日", .generalize, 0, nil), ("性別", .provide, nil, nil), ("町名", .provide, nil, nil)]))
        ),
        (["E-DECISION-GROUND"], DataRequestStory.decision(ground: nil)),
        (["E-DECISION-PROVISO"], DataRequestStory.decision(proviso: nil)),
        (["E-DECISION-PROVISO"], DataRequestStory.decision(ground: .consent, proviso: "  ")),
        (["E-DECISION-K"], DataRequestStory.decision(minimumK: 2)),
        (["E-DECISION-SUPPRESSION"], DataRequestStory.decision(suppression: 101)),
        (["E-DECISION-SUPPRESSION"], DataRequestStory.decision(suppression: -1)),
        (["E-DECISION-DOCUMENT"], DataRequestStory.decision(documentNumber: "")),
        (
            ["E-DECISION-REASONS"],
            DataRequestStory.decision(
                ground: nil, proviso: nil, items: rows(ContractSamples.items.map { ($0, .refuse, nil, "支障") }))
        ),
        (
            ["E-DECISION-MISSING", "E-DECISION-GROUND", "E-DECISION-K"],
            DataRequestStory.decision(
                ground: nil, items: rows([("生年月日", .provide, nil, nil), ("性別", .provide, nil, nil)]), minimumK: 1)
        ),
    ]

    @Test(arguments: bad.indices)
    func `a decision is complete and consistent`(index: Int) throws {
        let (codes, decision) = Self.bad[index]
        let story = try DataRequestStory.at(.acknowledged)
        let command = DataRequestCommand.requestDraftAnswer(id: "REQ-1", decision: decision)
        #expect(story.scenario.codes(of: command, by: story.clerk) == codes)
    }

    @Test func `the item in question is named`() throws {
        let story = try DataRequestStory.at(.acknowledged)
        let command = DataRequestCommand.requestDraftAnswer(id: "REQ-1", decision: Self.bad[0].1)
        let reason = try #require(story.scenario.refusal(of: command, by: story.clerk)?.reasons.first)
        #expect(reason.english.contains("町名") && reason.japanese.contains("町名"))
    }

    @Test(arguments: [
        (DataRequestStory.granted, MunicipalDecision.Outcome.granted, "awaiting-data"),
        (DataRequestStory.decision(ground: .statute, proviso: nil), .granted, "awaiting-data"),
        (DataRequestStory.onConditions, .grantedOnConditions, "conditions-open"),
        (DataRequestStory.decision(minimumK: 3), .grantedOnConditions, "conditions-open"),
        (DataRequestStory.decision(suppression: 0), .grantedOnConditions, "conditions-open"),
        (
            DataRequestStory.decision(
                items: rows([("生年月日", .refuse, nil, "支障"), ("性別", .provide, nil, nil), ("町名", .provide, nil, nil)])),
            .partlyGranted, "awaiting-data"
        ),
        (
            DataRequestStory.decision(
                items: rows([("生年月日", .refuse, nil, "支障"), ("性別", .provide, nil, nil), ("町名", .generalize, 2, nil)])),
            .partlyGranted, "conditions-open"
        ),
        (DataRequestStory.refusing, .refused, "refused"),
    ])
    func `the rows make the outcome`(decision: MunicipalDecision, outcome: MunicipalDecision.Outcome, stage: String)
        throws
    {
        var story = try DataRequestStory.at(.acknowledged)
        try story.scenario.run(.requestDraftAnswer(id: "REQ-1", decision: decision), by: story.clerk)
        let events = try story.scenario.run(.requestDecide(id: "REQ-1"), by: story.approver).events
        guard case .requestDecided(decision, outcome, let due) = events[0] else {
            throw Refusal.notFound("event", "requestDecided")
        }
        #expect(story.stage() == stage)
        #expect(due?.lastDay == (outcome == .refused ? nil : day(2026, 4, 30)))
    }

    @Test func `demands without a ground for them are a warning`() throws {
        var story = try DataRequestStory.at(.acknowledged)
        let decision = DataRequestStory.decision(ground: .consent, conditions: ["目的外の利用をしないこと。"])
        try story.scenario.run(.requestDraftAnswer(id: "REQ-1", decision: decision), by: story.clerk)
        let codes = story.scenario.state.view(of: "REQ-1")?.blockers.map(\.code)
        #expect(codes == ["I-REQUEST-SECOND-PERSON", "W-DECISION-CONDITIONS"])
        #expect(story.scenario.codes(of: .requestDecide(id: "REQ-1"), by: story.approver).isEmpty)
    }

    @Test func `who drafted does not decide`() throws {
        var story = try DataRequestStory.at(.acknowledged)
        let both = Actor.with(.municipalClerk, .municipalApprover, id: "tanaka")
        try story.scenario.run(
            .requestDraftAnswer(id: "REQ-1", decision: DataRequestStory.granted), by: both)
        let refusal = story.scenario.refusal(of: .requestDecide(id: "REQ-1"), by: both)
        #expect(refusal?.kind == .secondPerson)
        #expect(refusal?.reasons.map(\.code) == ["E-SECOND-PERSON"])
        #expect(story.scenario.codes(of: .requestDecide(id: "REQ-1"), by: story.approver).isEmpty)
    }

    @Test func `a returned draft goes back with its reason`() throws {
        var story = try DataRequestStory.at(.answerDrafted)
        let empty = DataRequestCommand.requestReturnDraft(id: "REQ-1", reason: " ")
        #expect(story.scenario.codes(of: empty, by: story.approver) == ["E-REASONS"])
        try story.scenario.run(.requestReturnDraft(id: "REQ-1", reason: "根拠を補うこと。"), by: story.approver)
        let view = try #require(story.scenario.state.view(of: "REQ-1"))
        #expect(view.state == "acknowledged")
        #expect(view.blockers.map(\.code) == ["I-REQUEST-RETURNED"])
    }

    @Test(arguments: [
        ("request.acknowledge", RequestStage.sent, Role.municipalClerk),
        ("request.consult", .acknowledged, .municipalClerk),
        ("request.draft-answer", .acknowledged, .municipalClerk),
        ("request.return-draft", .answerDrafted, .municipalApprover),
        ("request.decide", .answerDrafted, .municipalApprover),
        ("request.withdraw", .held, .municipalApprover),
    ])
    func `a municipality speaks only for itself`(name: String, stage: RequestStage, role: Role) throws {
        let story = try DataRequestStory.at(stage)
        let stranger = Actor.with(role, of: .kodaira)
        #expect(story.scenario.codes(of: try #require(story.command(name)), by: stranger) == ["E-ORGANIZATION"])
    }

    @Test(arguments: [
        ("request.accept-conditions", RequestStage.conditionsOpen, Role.requestBroker),
        ("request.receive", .awaitingData, .dataReceiver), ("request.record-intake", .awaitingData, .dataReceiver),
        ("request.erase", .withdrawn, .custodyOfficer),
    ])
    func `a role of the organization held elsewhere is no right`(name: String, stage: RequestStage, role: Role) throws {
        let story = try DataRequestStory.at(stage)
        let stranger = Actor.with(role, of: .rival)
        #expect(story.scenario.codes(of: try #require(story.command(name)), by: stranger) == ["E-ORGANIZATION"])
    }

    @Test(arguments: [RequestStage.sent, .acknowledged, .answerDrafted])
    func `silence is never consent`(stage: RequestStage) throws {
        var story = try DataRequestStory.at(stage)
        story.scenario.now = Instant(endOf: day(2026, 4, 30))
        #expect(story.scenario.runDue().isEmpty)
        story.scenario.now = Instant(startOf: day(2026, 5, 1))
        story.scenario.runDue()
        #expect(story.stage() == "unanswered")
        #expect(story.scenario.codes(of: .requestDecide(id: "REQ-1"), by: story.approver) == ["E-STATE"])
    }

    @Test func `a council is heard on a day that was`() throws {
        let story = try DataRequestStory.at(.acknowledged)
        let future = DataRequestCommand.requestConsult(id: "REQ-1", council: "審議会", consultedOn: day(2026, 4, 2))
        #expect(story.scenario.codes(of: future, by: story.clerk) == ["E-DATE-FUTURE"])
        let nameless = DataRequestCommand.requestConsult(id: "REQ-1", council: "", consultedOn: .start)
        #expect(story.scenario.codes(of: nameless, by: story.clerk) == ["E-REASONS"])
    }

    @Test func `the last decision on the same file is shown to who answers next`() throws {
        var story = try DataRequestStory.at(.refused)
        try story.scenario.run(.roundPlan(contract: ContractSamples.effective("CON-2")), by: .system)
        try story.scenario.run(.roundSend(id: "RND-2"), by: story.broker)
        try story.scenario.run(.requestSend(id: "REQ-4", round: "RND-2"), by: .system)
        let view = story.scenario.state.view(of: "REQ-4")
        #expect(view?.facts["previousDecision"]?["request"] == "REQ-1")
    }
}
