public import Messages
public import Primitives

/// The numbers of law and standard that no recipe may go below, as they are in force on one day.
public struct LegalBaseline: Sendable, Hashable {
    /// The smallest equivalence class.
    public let k: RuleBook.Rule
    /// The largest share of rows that may be suppressed, in percent.
    public let suppressionLimitPercent: RuleBook.Rule

    /// The baseline on a day.
    public init(_ rules: RuleBook, on day: CivilDate) {
        k = rules.rule(.baselineK, on: day)
        suppressionLimitPercent = rules.rule(.suppressionLimitPercent, on: day)
    }
}

/// The baseline, the proposal, the contract, the municipality and the recipe cannot all be followed.
public struct RuleConflicts: Error, Sendable, Equatable {
    /// Every conflict found, each with the clause it comes from.
    public let reasons: [Reason]
}

/// The five items of the standard for creation.
enum CreationStandard {
    static func item(_ number: Int) -> String { "個人情報の保護に関する法律施行規則62条\(number)号" }
}

extension RecipeSummary.Column {
    /// Roles under which a column's own values, or generalized ones, leave.
    static let keptRoles: Set<String> = ["quasi-identifier", "sensitive", "insensitive"]

    /// Whether the recipe lets the column's values leave, generalized or not.
    var isKept: Bool { Self.keptRoles.contains(role) }
    /// Whether anything stands in the output under the column's name.
    var isInOutput: Bool { isKept || (role == "linking-code" && pseudonymized) }
    /// Whether the search can generalize the column.
    var isGeneralized: Bool { role == "quasi-identifier" && maximumLevel != nil }
}
