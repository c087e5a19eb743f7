import Messages
import MunicipalData
import Vault

/// The bytes on their one way from the sender to the check: each piece goes to the vault and into the hash before anybody
/// looks at it, so that what is checked is what is stored, whatever becomes of the file meanwhile.
final class IntakeStream: ByteStream {
    private var source: any ByteStream
    /// Nil in a rehearsal, which stores nothing.
    private let writer: CustodyWriter?
    private var digest = ContentDigest()
    private(set) var byteCount = 0
    private(set) var sample = IdentifierSample()

    init(_ source: any ByteStream, into writer: CustodyWriter?) {
        self.source = source
        self.writer = writer
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try source.read(into: buffer)
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        byteCount += count
        sample.add(bytes)
        // The vault computes the same hash of what it stores: once is enough.
        if let writer { try writer.write(bytes) } else { digest.update(bytes) }
        return count
    }

    /// Takes what a check left unread, since it had seen enough: a file in quarantine is kept as it came.
    func drain() throws {
        var rest = [UInt8](repeating: 0, count: 1 << 20)
        while try rest.withUnsafeMutableBytes({ try read(into: $0) }) > 0 {}
    }

    /// The SHA-256 of all that was read.
    var hash: ContentHash {
        get throws(Refusal) {
            guard let hash = ContentHash(writer?.sha256 ?? digest.hexadecimalText) else {
                throw Refusal(vault: .cryptographyFailed(operation: "hashing"))
            }
            return hash
        }
    }
}

extension Refusal {
    /// What went wrong while a file was read, checked and stored. Nothing of it is kept.
    init(intake error: any Error) {
        switch error {
        case let refusal as Refusal: self = refusal
        case let error as VaultError: self.init(vault: error)
        case let error as EnvelopeError: self.init(envelope: error)
        case let error as UploadError: self.init(upload: error)
        case .stream(let cause) as LayoutCheckError: self.init(intake: cause)
        case .output(let cause) as LayoutCheckError: self.init(intake: cause)
        case .layout(let problem) as LayoutCheckError: self.init(layout: [problem])
        case is LayoutCheckError:
            self.init(
                .unavailable, "E-INTAKE-INTERRUPTED", "the intake was interrupted; repeat the command",
                "受入れが中断されました。再度実行してください。")
        default:
            self.init(
                .unavailable, "E-INTAKE", "the intake failed; repeat the command", "受入れに失敗しました。再度実行してください。")
        }
    }

    /// A part of a package does not open.
    init(envelope error: EnvelopeError) {
        switch error {
        case .missingPart(let name):
            self.init(
                .invalid, "E-PACKAGE-PART", "part \(name) is missing: copy the whole package again",
                "分割ファイル（\(name)）がありません。媒体からすべてのファイルを複写してください。")
        case .alteredPart(let name):
            self.init(
                .integrity, "E-PACKAGE-PART",
                "part \(name) is cut off or changed: copy it again, and ask for a new package if that does not help",
                "分割ファイル（\(name)）が途中で切れているか、変わっています。複写し直し、同じ結果のときは再送を依頼してください。")
        case .unopenedPart(let name):
            self.init(
                .integrity, "E-PACKAGE-OPEN",
                "part \(name) does not open with the intake key: it was made for another certificate; "
                    + "ask for a package that follows the last extraction specification",
                "分割ファイル（\(name)）を受領用の鍵で開けません。最新の抽出仕様書による再送を依頼してください。")
        default: self.init(.integrity, "E-PACKAGE-OPEN", "\(error)", "暗号化された分割ファイルを開けません（\(error)）。")
        }
    }
}
