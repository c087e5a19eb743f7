/// Writes delimited text (RFC 4180): a field is quoted where it holds a delimiter, a quote or a line break.
public struct DelimitedWriter: Sendable {
    /// The bytes written so far, UTF-8.
    public private(set) var bytes: [UInt8] = []
    private let delimiter: UInt8
    private let rowEnd: [UInt8]
    private var atRowStart = true

    /// Makes a writer; rows end with CRLF, as RFC 4180 says, or with LF.
    public init(delimiter: UInt8 = UInt8(ascii: ","), lineFeedOnly: Bool = false) {
        self.delimiter = delimiter
        rowEnd = lineFeedOnly ? [0x0A] : [0x0D, 0x0A]
    }

    /// `value` as a field of this file: quoted where needed.
    public func field(_ value: String) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        let bytes = Array(value.utf8)
        let mustQuote = bytes.contains { $0 == delimiter || $0 == quote || $0 == 0x0A || $0 == 0x0D }
        guard mustQuote else { return bytes }
        return [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }

    /// Appends a field that ``field(_:)`` made.
    public mutating func append(field: [UInt8]) {
        if !atRowStart { bytes.append(delimiter) }
        bytes.append(contentsOf: field)
        atRowStart = false
    }

    /// Appends a value as a field.
    public mutating func append(_ value: String) { append(field: field(value)) }

    /// Ends the row.
    public mutating func endRow() {
        bytes.append(contentsOf: rowEnd)
        atRowStart = true
    }

    /// Appends a whole row.
    public mutating func append(row: [String]) {
        for value in row { append(value) }
        endRow()
    }
}
