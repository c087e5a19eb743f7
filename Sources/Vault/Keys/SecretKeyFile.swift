import Crypto
import FoundationEssentials
import Glibc

/// A file with one 256-bit secret, mode 0600:
///
/// ```
/// magic (8) | version 1 (1) | secret (32) | check (16)
/// ```
/// The check is an HMAC-SHA256 of magic and version under the secret, cut to 16 bytes: a damaged file is never taken
/// for a key.
struct SecretKeyFile {
    static let version: UInt8 = 1
    static let checkLength = 16

    /// Eight ASCII characters that name the kind of secret.
    let magic: String

    private var prefix: [UInt8] { Array(magic.utf8) + [SecretKeyFile.version] }
    private var byteCount: Int { prefix.count + KeyMaterial.byteCount + SecretKeyFile.checkLength }

    private func check(_ key: SymmetricKey) -> [UInt8] {
        Array(Array(HMAC<SHA256>.authenticationCode(for: prefix, using: key)).prefix(SecretKeyFile.checkLength))
    }

    /// Writes the secret to a new file; ``VaultError/keyFileExists(path:)`` if there is one.
    func create(_ key: SymmetricKey, at path: String) throws(VaultError) {
        let (directory, name) = try Directory.split(path)
        let partial = "\(name).partial"
        let contents = SecretBytes(count: byteCount)
        contents.buffer.copyBytes(from: prefix)
        key.withUnsafeBytes { secret in
            UnsafeMutableRawBufferPointer(rebasing: contents.buffer[prefix.count...]).copyMemory(from: secret)
        }
        UnsafeMutableRawBufferPointer(rebasing: contents.buffer[(prefix.count + KeyMaterial.byteCount)...])
            .copyBytes(from: check(key))
        guard let file = try directory.lock(partial, waiting: true) else {
            throw .fileSystem(call: "flock", file: path, code: EWOULDBLOCK)
        }
        do throws(VaultError) {
            guard try !directory.contains(name) else { throw .keyFileExists(path: path) }
            try file.truncate()
            try file.write(UnsafeRawBufferPointer(contents.buffer), at: 0)
            try file.synchronize()
            try directory.rename(partial, to: name)
        } catch {
            try? directory.remove(partial)
            throw error
        }
        try directory.synchronize()
    }

    /// Reads the secret; refuses a file that others may read, a symbolic link, a damaged one or one of another kind.
    func load(at path: String) throws(VaultError) -> SymmetricKey {
        let (directory, name) = try Directory.split(path)
        let file = try directory.openForReading(name)
        let status = try file.status()
        guard status.permissions & 0o077 == 0 else {
            throw .exposedKeyFile(path: path, mode: status.permissions)
        }
        guard status.byteCount == byteCount else { throw .damagedKeyFile(path: path) }
        let contents = SecretBytes(count: byteCount)
        let bytes = UnsafeRawBufferPointer(contents.buffer)
        guard try file.read(into: contents.buffer, at: 0) == byteCount, bytes.prefix(prefix.count).elementsEqual(prefix)
        else { throw .damagedKeyFile(path: path) }
        let secret = UnsafeRawBufferPointer(rebasing: bytes[prefix.count..<prefix.count + KeyMaterial.byteCount])
        let key = SymmetricKey(data: secret)
        guard bytes.suffix(SecretKeyFile.checkLength).elementsEqual(check(key)) else {
            throw .damagedKeyFile(path: path)
        }
        return key
    }
}
