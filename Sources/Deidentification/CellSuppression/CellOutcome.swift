/// What cell suppression came to.
package struct CellOutcome: Sendable {
    /// The groups of rows that are written alike.
    package let recoding: Recoding
    /// The cells that were written `*` one by one, by quasi-identifier, counted by rows; not those of suppressed rows.
    package let cellsPerColumn: [Int]
    /// The rows suppressed whole.
    package let suppressedRows: Int
    /// Whether no more rows are suppressed than the recipe allows.
    package let isWithinLimit: Bool
    /// The metric `loss` of the result, a masked cell standing for all values.
    package let loss: MetricValue

    /// No cell suppression after the same transformation can do with fewer cells, those of suppressed rows included;
    /// nil where models judge more than the size of groups.
    package let leastCells: Int?

    /// The cells that were written `*` one by one.
    package var suppressedCells: Int { cellsPerColumn.reduce(0, +) }
}

/// How far cell suppression is.
public struct CellProgress: Sendable, Equatable {
    /// The distinct tuples that have no group yet.
    public let openTuples: Int
    /// All distinct tuples.
    public let tuples: Int
}
