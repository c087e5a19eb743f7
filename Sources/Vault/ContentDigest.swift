import Crypto
import FoundationEssentials

/// SHA-256 of content that comes in pieces.
public struct ContentDigest: Sendable {
    private var state = SHA256()

    /// The digest of nothing yet.
    public init() {}

    /// Adds the next bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) { state.update(bufferPointer: bytes) }

    /// Adds the next bytes.
    public mutating func update(_ bytes: [UInt8]) { state.update(data: bytes) }

    /// The digest of all bytes so far, 64 hexadecimal digits.
    public var hexadecimalText: String { hexadecimal(state.finalize()) }

    /// The SHA-256 of these bytes, 64 hexadecimal digits.
    public static func sha256(of bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    /// The SHA-256 of a regular file's content, 64 hexadecimal digits, in bounded memory.
    public static func sha256(ofFileAt path: String) throws(VaultError) -> String {
        let (directory, name) = try Directory.split(path)
        let file = try directory.openForReading(name)
        var digest = ContentDigest()
        var offset: Int64 = 0
        while true {
            let piece = try file.read(count: 1 << 20, at: offset)
            guard !piece.isEmpty else { return digest.hexadecimalText }
            digest.update(piece)
            offset += Int64(piece.count)
        }
    }
}
