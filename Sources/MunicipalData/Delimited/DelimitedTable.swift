public import Primitives

/// A delimited file in memory, column by column, each cell a number into the column's distinct values.
///
/// Holds residents' rows and is therefore not `Codable`.
public struct DelimitedTable: Sendable {
    /// One column: distinct values in the order of first appearance, and one code per row.
    public struct Column: Sendable {
        /// The name in the header, or `1`, `2`, … in a file without header.
        public let name: String
        /// Whether the values were kept. Of a column that the reader was told to leave out only faults are known.
        public internal(set) var isKept = true
        /// The distinct values. A value with an undecodable byte is empty here and listed in
        /// ``DelimitedTable/undecodable``.
        public internal(set) var values: [String] = []
        /// For each data row the index of its value.
        public internal(set) var codes = CodeVector(.bytes([]))
        /// For each distinct value the data row (from 1) where it appears first.
        public internal(set) var firstRows: [Int32] = []
        /// The individual numbers in a column whose values are not kept.
        var individualNumbers: CellCheck.Occurrences?

        /// How many rows hold each distinct value.
        public func counts() -> [Int] {
            var counts = [Int](repeating: 0, count: values.count)
            codes.forEach { counts[$0] += 1 }
            return counts
        }

        /// How many rows hold one of the distinct values that are marked.
        public func rows(marked: [Bool]) -> Int {
            marked.contains(true) ? zip(counts(), marked).reduce(0) { $0 + ($1.1 ? $1.0 : 0) } : 0
        }
    }

    /// Where a distinct value with a byte without meaning first appears.
    public struct Undecodable: Hashable, Sendable {
        /// The cell.
        public let position: CellPosition
        /// Offset of the byte from the start of the file.
        public let byteOffset: Int
        /// Rows of the column that hold the same bytes; in a column that is not kept, rows with any such byte.
        public let rows: Int
    }

    /// The encoding by which the file was read: the declared one, or the detected one.
    public let encoding: TextEncoding
    /// The number of data rows.
    public internal(set) var rowCount = 0
    /// The columns in the order of the file.
    public internal(set) var columns: [Column]
    /// Every distinct value that could not be decoded, in the order of the file.
    public internal(set) var undecodable: [Undecodable] = []

    /// The column with the given name, or `nil`.
    public func column(named name: String) -> Column? { columns.first { $0.name == name } }

    /// The values of a data row, counted from 0, in the columns that are kept.
    public func values(ofRow row: Int) -> [String] {
        columns.filter(\.isKept).map { $0.values[$0.codes[row]] }
    }

    /// Every data row as its values in the columns that are kept: for small files.
    public var rows: [[String]] { (0..<rowCount).map(values(ofRow:)) }
}

/// How a delimited file is written.
public struct DelimitedFormat: Hashable, Sendable {
    /// The declared encoding.
    public var encoding: EncodingDeclaration
    /// The byte between fields: any ASCII byte except a quote or a line break.
    public var delimiter: UInt8
    /// Whether row 0 holds the names of the columns.
    public var hasHeader: Bool

    /// Makes a format; by default UTF-8, commas and a header.
    public init(
        encoding: EncodingDeclaration = .exactly(.utf8), delimiter: UInt8 = UInt8(ascii: ","), hasHeader: Bool = true
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.hasHeader = hasHeader
    }
}
