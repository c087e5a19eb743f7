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
    /// A step's rule cannot be used.
    case stepRule(step: Int, StepFault)
    /// The recipe has no privacy model.
    case noPrivacyModel
    /// The rule of a privacy model, numbered from 1, cannot be used.
    case modelRule(model: Int, PrivacyModelName, ModelFault)
    /// The suppression limit is not within 0...1.
    case suppressionLimit(Double)
    /// The gs-factor is not within 0...1.
    case gsFactor(Double)
    /// `monotonic` for a metric that has no such variant.
    case monotonicVariant(Metric)
    /// The seconds of a search are not more than 0.
    case searchSeconds(Double)
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
        case .stepRule(let step, let fault): "step \(step): \(fault)"
        case .modelRule(_, let name, let fault): "\(name.rawValue): \(fault)"
        case .noPrivacyModel: "the recipe has no privacy model; add for example {model: k-anonymity, k: 5}"
        case .suppressionLimit(let limit): "suppression: limit is \(limit); it is a share from 0 to 1"
        case .gsFactor(let factor): "utility: gs-factor is \(factor); it must be from 0 to 1"
        case .monotonicVariant(let metric):
            "utility: the metric \(metric.rawValue) has no monotonic variant to choose; remove the key"
        case .searchSeconds(let seconds): "search: seconds is \(plainNumber(seconds)); it must be more than 0"
        case .weight(let column): "column '\(column)': weight must be 0 or more"
        case .levelRange(let column): "column '\(column)': levels need 0 <= min <= max"
        case .levelAboveHierarchy(let column, let level, let height):
            "column '\(column)': level \(level) is above the hierarchy's top, \(height)"
        case .pseudonymWithoutLinkingCode(let column):
            "column '\(column)': only a column with role linking-code can have a pseudonym"
        case .hierarchyRule(let column, let reason): "column '\(column)', hierarchy: \(reason)"
        }
    }
}
