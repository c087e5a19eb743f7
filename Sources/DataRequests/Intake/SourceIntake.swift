import Messages
import MunicipalData
import Primitives
import ServiceRuntime
import Vault

/// Takes a file in: reads it once, into the vault and under the check's eyes at the same time, and signs the receipt.
struct SourceIntake: Sendable {
    /// Problems whose places are kept of one file, and of one kind; all are counted.
    static let placeLimit = 2000

    let vault: Vault
    let signer: OrganizationSigner
    let organizationName: String
    let settings: IntakeSettings
    let key: IntakeKey?
    let uploads: UploadStore?

    /// The facts of a file. In a rehearsal nothing is stored.
    @concurrent
    func take(
        _ command: DataRequestCommand, for record: RequestRecord, in context: DecisionContext, rehearsal: Bool
    ) async throws(Refusal) -> DataRequestCommand {
        let offer = try offer(command, record, in: context)
        if record.stage == .held {
            let stream = IntakeStream(offer.stream, into: nil)
            do { try stream.drain() } catch { throw Refusal(intake: error) }
            guard try stream.hash == record.source?.facts.sha256 else { throw record.otherFileRefused }
            // The same file once more: nothing new, and nothing to store.
            return command
        }
        guard let encoding = offer.manifest.declaredEncoding, let delimiter = offer.manifest.delimiterByte else {
            throw Refusal(.invalid, offer.manifest.reasonsAgainst(today: context.today))
        }
        let layout = try IntakeLayout(
            offer.layout, for: record, encoding: encoding, delimiter: delimiter, protection: offer.protection)
        let writer = rehearsal ? nil : try writer(record)
        do {
            let stream = IntakeStream(offer.stream, into: writer)
            let report = try check(stream, layout, offer.manifest)
            try stream.drain()
            let found = try findings(report, stream, layout, offer, record)
            let item = try writer?.finish(as: found.problems.isEmpty ? .sourceFile : .quarantinedFile)
            return try recorded(found, item, offer, record, in: context)
        } catch {
            writer?.discard()
            throw Refusal(intake: error)
        }
    }

    /// Destroys an item of which nothing was recorded. A failure is made good at the end of the request, when everything
    /// under its name is destroyed.
    func destroy(_ item: String) {
        guard let id = try? CustodyItemID(item), let owner = id.owner else { return }
        _ = try? vault.destroy(id, owner: owner)
    }

    /// Throws away an upload that is in the vault now. A failure is made good by its expiry.
    func remove(upload: String?) {
        if let upload { try? uploads?.remove(upload) }
    }

    private func writer(_ record: RequestRecord) throws(Refusal) -> CustodyWriter {
        do throws(VaultError) {
            return try vault.writer(
                id: .generate(for: record.planned), owner: OwnerCode(record.municipality.description))
        } catch {
            throw Refusal(vault: error)
        }
    }

    private func check(
        _ stream: IntakeStream, _ layout: IntakeLayout, _ manifest: TransferManifest
    ) throws(LayoutCheckError) -> CheckReport {
        var options = CheckOptions()
        options.rows = manifest.rows
        options.threads = settings.threads
        options.listed = Self.placeLimit
        return try LayoutCheck(layout.layout, options: options).run(stream) { _ in !Task.isCancelled }
    }

    private func findings(
        _ report: CheckReport, _ stream: IntakeStream, _ layout: IntakeLayout, _ offer: IntakeOffer,
        _ record: RequestRecord
    ) throws(Refusal) -> IntakeFacts {
        let hash = try stream.hash
        let problems =
            offer.reasonsAgainst(hash: hash, bytes: stream.byteCount)
            + report.problems(granted: record.decision?.grantedItems ?? [])
            + (layout.isProtectionUndecided ? [Self.protectionUndecided] : [])
        let remarks =
            report.remarks + columnOrder(report, layout, hasProblems: !problems.isEmpty)
            + stream.sample.remarks(layout.layout)
        var facts = IntakeFacts(
            item: "rehearsal", bytes: stream.byteCount, sha256: hash, rows: report.rows, header: report.columns,
            encoding: offer.manifest.encoding, delimiter: layout.layout.delimiter, problems: problems,
            remarks: remarks.isEmpty ? nil : remarks)
        facts.layout = layout.checked
        facts.package = offer.package
        facts.upload = offer.upload
        facts.profile = report.summary
        if !report.counts.isEmpty {
            facts.counts = Dictionary(uniqueKeysWithValues: report.counts.map { ($0.key.rawValue, $0.value) })
        }
        // For whoever corrects the file; the facts of a source travel on without them.
        if !problems.isEmpty { facts.places = report.places(limit: Self.placeLimit) }
        return facts
    }

    private func columnOrder(_ report: CheckReport, _ layout: IntakeLayout, hasProblems: Bool) -> [Reason] {
        if hasProblems || report.columns == layout.layout.items.map(\.name) { return [] }
        return [
            Reason("W-INTAKE-COLUMN-ORDER", "the columns stand in another order than agreed", "列の順序が要請と異なります。")
        ]
    }

    private static let protectionUndecided = Reason(
        "E-INTAKE-PROTECTION-UNDECIDED",
        "the layout names protected residents (支援措置対象者) and leaves open what is done with their rows: "
            + "have the municipality decide, excluded or generalized",
        "支援措置対象者の記録の取扱い（除外又は一般化）が決まっていません。市区町村に決定を依頼してください。")

    private func recorded(
        _ found: IntakeFacts, _ item: CustodyItem?, _ offer: IntakeOffer, _ record: RequestRecord,
        in context: DecisionContext
    ) throws(Refusal) -> DataRequestCommand {
        var facts = found
        if let item { facts.item = item.id.description }
        do throws(Refusal) {
            let receipt = facts.problems.isEmpty ? try sign(facts, offer.manifest, record, in: context) : nil
            return .requestRecordIntake(
                id: record.planned.id, manifest: offer.manifest, facts: facts, receipt: receipt)
        } catch {
            destroy(facts.item)
            throw error
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

extension Layout {
    /// The delimiter as text; blank for a file without.
    fileprivate var delimiter: String {
        guard case .delimited(let byte, _) = form else { return "" }
        return String(UnicodeScalar(byte))
    }
}
