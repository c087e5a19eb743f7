/// Walks over the fields of a delimited text (RFC 4180) without decoding them.
///
/// Works on raw bytes of UTF-8 and of CP932, where no trail byte (40–7E, 80–FC) equals a comma, semicolon, tab, quote or line
/// break. Rows end with CRLF or LF; the last one may lack it. A quote that does not open a field is an ordinary byte.
struct DelimitedScanner {
    /// A field: its content without the enclosing quotes.
    struct Field {
        /// The content's bytes in the text; still with doubled quotes where ``hasDoubledQuotes``.
        var range: Range<Int>
        var hasDoubledQuotes = false
        /// Whether the row ends after this field.
        var endsRow = false
    }

    enum Fault: Error { case unterminatedQuote, textAfterQuote }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let delimiter: UInt8
    private(set) var position: Int
    /// Whether the next field is the first of a row.
    private var atRowStart = true

    init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, start: Int) {
        self.bytes = bytes
        self.delimiter = delimiter
        position = start
    }

    /// The next field, or `nil` at the end of the text.
    @inline(__always)
    mutating func next() throws(Fault) -> Field? {
        let count = bytes.count
        var index = position
        if index == count, atRowStart { return nil }
        if index < count, bytes[index] == UInt8(ascii: "\"") { return try nextQuoted() }
        let start = index
        while index < count {
            let byte = bytes[index]
            if byte == delimiter {
                position = index &+ 1
                atRowStart = false
                return Field(range: start..<index)
            }
            if byte == UInt8(ascii: "\n") {
                position = index &+ 1
                atRowStart = true
                let end = index > start && bytes[index &- 1] == UInt8(ascii: "\r") ? index &- 1 : index
                return Field(range: start..<end, endsRow: true)
            }
            index &+= 1
        }
        position = count
        atRowStart = true
        return Field(range: start..<count, endsRow: true)
    }

    private mutating func nextQuoted() throws(Fault) -> Field {
        let quote = UInt8(ascii: "\"")
        var field = Field(range: 0..<0)
        let start = position + 1
        var index = start
        while true {
            guard index < bytes.count else { throw .unterminatedQuote }
            if bytes[index] == quote {
                guard index + 1 < bytes.count, bytes[index + 1] == quote else { break }
                field.hasDoubledQuotes = true
                index += 1
            }
            index += 1
        }
        field.range = start..<index
        index += 1
        if index == bytes.count {
            field.endsRow = true
        } else if bytes[index] == delimiter {
            index += 1
        } else {
            if bytes[index] == UInt8(ascii: "\r"), index + 1 < bytes.count { index += 1 }
            guard bytes[index] == UInt8(ascii: "\n") else { throw .textAfterQuote }
            index += 1
            field.endsRow = true
        }
        position = index
        atRowStart = field.endsRow
        return field
    }

    /// The content of a field, its doubled quotes undone.
    func content(of field: Field) -> [UInt8] {
        guard field.hasDoubledQuotes else { return Array(bytes[field.range]) }
        let quote = UInt8(ascii: "\"")
        var content: [UInt8] = []
        content.reserveCapacity(field.range.count)
        var index = field.range.lowerBound
        while index < field.range.upperBound {
            content.append(bytes[index])
            index += bytes[index] == quote ? 2 : 1
        }
        return content
    }
}
