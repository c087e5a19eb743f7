/// A workbook (表計算ファイル, `.xlsx`) as what a register or a list is made of: sheets of texts.
///
/// Reading never calculates, guesses or follows anything: a formula, a macro or a link to another file is an error that
/// says what to do. Writing makes every cell a text, so that leading zeros stay and nothing is ever a formula.
public struct Workbook: Hashable, Sendable {
    /// The sheets in the workbook's order.
    public var sheets: [Sheet]

    /// A workbook of the given sheets.
    public init(sheets: [Sheet]) { self.sheets = sheets }
}

/// One sheet: the texts of its cells.
public struct Sheet: Hashable, Sendable {
    /// The name on the tab.
    public var name: String
    /// Row by row from row 1, column by column from A. Blank rows and cells stand in their places; blank cells at the end
    /// of a row and blank rows at the end of the sheet are left out, so rows differ in length.
    public var rows: [[String]]
    /// Whether the sheet does not show in the program that made it.
    public var isHidden = false

    /// A visible sheet.
    public init(name: String, rows: [[String]]) {
        self.name = name
        self.rows = rows
    }
}
