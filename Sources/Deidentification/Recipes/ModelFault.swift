/// Why the rule of a privacy model cannot be used.
public enum ModelFault: Error, Sendable, Equatable, Hashable, CustomStringConvertible {
    /// A number is outside of what is allowed, in the words of the recipe.
    case number(key: String, value: Double, allowed: String)
    /// `min` is above `max`.
    case minimumAboveMaximum
    /// The model looks at a column that the recipe lacks.
    case columnUnknown(String)
    /// The model looks at a column that is a quasi-identifier.
    case columnIsQuasiIdentifier(String)
    /// The model looks at a column whose role is not sensitive.
    case columnNotSensitive(String)
    /// Hierarchical distance without a hierarchy of the column.
    case hierarchyMissing(column: String)
    /// A level for a column that is no quasi-identifier.
    case levelOfOtherColumn(String)
    /// No level for a quasi-identifier.
    case levelMissing(column: String)
    /// A level that hierarchy or recipe does not allow.
    case levelNotAllowed(column: String, level: Int)
    /// The model cannot be judged under the recipe's coding.
    case coding(Coding)
    /// An earlier model names another research subset.
    case otherSubset

    /// What is wrong and what to change.
    public var description: String {
        switch self {
        case .number(let key, let value, let allowed): "\(key) is \(plainNumber(value)); it must be \(allowed)"
        case .minimumAboveMaximum: "min is above max"
        case .columnUnknown(let column): "column '\(column)' is not in the recipe's columns"
        case .columnIsQuasiIdentifier(let column):
            "column '\(column)' is a quasi-identifier and cannot be the sensitive column of a model as well; "
                + "give it one role"
        case .columnNotSensitive(let column): "column '\(column)' must have the role sensitive"
        case .hierarchyMissing(let column):
            "the distance hierarchical needs a hierarchy of column '\(column)'; add one, or use the distance equal"
        case .levelOfOtherColumn(let column): "levels: column '\(column)' is no quasi-identifier"
        case .levelMissing(let column): "levels: the quasi-identifier '\(column)' has no level; fix one"
        case .levelNotAllowed(let column, let level):
            "levels: level \(level) of column '\(column)' is outside of what the column's hierarchy or levels allow"
        case .coding(let coding):
            "the model cannot be guaranteed with coding \(coding.rawValue); use coding global, or another model"
        case .otherSubset: "all models of a recipe must name the same subset file"
        }
    }
}
