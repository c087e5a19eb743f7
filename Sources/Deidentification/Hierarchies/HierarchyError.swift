/// Why labels do not make a hierarchy. Names lines, levels and counts, never a value.
public enum HierarchyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no line, or the lines have no label.
    case empty
    /// The value of this line stands in an earlier line too.
    case duplicateValue(line: Int, firstLine: Int)
    /// The line has more or fewer levels than the first one.
    case raggedRow(line: Int, expected: Int, found: Int)
    /// Two lines share the label at `level` and differ at the next, so that one is no coarsening of the other.
    case notCoarser(line: Int, firstLine: Int, level: Int)
    /// The rule of a built hierarchy cannot be used.
    case rule(HierarchyRuleFault)
    /// Values that the kind of hierarchy cannot read, as positions among the values given.
    case unreadableValues(kind: String, positions: [Int])

    /// What happened, where, and what to do next.
    public var description: String {
        switch self {
        case .empty: "the hierarchy is empty"
        case .duplicateValue(let line, let firstLine):
            "line \(line): the value stands in line \(firstLine) already; remove one"
        case .raggedRow(let line, let expected, let found):
            "line \(line) has \(found) levels, the first line has \(expected)"
        case .notCoarser(let line, let firstLine, let level):
            "lines \(firstLine) and \(line) have the same label at level \(level) but different ones at level "
                + "\(level + 1); every level must be a coarsening of the one before"
        case .rule(let fault): fault.description
        case .unreadableValues(let kind, let positions):
            "\(positions.count) distinct values are no \(kind); correct them or drop their rows in a step"
        }
    }
}

/// Why the rule of a built hierarchy cannot be used.
public enum HierarchyRuleFault: Error, Sendable, Equatable, Hashable, CustomStringConvertible {
    /// No step or length is given.
    case noSteps
    /// Date steps are not in the order from fine to coarse.
    case dateStepsUnordered
    /// Interval steps must be positive, ascending, each a multiple of the one before.
    case intervalSteps
    /// The bottom is not below the top.
    case intervalBounds
    /// Prefix lengths must be positive and descending.
    case prefixLengths
    /// Sizes of groups must be 2 or more.
    case orderSizes
    /// The listed order is empty, or holds a blank value or one twice.
    case orderValues
    /// Minimums must be 2 or more and ascending.
    case frequencyMinimums
    /// The label of rare values is blank, 不詳 or `*`.
    case frequencyLabel
    /// Age bands must be 2 to 200 years and ascending, each a multiple of the one before.
    case ageSteps
    /// The top age is not positive.
    case ageTop
    /// The day for ages is no date of the calendar.
    case asOf
    /// The least number of persons of an area is not positive.
    case floor

    /// What to change.
    public var description: String {
        switch self {
        case .noSteps: "no step is given"
        case .dateStepsUnordered: "date steps must go from fine to coarse, each once"
        case .intervalSteps: "interval steps must be positive and ascending, each a multiple of the one before"
        case .intervalBounds: "bottom must be less than top"
        case .prefixLengths: "prefix lengths must be positive and descending"
        case .orderSizes: "sizes must be 2 or more"
        case .orderValues: "the order must list each value once and no blank one"
        case .frequencyMinimums: "minimums must be 2 or more and ascending"
        case .frequencyLabel: "the label of rare values must not be blank, 不詳 or *"
        case .ageSteps: "age bands must be 2 to 200 years and ascending, each a multiple of the one before"
        case .ageTop: "top must be 1 or more"
        case .floor: "floor must be 1 or more"
        case .asOf: "as-of must be a day such as 2026-04-01"
        }
    }
}
