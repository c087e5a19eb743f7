/// Why the engine refuses to work. Names columns, rows (counted from 1, without the header) and counts, never a value.
public enum DeidentificationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The recipe is faulty or asks for what this version does not support.
    case recipe([RecipeProblem])
    /// A hierarchy cannot be built.
    case hierarchy(column: String, HierarchyError)
    /// The recipe names a hierarchy that only the caller can make, and the caller gave none.
    case hierarchyNotGiven(column: String)
    /// Rows have values that the hierarchy lacks.
    case valuesMissing(column: String, distinctValues: Int, rows: Int, firstRow: Int)
    /// Rows have values that a built hierarchy or a step cannot read.
    case unreadableValues(column: String, kind: String, rows: Int, firstRow: Int)
    /// Levels that do not fit the quasi-identifiers' number.
    case levelCount(expected: Int, found: Int)
    /// A level outside of what hierarchy and recipe allow.
    case levelOutOfRange(column: String, level: Int, allowed: ClosedRange<Int>)
    /// More transformations than the exact search takes on.
    case latticeTooLarge(limit: Int)
    /// A linking code is to be replaced, and the caller gave no keyed function.
    case pseudonymFunctionNotGiven(column: String)
    /// Two different values got the same pseudonym.
    case pseudonymCollision(column: String)
    /// The caller stopped the search.
    case interrupted

    /// What happened, where, and what to do next.
    public var description: String {
        switch self {
        case .recipe(let problems): problems.map(\.description).joined(separator: "\n")
        case .hierarchy(let column, let error): "hierarchy of column '\(column)': \(error)"
        case .hierarchyNotGiven(let column): "the hierarchy of column '\(column)' was not read"
        case .valuesMissing(let column, let distinctValues, let rows, let firstRow):
            "column '\(column)': \(distinctValues) values in \(rows) rows are not in the hierarchy, first in row "
                + "\(firstRow); add them to the hierarchy or drop their rows in a step"
        case .unreadableValues(let column, let kind, let rows, let firstRow):
            "column '\(column)': \(rows) rows hold no \(kind), first in row \(firstRow); correct them or drop their "
                + "rows in a step"
        case .levelCount(let expected, let found):
            "\(found) levels are given; the recipe has \(expected) quasi-identifiers"
        case .levelOutOfRange(let column, let level, let allowed):
            "column '\(column)': level \(level) is not within \(allowed.lowerBound) to \(allowed.upperBound)"
        case .latticeTooLarge(let limit):
            "the recipe allows more than \(limit) transformations; narrow the columns' levels (min, max), or use "
                + "search: {algorithm: best-effort, seconds: 10}"
        case .pseudonymFunctionNotGiven(let column): "column '\(column)': no key for pseudonyms was given"
        case .pseudonymCollision(let column): "column '\(column)': two values got the same pseudonym"
        case .interrupted: "the search was interrupted"
        }
    }
}

extension DeidentificationError {
    /// The error with the row numbered as in the input, given the input's rows (from 0) that the table still has.
    func numbered(byInputRows rows: [Int32]?) -> DeidentificationError {
        guard let rows else { return self }
        switch self {
        case .valuesMissing(let column, let distinctValues, let count, let first):
            return .valuesMissing(
                column: column, distinctValues: distinctValues, rows: count, firstRow: Int(rows[first - 1]) + 1)
        case .unreadableValues(let column, let kind, let count, let first):
            return .unreadableValues(column: column, kind: kind, rows: count, firstRow: Int(rows[first - 1]) + 1)
        default: return self
        }
    }
}
