/// A table of residents' data as columns of equal length.
///
/// Not `Codable` on purpose: rows of residents must not be able to enter a message.
public struct Table: Sendable, Equatable {
    /// The columns in the order of the file.
    public let columns: [Column]
    /// The number of rows.
    public let rowCount: Int

    /// A table from its columns.
    /// - Parameter rowCount: needed only where there may be no column at all.
    /// - Throws: ``TableError`` when columns differ in length or two have the same name.
    public init(columns: [Column], rowCount: Int? = nil) throws(TableError) {
        let expected = rowCount ?? columns.first?.rowCount ?? 0
        var names: Set<String> = []
        for column in columns {
            if column.rowCount != expected {
                throw .unequalColumn(column: column.name, expected: expected, found: column.rowCount)
            }
            if !names.insert(column.name).inserted { throw .duplicateColumn(column: column.name) }
        }
        self.init(validColumns: columns, rowCount: expected)
    }

    init(validColumns: [Column], rowCount: Int) {
        self.columns = validColumns
        self.rowCount = rowCount
    }

    /// The column of that name, or nil.
    public func column(named name: String) -> Column? { columns.first { $0.name == name } }
}
