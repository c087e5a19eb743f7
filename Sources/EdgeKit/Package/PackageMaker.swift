import MunicipalData
import Primitives
import Processing
import Vault

/// Checks an export and seals what is handed over, in one go: nothing in clear is written at any time.
struct PackageMaker {
    let task: ExtractionTask
    let dataPath: String
    let asOf: CivilDate
    let environment: EdgeEnvironment

    /// What one run gave.
    struct Outcome {
        let report: CheckReport
        /// The package's manifest; nil where the export has problems.
        let manifest: HandoverManifest?
        /// The SHA-256 of the manifest's file.
        let manifestSHA256: String
    }

    /// Reads the export, and puts the sealed parts, the manifest and the letters into `folder`, which the caller publishes
    /// after approval. Where the export has problems the folder is of no use.
    func make(in folder: PackageFolder) throws(EdgeFailure) -> Outcome {
        let now = environment.now()
        var rows = try SealedRows(recipient: task.recipient, at: now.milliseconds / 1000, into: folder)
        let report = try Inspection(task: task, path: dataPath, environment: environment)
            .run(into: &rows, title: "検査して暗号化中")
        guard report.isClean else { return Outcome(report: report, manifest: nil, manifestSHA256: "") }
        guard let written = report.writtenRows, written > 0 else {
            throw EdgeFailure(
                .problems, "渡す行が1行もありません。抽出の条件と、履歴・転出等の行の除き方を確認してください。")
        }
        let parts: [SealedPart]
        do {
            parts = try rows.finish()
        } catch let error as EdgeFailure {
            throw error
        } catch {
            throw EdgeFailure(.failed, "暗号化に失敗しました。もう一度実行し、直らないときは作成組織に連絡してください。")
        }
        let manifest = manifest(report, rows: written, sealed: rows, parts: parts, now: now)
        let json = manifest.json
        try folder.write(json, as: HandoverManifest.fileName)
        let sha256 = ContentDigest.sha256(of: json)
        let letters = Letters(specification: task.specification, manifest: manifest, manifestSHA256: sha256)
        try folder.write(letters.coverLetter, as: Letters.coverLetterName)
        try folder.write(letters.receiptForm, as: Letters.receiptFormName)
        return Outcome(report: report, manifest: manifest, manifestSHA256: sha256)
    }

    private func manifest(
        _ report: CheckReport, rows: Int, sealed: SealedRows, parts: [SealedPart], now: Instant
    ) -> HandoverManifest {
        let specification = task.specification
        let leftOut = report.leftOut.filter { $0.value > 0 }.map { ($0.key.rawValue, $0.value) }
        let delimiter: UInt8 =
            switch specification.layout.form {
            case .delimited(let delimiter, _): delimiter
            case .fixed: UInt8(ascii: ",")
            }
        return HandoverManifest(
            request: specification.request, municipality: specification.municipality, body: specification.body,
            fileName: specification.fileName, asOf: asOf, columns: specification.items, rows: rows,
            encoding: report.encoding.rawValue, delimiter: String(Unicode.Scalar(delimiter)),
            bytes: sealed.byteCount, sha256: sealed.sha256, specification: task.sha256,
            recipient: task.recipient.fingerprint,
            leftOut: Dictionary(leftOut) { first, _ in first },
            protection: specification.layout.protection?.treatment.rawValue ?? "none",
            parts: parts.map {
                HandoverManifest.Part(name: $0.name, bytes: Int($0.byteCount), sha256: $0.sha256)
            },
            tool: "oboro-edge \(EdgeProgram.version)", createdAt: now)
    }
}
