/// Why a delimited file cannot be read. Rows count from 1 (the header is row 0), columns from 1, byte offsets from 0 at the
/// start of the file. Never carries cell values.
public enum DelimitedFileError: Error, Hashable, Sendable, Codable {
    /// The file has no bytes, or only a byte order mark.
    case empty
    /// The declared encoding demands a byte order mark that the file lacks.
    case markMissing
    /// A byte that has no meaning in the encoding.
    case undecodable(CellPosition, byteOffset: Int, encoding: TextEncoding)
    /// A row has another number of fields than the header.
    case wrongFieldCount(row: Int, expected: Int, found: Int)
    /// The file ends inside a quoted field: it was truncated.
    case unterminatedQuote(row: Int, column: Int)
    /// A quoted field is followed by something else than a delimiter or the end of the row.
    case textAfterQuote(row: Int, column: Int)
    /// Two columns have the same name. It is not repeated here: in a file without header it would be a value.
    case duplicateColumn(first: Int, second: Int)
    /// A column has no name.
    case unnamedColumn(Int)
    /// A zero byte, which no text has.
    case nulByte(CellPosition, byteOffset: Int)
    /// A row has more bytes than the limit.
    case rowTooLong(row: Int, limit: Int)
    /// The first row has more fields than the limit.
    case tooManyColumns(limit: Int)
    /// The file has more data rows than the limit.
    case tooManyRows(limit: Int)
    /// A column has more distinct values than the limit.
    case tooManyDistinctValues(column: Int, limit: Int)
}

/// Where a cell stands.
public struct CellPosition: Hashable, Codable, Sendable, CustomStringConvertible {
    /// Data row, from 1; the header is row 0.
    public let row: Int
    /// Column, from 1.
    public let column: Int
    /// The column's name in the header, or `nil` where the header itself could not be read.
    public let name: String?

    /// Makes a position; see the properties.
    public init(row: Int, column: Int, name: String?) {
        self.row = row
        self.column = column
        self.name = name
    }

    /// Such as `row 17, column 3 (氏名)`.
    public var description: String { "row \(row), column \(column)" + (name.map { " (\($0))" } ?? "") }
}

extension DelimitedFileError: CustomStringConvertible {
    /// What happened, where, and what to do, in English.
    public var description: String {
        switch self {
        case .empty: "the file is empty; export it again"
        case .markMissing: "the file lacks the byte order mark that the encoding utf-8-bom demands; declare utf-8"
        case .undecodable(let position, let offset, let encoding):
            "\(position), byte offset \(offset): a byte that is no text in \(encoding.rawValue); "
                + "check the declared encoding or export the file again"
        case .wrongFieldCount(let row, let expected, let found):
            "row \(row): \(found) fields instead of \(expected); "
                + "a delimiter inside a value must be quoted, and the file must not be cut"
        case .unterminatedQuote(let row, let column):
            "row \(row), column \(column): the file ends inside a quoted field; it was cut, transfer it again"
        case .textAfterQuote(let row, let column):
            "row \(row), column \(column): text follows a closing quote; a quote inside a value is doubled"
        case .duplicateColumn(let first, let second):
            "columns \(first) and \(second) have the same name in the header; give each column its own"
        case .unnamedColumn(let column): "column \(column) has no name in the header"
        case .nulByte(let position, let offset):
            "\(position), byte offset \(offset): a zero byte; check the declared encoding or export the file again"
        case .rowTooLong(let row, let limit):
            "row \(row) is longer than \(limit) bytes; look whether its line break or a closing quote is missing"
        case .tooManyColumns(let limit): "the first row has more than \(limit) fields; check the delimiter"
        case .tooManyRows(let limit): "the file has more than \(limit) rows; divide it"
        case .tooManyDistinctValues(let column, let limit):
            "column \(column) has more than \(limit) distinct values; divide the file"
        }
    }
}
