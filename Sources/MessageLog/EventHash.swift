import Crypto
import Primitives

/// The hash chain: each event's hash covers every field of the event and the hash of the one before.
///
/// The hashed bytes are each field's length (8 bytes, big endian) and its UTF-8 bytes, in the order below; so no two
/// different events have the same encoding. SHA-256, written as 64 lower-case hexadecimal digits.
public enum EventHash {
    /// What stands before the first event.
    public static let genesis = String(repeating: "0", count: 64)

    /// The hash of an event at a place of the log.
    public static func of(
        position: Position, stream: String, version: Int, event: NewEvent, previousHash: String
    ) -> String {
        var hasher = SHA256()
        func add(_ text: String) {
            var text = text
            text.withUTF8 { bytes in
                withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { hasher.update(bufferPointer: $0) }
                hasher.update(bufferPointer: UnsafeRawBufferPointer(bytes))
            }
        }
        add("oboro-event-1")
        add(previousHash)
        add(String(position.rawValue))
        add(stream)
        add(String(version))
        add(event.id)
        add(event.type)
        add(event.tenant)
        add(String(event.at.milliseconds))
        add(event.actor)
        add(event.role)
        add(event.correlation)
        // Absent and empty must differ, so absence is a field of its own.
        add(event.causation == nil ? "0" : "1")
        add(event.causation ?? "")
        add(event.payload)
        return hexadecimal(hasher.finalize())
    }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 64) { buffer in
            var index = 0
            for byte in digest {
                buffer[index] = digits[Int(byte >> 4)]
                buffer[index + 1] = digits[Int(byte & 15)]
                index += 2
            }
            return index
        }
    }
}
