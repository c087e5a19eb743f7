extension DelimitedTable {
    /// Reads a whole file, and refuses it when any cell is undecodable.
    ///
    /// - Throws: ``DelimitedFileError``.
    public init(reading bytes: [UInt8], as format: DelimitedFormat) throws(DelimitedFileError) {
        self = try DelimitedTable.surveying(bytes, as: format)
        if let first = undecodable.first {
            throw .undecodable(first.position, byteOffset: first.byteOffset, encoding: encoding)
        }
    }

    /// Reads a whole file; undecodable cells are listed in ``undecodable``, so that all of them can be reported at once.
    ///
    /// - Throws: ``DelimitedFileError`` for faults of structure and for an unreadable header.
    public static func surveying(
        _ bytes: [UInt8], as format: DelimitedFormat
    ) throws(DelimitedFileError) -> DelimitedTable {
        let encoding =
            switch format.encoding {
            case .detect: TextEncoding.detected(in: bytes)
            case .exactly(let declared): declared
            }
        let mark = encoding.markLength(in: bytes)
        guard bytes.count > mark else { throw .empty }
        if encoding == .utf8WithMark, mark == 0 { throw .markMissing }
        guard encoding == .utf16LittleEndian else {
            var reader = DelimitedReader(encoding: encoding, content: encoding, delimiter: format.delimiter)
            return try reader.read(bytes.span, from: mark, hasHeader: format.hasHeader)
        }
        // UTF-16 has no bytes to scan, so it is first made UTF-8.
        var reader = DelimitedReader(encoding: encoding, content: .utf8, delimiter: format.delimiter)
        let text: [UInt8]
        do {
            text = try UTF16LittleEndian.transcode(bytes.span, from: mark)
        } catch {
            // What can be read up to there, and one letter for what cannot.
            let start = try? UTF16LittleEndian.transcode(bytes.span.extracting(0..<error.offset), from: mark)
            let readable = (start ?? []) + [UInt8(ascii: "x")]
            let position = reader.lastPosition(in: readable.span, hasHeader: format.hasHeader)
            throw .undecodable(position, byteOffset: error.offset, encoding: encoding)
        }
        return try reader.read(text.span, from: 0, hasHeader: format.hasHeader)
    }
}
