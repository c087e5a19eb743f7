import Anonymization
import Delivery
import Foundation
import MessageLog
import Messages
import Primitives
import ServiceRuntime
import Testing
import TestSupport
import Vault

/// A delivery of a job that really ran, sealed to a certificate whose key the test holds.
private final class DeliveryBench {
    let bench: WorkBench
    let training: TrainingCertificate
    let signer: OrganizationSigner
    let approved: ApprovedOutput
    var stage: ServiceStage<DeliveryService>

    var folder: String { bench.directory + "/deliveries" }
    var inbox: String { bench.directory + "/inbox/CON-1" }

    init() async throws {
        bench = try WorkBench()
        var jobs = try await bench.stage()
        try await jobs.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        try await jobs.settle()
        let events = try await jobs.run(.outputApprove(id: "JOB-1", note: ""), by: JobStories.checker)
        guard let event = events.first, case .outputApproved(let approved, _) = event else { throw Unexpected() }
        self.approved = approved
        training = try TrainingCertificate.selfSigned(
            commonName: "recipient", notBefore: Self.seconds(day(2026, 1, 1)), notAfter: Self.seconds(day(2027, 1, 1)))
        signer = try OrganizationSigner.create(at: bench.directory + "/signing.key")
        stage = try ServiceStage(
            DeliveryService(
                vault: bench.vault, signer: signer, folder: bench.directory + "/deliveries", organizationName: "朧作成機構"))
        try await stage.run(.standingNote(standing: .certified), by: .system)
        try await stage.react(
            to: ContractEvent.contractEffective(effective: approved.source.contract), of: "CON-1")
        try await stage.run(
            .recipientEnrol(contract: "CON-1", certificate: training.certificatePEM), by: DeliveryStories.representative
        )
        try await stage.react(to: event, of: "JOB-1")
    }

    static func seconds(_ day: CivilDate) -> Int64 { day.morning.milliseconds / 1000 }

    func seal() async throws {
        try await stage.run(.deliverySeal(id: "DEL-1"), by: DeliveryStories.releaser)
        try await stage.settle()
    }

    var state: String? { stage.scenario.state.view(of: "DEL-1")?.state }

    func package() throws -> SealedPackage {
        for record in stage.records {
            if case .deliverySealed(_, let package, _, _) = try EventCoding.decode(DeliveryEvent.self, record) {
                return package
            }
        }
        throw Unexpected()
    }

    /// Opens a file of the package as its recipient.
    func open(_ name: String, of package: SealedPackage, in folder: String) throws -> [UInt8] {
        let opener = try EnvelopeOpener(
            certificatePEM: training.certificatePEM, privateKeyPEM: training.privateKeyPEM)
        let parts = package.parts.filter { $0.of == name }.map {
            SealedPart(name: $0.name, byteCount: Int64($0.bytes), sha256: $0.sha256.description)
        }
        var clear: [UInt8] = []
        try opener.open(parts, in: folder) { clear += $0 }
        return clear
    }

    func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}

@Suite struct DeliveryRunTests {
    @Test func `a sealed delivery opens again and holds everything that belongs to it`() async throws {
        let bench = try await DeliveryBench()
        try await bench.seal()
        #expect(bench.state == "sealed")
        let package = try bench.package()
        let wanted = [
            "data.csv", "report.json", "report.html", "buyer.html", "datapackage.json", "marking.txt", "items.csv",
            "README.txt", "terms.txt", "manifest.json",
        ]
        #expect(Set(package.parts.map(\.of)) == Set(wanted))
        #expect(package.parts.allSatisfy { $0.bytes <= 64 << 20 })

        try await bench.stage.run(
            .deliveryDownload(id: "DEL-1", destination: bench.inbox), by: DeliveryStories.recipient)
        #expect(bench.names(bench.inbox) == (package.parts.map(\.name) + ["receipt.json"]).sorted())
        let manifestBytes = try bench.open("manifest.json", of: package, in: bench.inbox)
        #expect(ContentHash(of: manifestBytes) == package.manifestHash)
        let manifest = try JSONValue(text: String(decoding: manifestBytes, as: UTF8.self))
        guard case .array(let files)? = manifest["files"] else { throw Unexpected() }
        #expect(Set(files.compactMap { $0["name"]?.text }) == Set(wanted).subtracting(["manifest.json"]))
        for file in files {
            let name = try #require(file["name"]?.text)
            let bytes = try bench.open(name, of: package, in: bench.inbox)
            #expect(ContentHash(of: bytes).description == file["sha256"]?.text, "\(name)")
            #expect(file["bytes"] == .integer(bytes.count), "\(name)")
            let text = String(decoding: bytes, as: UTF8.self)
            for marker in WorkBench.markers { #expect(!text.contains(marker), "\(name)") }
        }
        let data = try bench.open("data.csv", of: package, in: bench.inbox)
        let output = try #require(bench.approved.result.files.first { $0.name == "data.csv" })
        #expect(ContentHash(of: data) == output.sha256)
        let note = String(decoding: try bench.open("README.txt", of: package, in: bench.inbox), as: UTF8.self)
        #expect(note.contains("提供する行数（本人の数）　\(bench.approved.result.rowsOut)"))
        #expect(note.contains("再識別リスク（最大"))
        let items = String(decoding: try bench.open("items.csv", of: package, in: bench.inbox), as: UTF8.self)
        #expect(WorkBench.cells(items).dropFirst().map { $0[1] } == bench.approved.result.columns)

        try await bench.stage.run(
            .deliveryAcknowledge(id: "DEL-1", manifestHash: ContentHash(of: manifestBytes)),
            by: DeliveryStories.recipient)
        #expect(bench.state == "acknowledged")
        for marker in WorkBench.markers {
            #expect(!bench.stage.records.contains { $0.event.payload.contains(marker) })
        }
    }

    @Test func `the receipt is signed by the organization and names every part`() async throws {
        let bench = try await DeliveryBench()
        try await bench.seal()
        let package = try bench.package()
        let signed: JSONValue = [
            "payload": .string(package.receipt.text), "algorithm": "Ed25519",
            "keyFingerprint": .string(package.receipt.keyFingerprint), "signature": .string(package.receipt.signature),
        ]
        let document = try decoded(SignedDocument.self, MessageCoding.text(signed))
        #expect(document.verify(bench.signer.verifier) == .valid)
        let receipt = try JSONValue(text: package.receipt.text)
        guard case .array(let parts)? = receipt["parts"] else { throw Unexpected() }
        #expect(parts.compactMap { $0["sha256"]?.text } == package.parts.map(\.sha256.description))
        #expect(receipt["recipientFingerprint"]?.text == package.recipientFingerprint)
        #expect(!package.receipt.text.contains(package.manifestHash.description))
    }

    @Test func `a recall and the end of the contract remove the sealed parts`() async throws {
        let bench = try await DeliveryBench()
        try await bench.seal()
        #expect(bench.names(bench.folder + "/DEL-1") == ["1"])
        try await bench.stage.run(.deliveryRecall(id: "DEL-1", reason: "誤り"), by: DeliveryStories.releaser)
        try await bench.stage.settle()
        #expect(bench.names(bench.folder).isEmpty)

        let other = try await DeliveryBench()
        try await other.seal()
        try await other.stage.react(
            to: ContractEvent.contractCancelled(
                id: "CON-1", ground: .seriousBreach, reason: "違反", business: other.approved.source.contract.business,
                barredUntil: day(2028, 4, 1)), of: "CON-1")
        try await other.stage.settle()
        #expect(other.names(other.folder).isEmpty)
    }

    @Test func `a certification lost while sealing leaves nothing behind`() async throws {
        let bench = try await DeliveryBench()
        let events = try await bench.stage.run(.deliverySeal(id: "DEL-1"), by: DeliveryStories.releaser)
        let sealing = bench.stage.scenario.state
        try await bench.stage.run(.standingNote(standing: .suspended), by: .system)
        try await bench.stage.react(to: try #require(events.first), of: "DEL-1", seeing: sealing)
        #expect(bench.state == "failed")
        #expect(bench.names(bench.folder + "/DEL-1") == ["1"])
        try await bench.stage.settle()
        #expect(bench.names(bench.folder + "/DEL-1").isEmpty)
    }

    @Test func `an output destroyed before sealing fails with a reason`() async throws {
        let bench = try await DeliveryBench()
        let file = try #require(bench.approved.result.files.last)
        _ = try bench.bench.vault.destroy(
            CustodyItemID(file.item), owner: OwnerCode(Organization.nishitokyo.code))
        try await bench.seal()
        #expect(bench.state == "failed")
        #expect(bench.stage.scenario.state.view(of: "DEL-1")?.blockers.map(\.code) == ["E-DELIVERY-VAULT"])
        #expect(bench.names(bench.folder + "/DEL-1").isEmpty)
    }

    @Test func `a certificate that is out of date is refused before anything counts`() async throws {
        let bench = try await DeliveryBench()
        bench.stage.scenario.wait(until: day(2027, 1, 2))
        let refusal = await #expect(throws: Refusal.self) {
            try await bench.stage.run(.deliverySeal(id: "DEL-1"), by: DeliveryStories.releaser)
        }
        #expect(refusal?.reasons.map(\.code) == ["E-RECIPIENT-CERTIFICATE"])
        let broken = await #expect(throws: Refusal.self) {
            try await bench.stage.run(
                .recipientEnrol(contract: "CON-1", certificate: "no certificate"), by: DeliveryStories.representative)
        }
        #expect(broken?.reasons.map(\.code) == ["E-RECIPIENT-CERTIFICATE"])
        let forged = await #expect(throws: Refusal.self) {
            try await bench.stage.run(DeliveryStories.record, by: DeliveryStories.representative)
        }
        #expect(forged?.kind == .notFound)
        #expect(bench.state == "planned")
    }

    @Test func `nothing is copied through a symbolic link or over an altered part`() async throws {
        let bench = try await DeliveryBench()
        try await bench.seal()
        let elsewhere = bench.bench.directory + "/elsewhere"
        try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
        let link = bench.bench.directory + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: elsewhere)
        let refusal = await #expect(throws: Refusal.self) {
            try await bench.stage.run(
                .deliveryDownload(id: "DEL-1", destination: link), by: DeliveryStories.recipient)
        }
        #expect(refusal?.reasons.map(\.code) == ["E-DELIVERY-DESTINATION"])
        #expect(bench.state == "sealed" && bench.names(elsewhere).isEmpty)

        // A link in the place of a file is replaced, not followed.
        let package = try bench.package()
        let first = try #require(package.parts.first)
        try FileManager.default.createDirectory(atPath: bench.inbox, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(filePath: elsewhere + "/target"))
        try FileManager.default.createSymbolicLink(
            atPath: bench.inbox + "/" + first.name, withDestinationPath: elsewhere + "/target")
        try await bench.stage.run(
            .deliveryDownload(id: "DEL-1", destination: bench.inbox), by: DeliveryStories.recipient)
        #expect(try Data(contentsOf: URL(filePath: elsewhere + "/target")) == Data("mine".utf8))
        #expect(bench.names(bench.inbox).count == package.parts.count + 1)

        let sealed = bench.folder + "/DEL-1/1/" + first.name
        try Data([0]).write(to: URL(filePath: sealed))
        let altered = await #expect(throws: Refusal.self) {
            try await bench.stage.run(
                .deliveryDownload(id: "DEL-1", destination: elsewhere + "/new"), by: DeliveryStories.recipient)
        }
        #expect(altered?.reasons.map(\.code) == ["E-DELIVERY-COPY"])
        #expect(bench.names(elsewhere + "/new").isEmpty)
    }

    @Test func `a rehearsal makes no folder`() async throws {
        let bench = try await DeliveryBench()
        try await bench.seal()
        let events = try await bench.stage.run(
            .deliveryDownload(id: "DEL-1", destination: bench.inbox), by: DeliveryStories.recipient, rehearsal: true)
        #expect(events.count == 1)
        #expect(!FileManager.default.fileExists(atPath: bench.inbox))
    }
}
