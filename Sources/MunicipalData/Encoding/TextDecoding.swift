/// The first place at which bytes are no text in the encoding: an offset from the start of the decoded bytes.
public struct UndecodableBytes: Error, Equatable, Sendable {
    /// Offset of the first offending byte.
    public let offset: Int
}

extension TextEncoding {
    /// Decodes all of `bytes` strictly; nothing is replaced or skipped. A byte order mark is not treated specially.
    ///
    /// - Throws: ``UndecodableBytes`` with the offset of the first byte that has no meaning.
    public func decode(_ bytes: Span<UInt8>) throws(UndecodableBytes) -> String {
        switch self {
        case .utf8, .utf8WithMark:
            do {
                return String(copying: try UTF8Span(validating: bytes))
            } catch {
                throw UndecodableBytes(offset: error.byteOffsets.lowerBound)
            }
        case .cp932: return try CP932.decode(bytes)
        case .utf16LittleEndian:
            let text = try UTF16LittleEndian.transcode(bytes, from: 0)
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// Decodes all of `bytes` strictly. See ``decode(_:)-(Span<UInt8>)``.
    public func decode(_ bytes: [UInt8]) throws(UndecodableBytes) -> String {
        try decode(bytes.span)
    }

    /// Encodes `text` strictly, with a byte order mark where the encoding is `utf-8-bom`.
    ///
    /// - Throws: ``UnencodableScalar`` where the encoding lacks a character.
    public func encode(_ text: String) throws(UnencodableScalar) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .utf8WithMark: TextEncoding.utf8Mark + Array(text.utf8)
        case .cp932: try CP932.encode(text)
        case .utf16LittleEndian: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        }
    }
}

/// A character that the target encoding lacks.
public struct UnencodableScalar: Error, Equatable, Sendable, CustomStringConvertible {
    /// Its index among the text's Unicode scalars.
    public let index: Int

    /// What happened, in English, without the character.
    public var description: String {
        "the character number \(index + 1) does not exist in the target encoding; write the file as UTF-8"
    }
}

/// Strict UTF-16LE to UTF-8.
enum UTF16LittleEndian {
    static func transcode(_ bytes: Span<UInt8>, from start: Int) throws(UndecodableBytes) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count - start)
        var position = start
        while position < bytes.count {
            guard position + 1 < bytes.count else { throw UndecodableBytes(offset: position) }
            let unit = UInt32(bytes[position]) | UInt32(bytes[position + 1]) << 8
            var value = unit
            if (0xD800...0xDFFF).contains(unit) {
                guard unit < 0xDC00, position + 3 < bytes.count else { throw UndecodableBytes(offset: position) }
                let low = UInt32(bytes[position + 2]) | UInt32(bytes[position + 3]) << 8
                guard (0xDC00...0xDFFF).contains(low) else { throw UndecodableBytes(offset: position) }
                value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                position += 2
            }
            guard let scalar = Unicode.Scalar(value) else { throw UndecodableBytes(offset: position) }
            output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            position += 2
        }
        return output
    }
}
