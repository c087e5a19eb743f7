import Contracts
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing

@Suite struct ContractConclusionTests {
    @Test func `a conforming proposal is offered a contract once`() async throws {
        var scenario = try Scenario(ContractsState.self)
        let conforming = try ContractSamples.conforming()
        let fee = Fee(minutes: 60, outsourcing: Yen(0), rules: scenario.rules, on: .start)
        let applyBy = Deadline(from: .start, 30, .days, calendar: scenario.rules.calendar)
        let event = SolicitationEvent.proposalApproved(conforming: conforming, fee: fee, applyBy: applyBy)
        let reaction = try #require(
            ContractsService().reactions.first { $0.interests.contains("proposal.approved.v1") })
        let record = try ContractSamples.record(event, on: "PROP-1", at: scenario.now)
        let commands = try await reaction.handle(record, scenario.state)
        #expect(commands.count == 1)
        for _ in 0..<2 {
            for command in commands { try scenario.run(command, by: .system) }
        }
        #expect(scenario.state.view(of: "CON-1")?.related.contains("PROP-1") == true)
        #expect(scenario.state.view(of: "CON-2") == nil)
    }

    @Test func `a proposal without a valid corporate number gets no contract`() throws {
        let story = try ContractStory()
        let offer = ContractCommand.contractOffer(
            conforming: try ContractSamples.conforming(proposal: "PROP-2", corporateNumber: "8000012050002"),
            fee: story.fee, applyBy: Deadline(from: .start, 30, .days, calendar: story.scenario.rules.calendar))
        #expect(story.scenario.codes(of: offer, by: .system) == ["E-CONTRACT-BUSINESS"])
    }

    @Test func `the application is made within the period or not at all`() throws {
        // 30 days after 1 April, the first day not counted: 1 May, until midnight.
        var story = try ContractStory()
        story.scenario.now = Instant(endOf: day(2026, 5, 1))
        #expect(story.scenario.state.due(at: story.scenario.now).isEmpty)
        #expect(story.scenario.codes(of: .contractApply(id: "CON-1"), by: story.business).isEmpty)
        story.scenario.now = Instant(startOf: day(2026, 5, 2))
        #expect(story.scenario.codes(of: .contractApply(id: "CON-1"), by: story.business) == ["E-CONTRACT-APPLY-BY"])
        story.scenario.runDue()
        #expect(story.stage == "lapsed")
        #expect(story.scenario.runDue().isEmpty)
    }

    @Test(arguments: ["contract.apply", "contract.agree", "contract.sign", "contract.report-erasure"])
    func `another business cannot speak for this one`(name: String) throws {
        let stages: [String: ContractStage] = [
            "contract.apply": .offered, "contract.agree": .termsDrafted, "contract.sign": .agreed,
            "contract.report-erasure": .expired,
        ]
        let story = try ContractStory.at(try #require(stages[name]))
        let rival = Actor.with(.businessRepresentative, of: .rival)
        #expect(story.scenario.codes(of: try #require(story.command(name)), by: rival) == ["E-ORGANIZATION"])
    }

    @Test func `a role of the organization held elsewhere is no right`() throws {
        let story = try ContractStory.at(.applied)
        let stranger = Actor.with(.contractOfficer, of: .rival)
        let command = ContractCommand.contractDraftTerms(id: "CON-1", terms: story.terms)
        #expect(story.scenario.codes(of: command, by: stranger) == ["E-ORGANIZATION"])
    }

    private static let badTerms: [(String, ContractTerms)] = [
        ("E-TERMS-FILES", ContractSamples.terms(files: [])),
        ("E-TERMS-FILE", ContractSamples.terms(files: [RequestedFile(file: "FILE-9", items: ["性別"])])),
        ("E-TERMS-ITEMS", ContractSamples.terms(files: [RequestedFile(file: "FILE-1", items: [])])),
        ("E-TERMS-ITEM", ContractSamples.terms(files: [RequestedFile(file: "FILE-1", items: ["氏名"])])),
        ("E-TERMS-ITEM-TWICE", ContractSamples.terms(files: [RequestedFile(file: "FILE-1", items: ["性別", "性別"])])),
        (
            "E-TERMS-FILE-TWICE",
            ContractSamples.terms(
                files: [RequestedFile(file: "FILE-1", items: ["性別"]), RequestedFile(file: "FILE-1", items: ["町名"])])
        ),
        ("E-TERMS-PERIOD", ContractSamples.terms(useFrom: day(2026, 5, 31))),
        ("E-TERMS-PERIOD", ContractSamples.terms(useUntil: day(2027, 6, 1))),
        ("E-TERMS-PERIOD", ContractSamples.terms(useFrom: day(2027, 2, 1), useUntil: day(2027, 1, 31))),
        ("E-TERMS-K", ContractSamples.terms(minimumK: 1)),
        ("E-TERMS-ERASURE", ContractSamples.terms(erasureDays: -1)),
        ("E-TERMS-ERASURE", ContractSamples.terms(erasureDays: 366)),
        ("E-TERMS-ERASURE", ContractSamples.terms(erasureDays: .max)),
        ("E-TERMS-MISSING", ContractSamples.terms(purpose: " ")),
        ("E-TERMS-MISSING", ContractSamples.terms(users: "")),
        ("E-TERMS-MISSING", ContractSamples.terms(thirdParties: "")),
    ]

    @Test(arguments: badTerms.indices)
    func `terms go no further than the proposal`(index: Int) throws {
        let (code, terms) = Self.badTerms[index]
        let story = try ContractStory.at(.applied)
        let command = ContractCommand.contractDraftTerms(id: "CON-1", terms: terms)
        #expect(story.scenario.codes(of: command, by: story.officer) == [code])
    }

    @Test func `all reasons against the terms are told at once`() throws {
        let story = try ContractStory.at(.applied)
        let terms = ContractSamples.terms(files: [], purpose: "", minimumK: 1)
        let codes = story.scenario.codes(of: .contractDraftTerms(id: "CON-1", terms: terms), by: story.officer)
        #expect(Set(codes) == ["E-TERMS-FILES", "E-TERMS-K", "E-TERMS-MISSING"])
    }

    @Test func `terms may be redrafted until they are agreed on and never after`() throws {
        var story = try ContractStory.at(.termsDrafted)
        let other = ContractSamples.terms(minimumK: 10)
        try story.scenario.run(.contractDraftTerms(id: "CON-1", terms: other), by: story.officer)
        // The business had read the first draft.
        let stale = ContractCommand.contractAgree(id: "CON-1", termsHash: story.terms.hash)
        #expect(story.scenario.refusal(of: stale, by: story.business)?.kind == .conflict)
        try story.scenario.run(.contractAgree(id: "CON-1", termsHash: other.hash), by: story.business)
        let again = ContractCommand.contractDraftTerms(id: "CON-1", terms: story.terms)
        #expect(story.scenario.codes(of: again, by: story.officer) == ["E-STATE"])
        let wrong = ContractCommand.contractSign(id: "CON-1", termsHash: story.terms.hash)
        #expect(story.scenario.codes(of: wrong, by: story.business) == ["E-CONTRACT-HASH"])
    }

    @Test func `the business signs first and the organization last`() throws {
        var story = try ContractStory.at(.agreed)
        let sign = ContractCommand.contractSign(id: "CON-1", termsHash: story.terms.hash)
        let early = story.scenario.refusal(of: sign, by: story.representative)
        #expect(early?.reasons.first?.english.contains("signs first") == true)
        try story.scenario.run(sign, by: story.business)
        let decision = try story.scenario.run(sign, by: story.representative)
        guard case .contractSignedByOrganization(let hash, "representative", let fee, let payBy) = decision.events[0]
        else { throw Refusal.notFound("event", "contractSignedByOrganization") }
        #expect(hash == story.terms.hash)
        // 21,000 + 41 × 3,950, payable within 30 days of 1 April.
        #expect(fee.total == Yen(182_950))
        #expect(payBy.lastDay == day(2026, 5, 1))
    }

    @Test(arguments: CertificationStanding.allCases.filter { $0 != .certified })
    func `without certification nothing is signed and nothing takes effect`(standing: CertificationStanding) throws {
        for stage in [ContractStage.signedByBusiness, .signedByOrganization] {
            var story = try ContractStory.at(stage)
            try story.scenario.run(.standingNote(standing: standing), by: .system)
            let command = stage == .signedByBusiness ? "contract.sign" : "contract.record-payment"
            let actor = stage == .signedByBusiness ? story.representative : story.accountant
            #expect(story.scenario.codes(of: try #require(story.command(command)), by: actor) == ["E-NOT-CERTIFIED"])
            let view = story.scenario.state.view(of: "CON-1")
            #expect(view?.blockers.contains { $0.code == "E-NOT-CERTIFIED" } == true)
        }
        // The business is not bound by it.
        var story = try ContractStory.at(.agreed)
        try story.scenario.run(.standingNote(standing: standing), by: .system)
        #expect(story.scenario.codes(of: try #require(story.command("contract.sign")), by: story.business).isEmpty)
    }

    @Test func `the standing is noted by the system only and once`() throws {
        let story = try ContractStory()
        #expect(try story.scenario.decide(.standingNote(standing: .certified), by: .system).events.isEmpty)
        let note = ContractCommand.standingNote(standing: .revoked)
        #expect(story.scenario.codes(of: note, by: story.officer) == ["E-ROLE"])
    }
}
