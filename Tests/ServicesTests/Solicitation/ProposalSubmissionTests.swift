import Messages
import Primitives
import ServiceRuntime
import Solicitation
import TestSupport
import Testing

@Suite struct ProposalSubmissionTests {
    static let submit = SolicitationCommand.proposalSubmit(id: "PROP-1")

    @Test func `the kind of product is asked first`() throws {
        let story = try Stories.open()
        let command = SolicitationCommand.proposalDraft(call: "CALL-1", content: Stories.content { $0.product = nil })
        #expect(story.codes(of: command, by: Stories.business) == ["E-PRODUCT-FIRST"])
        let save = SolicitationCommand.proposalSave(id: "PROP-1", content: Stories.content { $0.product = nil })
        #expect(try Stories.drafted().codes(of: save, by: Stories.business) == ["E-PRODUCT-FIRST"])
    }

    @Test func `a draft with only the product saves, with everything missing as warnings`() throws {
        var story = try Stories.open()
        let content = ProposalContent(product: .individualRecords)
        let events = try story.run(.proposalDraft(call: "CALL-1", content: content), by: Stories.business).events
        guard case .proposalDrafted("PROP-1", "CALL-1", .business, content, let warnings) = try #require(events.first)
        else {
            Issue.record("not drafted: \(events)")
            return
        }
        // The eight items of 112条2項 (5号 has two parts), three documents of 3項, and the declarations of 113条.
        let codes = warnings.map(\.code)
        #expect(Set(codes.filter { $0.hasPrefix("E-PROPOSAL-ITEM") }) == Set((1...8).map { "E-PROPOSAL-ITEM-\($0)" }))
        #expect(codes.count { $0 == "E-DOCUMENT" } == 3)
        #expect(codes.contains("E-DECLARATIONS"))
        #expect(story.codes(of: Self.submit, by: Stories.business) == codes)
    }

    @Test func `a complete proposal is received with a number and a date for its examination`() throws {
        var story = try Stories.drafted()
        let events = try story.run(Self.submit, by: Stories.business).events
        guard case .proposalSubmitted("R2026-1", let due) = try #require(events.first) else {
            Issue.record("not submitted: \(events)")
            return
        }
        // 90 days after 15 April.
        #expect(due.lastDay == day(2026, 7, 14))
        #expect(story.codes(of: Self.submit, by: Stories.business) == ["E-STATE"])
    }

    @Test(
        arguments: [
            Variation("E-PRODUCT-NOT-OFFERED", { $0.product = .statistics }),
            Variation("E-PRODUCT-NOT-OFFERED", { $0.product = .openData }),
            Variation("E-PROPOSAL-ITEM-1", { $0.proposer = nil }),
            Variation("E-PROPOSAL-ITEM-1", { $0.proposer?.name = "" }),
            Variation("E-PROPOSAL-ITEM-1", { $0.proposer?.address = "" }),
            Variation("E-PROPOSAL-ITEM-1", { $0.proposer?.representative = "" }),
            Variation("E-CORPORATE-NUMBER", { $0.proposer?.corporateNumber = "8000012050002" }),
            Variation("E-PROPOSER-OTHER", { $0.proposer?.corporateNumber = Organization.rival.code }),
            Variation("E-PROPOSAL-ITEM-2", { $0.files = [] }),
            Variation("E-FILE-NOT-IN-CALL", { $0.files?.append(RequestedFile(file: "FILE-3", items: ["要介護度"])) }),
            Variation("E-FILE-TWICE", { $0.files?.append(RequestedFile(file: "FILE-1", items: ["生年月日"])) }),
            Variation("E-ITEMS", { $0.files?[0] = RequestedFile(file: "FILE-1", items: []) }),
            Variation("E-ITEM-UNKNOWN", { $0.files?[0] = RequestedFile(file: "FILE-1", items: ["所得"]) }),
            Variation("E-PROPOSAL-ITEM-3", { $0.personCount = nil }),
            Variation("E-PERSON-COUNT-LOW", { $0.personCount = 999 }),
            Variation("E-PERSON-COUNT-HIGH", { $0.personCount = 90_001 }),
            Variation("E-PROPOSAL-ITEM-4", { $0.processing = nil }),
            Variation("E-PROCESSING-K", { $0.processing?.k = 0 }), Variation("E-PROPOSAL-ITEM-5", { $0.purpose = nil }),
            Variation("E-PROPOSAL-ITEM-5", { $0.business = "" }), Variation("E-PROPOSAL-ITEM-6", { $0.useUntil = nil }),
            Variation("E-USE-PERIOD", { $0.useUntil = day(2026, 9, 30) }),
            Variation("E-PROPOSAL-ITEM-7", { $0.safetyMeasures = [:] }),
            Variation("E-PROPOSAL-ITEM-7", { $0.safetyMeasures?["human"] = "" }),
            Variation("E-PROPOSAL-ITEM-8", { $0.deliveryMethod = nil }),
            Variation("E-DECLARATIONS", { $0.disqualifications = [] }),
            Variation("E-DOCUMENT", { $0.documents?.removeAll { $0.kind == "pledge" } }),
            Variation("E-DOCUMENT", { $0.documents?.removeAll { $0.kind == "contribution" } }),
            Variation("E-DOCUMENT", { $0.documents?.removeAll { $0.kind == "identity" } }),
            Variation("E-DOCUMENT-DATE", { $0.documents?[2] = Stories.document("identity", issued: nil) }),
            Variation("E-DOCUMENT-DATE", { $0.documents?[2] = Stories.document("identity", issued: day(2026, 4, 16)) }),
            Variation("E-DOCUMENT-OLD", { $0.documents?[2] = Stories.document("identity", issued: day(2025, 10, 14)) }),
        ] as [Variation<ProposalContent>])
    func `a wrong proposal is saved with a warning but not received`(_ row: Variation<ProposalContent>) throws {
        var story = try Stories.drafted(row.change)
        #expect(story.codes(of: Self.submit, by: Stories.business) == [row.expected])
        #expect(story.state.view(of: "PROP-1")?.blockers.map(\.code) == [row.expected])
        try story.run(.proposalSave(id: "PROP-1", content: Stories.content()), by: Stories.business)
        #expect(story.state.view(of: "PROP-1")?.blockers.isEmpty == true)
        #expect(story.codes(of: Self.submit, by: Stories.business) == [])
    }

    @Test(
        arguments: [
            Variation("") { $0.personCount = 1000 }, Variation("") { $0.personCount = 90_000 },
            Variation("") { $0.useUntil = $0.useFrom },
            Variation("") { $0.documents?[2] = Stories.document("identity", issued: day(2025, 10, 15)) },
            Variation("") { $0.documents?[2] = Stories.document("identity", issued: day(2026, 4, 15)) },
        ] as [Variation<ProposalContent>])
    func `a proposal just inside the limits is received`(_ row: Variation<ProposalContent>) throws {
        #expect(try Stories.drafted(row.change).codes(of: Self.submit, by: Stories.business) == [])
    }

    @Test func `statistics are accepted where the call offers them`() throws {
        var story = try Stories.open { $0.products = [.statistics] }
        let content = Stories.content { $0.product = .statistics }
        try story.run(.proposalDraft(call: "CALL-1", content: content), by: Stories.business)
        #expect(story.codes(of: Self.submit, by: Stories.business) == [])
    }

    @Test func `a proposal is received from the opening to the last instant, and not after it`() throws {
        var early = try Stories.announced()
        try early.run(.proposalDraft(call: "CALL-1", content: Stories.content()), by: Stories.business)
        #expect(early.codes(of: Self.submit, by: Stories.business) == ["E-CALL-NOT-OPEN"])

        var story = try Stories.drafted()
        story.now = Instant(endOf: day(2026, 5, 10))
        #expect(story.codes(of: Self.submit, by: Stories.business) == [])
        story.now = story.now.adding(milliseconds: 1)
        #expect(story.codes(of: Self.submit, by: Stories.business) == ["E-CALL-CLOSED"])
        story.runDue()
        #expect(story.codes(of: Self.submit, by: Stories.business) == ["E-CALL-CLOSED"])
        let late = SolicitationCommand.proposalDraft(call: "CALL-1", content: Stories.content())
        #expect(story.codes(of: late, by: Stories.business) == ["E-CALL-NOT-OPEN"])
    }

    @Test func `a business acts on its own proposals only`() throws {
        let rival = Actor.with(.businessRepresentative, of: .rival)
        let draft = try Stories.drafted()
        let commands: [SolicitationCommand] = [
            .proposalSave(id: "PROP-1", content: Stories.content()), Self.submit,
            .proposalWithdraw(id: "PROP-1", reason: "x"),
        ]
        for command in commands { #expect(draft.codes(of: command, by: rival) == ["E-OTHER-BUSINESS"], "\(command)") }
        let returned = try Stories.story(in: ProposalStage.returned)
        #expect(
            returned.codes(of: .proposalCorrect(id: "PROP-1", content: Stories.content()), by: rival)
                == ["E-OTHER-BUSINESS"])
        let create = SolicitationCommand.proposalDraft(call: "CALL-1", content: Stories.content())
        #expect(draft.codes(of: create, by: .with(.businessRepresentative, of: .maker)) == ["E-BUSINESS"])
    }

    @Test func `receipt numbers count up, ids too`() throws {
        var story = try Stories.submitted()
        let second = try story.run(.proposalDraft(call: "CALL-1", content: Stories.content()), by: Stories.business)
        #expect(second.subject == "PROP-2")
        let events = try story.run(.proposalSubmit(id: "PROP-2"), by: Stories.business).events
        guard case .proposalSubmitted("R2026-2", _) = try #require(events.first) else {
            Issue.record("wrong receipt: \(events)")
            return
        }
    }
}
