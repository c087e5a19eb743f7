public import Primitives

/// One thing that is wrong in a file: where, of which kind, never the cell's value.
public struct DataProblem: Hashable, Sendable {
    /// The kinds of problems, by the names under which they are reported.
    public enum Kind: String, CaseIterable, Comparable, Sendable {
        case undecodableByte = "undecodable-byte"
        /// A character of the municipality's own (外字: F040–F9FC in CP932, private use in Unicode).
        case gaiji
        /// A variation selector (IVS): one visible character of two code points.
        case variationSequence = "variation-sequence"
        case individualNumber = "my-number"
        case impossibleDate = "impossible-date"
        case unmappedCode = "unmapped-code"
        case checkDigit = "check-digit"
        case raggedRow = "ragged-row"
        case unknownColumn = "unknown-column"
        case missingColumn = "missing-column"
        case duplicateKey = "duplicate-key"
        /// The cell is not what the item's type says.
        case type
        case length
        case range
        /// A required value is missing.
        case missingValue = "missing-value"
        /// Two rows of one person are both marked as the latest, or none is.
        case history = "history-row"
        /// The manifest says another number of rows.
        case rowCount = "row-count"
        /// A protected resident's row, and nobody decided what is done with it.
        case protection = "protection-undecided"
        /// Quotes or line breaks leave the rest of the file without rows; or it is no text at all.
        case structure

        /// In the order of the list above.
        public static func < (left: Kind, right: Kind) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    /// What more is known, for the message.
    public enum Detail: Hashable, Sendable {
        case none
        /// Why the cell is no date.
        case date(DateProblem)
        /// The code that the list lacks; nil where it looks like more than a code and is not repeated.
        case code(String?)
        /// What the cell should have been.
        case expected(ItemType)
        /// Which check failed.
        case check(CheckedCodeKind)
        /// A limit: characters, fields.
        case limit(Int)
        /// Two numbers that should be one.
        case count(expected: Int, found: Int)
        /// The row with the same key.
        case sameAs(row: Int)
        /// What is wrong with the file as a whole.
        case file(DelimitedFileError)
    }

    /// What is wrong.
    public var kind: Kind
    /// Data row, from 1 after the header; 0 for the header and the file as a whole.
    public var row: Int
    /// Column, from 1; nil where the whole row is meant.
    public var column: Int?
    /// The column's name; nil where it has none, or where the name itself must not be repeated.
    public var name: String?
    /// The byte, from the start of the file: the offending byte itself where it is
    /// undecodable, else the first of the cell or row.
    public var offset: Int
    /// What more is known.
    public var detail: Detail

    /// Makes a problem; see the properties.
    public init(
        _ kind: Kind, row: Int, column: Int? = nil, name: String? = nil, offset: Int, detail: Detail = .none
    ) {
        self.kind = kind
        self.row = row
        self.column = column
        self.name = name
        self.offset = offset
        self.detail = detail
    }
}
