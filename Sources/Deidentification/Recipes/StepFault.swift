/// Why a step's rule cannot be used.
public enum StepFault: Error, Sendable, Equatable, Hashable, CustomStringConvertible {
    /// A list of columns is empty.
    case noColumn
    /// A column is named twice.
    case columnTwice(String)
    /// `generalize` on a quasi-identifier, which the search generalizes.
    case generalizedQuasiIdentifier(String)
    /// The step's hierarchy cannot be used.
    case hierarchy(HierarchyRuleFault)
    /// The level is not within what the hierarchy has.
    case level(Int, highest: Int?)
    /// A number is outside of what is allowed, in the words of the recipe.
    case number(key: String, value: Double, allowed: String)
    /// The condition lists no value.
    case noValue
    /// A step that is done while the file is read stands behind another.
    case lateReading
    /// The reason is blank.
    case noReason

    /// What is wrong and what to change.
    public var description: String {
        switch self {
        case .noColumn: "at least one column is needed"
        case .columnTwice(let column): "column '\(column)' is named twice"
        case .generalizedQuasiIdentifier(let column):
            "column '\(column)' is a quasi-identifier, so the search generalizes it; use its hierarchy and levels"
        case .hierarchy(let fault): "hierarchy: \(fault)"
        case .level(let level, let highest):
            "level is \(level); it must be " + (highest.map { "from 0 to \($0)" } ?? "0 or more")
        case .number(let key, let value, let allowed): "\(key) is \(plainNumber(value)); it must be \(allowed)"
        case .lateReading: "codes and derive are done while the file is read; put them before all other steps"
        case .noValue: "the condition lists no value"
        case .noReason: "the reason is blank; say why, since the report gives it"
        }
    }
}

/// A number as a recipe writes it: whole numbers without a fraction.
func plainNumber(_ value: Double) -> String {
    if let whole = Int(exactly: value) { "\(whole)" } else { "\(value)" }
}
