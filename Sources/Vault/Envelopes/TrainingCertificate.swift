import COpenSSL

/// A self-signed certificate with its private key: nobody vouches for the name. For demonstrations, tests, and where the
/// parties compare the fingerprint by other means.
public struct TrainingCertificate: Sendable {
    /// The kind of key to make.
    public enum Key: Hashable, Sendable {
        /// An elliptic-curve key on P-256.
        case p256
        /// An elliptic-curve key on P-384.
        case p384
        /// An RSA key of so many bits.
        case rsa(bits: Int)
    }

    /// The certificate in PEM.
    public let certificatePEM: String
    /// The private key in PEM (PKCS #8, not encrypted).
    public let privateKeyPEM: String

    /// Makes a key and a certificate for it.
    /// - Parameters:
    ///   - commonName: the subject's name, at most 64 characters.
    ///   - organization: the subject's organization, at most 64 characters.
    ///   - notBefore: first moment of validity, in seconds since 1970-01-01T00:00:00Z.
    ///   - notAfter: last moment of validity, likewise.
    public static func selfSigned(
        commonName: String, organization: String = "Oboro Training", key kind: Key = .p256,
        notBefore: Int64, notAfter: Int64
    ) throws(EnvelopeError) -> TrainingCertificate {
        let key = try generate(kind)
        guard let raw = X509_new() else { throw .library("certificate") }
        let certificate = Certificate(owning: raw)
        let usage: String
        if case .rsa = kind { usage = "critical,keyEncipherment" } else { usage = "critical,keyAgreement" }
        let name = X509_get_subject_name(raw)
        let serial = UInt64.random(in: 1...(UInt64.max >> 1))
        guard X509_set_version(raw, 2) == 1,
            ASN1_INTEGER_set_uint64(X509_get_serialNumber(raw), serial) == 1,
            ASN1_TIME_set(X509_getm_notBefore(raw), time_t(notBefore)) != nil,
            ASN1_TIME_set(X509_getm_notAfter(raw), time_t(notAfter)) != nil,
            add("O", organization, to: name), add("CN", commonName, to: name),
            X509_set_issuer_name(raw, name) == 1, X509_set_pubkey(raw, key.pointer) == 1,
            let use = X509V3_EXT_conf_nid(nil, nil, NID_key_usage, usage)
        else { throw .library("certificate") }
        defer { X509_EXTENSION_free(use) }
        guard X509_add_ext(raw, use, -1) == 1, X509_sign(raw, key.pointer, EVP_sha256()) > 0 else {
            throw .library("certificate signature")
        }
        let certificateText = try MemoryBuffer()
        let keyText = try MemoryBuffer()
        guard PEM_write_bio_X509(certificateText.pointer, certificate.pointer) == 1,
            PEM_write_bio_PKCS8PrivateKey(keyText.pointer, key.pointer, nil, nil, 0, nil, nil) == 1
        else { throw .library("PEM") }
        return TrainingCertificate(certificatePEM: certificateText.takeText(), privateKeyPEM: keyText.takeText())
    }

    private static func add(_ field: String, _ text: String, to name: OpaquePointer?) -> Bool {
        let bytes = Array(text.utf8)
        return X509_NAME_add_entry_by_txt(name, field, MBSTRING_FLAG, bytes, Int32(bytes.count), -1, 0) == 1
    }

    private static func generate(_ kind: Key) throws(EnvelopeError) -> PrivateKey {
        let type: Int32
        if case .rsa = kind { type = EVP_PKEY_RSA } else { type = EVP_PKEY_EC }
        guard let context = EVP_PKEY_CTX_new_id(type, nil) else { throw .library("key generation") }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_keygen_init(context) == 1 else { throw .library("key generation") }
        let isSet: Int32 =
            switch kind {
            case .p256: EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1)
            case .p384: EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_secp384r1)
            case .rsa(let bits): EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits))
            }
        var key: OpaquePointer?
        guard isSet == 1, EVP_PKEY_keygen(context, &key) == 1, let key else { throw .library("key generation") }
        return PrivateKey(owning: key)
    }
}
