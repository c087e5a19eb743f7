import COpenSSL

/// What went wrong in sealing or opening a delivery, and what to do next. Carries no content and no key material.
public enum EnvelopeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The text is no certificate in PEM.
    case unreadableCertificate
    /// The certificate is valid only from this moment on (seconds since 1970-01-01T00:00:00Z).
    case notYetValid(from: Int64)
    /// The certificate was valid until this moment (seconds since 1970-01-01T00:00:00Z).
    case expired(at: Int64)
    /// The certificate's key is neither RSA of at least 3072 bits nor on P-256 or P-384.
    case unsuitableKey(found: String)
    /// The certificate's key usage does not permit to encrypt to it.
    case wrongKeyUsage
    /// The text is no private key in PEM.
    case unreadablePrivateKey
    /// The private key does not belong to the certificate.
    case keyNotOfCertificate
    /// The name of the package cannot stand as a file name.
    case invalidBaseName
    /// A part of the package is missing.
    case missingPart(name: String)
    /// A part is not the one that was sealed: other bytes, other length or another part in its place.
    case alteredPart(name: String)
    /// A part is no authenticated CMS envelope.
    case foreignPart(name: String)
    /// A part does not open: it was sealed to another certificate, or it fails authentication.
    case unopenedPart(name: String)
    /// The system's cryptographic library refused an operation that cannot fail on sound input.
    case libraryFailed(operation: String, reason: String)

    /// One English sentence on what happened and one on what to do next.
    public var description: String {
        switch self {
        case .unreadableCertificate:
            "The certificate cannot be read. Give an X.509 certificate in PEM (-----BEGIN CERTIFICATE-----)."
        case .notYetValid(let from):
            "The certificate is valid only from \(from) (seconds since 1970). Ask the recipient for a valid one."
        case .expired(let at):
            "The certificate expired at \(at) (seconds since 1970). Ask the recipient for a valid one."
        case .unsuitableKey(let found):
            "The certificate's key is \(found). Ask for one with RSA of 3072 bits or more, P-256 or P-384."
        case .wrongKeyUsage:
            "The certificate's key usage permits no encryption. Ask for keyEncipherment (RSA) or keyAgreement (EC)."
        case .unreadablePrivateKey:
            "The private key cannot be read. Give an unencrypted key in PEM (-----BEGIN PRIVATE KEY-----)."
        case .keyNotOfCertificate:
            "The private key does not belong to the certificate. Give the pair that the package was sealed for."
        case .invalidBaseName:
            "The package's name is refused. Use 1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-', not beginning with '.'."
        case .missingPart(let name):
            "Part \(name) is missing. Fetch it again."
        case .alteredPart(let name):
            "Part \(name) is not the one in the manifest. Fetch it again."
        case .foreignPart(let name):
            "Part \(name) is no CMS AuthEnvelopedData. Fetch it again."
        case .unopenedPart(let name):
            "Part \(name) does not open: damaged or sealed to another certificate. Check the key or fetch it again."
        case .libraryFailed(let operation, let reason):
            "The cryptographic library failed at \(operation): \(reason). Check the installation."
        }
    }

    /// The last failure that libcrypto noted in this thread; its reasons are fixed texts.
    static func library(_ operation: String) -> EnvelopeError {
        let reason = ERR_reason_error_string(ERR_peek_last_error()).map { String(cString: $0) }
        ERR_clear_error()
        return .libraryFailed(operation: operation, reason: reason ?? "no reason given")
    }
}
