import Crypto

/// The random key of one run's pseudonyms (仮ID). A new one for every run and contract, so that two products cannot be joined;
/// whoever keeps none can restore nothing. Never derived from a seed, since seeds are recorded.
public struct PseudonymKey: Sendable {
    private let key: SymmetricKey

    /// A new random key of 256 bits.
    public static func random() -> PseudonymKey { PseudonymKey(key: SymmetricKey(size: .bits256)) }

    /// A key from 32 bytes that come from a cryptographic generator; `nil` for another number of bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    private init(key: SymmetricKey) { self.key = key }

    /// The pseudonym of a value: HMAC-SHA256 (RFC 2104) over its UTF-8 bytes, the first 128 bits as 32 letters a to p.
    ///
    /// Letters only: among digits some pseudonyms would look like an individual number (個人番号).
    public func pseudonym(of value: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array(value.utf8), using: key).prefix(16)
        let a = UInt8(ascii: "a")
        return String(decoding: code.flatMap { [a + $0 >> 4, a + $0 & 15] }, as: UTF8.self)
    }
}

/// SHA-256 (FIPS 180-4) of `bytes`, hexadecimal.
func sha256(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
