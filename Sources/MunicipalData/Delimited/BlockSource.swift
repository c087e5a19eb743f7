/// Cuts a stream into blocks of whole rows.
struct BlockSource {
    private var bytes: any ByteStream
    private let delimiter: UInt8
    private let options: ReadingOptions
    private let quoting: Bool
    /// Bytes behind the last whole row.
    private var carried: [UInt8] = []
    private var fileOffset: Int
    /// The place in the file behind the rows that were delivered.
    var rowStart: Int { fileOffset }
    private(set) var hasEnded = false
    private var textOfUTF16: UTF16TextStream?

    /// - Parameters:
    ///   - offset: the place in the file of the first byte that the stream gives.
    ///   - quoting: whether a quote can open a field.
    ///   - marksFaults: whether a unit of UTF-16 without meaning is marked (``UTF16TextStream/faultMark``) and passed over.
    init(
        _ stream: any ByteStream, offset: Int, isUTF16: Bool, delimiter: UInt8, options: ReadingOptions,
        quoting: Bool = true, marksFaults: Bool = false
    ) {
        bytes = stream
        self.quoting = quoting
        self.delimiter = delimiter
        self.options = options
        fileOffset = offset
        if isUTF16 { textOfUTF16 = UTF16TextStream(stream, offset: offset, marksFaults: marksFaults) }
    }

    /// Fills the block with the next rows; without bytes and fault at the end.
    mutating func fill(_ block: Block) {
        block.count = 0
        block.start = 0
        block.fault = nil
        block.needsScanner = false
        block.lacksLastBreak = false
        block.fileOffset = fileOffset
        do {
            try read(into: block)
        } catch {
            block.count = 0
            block.fault = .stream(error)
            hasEnded = true
        }
        fileOffset += textOfUTF16 == nil ? block.count : 2 * utf16Length(block.text)
        block.pad(against: delimiter)
    }

    private mutating func read(into block: Block) throws {
        // No block is longer than a row may be, so only the first row of one can be too long.
        let step = min(options.blockSize, options.limits.rowBytes)
        var filled = carried.count
        block.reserve(filled + step, keeping: 0)
        carried.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { block.bytes.update(from: start, count: source.count) }
        }
        var cutter = RowCutter(delimiter: delimiter, quoting: quoting)
        while true {
            let target = max(step, filled + (cutter.lastEnd == 0 && filled >= step ? step : 0))
            block.reserve(target, keeping: filled)
            while !hasEnded, filled < target {
                let rest = UnsafeMutableRawBufferPointer(start: block.bytes + filled, count: target - filled)
                let count = try textOfUTF16?.read(into: rest) ?? bytes.read(into: rest)
                if count == 0 { hasEnded = true }
                filled += count
            }
            cutter.advance(UnsafeBufferPointer(start: block.bytes, count: filled))
            let known = cutter.firstEnd > 0 ? cutter.firstEnd : cutter.isFaulty ? cutter.position : filled
            if known > options.limits.rowBytes {
                block.fault = .rowTooLong
                hasEnded = true
                carried = []
                return
            }
            if hasEnded || cutter.isFaulty || cutter.lastEnd > 0 { break }
        }
        finish(block, cutter, filled: filled)
    }

    private mutating func finish(_ block: Block, _ cutter: RowCutter, filled: Int) {
        block.needsScanner = cutter.hasQuotes
        block.count = hasEnded || cutter.isFaulty ? filled : cutter.lastEnd
        if cutter.isFaulty { hasEnded = true }
        if hasEnded {
            carried = []
            if let offset = textOfUTF16?.faultOffset, !cutter.isFaulty {
                let tail = UnsafeBufferPointer(start: block.bytes, count: filled)[cutter.lastEnd...]
                block.fault = .undecodable(
                    column: Self.lastColumn(UnsafeBufferPointer(rebasing: tail), delimiter), byteOffset: offset)
                block.count = cutter.lastEnd
            } else if filled > cutter.lastEnd {
                block.lacksLastBreak = true
                // A row without its line feed gets one, unless it ends with a carriage return that is no part of one.
                if cutter.hasQuotes || block.bytes[filled - 1] == UInt8(ascii: "\r") {
                    block.needsScanner = true
                } else {
                    block.reserve(filled + 1, keeping: filled)
                    block.bytes[filled] = UInt8(ascii: "\n")
                    block.count += 1
                }
            }
        } else {
            carried.removeAll(keepingCapacity: true)
            carried.append(
                contentsOf: UnsafeBufferPointer(start: block.bytes + block.count, count: filled - block.count))
        }
    }

    /// The column, from 1, of the cell to which the last byte of an unfinished row belongs.
    private static func lastColumn(_ row: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8) -> Int {
        var scanner = DelimitedScanner(row, delimiter: delimiter, start: 0)
        var column = 1
        while let field = try? scanner.next(), scanner.position < row.count {
            column = field.endsRow ? 1 : column + 1
        }
        return column
    }
}

/// How many UTF-16 units a text has.
func utf16Length(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) + ($1 >= 0xF0 ? 1 : 0) }
}
