/// Why columns do not make a table. Names columns and rows (counted from 1, without the header), never a value.
public enum TableError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A row's code points outside the dictionary.
    case codeOutsideDictionary(column: String, row: Int)
    /// The dictionary of a column holds the same value twice.
    case duplicateDictionaryValue(column: String)
    /// A column has more or fewer rows than the table.
    case unequalColumn(column: String, expected: Int, found: Int)
    /// Two columns have the same name.
    case duplicateColumn(column: String)

    /// What happened and where.
    public var description: String {
        switch self {
        case .codeOutsideDictionary(let column, let row):
            "column '\(column)', row \(row): the code is outside of the column's dictionary"
        case .duplicateDictionaryValue(let column):
            "column '\(column)': the dictionary holds a value twice; merge the two codes"
        case .unequalColumn(let column, let expected, let found):
            "column '\(column)' has \(found) rows, the table has \(expected)"
        case .duplicateColumn(let column):
            "two columns are named '\(column)'; rename one in the file's header"
        }
    }
}
