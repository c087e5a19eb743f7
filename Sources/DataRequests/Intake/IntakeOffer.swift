import Messages
import MunicipalData
import Primitives
import Processing
import ServiceRuntime

/// A file as it was offered: its bytes, and what its sender says of it.
struct IntakeOffer {
    let stream: any ByteStream
    let manifest: TransferManifest
    /// The layout that was given with it (YAML).
    let layout: String?
    var package: PackageFacts?
    /// The upload it came by.
    var upload: String?
    /// The size that a package's manifest tells.
    var declaredBytes: Int?

    /// What the package says was done about protected residents; the municipality's decision, made in its clerk's kit.
    var protection: ProtectionRule.Treatment? {
        package.flatMap { ProtectionRule.Treatment(rawValue: $0.protection) }
    }

    /// Why it is not the file that its sender meant.
    func reasonsAgainst(hash: ContentHash, bytes: Int) -> [Reason] {
        if hash != manifest.sha256 {
            return [
                Reason(
                    "E-INTAKE-HASH",
                    "the file has the SHA-256 \(hash), the manifest says \(manifest.sha256); send it again",
                    "ファイルのハッシュ値が送付書と一致しません。再度送付してください。")
            ]
        }
        guard let declaredBytes, declaredBytes != bytes else { return [] }
        return [
            Reason(
                "E-INTAKE-SIZE", "the file has \(bytes) bytes, the manifest says \(declaredBytes); send it again",
                "ファイルの大きさ（\(bytes)バイト）が送付書（\(declaredBytes)バイト）と一致しません。再度送付してください。")
        ]
    }
}

extension SourceIntake {
    /// Opens what a command offers. A package that is not the one that is awaited is refused here: nothing of it is stored.
    func offer(
        _ command: DataRequestCommand, _ record: RequestRecord, in context: DecisionContext
    ) throws(Refusal) -> IntakeOffer {
        switch command {
        case .requestReceive(_, let path, let manifest, let layout):
            return IntakeOffer(
                stream: try HandedOverFile(path, limit: settings.sizeLimit), manifest: manifest, layout: layout)
        case .requestReceivePackage(_, let folder, let hash, let layout):
            guard let key else { throw .noIntakeKey }
            let package = try PackageFolder(folder, manifest: hash)
            let manifest = try package.declaration()
            let reasons = package.reasonsAgainst(record, key: key) + manifest.reasonsAgainst(today: context.today)
            if !reasons.isEmpty { throw Refusal(.invalid, reasons) }
            guard package.manifest.bytes <= settings.sizeLimit else { throw .fileTooLarge(settings.sizeLimit) }
            return IntakeOffer(
                stream: PackageStream(package, key: key, limit: settings.sizeLimit), manifest: manifest,
                layout: layout, package: package.facts, declaredBytes: package.manifest.bytes)
        case .requestReceiveUpload(_, let upload, let manifest, let layout):
            let stream = try stream(ofUpload: upload, for: record, at: context.now)
            return IntakeOffer(stream: stream, manifest: manifest, layout: layout, upload: upload)
        default: throw .notFound("command", MessageCoding.name(of: command))
        }
    }
}

/// How files are taken in.
public struct IntakeSettings: Sendable {
    /// The largest clear file, in bytes.
    public var sizeLimit = HandedOverFile.sizeLimit
    /// Threads that parse and check.
    public var threads = 2

    /// The usual settings: files of 16 GiB, two threads.
    public init() {}
}

extension Refusal {
    static var noIntakeKey: Refusal {
        Refusal(
            .unavailable, "E-INTAKE-KEY", "the organization has no intake key: packages cannot be opened",
            "受領用の鍵がないため、暗号化された送付物を開けません。")
    }
}
