import FoundationEssentials

/// A text with the organization's signature: a receipt (受領書) or a certificate of erasure (消去証明書).
public struct SignedDocument: Hashable, Sendable, Codable {
    /// The only algorithm so far.
    public static let ed25519 = "Ed25519"

    /// The signed text, JSON in one way of writing. Its UTF-8 bytes are what the signature covers.
    public let payload: String
    /// ``ed25519``.
    public let algorithm: String
    /// The SHA-256 of the public key, 64 hexadecimal digits.
    public let keyFingerprint: String
    /// The 64 bytes of the signature in Base64.
    public let signature: String

    init(payload: String, algorithm: String, keyFingerprint: String, signature: String) {
        self.payload = payload
        self.algorithm = algorithm
        self.keyFingerprint = keyFingerprint
        self.signature = signature
    }

    /// What a check of the signature found.
    public enum Verdict: Hashable, Sendable {
        /// The text is what the holder of the key signed.
        case valid
        /// The document names another algorithm.
        case unknownAlgorithm
        /// The document was signed with another key than the one given.
        case otherKey(fingerprint: String)
        /// The text or the signature was changed.
        case invalid
    }

    /// Checks the signature with a public key that the caller has from elsewhere, never from the document.
    public func verify(_ verifier: SignatureVerifier) -> Verdict {
        guard algorithm == SignedDocument.ed25519 else { return .unknownAlgorithm }
        guard keyFingerprint == verifier.fingerprint else { return .otherKey(fingerprint: keyFingerprint) }
        guard let bytes = Data(base64Encoded: signature), verifier.isValid(bytes, over: Array(payload.utf8)) else {
            return .invalid
        }
        return .valid
    }

    /// Reads the signed text. Check the signature first.
    public func decoded<Document: Decodable>(as type: Document.Type) throws -> Document {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: Data(payload.utf8))
    }
}
