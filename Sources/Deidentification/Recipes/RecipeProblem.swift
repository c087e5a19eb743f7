/// One fault of a recipe. A recipe with any is refused; `description` says what to change.
public enum RecipeProblem: Error, Sendable, Equatable, Hashable, CustomStringConvertible {
    /// The recipe names a column twice.
    case columnTwice(column: String)
    /// The recipe names a column that the table lacks.
    case columnNotInTable(column: String)
    /// The table has a column for which the recipe gives no role.
    case columnNotInRecipe(column: String)
    /// A step looks at a column that the recipe lacks.
    case stepColumnUnknown(step: Int, column: String)
    /// A step's number or label cannot be used.
    case stepUnusable(step: Int, column: String)
    /// The recipe has no privacy model.
    case noPrivacyModel
    /// k is less than 1.
    case minimumClassSize(k: Int)
    /// The suppression limit is not within 0...1.
    case suppressionLimit(Double)
    /// The gs-factor is not within 0...1.
    case gsFactor(Double)
    /// A weight is negative or not a number.
    case weight(column: String)
    /// `levels` has min over max, or a negative level.
    case levelRange(column: String)
    /// `levels` reaches above the hierarchy.
    case levelAboveHierarchy(column: String, level: Int, height: Int)
    /// `pseudonym` on a column that is no linking code.
    case pseudonymWithoutLinkingCode(column: String)
    /// The steps, bounds or lengths of a built hierarchy cannot be used.
    case hierarchyRule(column: String, reason: HierarchyRuleFault)
    /// A privacy model of which this version knows only the name.
    case privacyModelNotYetSupported(PrivacyModelName)
    /// A metric of which this version knows only the name.
    case metricNotYetSupported(Metric)
    /// A coding of which this version knows only the name.
    case codingNotYetSupported(Coding)
    /// The best-effort search, of which this version knows only the name.
    case bestEffortNotYetSupported

    /// What is wrong, where, and what to do next.
    public var description: String {
        switch self {
        case .columnTwice(let column): "column '\(column)' appears twice in the recipe; keep one rule"
        case .columnNotInTable(let column): "column '\(column)' of the recipe is not in the data"
        case .columnNotInRecipe(let column):
            "column '\(column)' of the data has no role; add it to the recipe's columns"
        case .stepColumnUnknown(let step, let column): "step \(step): column '\(column)' is not in the recipe's columns"
        case .stepUnusable(let step, let column):
            "step \(step), column '\(column)': the bound must be a finite number and the label must not be empty"
        case .noPrivacyModel: "the recipe has no privacy model; add for example {model: k-anonymity, k: 5}"
        case .minimumClassSize(let k): "k-anonymity: k is \(k); it must be 1 or more"
        case .suppressionLimit(let limit): "suppression: limit is \(limit); it is a share from 0 to 1"
        case .gsFactor(let factor): "utility: gs-factor is \(factor); it must be from 0 to 1"
        case .weight(let column): "column '\(column)': weight must be 0 or more"
        case .levelRange(let column): "column '\(column)': levels need 0 <= min <= max"
        case .levelAboveHierarchy(let column, let level, let height):
            "column '\(column)': level \(level) is above the hierarchy's top, \(height)"
        case .pseudonymWithoutLinkingCode(let column):
            "column '\(column)': only a column with role linking-code can have a pseudonym"
        case .hierarchyRule(let column, let reason): "column '\(column)', hierarchy: \(reason)"
        case .privacyModelNotYetSupported(let name):
            "privacy model '\(name.rawValue)' is not yet supported by this version; nothing was processed"
        case .metricNotYetSupported(let metric):
            "metric '\(metric.rawValue)' is not yet supported by this version; use loss"
        case .codingNotYetSupported(let coding):
            "coding '\(coding.rawValue)' is not yet supported by this version; use global"
        case .bestEffortNotYetSupported:
            "search algorithm 'best-effort' is not yet supported by this version; use optimal"
        }
    }
}
