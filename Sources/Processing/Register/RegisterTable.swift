public import MunicipalData

/// The rows of a list in CSV, as a spreadsheet has them: rows may have any number of cells.
public struct RegisterTable: Sendable, Hashable {
    /// The encoding that was declared or detected.
    public let encoding: TextEncoding
    /// All rows, titles and headings included.
    public let rows: [[String]]

    /// Reads CSV or tab-separated text. Tabs separate where the first line that is not blank has a tab and no comma.
    ///
    /// - Throws: ``RegisterTableError``.
    public init(reading bytes: [UInt8], encoding declared: EncodingDeclaration = .detect) throws(RegisterTableError) {
        if bytes.isEmpty { throw .empty }
        if bytes.count > Self.byteLimit { throw .tooLarge(limit: Self.byteLimit) }
        let encoding: TextEncoding =
            switch declared {
            case .detect: .detected(in: bytes)
            case .exactly(let encoding): encoding
            }
        let text: String
        do {
            text = try encoding.decode(bytes)
        } catch {
            let line = bytes.prefix(error.offset).count { $0 == 0x0A } + 1
            throw .undecodable(line: line, offset: error.offset, encoding: encoding)
        }
        self.encoding = encoding
        rows = try Self.rows(of: text.first == "\u{FEFF}" ? text.dropFirst() : text[...])
        if rows.isEmpty { throw .empty }
    }

    /// No list of office works is larger.
    static let byteLimit = 64 << 20

    private static func rows(of text: Substring) throws(RegisterTableError) -> [[String]] {
        let firstLine = text.drop { $0.isNewline }.prefix { !$0.isNewline }
        let separator: Unicode.Scalar = firstLine.contains("\t") && !firstLine.contains(",") ? "\t" : ","
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var quoteRow: Int?
        var afterQuote = false
        var previous: Unicode.Scalar = "\n"
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if scalar == "\0" { throw .nulByte(row: rows.count + 1) }
            if quoteRow != nil {
                if scalar == "\"" {
                    quoteRow = nil
                    afterQuote = true
                } else {
                    cell.append(scalar)
                }
            } else if afterQuote, scalar == "\"" {
                cell.append(scalar)
                quoteRow = rows.count + 1
                afterQuote = false
            } else if scalar == "\"", cell.isEmpty, !afterQuote {
                quoteRow = rows.count + 1
            } else if scalar == separator {
                row.append(String(cell))
                cell = String.UnicodeScalarView()
                afterQuote = false
            } else if scalar == "\n" || scalar == "\r" {
                if scalar == "\n", previous == "\r" { continue }
                rows.append(row + [String(cell)])
                row = []
                cell = String.UnicodeScalarView()
                afterQuote = false
            } else {
                cell.append(scalar)
            }
        }
        if let quoteRow { throw .unterminatedQuote(row: quoteRow) }
        if !cell.isEmpty || !row.isEmpty || afterQuote { rows.append(row + [String(cell)]) }
        return rows
    }
}

/// Why a file is no list.
public enum RegisterTableError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file holds nothing.
    case empty
    /// The file is larger than any list.
    case tooLarge(limit: Int)
    /// A byte that has no meaning in the encoding.
    case undecodable(line: Int, offset: Int, encoding: TextEncoding)
    /// The file ends inside a quoted cell that began in this row.
    case unterminatedQuote(row: Int)
    /// A zero byte, which no text has.
    case nulByte(row: Int)

    /// What is wrong, where, and what to do, in English.
    public var description: String {
        switch self {
        case .empty: "the list is empty; export it again"
        case .tooLarge(let limit): "the file is larger than \(limit >> 20) MiB; is it a list of files?"
        case .undecodable(let line, let offset, let encoding):
            "line \(line), byte offset \(offset): a byte that is no text in \(encoding.rawValue); "
                + "declare the encoding (--encoding) or save the list as UTF-8"
        case .unterminatedQuote(let row):
            "row \(row): a quoted cell does not end; export the list again"
        case .nulByte(let row): "row \(row): a zero byte; save the list as CSV, not as a workbook of another kind"
        }
    }
}
