import Messages
import MunicipalData
import Primitives
import ServiceRuntime
import Vault

/// Takes a file in: reads it once, compares it with what was granted, gives it to the vault and signs the receipt.
struct SourceIntake: Sendable {
    let vault: Vault
    let signer: OrganizationSigner
    let organizationName: String
    let sizeLimit: Int

    /// The facts of a file. In a rehearsal nothing is stored.
    @concurrent
    func take(
        _ path: String, _ manifest: TransferManifest, for record: RequestRecord, in context: DecisionContext,
        rehearsal: Bool
    ) async throws(Refusal) -> DataRequestCommand {
        let bytes = try HandedOverFile.read(path, limit: sizeLimit)
        let hash = ContentHash(of: bytes)
        let id = record.planned.id
        if record.stage == .held {
            guard hash == record.source?.facts.sha256 else { throw record.otherFileRefused }
            // The same file once more: nothing new, and nothing to store.
            return .requestReceive(id: id, path: path, manifest: manifest)
        }
        let found = findings(in: bytes, hash: hash, manifest, record)
        let item = rehearsal ? "rehearsal" : try store(bytes, isSource: found.problems.isEmpty, record)
        let facts = IntakeFacts(
            item: item, bytes: bytes.count, sha256: hash, rows: found.rows, header: found.header,
            encoding: manifest.encoding, delimiter: found.delimiter, problems: found.problems, remarks: found.remarks)
        do {
            let receipt = facts.problems.isEmpty ? try sign(facts, manifest, record, in: context) : nil
            return .requestRecordIntake(id: id, manifest: manifest, facts: facts, receipt: receipt)
        } catch {
            destroy(item)
            throw error
        }
    }

    /// Destroys an item of which nothing was recorded. A failure is made good at the end of the request, when everything
    /// under its name is destroyed.
    func destroy(_ item: String) {
        guard let id = try? CustodyItemID(item), let owner = id.owner else { return }
        _ = try? vault.destroy(id, owner: owner)
    }

    private struct Findings {
        var rows = 0
        var header: [String] = []
        var delimiter = ""
        var problems: [Reason] = []
        var remarks: [Reason]?
    }

    private func findings(
        in bytes: [UInt8], hash: ContentHash, _ manifest: TransferManifest, _ record: RequestRecord
    ) -> Findings {
        var found = Findings()
        if hash != manifest.sha256 {
            found.problems.append(
                Reason(
                    "E-INTAKE-HASH",
                    "the file has the SHA-256 \(hash), the manifest says \(manifest.sha256); send it again",
                    "ファイルのハッシュ値が送付書と一致しません。再度送付してください。"))
        }
        // The decider has refused a manifest without them.
        guard let encoding = manifest.declaredEncoding, let delimiter = manifest.delimiterByte else { return found }
        let scan = IntakeScan.scan(
            bytes,
            expecting: IntakeExpectation(
                columns: record.decision?.grantedItems ?? [], rows: manifest.rows, encoding: .exactly(encoding),
                delimiter: delimiter))
        found.rows = scan.rows ?? 0
        found.header = scan.columns
        found.delimiter = String(UnicodeScalar(delimiter))
        found.problems += scan.problems.map(\.reason)
        found.remarks = scan.remarks.isEmpty ? nil : scan.remarks.map(\.reason)
        return found
    }

    private func store(_ bytes: [UInt8], isSource: Bool, _ record: RequestRecord) throws(Refusal) -> String {
        do throws(VaultError) {
            let owner = try OwnerCode(record.municipality.description)
            let id = try CustodyItemID.generate(for: record.planned)
            let kind = isSource ? CustodyKind.sourceFile : .quarantinedFile
            return try vault.store(id: id, owner: owner, kind: kind, bytes: bytes).id.description
        } catch {
            throw Refusal(vault: error)
        }
    }

    private func sign(
        _ facts: IntakeFacts, _ manifest: TransferManifest, _ record: RequestRecord, in context: DecisionContext
    ) throws(Refusal) -> SignedText {
        let receipt = IntakeReceipt(
            organizationName: organizationName, record: record, facts: facts, manifest: manifest,
            receiver: context.actor.name, at: context.now)
        return try signer.signed(receipt.text)
    }
}

extension OrganizationSigner {
    /// A text with the organization's signature, as messages carry it.
    func signed(_ text: String) throws(Refusal) -> SignedText {
        do throws(VaultError) {
            let document = try sign(payload: text)
            return SignedText(
                text: document.payload, keyFingerprint: document.keyFingerprint, signature: document.signature)
        } catch {
            throw Refusal(vault: error)
        }
    }
}

extension Refusal {
    /// The vault or the signature key does not answer; its errors carry no content.
    init(vault error: VaultError) {
        self.init(
            .unavailable, "E-VAULT", "\(error) Nothing was recorded; repeat the command then",
            "保管庫に記録できませんでした。受領は記録されていません。復旧後に再実行してください。")
    }
}
