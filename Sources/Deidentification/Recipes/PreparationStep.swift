/// A step before the search.
public enum PreparationStep: Sendable, Equatable, Codable {
    /// Numbers that are `at` or more become the label.
    case topCode(column: String, at: Double, label: String)
    /// Numbers that are `at` or less become the label.
    case bottomCode(column: String, at: Double, label: String)
    /// Rows that meet the condition leave the table.
    case dropRows(column: String, condition: RowCondition, reason: String)

    /// The column that the step looks at.
    public var column: String {
        switch self {
        case .topCode(let column, _, _), .bottomCode(let column, _, _), .dropRows(let column, _, _): column
        }
    }
}

/// Which rows a step means, by the value of its column.
public enum RowCondition: Sendable, Equatable, Codable {
    /// The value is one of these.
    case isIn([String])
    /// The value is none of these.
    case isNotIn([String])

    func holds(for value: String) -> Bool {
        switch self {
        case .isIn(let values): values.contains(value)
        case .isNotIn(let values): !values.contains(value)
        }
    }
}
