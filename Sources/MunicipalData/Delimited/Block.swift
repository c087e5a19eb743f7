/// A stretch of a file that consists of whole rows, and room for more of it.
final class Block {
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Bytes of whole rows.
    var count = 0
    /// Where the block begins in the file.
    var fileOffset = 0
    /// Whether there may be a quote, or a last row that ends otherwise than with a line feed.
    var needsScanner = false
    /// Where the header ends in the first block of the file.
    var start = 0
    /// Whether the last row of the file had no line break, so that one was put there or the scanner has to end it.
    var lacksLastBreak = false
    /// The encoding of the bytes, as far as it was known when the block was read. Before it is, all bytes are ASCII.
    var encoding = TextEncoding.utf8
    /// A row behind these that the source could not deliver.
    var fault: SourceFault?

    /// What ends a file before its end.
    enum SourceFault {
        /// A row is longer than the limit.
        case rowTooLong
        /// A byte that is no text, before the bytes were made UTF-8.
        case undecodable(column: Int, byteOffset: Int)
        case stream(any Error)
    }

    init() {
        capacity = FieldIndex.padding
        bytes = .allocate(capacity: capacity)
    }

    deinit { bytes.deallocate() }

    var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: count) }

    /// Makes room for `needed` bytes and what is read behind them; the first `kept` stay.
    func reserve(_ needed: Int, keeping kept: Int) {
        guard capacity < needed + FieldIndex.padding else { return }
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: needed + FieldIndex.padding)
        grown.update(from: bytes, count: kept)
        bytes.deallocate()
        bytes = grown
        capacity = needed + FieldIndex.padding
    }

    /// Writes harmless bytes behind the text.
    func pad(against delimiter: UInt8) {
        (bytes + count).update(repeating: delimiter == 1 ? 2 : 1, count: FieldIndex.padding)
    }
}

/// Where rows end in bytes that come piece by piece.
struct RowCutter {
    private enum State { case fieldStart, plain, quoted, quoteInQuoted, carriageReturn }

    let delimiter: UInt8
    /// Whether a quote can open a field.
    let quoting: Bool
    private var state = State.fieldStart
    private(set) var position = 0
    /// Whether there was a quote so far.
    private(set) var hasQuotes = false
    /// Whether text followed a closing quote: from there on nothing is known of rows.
    private(set) var isFaulty = false
    /// Where the first row ends, 0 before it is known.
    private(set) var firstEnd = 0
    /// Where the last row that is known ends.
    private(set) var lastEnd = 0

    init(delimiter: UInt8, quoting: Bool) {
        self.delimiter = delimiter
        self.quoting = quoting
    }

    /// Looks at `text`, of which an earlier call saw the beginning.
    mutating func advance(_ text: UnsafeBufferPointer<UInt8>) {
        if !hasQuotes {
            let new = UnsafeBufferPointer(rebasing: text[position...])
            if !quoting || !FieldIndex.contains(UInt8(ascii: "\""), new) { return advancePlain(text) }
            hasQuotes = true
            // Nothing but plain fields so far; where the last row began is where a walk over fields can begin.
            position = lastEnd
            state = .fieldStart
        }
        while position < text.count, !isFaulty {
            if state == .quoted {
                // Inside quotes only the next quote matters.
                var next = position
                while next < text.count, text[next] != UInt8(ascii: "\"") { next &+= 1 }
                position = next
                if next == text.count { return }
            }
            step(text[position])
        }
    }

    private mutating func advancePlain(_ text: UnsafeBufferPointer<UInt8>) {
        let new = position
        position = text.count
        guard let last = text[new...].lastIndex(of: UInt8(ascii: "\n")) else { return }
        lastEnd = last + 1
        if firstEnd == 0, let first = text[new...].firstIndex(of: UInt8(ascii: "\n")) { firstEnd = first + 1 }
    }

    private mutating func step(_ byte: UInt8) {
        let quote = UInt8(ascii: "\"")
        position += 1
        switch state {
        case .fieldStart where byte == quote: state = .quoted
        case .fieldStart, .plain:
            state = .plain
            if byte == delimiter { state = .fieldStart } else if byte == UInt8(ascii: "\n") { endRow() }
        case .quoted: if byte == quote { state = .quoteInQuoted }
        case .quoteInQuoted:
            switch byte {
            case quote: state = .quoted
            case delimiter: state = .fieldStart
            case UInt8(ascii: "\n"): endRow()
            case UInt8(ascii: "\r"): state = .carriageReturn
            default: isFaulty = true
            }
        case .carriageReturn: if byte == UInt8(ascii: "\n") { endRow() } else { isFaulty = true }
        }
    }

    private mutating func endRow() {
        state = .fieldStart
        lastEnd = position
        if firstEnd == 0 { firstEnd = position }
    }
}
