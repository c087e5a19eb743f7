import Delivery
import Messages
import Primitives
import ServiceRuntime
import Testing
import TestSupport

@Suite struct DeliveryDecideTests {
    @Test(arguments: ["author", "engineer", "checker", "releaser"]) func `who made or checked it does not release it`(
        id: String
    ) throws {
        let story = try DeliveryStories.delivery(.planned)
        let refusal = story.refusal(of: .deliverySeal(id: "DEL-1"), by: .with(.releaseOfficer, id: id))
        #expect(refusal?.kind == (id == "releaser" ? nil : .secondPerson))
    }

    @Test(arguments: CertificationStanding.allCases) func `nothing leaves while the organization is not certified`(
        standing: CertificationStanding
    ) throws {
        let expected = standing == .certified ? [] : ["E-NOT-CERTIFIED"]
        var planned = try DeliveryStories.delivery(.planned)
        try planned.run(.standingNote(standing: standing), by: .system)
        #expect(planned.codes(of: .deliverySeal(id: "DEL-1"), by: DeliveryStories.releaser) == expected)
        var sealed = try DeliveryStories.delivery(.sealed)
        try sealed.run(.standingNote(standing: standing), by: .system)
        let download = DeliveryCommand.deliveryDownload(id: "DEL-1", destination: "/x")
        #expect(sealed.codes(of: download, by: DeliveryStories.recipient) == expected)
        var sealing = try DeliveryStories.delivery(.sealing)
        try sealing.run(.standingNote(standing: standing), by: .system)
        try sealing.run(
            .deliveryRecordSealed(id: "DEL-1", attempt: 1, package: DeliveryStories.package), by: .system)
        #expect(DeliveryStories.state(sealing) == (standing == .certified ? "sealed" : "failed"))
    }

    @Test func `needs a recipient's certificate`() throws {
        var story = try DeliveryStories.recipient(.awaited)
        try story.run(.deliveryPlan(approved: DeliveryStories.approved()), by: .system)
        #expect(
            story.codes(of: .deliverySeal(id: "DEL-1"), by: DeliveryStories.releaser) == ["E-RECIPIENT-NOT-ENROLLED"])
        let view = try #require(story.state.view(of: "DEL-1"))
        #expect(
            view.blockers.map(\.code) == ["E-RECIPIENT-NOT-ENROLLED"]
                && !view.next.contains { $0.command == "delivery.seal" })
    }

    @Test func `seals to the certificate that is enrolled then`() throws {
        var story = try DeliveryStories.delivery(.planned)
        let decision = try story.run(.deliverySeal(id: "DEL-1"), by: DeliveryStories.releaser)
        guard case .deliverySealingStarted("DEL-1", 1, let releaser, let certificate)? = decision.events.first
        else { throw Unexpected() }
        #expect(releaser == "releaser" && certificate == "certificate" && decision.tenant == "132292")
        #expect(story.codes(of: .deliverySeal(id: "DEL-1"), by: DeliveryStories.releaser) == ["E-STATE"])
    }

    @Test func `can be fetched until the last day, as often as the limit says`() throws {
        var story = try DeliveryStories.delivery(.sealed)
        let download = DeliveryCommand.deliveryDownload(id: "DEL-1", destination: "/x")
        // Sealed on 2026-04-01, 30 days, the first day not counted.
        story.wait(until: day(2026, 5, 1))
        #expect(story.runDue().isEmpty)
        for count in 1...3 {
            let decision = try story.run(download, by: DeliveryStories.recipient)
            guard case .deliveryDownloaded(count, "/x")? = decision.events.first else { throw Unexpected() }
        }
        #expect(story.codes(of: download, by: DeliveryStories.recipient) == ["E-DELIVERY-LIMIT"])
        #expect(story.state.view(of: "DEL-1")?.dueAt == Instant(endOf: day(2026, 5, 1)))
        story.wait(until: day(2026, 5, 2))
        #expect(
            story.codes(of: download, by: DeliveryStories.recipient) == ["E-DELIVERY-EXPIRED", "E-DELIVERY-LIMIT"])
        story.runDue()
        #expect(DeliveryStories.state(story) == "expired")
        #expect(story.runDue().isEmpty)
    }

    @Test func `an early word of the clock changes nothing`() throws {
        let story = try DeliveryStories.delivery(.sealed)
        #expect(try story.decide(.deliveryExpire(id: "DEL-1"), by: .system).events.isEmpty)
    }

    @Test func `is acknowledged by the hash of the manifest inside`() throws {
        let story = try DeliveryStories.delivery(.downloaded)
        let wrong = DeliveryCommand.deliveryAcknowledge(id: "DEL-1", manifestHash: ContentHash(of: "guess"))
        #expect(story.refusal(of: wrong, by: DeliveryStories.recipient)?.kind == .integrity)
        let decision = try story.decide(
            .deliveryAcknowledge(id: "DEL-1", manifestHash: DeliveryStories.manifest), by: DeliveryStories.recipient)
        guard case .deliveryAcknowledged(let request, let file, let created, let on)? = decision.events.first
        else { throw Unexpected() }
        #expect(request == "REQ-1" && file == "FILE-1" && on == day(2026, 4, 1))
        #expect(
            created
                == CreatedInformation(
                    contract: "CON-1", personCount: 3000, items: ["宛名番号", "年齢", "性別", "疾病"], desk: "西東京市長",
                    until: day(2028, 3, 31)))
        // Whoever only looks at the delivery does not learn what has to be known from the inside.
        let view = MessageCoding.text(try #require(story.state.view(of: "DEL-1")))
        #expect(!view.contains(DeliveryStories.manifest.description))
    }

    @Test(arguments: DeliveryStage.allCases) func `a withdrawal holds back what nobody fetched`(stage: DeliveryStage)
        throws
    {
        var story = try DeliveryStories.delivery(stage)
        try story.run(.deliveryNoteWithdrawal(request: "REQ-1", reason: "求め"), by: .system)
        let held: Set<DeliveryStage> = [.planned, .sealing, .failed, .sealed]
        #expect(DeliveryStories.state(story) == (held.contains(stage) ? "recalled" : stage.rawValue))
    }

    @Test func `a withdrawal that comes first prevents the delivery`() throws {
        var story = try DeliveryStories.recipient(.enrolled)
        try story.run(.deliveryNoteWithdrawal(request: "REQ-1", reason: "求め"), by: .system)
        #expect(try story.run(.deliveryNoteWithdrawal(request: "REQ-1", reason: "求め"), by: .system).events.isEmpty)
        #expect(try story.run(.deliveryPlan(approved: DeliveryStories.approved()), by: .system).events.isEmpty)
    }

    @Test(arguments: DeliveryStage.allCases) func `the end of the contract recalls what is open`(stage: DeliveryStage)
        throws
    {
        var story = try DeliveryStories.delivery(stage)
        try story.run(.recipientNoteContractEnd(contract: "CON-1", end: .cancelled), by: .system)
        story.runDue()
        let final: Set<DeliveryStage> = [.acknowledged, .expired, .recalled]
        #expect(DeliveryStories.state(story) == (final.contains(stage) ? stage.rawValue : "recalled"))
    }

    @Test func `an ended contract stops release and download, noted or by its date`() throws {
        var planned = try DeliveryStories.delivery(.planned)
        try planned.run(.recipientNoteContractEnd(contract: "CON-1", end: .expired), by: .system)
        #expect(planned.codes(of: .deliverySeal(id: "DEL-1"), by: DeliveryStories.releaser) == ["E-CONTRACT-ENDED"])
        var sealed = try DeliveryStories.delivery(.planned)
        sealed.wait(until: day(2028, 4, 1))
        #expect(sealed.codes(of: .deliverySeal(id: "DEL-1"), by: DeliveryStories.releaser) == ["E-CONTRACT-ENDED"])
        #expect(sealed.codes(of: DeliveryStories.record, by: DeliveryStories.representative) == ["E-CONTRACT-ENDED"])
    }

    @Test func `a package of an attempt that no longer counts is removed`() throws {
        var story = try DeliveryStories.delivery(.failed)
        try story.run(.deliverySeal(id: "DEL-1"), by: DeliveryStories.releaser)
        let late = try story.run(
            .deliveryRecordSealed(id: "DEL-1", attempt: 1, package: DeliveryStories.package), by: .system)
        guard case .deliverySealingFailed(1, _)? = late.events.first else { throw Unexpected() }
        #expect(DeliveryStories.state(story) == "sealing")
        let sealed = DeliveryCommand.deliveryRecordSealed(id: "DEL-1", attempt: 2, package: DeliveryStories.package)
        try story.run(sealed, by: .system)
        #expect(try story.run(sealed, by: .system).events.isEmpty)
        #expect(DeliveryStories.state(story) == "sealed")
    }

    @Test func `a recall needs a reason and ends the delivery`() throws {
        var story = try DeliveryStories.delivery(.acknowledged)
        let bare = DeliveryCommand.deliveryRecall(id: "DEL-1", reason: "")
        #expect(story.codes(of: bare, by: DeliveryStories.releaser) == ["E-REASONS"])
        try story.run(.deliveryRecall(id: "DEL-1", reason: "加工の誤り"), by: DeliveryStories.releaser)
        #expect(DeliveryStories.state(story) == "recalled")
        #expect(story.codes(of: .deliveryRecall(id: "DEL-1", reason: "x"), by: DeliveryStories.releaser) == ["E-STATE"])
    }

    @Test func `an output is delivered once and notes are taken once`() throws {
        var story = try DeliveryStories.delivery(.planned)
        #expect(try story.run(.deliveryPlan(approved: DeliveryStories.approved()), by: .system).events.isEmpty)
        let contract = try SourceFixture().effectiveContract()
        #expect(try story.run(.recipientNoteContract(contract: contract), by: .system).events.isEmpty)
        #expect(try story.run(.recipientNoteContractEnd(contract: "CON-9", end: .expired), by: .system).events.isEmpty)
        #expect(
            story.codes(of: .recipientEnrol(contract: "CON-9", certificate: ""), by: DeliveryStories.representative)
                == ["E-NOT-FOUND"])
    }
}
