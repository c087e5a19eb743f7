/// The beginning of a file as lines and rows. UTF-16LE is read as UTF-8 for that; other encodings stay as they are, since
/// none of their characters holds a comma, tab, semicolon, quote or line break as a byte.
struct SampleLines {
    /// The bytes without the byte order mark.
    let bytes: [UInt8]
    private let encoding: TextEncoding
    /// The lines without their breaks.
    let lines: [Range<Int>]

    init(_ sample: [UInt8], encoding: TextEncoding) {
        let body = sample.dropFirst(encoding.markLength(in: sample))
        if encoding == .utf16LittleEndian {
            // What follows an undecodable pair is not needed for a sample.
            let text = Self.wideText(Array(body))
            bytes = Array(text.utf8)
            self.encoding = .utf8
        } else {
            bytes = Array(body)
            self.encoding = encoding
        }
        var lines: [Range<Int>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
            let hasReturn = index > start && bytes[index - 1] == UInt8(ascii: "\r")
            lines.append(start..<(hasReturn ? index - 1 : index))
            start = index + 1
        }
        if start < bytes.count { lines.append(start..<bytes.count) }
        self.lines = lines
    }

    private static func wideText(_ bytes: [UInt8]) -> String {
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
        return String(decoding: units, as: UTF16.self)
    }

    /// Whether there are several lines and all have the same number of bytes.
    var haveOneLength: Bool { lines.count > 1 && lines.dropFirst().allSatisfy { $0.count == lines[0].count } }

    func lineBreaks(isWhole: Bool) -> LineBreaks {
        var breaks = LineBreaks()
        for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
            if index > 0, bytes[index - 1] == UInt8(ascii: "\r") { breaks.pairs += 1 } else { breaks.lineFeeds += 1 }
        }
        breaks.isLastMissing = isWhole && !bytes.isEmpty && bytes.last != UInt8(ascii: "\n")
        return breaks
    }

    /// The first lines as text; a line that is no text says so instead.
    func texts(_ count: Int) -> [String] {
        lines.prefix(count).map { line in
            guard let text = try? encoding.decode(Array(bytes[line])) else {
                return "(\(line.count) bytes that are no text in \(encoding.rawValue))"
            }
            return String(text.prefix(400)).terminalSafe
        }
    }

    /// The first rows as cells, quotes taken off. A cell that is no text is empty.
    func rows(delimiter: UInt8, limit: Int) -> [[String]] {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = DelimitedScanner(buffer, delimiter: delimiter, start: 0)
            var rows: [[String]] = []
            var row: [String] = []
            while rows.count < limit, let field = try? scanner.next() {
                let content = Array(buffer[field.range])
                let text = (try? encoding.decode(content)) ?? ""
                row.append(field.hasDoubledQuotes ? Self.undoubled(text) : text)
                if field.endsRow {
                    rows.append(row)
                    row = []
                }
            }
            return rows
        }
    }

    private static func undoubled(_ text: String) -> String {
        var result = ""
        var isOpen = false
        for character in text {
            if character == "\"", !isOpen {
                isOpen = true
                continue
            }
            isOpen = false
            result.append(character)
        }
        return result
    }
}
