/// What one cell came to: nothing of its value but its length, its year and its place in a list of codes.
struct CellVerdict {
    /// Something wrong with the cell.
    struct Finding {
        var kind: DataProblem.Kind
        var detail: DataProblem.Detail = .none
        /// The offending byte in the cell's content; `nil` where the cell as a whole is meant.
        var offset: Int?
    }

    var findings: [Finding] = []
    /// The municipality's own characters in the cell, each once.
    var gaiji: [Unicode.Scalar] = []
    var isMissing = false
    /// Characters, variation selectors not counted; -1 where the cell is no text.
    var characters = 0
    /// The year of the date; 0 where there is none.
    var year = 0
    /// The code's place in the sorted list of the item; -1 where it is none.
    var code = -1
    var roles: RowRoles = []
    /// What stands for the value where rows are compared; `none` for a missing one.
    var key = KeyHash.none
    /// The value as a number in the order of history rows; `nil` where it has no order.
    var order: UInt64?

    /// Whether nobody has to hear of the cell.
    var isQuiet: Bool { findings.isEmpty && gaiji.isEmpty && roles.isEmpty }
}

/// What the rules of the layout say of a row.
struct RowRoles: OptionSet {
    let rawValue: UInt8

    /// The flag of the latest row is set.
    static let latest = RowRoles(rawValue: 1)
    /// The row is of no living resident.
    static let nonResident = RowRoles(rawValue: 2)
    /// The row is of a protected resident who is excluded.
    static let excluded = RowRoles(rawValue: 4)
    /// The row cannot be ordered among those of its person.
    static let unordered = RowRoles(rawValue: 8)
}
