/// What a step did.
public struct StepOutcome: Sendable, Equatable, Codable {
    /// The step's number, from 1.
    public let step: Int
    /// The first column it looked at; empty for a step on whole rows.
    public let column: String
    /// The columns whose cells it may have changed, or by whose cells it chose rows.
    public let columns: [String]
    /// The rows of which it changed at least one cell.
    public let changedRows: Int
    /// The cells it changed.
    public let changedCells: Int
    /// The cells it could have no number from, blank ones and labels of earlier steps, and left as they are.
    public let keptCells: Int
    /// The rows it took away.
    public let droppedRows: Int
    /// Why, in the recipe's words.
    public let reason: String?

    init(
        step: Int, columns: [String], changedRows: Int = 0, changedCells: Int? = nil, keptCells: Int = 0,
        droppedRows: Int = 0, reason: String? = nil
    ) {
        self.step = step
        self.column = columns.first ?? ""
        self.columns = columns
        self.changedRows = changedRows
        self.changedCells = changedCells ?? changedRows
        self.keptCells = keptCells
        self.droppedRows = droppedRows
        self.reason = reason
    }
}
