import DataRequests
import Messages
import MunicipalData
import Primitives
import Processing
import ServiceRuntime
import TestSupport
import Testing
import Vault

/// The extraction specification: what a municipality is asked to extract.
@Suite struct SpecificationTests {
    @Test func `it names what was granted, by when, and the certificate to encrypt to`() async throws {
        var desk = try DataRequestDesk()
        let events = try await desk.specify()
        guard case .requestSpecified(let issued) = events.first else {
            Issue.record("\(events)")
            return
        }
        let specification = try ExtractionSpecification(reading: Array(issued.text.utf8), file: "specification")
        #expect(specification.organization == "朧作成機構")
        #expect(specification.request == "REQ-1" && specification.body == "西東京市長")
        #expect(specification.items == ["生年月日", "性別", "町名"])
        #expect(specification.asOf == day(2026, 3, 31))
        #expect(specification.layout.items.count == 5)
        #expect(specification.layout.protection?.treatment == .excluded)
        let certificate = try RecipientCertificate(pem: specification.certificate)
        #expect(certificate.fingerprint == issued.recipient)
        #expect(issued.sha256 == ContentHash(of: issued.text))
        #expect(desk.story.stage() == "awaiting-data")
    }

    @Test func `the same once more is no event, and another layout is one`() async throws {
        var desk = try DataRequestDesk()
        try await desk.specify()
        #expect(try await desk.specify().isEmpty)
        #expect(try await desk.specify(DataRequestDesk.layout + "\nbusiness: 住民基本台帳").count == 1)
    }

    @Test func `a layout that is none, or lacks a granted item, is refused`() async throws {
        for (layout, code) in [
            ("layout: 2\nname: x\nitems: []", "E-LAYOUT"), ("name: x", "E-LAYOUT"),
            ("layout: 1\nname: x\nitems:\n  - {name: 性別, type: text, class: other}", "E-LAYOUT-ITEM"),
        ] {
            var desk = try DataRequestDesk()
            let refusal = await #expect(throws: Refusal.self) { try await desk.specify(layout) }
            #expect(refusal?.reasons.allSatisfy { $0.code == code } == true, "\(refusal?.reasons ?? [])")
            #expect(desk.events.isEmpty)
        }
    }

    @Test func `a certificate that has expired is not given to anybody`() async throws {
        var desk = try DataRequestDesk()
        desk.story.scenario.wait(until: day(2026, 4, 20))
        let pair = try TrainingCertificate.selfSigned(
            commonName: "Old", notBefore: day(2020, 4, 1).morning.milliseconds / 1000,
            notAfter: day(2026, 4, 2).morning.milliseconds / 1000)
        let service = DataRequestsService(
            vault: desk.vault, signer: desk.signer, organizationName: "朧作成機構",
            intakeKey: try IntakeKey(certificatePEM: pair.certificatePEM, privateKeyPEM: pair.privateKeyPEM))
        let context = DecisionContext(
            actor: desk.story.broker, now: desk.story.scenario.now, rules: desk.story.scenario.rules)
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await service.prepare(
                .requestSpecify(id: "REQ-1", layout: DataRequestDesk.layout), state: desk.story.scenario.state,
                in: context, rehearsal: false)
        }
        #expect(refusal?.reasons.map(\.code) == ["E-INTAKE-CERTIFICATE"])
    }
}
