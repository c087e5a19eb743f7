import DataRequests
import Foundation
import MessageLog
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Vault

/// The data request service with a real vault in a folder of its own, run the way the runtime runs it: decide, prepare,
/// decide again, fold, complete; and its reactions to its own events.
struct DataRequestDesk {
    let folder: DeskFolder
    let vault: Vault
    let signer: OrganizationSigner
    /// What municipalities encrypt to; valid on the days of the stories.
    let intake: TrainingCertificate
    let uploads: UploadStore
    let service: DataRequestsService
    var story: DataRequestStory
    /// Everything that would stand in the log.
    private(set) var events: [DataRequestEvent] = []

    init(_ stage: RequestStage = .awaitingData, sizeLimit: Int = 1 << 20) throws {
        folder = try DeskFolder()
        vault = try Vault(
            root: folder.path("vault"), organizationKey: OrganizationKey.create(at: folder.path("organization.key")))
        signer = try OrganizationSigner.create(at: folder.path("signature.key"))
        intake = try TrainingCertificate.selfSigned(
            commonName: "Intake", organization: "朧作成機構",
            notBefore: day(2026, 4, 1).morning.milliseconds / 1000 - 86_400,
            notAfter: day(2029, 4, 1).morning.milliseconds / 1000)
        uploads = try UploadStore(vault: vault)
        var settings = IntakeSettings()
        settings.sizeLimit = sizeLimit
        service = DataRequestsService(
            vault: vault, signer: signer, organizationName: "朧作成機構",
            intakeKey: try IntakeKey(certificatePEM: intake.certificatePEM, privateKeyPEM: intake.privateKeyPEM),
            uploads: uploads, settings: settings)
        story = try DataRequestStory.at(stage)
    }

    private func context(_ actor: Actor) -> DecisionContext {
        DecisionContext(actor: actor, now: story.scenario.now, rules: story.scenario.rules)
    }

    /// Runs a command; `meanwhile` happens between its preparation and its decision.
    @discardableResult
    mutating func run(
        _ command: DataRequestCommand, by actor: Actor, rehearsal: Bool = false,
        meanwhile: (inout DataRequestStory) throws -> Void = { _ in }
    ) async throws -> [DataRequestEvent] {
        try await execute(command, by: actor, rehearsal: rehearsal, meanwhile: meanwhile).events
    }

    private mutating func execute(
        _ command: DataRequestCommand, by actor: Actor, rehearsal: Bool = false,
        meanwhile: (inout DataRequestStory) throws -> Void = { _ in }
    ) async throws -> Decision<DataRequestEvent> {
        _ = try story.scenario.decide(command, by: actor)
        let prepared = try await service.prepare(
            command, state: story.scenario.state, in: context(actor), rehearsal: rehearsal)
        try meanwhile(&story)
        do {
            let decision = try story.scenario.decide(prepared, by: actor)
            if rehearsal { return decision }
            try story.scenario.run(prepared, by: actor)
            events += decision.events
            try await service.complete(decision.events, subject: decision.subject, state: story.scenario.state)
            return decision
        } catch {
            await service.abandon(prepared)
            throw error
        }
    }

    /// Gives an event to the reactions that want it, and runs what they say.
    mutating func react(to event: some EventMessage, on subject: String) async throws {
        let record = try ContractSamples.record(event, on: subject, at: story.scenario.now)
        for reaction in service.reactions where reaction.interests.contains(record.event.type) {
            for command in try await reaction.handle(record, story.scenario.state) {
                let decision = try await execute(command, by: .system)
                for event in decision.events { try await react(to: event, on: decision.subject) }
            }
        }
    }

    /// Writes a file and hands it over with a manifest that says what it holds, unless told otherwise.
    mutating func receive(
        _ bytes: [UInt8], rows: Int = 2, sha256: ContentHash? = nil, encoding: String = "utf-8",
        rehearsal: Bool = false
    ) async throws -> [DataRequestEvent] {
        let path = folder.path("incoming.csv")
        try Data(bytes).write(to: URL(filePath: path))
        return try await run(
            receipt(of: path, bytes, rows: rows, sha256: sha256, encoding: encoding), by: story.receiver,
            rehearsal: rehearsal)
    }

    func receipt(
        of path: String, _ bytes: [UInt8], rows: Int = 2, sha256: ContentHash? = nil, encoding: String = "utf-8"
    ) -> DataRequestCommand {
        .requestReceive(
            id: "REQ-1", path: path,
            manifest: TransferManifest(
                sha256: sha256 ?? ContentHash(of: bytes), rows: rows, encoding: encoding, delimiter: ",",
                asOf: day(2026, 3, 31)))
    }

    /// The signature of a text is the organization's.
    func isSigned(_ text: SignedText) throws -> Bool {
        let fields = [
            "payload": text.text, "algorithm": "Ed25519", "keyFingerprint": text.keyFingerprint,
            "signature": text.signature,
        ]
        let document = try JSONDecoder().decode(SignedDocument.self, from: JSONEncoder().encode(fields))
        return document.verify(signer.verifier) == .valid
    }

    /// The kinds of what lies in the vault.
    func kinds() throws -> [CustodyKind] {
        try vault.items().map { try vault.item($0, owner: OwnerCode("132292")).kind }
    }
}

/// A temporary folder that is removed at the end of the test.
final class DeskFolder: Sendable {
    private let directory: String

    init() throws {
        directory = FileManager.default.temporaryDirectory.path + "/desk-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func path(_ name: String) -> String { directory + "/" + name }
}
