/// Takes fields from the front of some bytes; `nil` when they end early.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// A text of at most 255 bytes after a byte that holds its length.
    mutating func takeText() -> String? {
        guard let length = take(1)?.first, let bytes = take(Int(length)) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// An unsigned number in eight bytes, the highest first.
    mutating func takeNumber() -> UInt64? {
        take(8).map { $0.reduce(0) { $0 << 8 | UInt64($1) } }
    }
}

/// The text's UTF-8 after one byte with its length; the validated names of this module are at most 128 bytes long.
func lengthPrefixed(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }

/// The number in eight bytes, the highest first.
func bigEndian(_ number: UInt64) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }
