/// A delimited file in memory, column by column, each cell a number into the column's distinct values.
///
/// Holds residents' rows and is therefore not `Codable`.
public struct DelimitedTable: Sendable {
    /// One column: distinct values in the order of first appearance, and one code per row.
    public struct Column: Sendable {
        /// The name in the header, or `1`, `2`, … in a file without header.
        public let name: String
        /// The distinct values. A value with an undecodable byte is empty here and listed in
        /// ``DelimitedTable/undecodable``.
        public internal(set) var values: [String] = []
        /// For each data row the index of its value.
        public internal(set) var codes: [Int32] = []
        /// For each distinct value the data row (from 1) where it appears first.
        public internal(set) var firstRows: [Int32] = []
        var dictionary = ByteDictionary()

        /// How many rows hold each distinct value.
        public func counts() -> [Int] {
            var counts = [Int](repeating: 0, count: values.count)
            for code in codes { counts[Int(code)] += 1 }
            return counts
        }
    }

    /// Where a distinct value with a byte without meaning first appears.
    public struct Undecodable: Hashable, Sendable {
        /// The cell.
        public let position: CellPosition
        /// Offset of the byte from the start of the file.
        public let byteOffset: Int
        /// Rows of the column that hold the same bytes.
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
