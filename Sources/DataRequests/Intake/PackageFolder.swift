import Messages
import MunicipalData
import Processing
import Vault

/// An encrypted package as it lies in a folder on the organization's host, such as on mounted media. Nothing is believed of
/// it but what the manifest's hash, given by who commands, and the hashes in the manifest vouch for.
struct PackageFolder {
    let package: HandoverPackage
    let hash: ContentHash

    var manifest: HandoverManifest { package.manifest }

    /// Reads the manifest and looks at names, kinds and sizes of the files.
    init(_ path: String, manifest expected: ContentHash) throws(Refusal) {
        do throws(HandoverFaults) {
            package = try HandoverPackage(reading: path)
        } catch {
            let kind: Refusal.Kind = error.faults == [.noFolder] ? .notFound : .invalid
            throw Refusal(kind, error.faults.prefix(100).map(\.reason))
        }
        hash = expected
        if package.manifestSHA256 != expected.description {
            throw Refusal(
                .conflict, "E-PACKAGE-CHANGED",
                "the package in the folder is another one than the command named: give the command again",
                "フォルダーの内容が指示のときから変わっています。もう一度実行してください。")
        }
    }

    /// What is wrong with the package for this request: all reasons at once, empty where it is the one that is awaited.
    func reasonsAgainst(_ record: RequestRecord, key: IntakeKey) -> [Reason] {
        var reasons: [Reason] = []
        func require(_ holds: Bool, _ code: String, _ english: String, _ japanese: String) {
            if !holds {
                reasons.append(Reason(code, "\(english); ask the municipality for the right one", japanese))
            }
        }
        let planned = record.planned
        require(
            manifest.request == planned.id, "E-PACKAGE-REQUEST",
            "the package answers \(manifest.request), not \(planned.id)", "この要請（\(planned.id)）への送付物ではありません。")
        require(
            manifest.municipality == planned.municipality && manifest.body == planned.body, "E-PACKAGE-SENDER",
            "the package is not from municipality \(planned.municipality), \(planned.body)",
            "要請先（\(planned.body)）からの送付物ではありません。")
        require(
            manifest.fileName == planned.fileName, "E-PACKAGE-FILE", "the package does not hold \(planned.fileName)",
            "個人情報ファイル「\(planned.fileName)」の送付物ではありません。")
        require(
            manifest.recipient == key.certificate.fingerprint, "E-PACKAGE-RECIPIENT",
            "the package was encrypted to another certificate than the organization's",
            "作成組織の受領用証明書あてに暗号化されていません。")
        if let specification = record.specification {
            require(
                manifest.specification == specification.sha256.description, "E-PACKAGE-SPECIFICATION",
                "the package follows another extraction specification than the last one",
                "最新の抽出仕様書による送付物ではありません。")
        }
        let granted = record.decision?.grantedItems ?? []
        // Nothing that was not granted is even opened.
        require(
            manifest.columns == granted, "E-PACKAGE-COLUMNS",
            "the package's columns are not the granted items in their order",
            "送付物の列が、提供するとされた記録項目とその順序に一致しません。")
        return reasons
    }

    /// What the sender says about the file.
    func declaration() throws(Refusal) -> TransferManifest {
        guard let sha256 = ContentHash(manifest.sha256) else {
            throw Refusal(.invalid, "E-PACKAGE-MANIFEST", "the manifest names no SHA-256", "目録にハッシュ値がありません。")
        }
        return TransferManifest(
            sha256: sha256, rows: manifest.rows, encoding: manifest.encoding, delimiter: manifest.delimiter,
            asOf: manifest.asOf)
    }

    /// What else the manifest said.
    var facts: PackageFacts {
        PackageFacts(
            manifest: hash, specification: manifest.specification, recipient: manifest.recipient,
            parts: manifest.parts.count, leftOut: manifest.leftOut, protection: manifest.protection,
            tool: manifest.tool, createdAt: manifest.createdAt)
    }
}

/// The clear content of a package, part by part; in memory only.
final class PackageStream: ByteStream {
    private let package: PackageFolder
    private let key: IntakeKey
    private let limit: Int
    private var next = 0
    private var content: [UInt8] = []
    private var position = 0
    private var count = 0

    init(_ package: PackageFolder, key: IntakeKey, limit: Int) {
        self.package = package
        self.key = key
        self.limit = limit
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while position == content.count {
            guard next < package.manifest.parts.count else { return 0 }
            // The old content is let go first: never two parts at a time.
            content = []
            position = 0
            let part = package.manifest.parts[next]
            content = try key.opener.open(
                SealedPart(name: part.name, byteCount: Int64(part.bytes), sha256: part.sha256), in: package.package.path
            )
            next += 1
            count += content.count
            guard count <= limit else { throw Refusal.fileTooLarge(limit) }
        }
        let taken = min(buffer.count, content.count - position)
        content.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + taken]))
        }
        position += taken
        return taken
    }
}

extension HandoverFault {
    /// The fault as a reason; a package with any is not taken in.
    fileprivate var reason: Reason {
        let code =
            switch self {
            case .noFolder, .unreadable: "E-FILE-MISSING"
            case .tooManyEntries, .interrupted: "E-PACKAGE"
            case .missing, .size, .digest: "E-PACKAGE-PART"
            case .notRegular: "E-FILE-KIND"
            case .foreign: "E-PACKAGE-EXTRA"
            case .manifestSize, .manifest: "E-PACKAGE-MANIFEST"
            }
        return Reason(code, description, japanese)
    }
}
