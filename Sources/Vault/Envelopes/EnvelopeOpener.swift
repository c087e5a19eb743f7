import COpenSSL

/// Opens a sealed delivery as its recipient does.
public struct EnvelopeOpener: Sendable {
    private let certificatePEM: String
    private let privateKeyPEM: String

    /// Throws when the texts cannot be read or are no pair.
    public init(certificatePEM: String, privateKeyPEM: String) throws(EnvelopeError) {
        let certificate = try Certificate(pem: certificatePEM)
        let key = try PrivateKey(pem: privateKeyPEM)
        guard X509_check_private_key(certificate.pointer, key.pointer) == 1 else {
            ERR_clear_error()
            throw .keyNotOfCertificate
        }
        self.certificatePEM = certificatePEM
        self.privateKeyPEM = privateKeyPEM
    }

    /// Opens the parts in the order of the manifest and hands over the clear content of each, which is authentic then.
    /// In memory are one part's file and its content.
    ///
    /// Throws an ``EnvelopeError``, a ``VaultError`` for the files, or what `body` throws. A later part may turn out
    /// not to open: what was made of the earlier ones must then be thrown away.
    public func open(_ parts: [SealedPart], in directory: String, body: ([UInt8]) throws -> Void) throws {
        let directory = try Directory(path: directory)
        let certificate = try Certificate(pem: certificatePEM)
        let key = try PrivateKey(pem: privateKeyPEM)
        for part in parts {
            try body(open(part, in: directory, certificate: certificate, key: key))
        }
    }

    /// The clear content of one part, which is authentic; for a reader that asks for one part after the other.
    ///
    /// Throws an ``EnvelopeError``, or a ``VaultError`` for the file.
    public func open(_ part: SealedPart, in directory: String) throws -> [UInt8] {
        var content: [UInt8] = []
        try open([part], in: directory) { content = $0 }
        return content
    }

    /// Opens the parts into a new file, which appears complete or not at all.
    public func open(_ parts: [SealedPart], in directory: String, intoFileAt path: String) throws {
        let (target, name) = try Directory.split(path)
        try target.replace(name) { file throws in
            var offset: Int64 = 0
            try open(parts, in: directory) { clear in
                try file.write(clear, at: offset)
                offset += Int64(clear.count)
            }
        }
    }

    private func open(
        _ part: SealedPart, in directory: Directory, certificate: borrowing Certificate, key: borrowing PrivateKey
    ) throws -> [UInt8] {
        guard (try? CustodyItemID(part.name)) != nil, let file = try directory.openIfPresent(part.name) else {
            throw EnvelopeError.missingPart(name: part.name)
        }
        guard try file.status().byteCount == part.byteCount else { throw EnvelopeError.alteredPart(name: part.name) }
        let sealed = try file.read(count: Int(part.byteCount), at: 0)
        guard ContentDigest.sha256(of: sealed) == part.sha256 else { throw EnvelopeError.alteredPart(name: part.name) }
        return try EnvelopeOpener.open(sealed, name: part.name, certificate: certificate, key: key)
    }

    private static func open(
        _ sealed: [UInt8], name: String, certificate: borrowing Certificate, key: borrowing PrivateKey
    ) throws(EnvelopeError) -> [UInt8] {
        defer { ERR_clear_error() }
        let message = sealed.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var start = bytes.baseAddress
            let message = d2i_CMS_ContentInfo(nil, &start, bytes.count)
            guard let end = bytes.baseAddress?.advanced(by: bytes.count), start == end else {
                CMS_ContentInfo_free(message)
                return nil
            }
            return message
        }
        defer { CMS_ContentInfo_free(message) }
        // Envelopes without authentication are refused whatever they hold. The tag does not cover the content's type,
        // so it is compared here.
        guard let message, OBJ_obj2nid(CMS_get0_type(message)) == NID_id_smime_ct_authEnvelopedData,
            OBJ_obj2nid(CMS_get0_eContentType(message)) == NID_pkcs7_data
        else { throw .foreignPart(name: name) }
        let clear = try MemoryBuffer()
        guard CMS_decrypt(message, key.pointer, certificate.pointer, nil, clear.pointer, UInt32(CMS_BINARY)) == 1
        else { throw .unopenedPart(name: name) }
        let content = clear.takeBytes()
        guard hasFullTag(sealed, contentLength: content.count) else { throw .foreignPart(name: name) }
        return content
    }

    /// Whether the envelope ends as ``EnvelopeSealer`` writes it: tag length 16 in the parameters (RFC 5084), content,
    /// tag of 16 bytes. libcrypto would open one with a shorter tag, which is easier to forge.
    private static func hasFullTag(_ sealed: [UInt8], contentLength: Int) -> Bool {
        var length: [UInt8] = [UInt8(truncatingIfNeeded: contentLength)]
        if contentLength > 127 {
            let octets = bigEndian(UInt64(contentLength)).drop { $0 == 0 }
            length = [0x80 | UInt8(octets.count)] + octets
        }
        let parameter: [UInt8] = [0x02, 0x01, 16]
        let before = sealed.dropLast(2 + 16).dropLast(contentLength)
        return sealed.suffix(2 + 16).starts(with: [0x04, 16]) && before.suffix(length.count).elementsEqual(length)
            && before.dropLast(length.count + 1).suffix(3).elementsEqual(parameter)
    }
}
