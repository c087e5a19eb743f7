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
    /// - Parameter kept: says by a column's name whether its values are kept; the others are only checked.
    /// - Throws: ``DelimitedFileError`` for faults of structure and for an unreadable header.
    public static func surveying(
        _ bytes: [UInt8], as format: DelimitedFormat, options: ReadingOptions = ReadingOptions(),
        kept: (String) -> Bool = { _ in true }
    ) throws(DelimitedFileError) -> DelimitedTable {
        var options = options
        options.blockSize = min(options.blockSize, max(1, bytes.count))
        do throws(DelimitedReadError) {
            return try surveying(MemoryByteStream(bytes), as: format, options: options, kept: kept)
        } catch {
            switch error {
            case .file(let error): throw error
            // Memory can always be read.
            case .stream: throw .empty
            }
        }
    }

    /// Reads a stream to its end; see ``surveying(_:as:options:kept:)-([UInt8],_,_,_)``. Memory is needed for codes and
    /// distinct values and for a few blocks, never for the file.
    ///
    /// - Throws: ``DelimitedReadError``.
    public static func surveying(
        _ stream: any ByteStream, as format: DelimitedFormat, options: ReadingOptions = ReadingOptions(),
        kept: (String) -> Bool = { _ in true }
    ) throws(DelimitedReadError) -> DelimitedTable {
        let begun = try EncodingStart(stream, declared: format.encoding)
        var reader = DelimitedReader(begun, format: format, options: options)
        return try reader.read(kept: kept)
    }
}

/// What the first bytes of a file say about its encoding.
struct EncodingStart {
    /// The encodings that are still possible; of several, the first that fits the whole file.
    let candidates: [TextEncoding]
    /// The bytes of the mark, which are taken off the stream.
    let markLength: Int
    let stream: any ByteStream

    private static let sampleSize = 4096

    init(_ source: any ByteStream, declared: EncodingDeclaration) throws(DelimitedReadError) {
        var stream = source
        var sample = [UInt8](repeating: 0, count: Self.sampleSize)
        var count = 0
        do {
            while count < sample.count {
                let read = try sample.withUnsafeMutableBytes {
                    try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
                }
                if read == 0 { break }
                count += read
            }
        } catch {
            throw .stream(error)
        }
        sample.removeLast(sample.count - count)
        let candidates: [TextEncoding] =
            switch declared {
            case .detect:
                switch TextEncoding.detected(inBeginning: sample) {
                case .utf8, .cp932: [.utf8, .cp932]
                case let found: [found]
                }
            case .exactly(let declared): [declared]
            }
        let first = candidates[0]
        let mark = first.markLength(in: sample)
        guard sample.count > mark else { throw .file(.empty) }
        if first == .utf8WithMark, mark == 0 { throw .file(.markMissing) }
        self.candidates = candidates
        markLength = mark
        self.stream = ResumedByteStream(Array(sample.dropFirst(mark)), stream)
    }
}

extension TextEncoding {
    /// What a byte order mark or every second byte being mostly zero says; otherwise `utf-8`, which the rest of the file
    /// must confirm.
    fileprivate static func detected(inBeginning bytes: [UInt8]) -> TextEncoding {
        if bytes.starts(with: utf8Mark) { return .utf8WithMark }
        if bytes.starts(with: utf16Mark) { return .utf16LittleEndian }
        let zeros = bytes.indices.count { !$0.isMultiple(of: 2) && bytes[$0] == 0 }
        return zeros > 0 && zeros * 4 >= bytes.count ? .utf16LittleEndian : .utf8
    }
}
