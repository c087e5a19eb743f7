/// A de-identified table with what was done to it. Not `Codable`: it holds rows.
public struct Release: Sendable {
    /// The output: generalized labels, removed columns gone, suppressed rows removed or masked.
    public let table: Table
    /// The transformation that was applied.
    public let transformation: Transformation
    /// The cells written `*` for suppressed rows (0 when those rows were removed).
    public let maskedCells: Int
    /// The rows that are `*` in every quasi-identifier after masking; 0 when no row was masked.
    public let maskedGroup: Int
    /// Classes, risk and utility of the kept rows.
    public let measures: Measures
    /// Each privacy model and whether it holds for ``table``.
    public let privacy: [PrivacyCheck]
    /// Each column of the recipe's table and what became of it.
    public let columns: [ColumnSummary]
}

/// What became of a column.
public struct ColumnSummary: Sendable, Equatable, Codable {
    /// The column's name.
    public let name: String
    /// Its role.
    public let role: Role
    /// The level of a quasi-identifier, nil for the other roles.
    public let level: Int?
    /// Different values before.
    public let distinctBefore: Int
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
