/// One file of a sealed delivery.
public struct SealedPart: Hashable, Sendable, Codable {
    /// The file's name, such as `package.part-0001.cms`.
    public let name: String
    /// The file's length in bytes.
    public let byteCount: Int64
    /// The SHA-256 of the file, 64 hexadecimal digits.
    public let sha256: String

    /// As a manifest tells it.
    public init(name: String, byteCount: Int64, sha256: String) {
        self.name = name
        self.byteCount = byteCount
        self.sha256 = sha256
    }
}

/// Seals a delivery to its recipient: CMS AuthEnvelopedData with AES-256-GCM (RFC 5083, RFC 5084), in DER, in parts.
///
/// Each part is a complete envelope that opens with
/// `openssl cms -decrypt -binary -inform DER -in PART -inkey key.pem -recip certificate.pem`; the parts' contents one
/// after the other are the delivery. Who opens must check the parts against the manifest: an envelope alone does not
/// tell its place. In memory are at most the ciphertext of one part, its DER and what libcrypto holds in reserve,
/// about three times the part size.
public struct EnvelopeSealer: Sendable {
    /// The clear bytes in a part: 64 MiB.
    public static let defaultPartSize = 64 << 20

    private let recipient: RecipientCertificate
    private let partSize: Int

    /// Seals to `recipient`, at most `partSize` clear bytes (1 to 512 MiB) in each part.
    public init(recipient: RecipientCertificate, partSize: Int = EnvelopeSealer.defaultPartSize) {
        precondition((1...(512 << 20)).contains(partSize), "a part holds between 1 byte and 512 MiB")
        self.recipient = recipient
        self.partSize = partSize
    }

    /// Writes the parts `<baseName>.part-0001.cms`, … into `directory`, which exists; empty content makes one part.
    ///
    /// Each part appears complete or not at all and takes the place of a file of the same name. When sealing fails, the
    /// parts made by this call are removed.
    /// - Parameters:
    ///   - now: seconds since 1970-01-01T00:00:00Z; the certificate must be valid then.
    ///   - next: the next bytes of the content, in pieces of any size, and `nil` at the end. What it throws is thrown
    ///     on; otherwise an ``EnvelopeError`` or, for the files, a ``VaultError``.
    public func seal(
        into directory: String, baseName: String, at now: Int64, from next: () throws -> [UInt8]?
    ) throws -> [SealedPart] {
        let directory = try Directory(path: directory)
        let writer = try EnvelopeWriter(
            recipient: recipient, baseName: baseName, partSize: partSize, at: now
        ) { name, sealed in try directory.publish(sealed, as: name, replacing: true) }
        do {
            while let piece = try next() { try piece.withUnsafeBytes { try writer.write($0) } }
            return try writer.finish()
        } catch {
            for part in writer.parts { try? directory.remove(part.name) }
            throw error
        }
    }

    /// `package.part-0001.cms` and so on.
    static func partName(_ baseName: String, number: Int) -> String {
        let digits = String(number)
        return "\(baseName).part-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits).cms"
    }
}
