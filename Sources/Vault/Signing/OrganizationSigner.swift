import Crypto
import FoundationEssentials

/// The organization's signature key (Ed25519, RFC 8032), for receipts (受領書) and certificates of erasure (消去証明書).
public struct OrganizationSigner: Sendable {
    private static let file = SecretKeyFile(magic: "OBOROSIG")

    private let key: Curve25519.Signing.PrivateKey

    private init(seed: SymmetricKey) throws(VaultError) {
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        } catch {
            throw .cryptographyFailed(operation: "reading the signature key")
        }
    }

    /// Makes a random key and writes it to a new file (mode 0600) at `path`, which must not exist.
    public static func create(at path: String) throws(VaultError) -> OrganizationSigner {
        let seed = SymmetricKey(size: .bits256)
        try file.create(seed, at: path)
        return try OrganizationSigner(seed: seed)
    }

    /// Reads the key file at `path`.
    public static func load(at path: String) throws(VaultError) -> OrganizationSigner {
        try OrganizationSigner(seed: file.load(at: path))
    }

    /// The public half, for everyone who verifies.
    public var verifier: SignatureVerifier { SignatureVerifier(key: key.publicKey) }

    /// Signs the UTF-8 bytes of `payload` as they are.
    public func sign(payload: String) throws(VaultError) -> SignedDocument {
        do {
            let signature = try key.signature(for: Array(payload.utf8))
            return SignedDocument(
                payload: payload, algorithm: SignedDocument.ed25519, keyFingerprint: verifier.fingerprint,
                signature: signature.base64EncodedString())
        } catch {
            throw .cryptographyFailed(operation: "signing")
        }
    }

    /// Encodes the document as JSON in one way only (sorted keys, no spaces, slashes as they are, dates in ISO 8601)
    /// and signs that text. What the encoding throws is thrown on.
    public func sign(_ document: some Encodable) throws -> SignedDocument {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try sign(payload: String(decoding: encoder.encode(document), as: UTF8.self))
    }
}
