import Crypto

/// The SHA-256 of some content, as 64 lower-case hexadecimal digits.
public struct ContentHash: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The 64 digits.
    public let description: String

    /// The hash of a text's UTF-8 bytes.
    public init(of text: String) { self.init(of: Array(text.utf8)) }

    /// The hash of bytes.
    public init(of bytes: [UInt8]) {
        description = SHA256.hash(data: bytes).map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
    }

    /// The hash of a value's canonical JSON text.
    public init(ofCanonical value: some Encodable) { self.init(of: MessageCoding.text(value)) }

    /// Reads 64 hexadecimal digits; nil otherwise.
    public init?(_ text: String) {
        guard text.utf8.count == 64, text.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else { return nil }
        description = text
    }

    /// Reads 64 lower-case hexadecimal digits; anything else is corrupted data.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let hash = ContentHash(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 64 hexadecimal digits")
        }
        self = hash
    }

    /// Writes the 64 digits as one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
