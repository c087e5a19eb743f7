import FoundationEssentials
import Messages
import Primitives
import Vault

/// Seals one package: the job's files from the vault and the documents, each to the recipient's certificate, in parts.
/// In memory are one part and the small files, never the whole.
struct PackageSealer: Sendable {
    static let reportLimit = 64 << 20

    let vault: Vault
    let signer: OrganizationSigner
    let folder: DeliveriesFolder
    let organization: String
    let id: String
    let attempt: Int
    let approved: ApprovedOutput
    let certificate: String

    /// Seals the package into its folder.
    /// - Parameter now: when it was released; the certificate must be valid then.
    @concurrent func seal(at now: Instant) async throws -> DeliveryCommand {
        do {
            return .deliveryRecordSealed(id: id, attempt: attempt, package: try make(at: now))
        } catch let error as EnvelopeError {
            return failure("E-DELIVERY-ENVELOPE", "\(error)")
        } catch let error as VaultError {
            switch error {
            case .itemBusy, .diskFull, .fileSystem: throw error
            default: return failure("E-DELIVERY-VAULT", "\(error)")
            }
        } catch let refusal as Refusal {
            return .deliveryRecordFailure(id: id, attempt: attempt, reasons: refusal.reasons)
        }
    }

    private func failure(_ code: String, _ text: String) -> DeliveryCommand {
        .deliveryRecordFailure(id: id, attempt: attempt, reasons: [Reason(code, text, "封緘できませんでした（\(text)）。")])
    }

    private func make(at now: Instant) throws -> SealedPackage {
        let recipient = try RecipientCertificate(pem: certificate)
        let sealer = EnvelopeSealer(recipient: recipient)
        let temporary = try folder.makeTemporary(for: id, attempt: attempt)
        do {
            let owner = try OwnerCode(approved.source.municipality.description)
            let seconds = now.milliseconds / 1000
            var parts: [SealedFile] = []
            func add(_ name: String, _ sealed: [SealedPart]) {
                parts += sealed.map { part in
                    SealedFile(
                        of: name, name: part.name, bytes: Int(part.byteCount),
                        sha256: ContentHash(part.sha256) ?? ContentHash(of: ""))
                }
            }
            for file in approved.result.files {
                add(file.name, try seal(file, owner: owner, into: temporary, by: sealer, at: seconds))
            }
            let documents = try documents(owner: owner)
            for (name, bytes) in documents {
                var rest: [UInt8]? = bytes
                let sealed = try sealer.seal(into: temporary, baseName: name, at: seconds) {
                    defer { rest = nil }
                    return rest
                }
                add(name, sealed)
            }
            let receipt = try receipt(parts, recipient: recipient, at: now)
            try HostFolder(temporary).publish(Array(MessageCoding.text(receipt).utf8), as: DeliveriesFolder.receipt)
            try folder.publish(temporary, of: id, attempt: attempt)
            return SealedPackage(
                parts: parts, manifestHash: ContentHash(of: documents.last?.bytes ?? []),
                recipientFingerprint: recipient.fingerprint, receipt: receipt)
        } catch {
            try? folder.remove(id, attempt: attempt)
            throw error
        }
    }

    /// Seals a file as it comes out of the vault, and makes sure that it is the one that was approved.
    private func seal(
        _ file: OutputFile, owner: OwnerCode, into directory: String, by sealer: EnvelopeSealer, at seconds: Int64
    ) throws -> [SealedPart] {
        var reader = try vault.reader(CustodyItemID(file.item), owner: owner)
        var digest = ContentDigest()
        let parts = try sealer.seal(into: directory, baseName: file.name, at: seconds) {
            let piece = try reader.next()
            if let piece { digest.update(piece) }
            return piece
        }
        guard digest.hexadecimalText == file.sha256.description else {
            throw Refusal(
                .integrity, "E-DELIVERY-CHANGED", "\(file.name) is not the file that was approved: report this",
                "\(file.name) が検査済みの内容と一致しません。")
        }
        return parts
    }

    /// The documents with the manifest as the last one.
    private func documents(owner: OwnerCode) throws -> [(name: String, bytes: [UInt8])] {
        var report = JSONValue.null
        if let file = approved.result.files.first(where: { $0.name == "report.json" }) {
            let bytes = try vault.readAll(CustodyItemID(file.item), owner: owner, limit: Self.reportLimit)
            report = try JSONValue(text: String(decoding: bytes, as: UTF8.self))
        }
        let documents = PackageDocuments(
            delivery: id, approved: approved, organization: organization, report: report
        ).all
        let files =
            approved.result.files.map { PackageFile(name: $0.name, bytes: $0.bytes, sha256: $0.sha256) }
            + documents.map { PackageFile(name: $0.name, bytes: $0.bytes.count, sha256: ContentHash(of: $0.bytes)) }
        let manifest = PackageManifest(
            delivery: id, contract: approved.source.contract.contract, municipality: approved.source.municipality,
            organization: organization, files: files)
        return documents + [("manifest.json", manifest.bytes)]
    }

    /// What the organization signs: which parts it handed out, to which key, when.
    private func receipt(
        _ parts: [SealedFile], recipient: RecipientCertificate, at now: Instant
    ) throws(VaultError) -> SignedText {
        let content: JSONValue = [
            "formatVersion": 1, "document": "提供記録", "organization": .string(organization),
            "delivery": .string(id), "contract": .string(approved.source.contract.contract),
            "business": .string(approved.source.contract.business.description),
            "municipality": .string(approved.source.municipality.description),
            "request": .string(approved.source.request), "recipientFingerprint": .string(recipient.fingerprint),
            "sealedAt": .string(now.description), "parts": MessageCoding.value(parts),
        ]
        let signed = try signer.sign(payload: MessageCoding.text(content))
        return SignedText(
            text: signed.payload, keyFingerprint: signed.keyFingerprint, signature: signed.signature)
    }
}
