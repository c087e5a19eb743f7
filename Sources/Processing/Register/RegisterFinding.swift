/// Something that reading a list found: where it stands, what it is, and what to do. Rows and columns count from 1 in the
/// sheet, headings and titles included, as a spreadsheet numbers them; 0 = the list as a whole.
public struct RegisterFinding: Sendable, Hashable {
    /// What was found.
    public enum Kind: String, Sendable, CaseIterable {
        /// Nothing in the list, or no row of headings in its first rows.
        case noHeadings = "no-headings"
        /// A column whose heading is not declared: it was not read.
        case unknownHeading = "unknown-heading"
        /// Two columns stand for one field: the first was read.
        case duplicateHeading = "duplicate-heading"
        /// No column for a field that every entry needs.
        case missingHeading = "missing-heading"
        /// A row above the headings: not read.
        case titleRow = "title-row"
        /// A row without the name of a file: not read.
        case noName = "no-name"
        /// A cell with a formula: left blank.
        case formula
        /// A cell that is no number, no day, or neither yes nor no: left blank.
        case unreadable
        /// A row is longer than the row of headings: the rest was not read.
        case raggedRow = "ragged-row"
        /// An item stands twice in one cell: taken once.
        case duplicateItem = "duplicate-item"
        /// Several rows name the same file: one entry was made.
        case merged
        /// Rows of one file say different things that both hold: all were kept.
        case joined
        /// Rows of one file contradict each other: one was taken.
        case conflict
        /// The list says nothing of the items' types and classes.
        case undecidedItems = "undecided-items"

        /// Whether something of the list was left out or has to be decided; the others are told for information.
        public var needsAttention: Bool {
            switch self {
            case .titleRow, .merged, .joined, .undecidedItems, .duplicateItem: false
            default: true
            }
        }
    }

    /// The row in the sheet, from 1; 0 = all.
    public var row: Int
    /// The column, from 1; 0 = the row as a whole.
    public var column: Int
    /// What was found.
    public var kind: Kind
    /// The heading or the field concerned; blank where none.
    public var subject: String
    /// What was found and what to do, in English.
    public var message: String
    /// The same in Japanese.
    public var japanese: String

    init(_ kind: Kind, row: Int = 0, column: Int = 0, subject: String = "", _ message: String, _ japanese: String) {
        self.kind = kind
        self.row = row
        self.column = column
        self.subject = subject
        self.message = message
        self.japanese = japanese
    }
}
