import Messages
import Primitives
import ServiceRuntime
import Solicitation
import TestSupport
import Testing

@Suite struct SolicitationReactionTests {
    static let service = SolicitationService()

    static func text(_ commands: [SolicitationCommand]) -> [String] { commands.map { MessageCoding.text($0) } }

    @Test(arguments: [
        (CertificationEvent.certificationReinstated, CertificationStanding.certified),
        (.certificationSuspended(reasons: ["x"]), .suspended), (.certificationLapsed, .lapsed),
        (.certificationRevoked(reasons: ["x"], barredUntil: day(2028, 4, 1)), .revoked),
        (.certificationAbolished(reasons: ["x"]), .closed),
        (.certificationCertified(conditions: [], scope: [], validUntil: day(2031, 3, 31)), .certified),
    ])
    func `every change of the certification is noted`(
        _ event: CertificationEvent, _ standing: CertificationStanding
    ) async throws {
        let answers = try await Self.service.answers(to: event, of: "CERT-1")
        #expect(Self.text(answers) == Self.text([.standingNote(standing: standing)]))
    }

    @Test func `the catalogue follows the registers`() async throws {
        let entry = try Stories.entry("132292", persons: 50_000)
        let published = FileRegisterEvent.registerPublished(id: "FILE-7", entry: entry)
        let corrected = FileRegisterEvent.registerCorrected(id: "FILE-7", entry: entry, reason: "x")
        let note = SolicitationCommand.catalogueNoteFile(file: "FILE-7", entry: entry)
        #expect(Self.text(try await Self.service.answers(to: published, of: "FILE-7")) == Self.text([note]))
        #expect(Self.text(try await Self.service.answers(to: corrected, of: "FILE-7")) == Self.text([note]))
        let struck = FileRegisterEvent.registerStruck(id: "FILE-7", reason: "x")
        #expect(
            Self.text(try await Self.service.answers(to: struck, of: "FILE-7"))
                == Self.text([.catalogueNoteStrike(file: "FILE-7")]))
        let drafted = FileRegisterEvent.registerDrafted(id: "FILE-7", entry: entry)
        #expect(try await Self.service.answers(to: drafted, of: "FILE-7").isEmpty)
    }

    @Test func `contracts applied for and cancelled are noted`() async throws {
        let applied = ContractEvent.contractApplied(id: "CON-1", proposal: "PROP-1")
        #expect(
            Self.text(try await Self.service.answers(to: applied, of: "CON-1"))
                == Self.text([.proposalNoteContract(id: "PROP-1", contract: "CON-1")]))
        let cancelled = ContractEvent.contractCancelled(
            id: "CON-1", ground: .seriousBreach, reason: "x",
            business: try CorporateNumber(Organization.business.code), barredUntil: day(2028, 6, 1))
        let bar = SolicitationCommand.barringNote(
            corporateNumber: Organization.business.code, until: day(2028, 6, 1), contract: "CON-1")
        #expect(Self.text(try await Self.service.answers(to: cancelled, of: "CON-1")) == Self.text([bar]))
    }

    @Test func `what is decided can be read back from the log`() throws {
        var story = try Stories.announced()
        let decisions = [
            try story.run(.proposalDraft(call: "CALL-1", content: Stories.content()), by: Stories.business),
            try Stories.story(in: CallStage.draft).decide(CallTests.announce, by: Stories.clerk),
            try Stories.examined().decide(Stories.approval, by: Stories.examiner),
        ]
        for event in decisions.flatMap(\.events) {
            let record = try recorded(event, of: "any")
            let read = try EventCoding.decode(SolicitationEvent.self, record)
            #expect(MessageCoding.text(read) == MessageCoding.text(event))
        }
    }
}
