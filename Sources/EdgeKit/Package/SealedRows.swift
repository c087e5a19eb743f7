import MunicipalData
import Vault

/// Takes the rows that are handed over: counts and digests them, and seals them part by part. Nothing of them is kept.
///
/// A class, since the check takes it and the digest is asked for afterwards; the check calls it from one thread at a time.
final class SealedRows: RowOutput {
    /// The clear bytes in a part. Small enough that a part, its envelope and its DER stay far below the memory of an office
    /// computer.
    static let partSize = 8 << 20

    /// Bytes so far.
    private(set) var byteCount = 0
    private var digest = ContentDigest()
    private let writer: EnvelopeWriter

    init(recipient: RecipientCertificate, at now: Int64, into folder: PackageFolder) throws(EdgeFailure) {
        do throws(EnvelopeError) {
            writer = try EnvelopeWriter(
                recipient: recipient, baseName: "data", partSize: Self.partSize, at: now
            ) { name, sealed in try folder.write(sealed, as: name) }
        } catch {
            throw .certificate(error)
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        byteCount += bytes.count
        digest.update(bytes)
        try writer.write(bytes)
    }

    /// Ends the last part.
    func finish() throws -> [SealedPart] { try writer.finish() }

    /// The SHA-256 of all bytes, 64 hexadecimal digits.
    var sha256: String { digest.hexadecimalText }
}
