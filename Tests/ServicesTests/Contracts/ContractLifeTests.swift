import Contracts
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing

@Suite struct ContractLifeTests {
    @Test func `the exact fee brings the contract into effect`() throws {
        var story = try ContractStory.at(.signedByOrganization)
        let decision = try story.scenario.run(story.payment(Yen(182_950)), by: story.accountant)
        #expect(decision.events.count == 2)
        guard case .contractPaymentRecorded(Yen(182_950), .start, "納付書 12") = decision.events[0],
            case .contractEffective(let effective) = decision.events[1]
        else { throw Refusal.notFound("event", "contractEffective") }
        #expect(effective.contract == "CON-1")
        #expect(effective.terms == story.terms)
        #expect(effective.termsHash == story.terms.hash)
        #expect(effective.files.map(\.file) == ["FILE-1", "FILE-2", "FILE-3"])
        #expect(effective.proposedK == 5)
        #expect(effective.business.description == "7000012050002")
    }

    @Test(arguments: [182_949, 182_951, 0, -182_950])
    func `another amount is refused and both amounts are said`(amount: Int) throws {
        let story = try ContractStory.at(.signedByOrganization)
        let refusal = story.scenario.refusal(of: story.payment(Yen(amount)), by: story.accountant)
        let text = try #require(refusal?.reasons.first?.english)
        #expect(refusal?.reasons.map(\.code) == ["E-CONTRACT-AMOUNT"])
        #expect(text.contains("182950") && text.contains("\(amount)"))
    }

    @Test func `a payment needs a past day and a reference`() throws {
        let story = try ContractStory.at(.signedByOrganization)
        let payment = story.payment(story.fee.total, paidOn: day(2026, 4, 2), reference: "")
        let codes = story.scenario.codes(of: payment, by: story.accountant)
        #expect(codes == ["E-DATE-FUTURE", "E-CONTRACT-REFERENCE"])
    }

    @Test func `a second payment is refused`() throws {
        let story = try ContractStory.at(.effective)
        #expect(story.scenario.codes(of: story.payment(story.fee.total), by: story.accountant) == ["E-STATE"])
    }

    @Test func `it expires after its last day and the business owes a report`() throws {
        var story = try ContractStory.at(.effective)
        story.scenario.now = Instant(endOf: day(2027, 5, 31))
        #expect(story.scenario.runDue().isEmpty)
        story.scenario.now = Instant(startOf: day(2027, 6, 1))
        story.scenario.runDue()
        #expect(story.stage == "expired")
        // 30 days after 31 May.
        #expect(story.scenario.state.view(of: "CON-1")?.dueAt == Instant(endOf: day(2027, 6, 30)))
        story.scenario.now = Instant(startOf: day(2027, 7, 1))
        #expect(story.scenario.runDue().count == 1)
        #expect(story.scenario.runDue().isEmpty)
        let codes = story.scenario.state.view(of: "CON-1")?.blockers.map(\.code)
        #expect(codes == ["I-CONTRACT-ERASURE-OVERDUE"])
        try story.scenario.run(story.erasureReport, by: story.business)
        try story.scenario.run(.contractClose(id: "CON-1"), by: story.officer)
        #expect(story.stage == "closed")
        #expect(story.scenario.state.due(at: Instant(startOf: day(2040, 1, 1))).isEmpty)
    }

    @Test func `the report of erasure is complete and not of the future`() throws {
        let story = try ContractStory.at(.expired)
        let report = ContractCommand.contractReportErasure(
            id: "CON-1", erasedOn: day(2027, 6, 2), method: "", person: " ")
        let codes = story.scenario.codes(of: report, by: story.business)
        #expect(codes == ["E-DATE-FUTURE", "E-CONTRACT-METHOD", "E-CONTRACT-PERSON"])
    }

    @Test(arguments: [ContractStage.applied, .agreed, .signedByBusiness, .signedByOrganization])
    func `what did not take effect before its period was over lapses`(stage: ContractStage) throws {
        var story = try ContractStory.at(stage)
        story.scenario.wait(until: day(2027, 6, 1))
        if stage == .signedByOrganization {
            let payment = story.payment(story.fee.total)
            #expect(story.scenario.codes(of: payment, by: story.accountant) == ["E-CONTRACT-EXPIRED"])
        }
        story.scenario.runDue()
        #expect(story.stage == "lapsed")
    }

    @Test(arguments: [ContractStage.agreed, .signedByBusiness, .signedByOrganization, .effective, .expired])
    func `a cancellation bars the business for two years`(stage: ContractStage) throws {
        var story = try ContractStory.at(stage)
        let today = story.scenario.now.japaneseDate
        let decision = try story.scenario.run(story.cancellation, by: story.representative)
        guard case .contractCancelled("CON-1", .seriousBreach, _, let business, let barred) = decision.events[0] else {
            throw Refusal.notFound("event", "contractCancelled")
        }
        #expect(business.description == "7000012050002")
        #expect(barred == day(today.year + 2, today.month, today.day))
        let hadEffect = stage == .effective || stage == .expired
        #expect(decision.events.count == (hadEffect ? 2 : 1))
        let close = story.scenario.codes(of: .contractClose(id: "CON-1"), by: story.officer)
        #expect(close == (hadEffect ? ["E-CONTRACT-REPORT-OWED"] : []))
        let report = story.scenario.codes(of: story.erasureReport, by: story.business)
        #expect(report == (hadEffect ? [] : ["E-CONTRACT-NOTHING-TO-ERASE"]))
    }

    @Test func `a cancellation gives its reason and comes once`() throws {
        var story = try ContractStory.at(.effective)
        let empty = ContractCommand.contractCancel(id: "CON-1", ground: .deceit, reason: " ")
        #expect(story.scenario.codes(of: empty, by: story.representative) == ["E-REASONS"])
        try story.scenario.run(story.cancellation, by: story.representative)
        try story.scenario.run(story.erasureReport, by: story.business)
        #expect(story.scenario.codes(of: story.cancellation, by: story.representative) == ["E-CONTRACT-CANCELLED"])
        try story.scenario.run(.contractClose(id: "CON-1"), by: story.officer)
        #expect(story.stage == "closed")
    }

    @Test func `after the report a cancelled contract may be closed`() throws {
        var story = try ContractStory.at(.erasureReported)
        try story.scenario.run(story.cancellation, by: story.representative)
        #expect(story.scenario.codes(of: .contractClose(id: "CON-1"), by: story.officer).isEmpty)
        #expect(story.scenario.state.view(of: "CON-1")?.turn == .organization)
    }

    @Test func `it says whose turn it is and what may be done`() throws {
        let view = try #require(try ContractStory.at(.signedByOrganization).scenario.state.view(of: "CON-1"))
        #expect(view.turn == .business)
        #expect(Set(view.next.map(\.command)) == ["contract.record-payment", "contract.cancel"])
        #expect(view.blockers.map(\.code) == ["I-CONTRACT-PAYMENT"])
        #expect(view.business == "7000012050002")
        #expect(view.dueAt == Instant(endOf: day(2026, 5, 1)))
    }
}
