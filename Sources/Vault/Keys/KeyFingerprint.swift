/// A public name of a secret key: 16 bytes derived from it by HMAC-SHA256, from which the key cannot be found.
public struct KeyFingerprint: Hashable, Sendable, CustomStringConvertible {
    static let byteCount = 16

    let bytes: [UInt8]

    init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    /// Reads the 32 hexadecimal digits of ``description``.
    public init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == KeyFingerprint.byteCount * 2, digits.allSatisfy({ $0.isAlphanumeric }) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        self.bytes = bytes
    }

    /// 32 hexadecimal digits.
    public var description: String { hexadecimal(bytes) }
}

/// The bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}
