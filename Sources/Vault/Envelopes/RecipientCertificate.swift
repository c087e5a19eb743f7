import COpenSSL
import Glibc

/// The certificate of a recipient: what a delivery is sealed to.
///
/// Its key is suitable (RSA of at least 3072 bits, P-256 or P-384). Who it belongs to is not checked here: the
/// organization registers a recipient's certificate by its fingerprint.
public struct RecipientCertificate: Hashable, Sendable {
    /// The kind of key, which decides how the content's key reaches the recipient.
    public enum KeyType: Hashable, Sendable {
        /// Key transport by RSA-OAEP with SHA-256 (RFC 8017).
        case rsa(bits: Int)
        /// Key agreement by ephemeral-static ECDH with SHA-256 (RFC 5753) on this curve.
        case ellipticCurve(name: String)
    }

    /// The subject's name as in RFC 2253, for display only.
    public let subject: String
    /// The kind of key.
    public let keyType: KeyType
    /// First moment of validity, in seconds since 1970-01-01T00:00:00Z.
    public let notBefore: Int64
    /// Last moment of validity, in seconds since 1970-01-01T00:00:00Z.
    public let notAfter: Int64
    /// The SHA-256 of the certificate in DER, 64 hexadecimal digits.
    public let fingerprint: String
    /// The certificate in DER.
    let der: [UInt8]

    /// Reads one certificate in PEM and refuses it when its key is not suitable. The dates are not looked at.
    public init(pem: String) throws(EnvelopeError) {
        let certificate = try Certificate(pem: pem)
        der = try certificate.der()
        fingerprint = ContentDigest.sha256(of: der)
        subject = try RecipientCertificate.subject(of: certificate)
        notBefore = try RecipientCertificate.seconds(X509_get0_notBefore(certificate.pointer))
        notAfter = try RecipientCertificate.seconds(X509_get0_notAfter(certificate.pointer))
        keyType = try RecipientCertificate.keyType(of: certificate)
        let needed: Int32 =
            switch keyType {
            case .rsa: KU_KEY_ENCIPHERMENT
            case .ellipticCurve: KU_KEY_AGREEMENT
            }
        // All bits are set when the certificate does not restrict its use.
        guard X509_get_key_usage(certificate.pointer) & UInt32(needed) != 0 else { throw .wrongKeyUsage }
    }

    /// Throws unless the certificate is valid at this moment (seconds since 1970-01-01T00:00:00Z).
    public func requireValidity(at moment: Int64) throws(EnvelopeError) {
        guard moment >= notBefore else { throw .notYetValid(from: notBefore) }
        guard moment <= notAfter else { throw .expired(at: notAfter) }
    }

    private static func subject(of certificate: borrowing Certificate) throws(EnvelopeError) -> String {
        let buffer = try MemoryBuffer()
        let name = X509_get_subject_name(certificate.pointer)
        guard X509_NAME_print_ex(buffer.pointer, name, 0, OBORO_SUBJECT_FORMAT) >= 0 else { throw .library("subject") }
        return buffer.takeText()
    }

    private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) throws(EnvelopeError) -> Int64 {
        var calendar = tm()
        guard let time, ASN1_TIME_to_tm(time, &calendar) == 1 else {
            ERR_clear_error()
            throw .unreadableCertificate
        }
        return Int64(timegm(&calendar))
    }

    private static func keyType(of certificate: borrowing Certificate) throws(EnvelopeError) -> KeyType {
        guard let key = X509_get0_pubkey(certificate.pointer) else {
            ERR_clear_error()
            throw .unsuitableKey(found: "unreadable")
        }
        let bits = Int(EVP_PKEY_get_bits(key))
        switch EVP_PKEY_get_base_id(key) {
        case EVP_PKEY_RSA:
            guard bits >= 3072 else { throw .unsuitableKey(found: "RSA with \(bits) bits") }
            return .rsa(bits: bits)
        case EVP_PKEY_EC:
            var name = [CChar](repeating: 0, count: 80)
            var length = 0
            guard EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1 else {
                ERR_clear_error()
                throw .unsuitableKey(found: "EC on an unnamed curve")
            }
            let curve = String(decoding: name.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
            switch curve {
            case "prime256v1", "P-256": return .ellipticCurve(name: "P-256")
            case "secp384r1", "P-384": return .ellipticCurve(name: "P-384")
            default: throw .unsuitableKey(found: "EC on \(curve)")
            }
        default:
            throw .unsuitableKey(found: "neither RSA nor EC")
        }
    }
}
