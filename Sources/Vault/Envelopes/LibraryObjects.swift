import COpenSSL

// Each type owns one object of libcrypto and frees it once. None crosses a thread: they live within one call.

/// A buffer in memory to which libcrypto writes, or from which it reads.
struct MemoryBuffer: ~Copyable {
    let pointer: OpaquePointer

    init() throws(EnvelopeError) {
        guard let pointer = BIO_new(BIO_s_mem()) else { throw .library("memory buffer") }
        self.pointer = pointer
    }

    /// A buffer from which libcrypto reads `text`.
    static func holding(_ text: String) throws(EnvelopeError) -> MemoryBuffer {
        let buffer = try MemoryBuffer()
        let bytes = Array(text.utf8)
        guard bytes.isEmpty || BIO_write(buffer.pointer, bytes, Int32(bytes.count)) == Int32(bytes.count) else {
            throw .library("memory buffer")
        }
        return buffer
    }

    deinit { BIO_free_all(pointer) }

    /// Takes out all bytes that were written.
    func takeBytes() -> [UInt8] {
        let count = BIO_ctrl_pending(pointer)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = max(0, Int(BIO_read(pointer, buffer.baseAddress, Int32(count))))
        }
    }

    func takeText() -> String { String(decoding: takeBytes(), as: UTF8.self) }
}

/// An X.509 certificate.
struct Certificate: ~Copyable {
    let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) { self.pointer = pointer }

    init(pem: String) throws(EnvelopeError) {
        let buffer = try MemoryBuffer.holding(pem)
        guard let pointer = PEM_read_bio_X509(buffer.pointer, nil, nil, nil) else {
            ERR_clear_error()
            throw .unreadableCertificate
        }
        self.pointer = pointer
    }

    init(der: [UInt8]) throws(EnvelopeError) {
        var start: UnsafePointer<UInt8>?
        let pointer = der.withUnsafeBufferPointer { bytes in
            start = bytes.baseAddress
            return d2i_X509(nil, &start, bytes.count)
        }
        guard let pointer else {
            ERR_clear_error()
            throw .unreadableCertificate
        }
        self.pointer = pointer
    }

    deinit { X509_free(pointer) }

    func der() throws(EnvelopeError) -> [UInt8] {
        let buffer = try MemoryBuffer()
        guard i2d_X509_bio(buffer.pointer, pointer) == 1 else { throw .library("certificate encoding") }
        return buffer.takeBytes()
    }
}

/// A private key.
struct PrivateKey: ~Copyable {
    let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) { self.pointer = pointer }

    init(pem: String) throws(EnvelopeError) {
        let buffer = try MemoryBuffer.holding(pem)
        // Without this function libcrypto would ask at the terminal for the password of an encrypted key.
        guard let pointer = PEM_read_bio_PrivateKey(buffer.pointer, nil, { _, _, _, _ in -1 }, nil) else {
            ERR_clear_error()
            throw .unreadablePrivateKey
        }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }
}
