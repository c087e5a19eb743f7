import COpenSSL

/// One CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084) in the making.
struct EnvelopePart: ~Copyable {
    private let message: OpaquePointer
    private let chain: OpaquePointer

    init(recipient: RecipientCertificate) throws(EnvelopeError) {
        let certificate = try Certificate(der: recipient.der)
        let flags = UInt32(CMS_BINARY | CMS_PARTIAL)
        guard let message = CMS_encrypt(nil, nil, EVP_aes_256_gcm(), flags) else { throw .library("CMS envelope") }
        guard EnvelopePart.add(certificate, of: recipient.keyType, to: message),
            let chain = CMS_dataInit(message, nil)
        else {
            CMS_ContentInfo_free(message)
            throw .library("CMS recipient")
        }
        self.message = message
        self.chain = chain
    }

    deinit {
        BIO_free_all(chain)
        CMS_ContentInfo_free(message)
    }

    /// OpenSSL's defaults here, PKCS #1 v1.5 and SHA-1, are replaced by OAEP and SHA-256.
    private static func add(
        _ certificate: borrowing Certificate, of type: RecipientCertificate.KeyType, to message: OpaquePointer
    ) -> Bool {
        let flags = UInt32(CMS_BINARY | CMS_KEY_PARAM)
        guard let recipient = CMS_add1_recipient_cert(message, certificate.pointer, flags),
            let context = CMS_RecipientInfo_get0_pkey_ctx(recipient)
        else { return false }
        switch type {
        case .rsa:
            return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1
                && EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) == 1
                && EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1
        case .ellipticCurve:
            return EVP_PKEY_CTX_set_ecdh_kdf_md(context, EVP_sha256()) == 1
        }
    }

    func write(_ clear: UnsafeRawBufferPointer) throws(EnvelopeError) {
        let written = BIO_write(chain, clear.baseAddress, Int32(clear.count))
        guard clear.isEmpty || Int(written) == clear.count else { throw .library("CMS encryption") }
    }

    /// Ends the envelope and hands its DER to `body`. Called once.
    func finish<R>(_ body: (UnsafeRawBufferPointer) throws -> R) throws -> R {
        guard BIO_ctrl(chain, BIO_CTRL_FLUSH, 0, nil) == 1, CMS_dataFinal(message, chain) == 1 else {
            throw EnvelopeError.library("CMS encryption")
        }
        var der: UnsafeMutablePointer<UInt8>?
        let count = i2d_CMS_ContentInfo(message, &der)
        defer { CRYPTO_free(der, nil, 0) }
        guard count > 0, let der else { throw EnvelopeError.library("CMS encoding") }
        return try body(UnsafeRawBufferPointer(start: der, count: Int(count)))
    }
}
