import Crypto
import FoundationEssentials
import Glibc

/// A 256-bit secret key. The storage under it (`SymmetricKey`) overwrites itself with zeroes when the last copy goes,
/// and nothing here describes, encodes or compares it.
struct KeyMaterial: Sendable {
    static let byteCount = 32

    let key: SymmetricKey

    /// A new random key.
    init() { key = SymmetricKey(size: .bits256) }

    init(_ key: SymmetricKey) { self.key = key }

    /// The public name of this key.
    var fingerprint: KeyFingerprint {
        let code = HMAC<SHA256>.authenticationCode(for: Array("oboro key fingerprint v1".utf8), using: key)
        return KeyFingerprint(bytes: Array(code).prefix(KeyFingerprint.byteCount))
    }

    /// The key that wraps other keys in one context only (HKDF-SHA256, RFC 5869): a wrapped key that is moved to
    /// another context cannot be unwrapped there.
    private func wrappingKey(context: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: context, outputByteCount: KeyMaterial.byteCount)
    }

    /// `other` under this key by AES-KW (RFC 3394), bound to `context`: 40 bytes.
    func wrap(_ other: KeyMaterial, context: [UInt8]) throws(VaultError) -> [UInt8] {
        do {
            return Array(try AES.KeyWrap.wrap(other.key, using: wrappingKey(context: context)))
        } catch {
            throw .cryptographyFailed(operation: "key wrapping")
        }
    }

    /// The key inside `wrapped`, or `nil` when it was not wrapped by this key in this context.
    func unwrap(_ wrapped: [UInt8], context: [UInt8]) -> KeyMaterial? {
        (try? AES.KeyWrap.unwrap(wrapped, using: wrappingKey(context: context))).map(KeyMaterial.init)
    }
}

/// Bytes on the heap, outside every array, that are overwritten with zeroes before they are freed.
struct SecretBytes: ~Copyable {
    private let start: UnsafeMutableRawPointer
    private let count: Int

    init(count: Int) {
        start = .allocate(byteCount: count, alignment: 16)
        self.count = count
        explicit_bzero(start, count)
    }

    deinit {
        explicit_bzero(start, count)
        start.deallocate()
    }

    var buffer: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(start: start, count: count) }
}
