import Delivery
import Messages
import Primitives
import ServiceRuntime
import TestSupport

/// Histories that lead to every state of a recipient and a delivery.
enum DeliveryStories {
    static let representative = Actor.with(.businessRepresentative, id: "representative")
    static let recipient = Actor.with(.businessRecipient, id: "recipient")
    static let releaser = Actor.with(.releaseOfficer, id: "releaser")
    static let manifest = ContentHash(of: "manifest")

    typealias Story = Scenario<DeliveryState>

    static func approved(_ fixture: SourceFixture = SourceFixture()) throws -> ApprovedOutput {
        ApprovedOutput(
            job: "JOB-1", source: try fixture.source(), rules: try fixture.composed(), result: fixture.result(),
            recipe: fixture.recipe, author: "author", operator: "engineer", checker: "checker")
    }

    static let package = SealedPackage(
        parts: [
            SealedFile(of: "data.csv", name: "data.csv.part-0001.cms", bytes: 1, sha256: ContentHash(of: "part"))
        ], manifestHash: manifest, recipientFingerprint: "fingerprint",
        receipt: SignedText(text: "{}", keyFingerprint: "key", signature: "signature"))

    /// A certified organization with the contract CON-1 in effect and its recipient in a state.
    static func recipient(_ stage: RecipientStage) throws -> Story {
        var story = try Story()
        try story.run(.standingNote(standing: .certified), by: .system)
        try story.run(.recipientNoteContract(contract: SourceFixture().effectiveContract()), by: .system)
        if stage == .awaited { return story }
        if stage == .ended {
            try story.run(.recipientNoteContractEnd(contract: "CON-1", end: .expired), by: .system)
            return story
        }
        try story.run(record, by: representative)
        return story
    }

    static let record = DeliveryCommand.recipientRecord(
        contract: "CON-1", certificate: "certificate", fingerprint: "fingerprint", subject: "CN=受領者")

    /// DEL-1 in a state.
    static func delivery(_ stage: DeliveryStage) throws -> Story {
        var story = try recipient(.enrolled)
        try story.run(.deliveryPlan(approved: approved()), by: .system)
        if stage == .planned { return story }
        if stage == .recalled {
            try story.run(.deliveryRecall(id: "DEL-1", reason: "誤り"), by: releaser)
            return story
        }
        try story.run(.deliverySeal(id: "DEL-1"), by: releaser)
        if stage == .sealing { return story }
        if stage == .failed {
            try story.run(
                .deliveryRecordFailure(id: "DEL-1", attempt: 1, reasons: [Reason("E-X", "failed", "失敗")]), by: .system)
            return story
        }
        try story.run(.deliveryRecordSealed(id: "DEL-1", attempt: 1, package: package), by: .system)
        if stage == .sealed { return story }
        if stage == .expired {
            story.wait(until: day(2026, 5, 2))
            story.runDue()
            return story
        }
        try story.run(.deliveryDownload(id: "DEL-1", destination: "/inbox"), by: recipient)
        if stage == .downloaded { return story }
        try story.run(.deliveryAcknowledge(id: "DEL-1", manifestHash: manifest), by: recipient)
        return story
    }

    static func state(_ story: Story, _ id: String = "DEL-1") -> String? { story.state.view(of: id)?.state }

    /// The commands on RCPT-CON-1 and DEL-1 by their names.
    static func command(_ name: String) -> DeliveryCommand? {
        switch name {
        case "recipient.enrol": .recipientEnrol(contract: "CON-1", certificate: "x")
        case "recipient.record": record
        case "recipient.note-contract-end": .recipientNoteContractEnd(contract: "CON-1", end: .expired)
        case "delivery.seal": .deliverySeal(id: "DEL-1")
        case "delivery.record-sealed": .deliveryRecordSealed(id: "DEL-1", attempt: 1, package: package)
        case "delivery.record-failure": .deliveryRecordFailure(id: "DEL-1", attempt: 1, reasons: [])
        case "delivery.download": .deliveryDownload(id: "DEL-1", destination: "/inbox")
        case "delivery.acknowledge": .deliveryAcknowledge(id: "DEL-1", manifestHash: manifest)
        case "delivery.expire": .deliveryExpire(id: "DEL-1")
        case "delivery.recall": .deliveryRecall(id: "DEL-1", reason: "理由")
        case "delivery.note-withdrawal": .deliveryNoteWithdrawal(request: "REQ-1", reason: "理由")
        default: nil
        }
    }
}
