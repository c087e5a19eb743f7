import Crypto
import FoundationEssentials

/// The public key with which anyone can check the organization's signatures.
public struct SignatureVerifier: Sendable {
    /// The bytes before the key in an Ed25519 SubjectPublicKeyInfo (RFC 8410, section 4).
    private static let prefix: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]

    private let key: Curve25519.Signing.PublicKey

    init(key: Curve25519.Signing.PublicKey) { self.key = key }

    /// Reads ``base64``; `nil` when it is no Ed25519 public key of 32 bytes.
    public init?(base64: String) {
        guard let bytes = Data(base64Encoded: base64), bytes.count == 32,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { return nil }
        self.key = key
    }

    /// The 32 bytes of the key in Base64.
    public var base64: String { key.rawRepresentation.base64EncodedString() }

    /// The key as SubjectPublicKeyInfo in PEM, as `openssl pkeyutl -verify -pubin` reads it.
    public var pem: String {
        let body = Data(SignatureVerifier.prefix + Array(key.rawRepresentation)).base64EncodedString()
        return "-----BEGIN PUBLIC KEY-----\n\(body)\n-----END PUBLIC KEY-----\n"
    }

    /// The SHA-256 of the 32 bytes of the key, 64 hexadecimal digits.
    public var fingerprint: String { ContentDigest.sha256(of: Array(key.rawRepresentation)) }

    /// Whether `signature` (64 bytes) is this key's over `payload`.
    func isValid(_ signature: Data, over payload: [UInt8]) -> Bool { key.isValidSignature(signature, for: payload) }
}
