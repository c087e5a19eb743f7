/// A de-identified table with what was done to it. Not `Codable`: it holds rows.
public struct Release: Sendable {
    /// The output: recoded labels, removed columns gone, suppressed rows removed or masked.
    public let table: Table
    /// The rows that were suppressed: removed, or masked.
    public let suppressedRows: Int
    /// The cells written `*`: those of masked rows, and those that were suppressed one by one.
    public let suppressedCells: Int
    /// The rows that are `*` in every quasi-identifier after masking; 0 when no row was masked.
    public let maskedGroup: Int
    /// Each column of the recipe's table and what became of it.
    public let columns: [ColumnSummary]
}

/// What became of a column.
public struct ColumnSummary: Sendable, Equatable, Codable {
    /// The column's name.
    public let name: String
    /// Its role.
    public let role: Role
    /// The level of a quasi-identifier under global coding, nil for the other roles and codings.
    public let level: Int?
    /// Different values before, nil for a removed column.
    public let distinctBefore: Int?
    /// Different values in the output, 0 for a removed column.
    public let distinctAfter: Int
}

/// In which order rows are released.
public enum RowOrder {
    /// As in the input.
    case kept
    /// Shuffled with this generator (a cryptographic one, unless a test needs to repeat itself).
    case shuffled(any RandomNumberGenerator)
}
