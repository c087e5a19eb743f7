/// A character encoding of municipal files. Travels in messages and recipes by its name.
public enum TextEncoding: String, Codable, CaseIterable, Sendable {
    /// UTF-8 without byte order mark.
    case utf8 = "utf-8"
    /// UTF-8 with byte order mark.
    case utf8WithMark = "utf-8-bom"
    /// Windows-31J: Shift_JIS with the NEC and IBM extensions, as municipal systems write it.
    case cp932
    /// UTF-16, low byte first, with or without byte order mark.
    case utf16LittleEndian = "utf-16le"
}

/// What a layout or recipe says about the encoding: an encoding, or that it is to be detected.
///
/// A declared encoding always holds: bytes that contradict it are an error, never a reason to try another.
public enum EncodingDeclaration: Hashable, Sendable {
    /// Detect it from the bytes and record the result.
    case detect
    /// The file has this encoding. `utf-8` accepts a byte order mark, `utf-8-bom` demands it.
    case exactly(TextEncoding)

    /// Reads `auto` or the name of an encoding; `nil` for an unknown name.
    public init?(name: String) {
        if name == "auto" {
            self = .detect
        } else if let encoding = TextEncoding(rawValue: name) {
            self = .exactly(encoding)
        } else {
            return nil
        }
    }

    /// The name in layouts and recipes.
    public var name: String {
        switch self {
        case .detect: "auto"
        case .exactly(let encoding): encoding.rawValue
        }
    }

    /// All names that layouts and recipes may use.
    public static var names: [String] { ["auto"] + TextEncoding.allCases.map(\.rawValue) }
}

extension EncodingDeclaration: Codable {
    /// Reads the single name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let declaration = try EncodingDeclaration(name: container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "unknown encoding name")
        }
        self = declaration
    }

    /// Writes the single name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

extension TextEncoding {
    static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    static let utf16Mark: [UInt8] = [0xFF, 0xFE]

    /// The encoding that the bytes most plausibly have: a byte order mark decides, then valid UTF-8, then every second
    /// byte mostly zero (UTF-16LE of Latin text), else CP932. Whether it really fits is decided by the strict decoder.
    public static func detected(in bytes: [UInt8]) -> TextEncoding {
        if bytes.starts(with: utf8Mark) { return .utf8WithMark }
        if bytes.starts(with: utf16Mark) { return .utf16LittleEndian }
        let sample = bytes.prefix(4096)
        let zeros = sample.indices.count { !$0.isMultiple(of: 2) && bytes[$0] == 0 }
        if zeros > 0, zeros * 4 >= sample.count { return .utf16LittleEndian }
        return firstInvalidUTF8Offset(in: bytes.span) == nil ? .utf8 : .cp932
    }

    /// The number of bytes of the byte order mark that `bytes` begins with under this encoding.
    func markLength(in bytes: [UInt8]) -> Int {
        switch self {
        case .utf8, .utf8WithMark: bytes.starts(with: TextEncoding.utf8Mark) ? 3 : 0
        case .utf16LittleEndian: bytes.starts(with: TextEncoding.utf16Mark) ? 2 : 0
        case .cp932: 0
        }
    }
}

/// The offset of the first byte at which `bytes` stops being well-formed UTF-8, or `nil`.
func firstInvalidUTF8Offset(in bytes: Span<UInt8>) -> Int? {
    do {
        _ = try UTF8Span(validating: bytes)
        return nil
    } catch {
        return error.byteOffsets.lowerBound
    }
}
