public import Deidentification

/// One of the five items of the standard for creation (規則62条), with the steps of a recipe that answer it.
public struct RuleItem: Hashable, Codable, Sendable {
    /// 1 to 5.
    public let item: Int
    /// The steps, in English and machine-readable form such as `remove 氏名`; empty only where the item does not apply.
    public let steps: [String]
    /// Why the item does not apply, or `nil` where it does.
    public let notApplicable: String?

    /// What the item asks for, in the words of the rule, shortened.
    public var requirement: String {
        switch item {
        case 1: "特定の個人を識別することができる記述等の削除又は復元できない方法による置換え"
        case 2: "個人識別符号の全部の削除又は復元できない方法による置換え"
        case 3: "個人情報と加工後の情報とを連結する符号の削除又は連結できない符号への置換え"
        case 4: "特異な記述等の削除又は復元できない方法による置換え"
        default: "他の本人に関する記述等との差異その他の性質を勘案した適切な措置"
        }
    }
}

extension RuleItem {
    /// The five items for a recipe.
    ///
    /// - Parameter levels: the levels that were applied, by column; without them the allowed levels are named.
    public static func items(of recipe: Recipe, levels: [String: Int] = [:]) -> [RuleItem] {
        [
            RuleItem(
                item: 1, steps: removals(recipe, [.directIdentifier, .drop]),
                reason: "no column of the file is a direct identifier"),
            RuleItem(
                item: 2, steps: removals(recipe, [.identificationCode]),
                reason: "no column of the file is an identification code (個人識別符号)"),
            RuleItem(
                item: 3, steps: linkingSteps(recipe),
                reason: "no column of the file is a code that links it with another file (連結する符号)"),
            RuleItem(item: 4, steps: unusualSteps(recipe), reason: "no step is needed"),
            RuleItem(item: 5, steps: differenceSteps(recipe, levels: levels), reason: "no step is needed"),
        ]
    }

    private init(item: Int, steps: [String], reason: String) {
        self.init(item: item, steps: steps, notApplicable: steps.isEmpty ? reason : nil)
    }

    private static func removals(_ recipe: Recipe, _ roles: Set<Role>) -> [String] {
        recipe.columns.filter { roles.contains($0.role) }.map { "remove \($0.name)" }
    }

    private static func linkingSteps(_ recipe: Recipe) -> [String] {
        recipe.columns.filter { $0.role == .linkingCode }.map { column in
            column.pseudonym == nil
                ? "remove \(column.name)"
                : "replace \(column.name) by a pseudonym (HMAC-SHA256, random key of this run, not kept)"
        }
    }

    /// Item 4: what the recipe does to values that are rare everywhere; always also the suppression of rare combinations.
    private static func unusualSteps(_ recipe: Recipe) -> [String] {
        var steps = recipe.steps.map { step in
            switch step {
            case .topCode(let column, let bound, let label): "top-code \(column) at \(plain(bound)) as \(label)"
            case .bottomCode(let column, let bound, let label): "bottom-code \(column) at \(plain(bound)) as \(label)"
            case .dropRows(let column, _, let reason): "drop rows by \(column): \(reason)"
            }
        }
        for column in recipe.quasiIdentifiers {
            guard case .interval(_, let bottom, let top) = column.hierarchy else { continue }
            if let bottom { steps.append("pool values of \(column.name) below \(bottom) when generalized") }
            if let top { steps.append("pool values of \(column.name) from \(top) on when generalized") }
        }
        if recipe.minimumClassSize > 1 {
            steps.append("suppress combinations of values shared by fewer than \(recipe.minimumClassSize) persons")
        }
        return steps
    }

    private static func differenceSteps(_ recipe: Recipe, levels: [String: Int]) -> [String] {
        var steps = recipe.quasiIdentifiers.filter { $0.hierarchy != nil }.map { column in
            if let level = levels[column.name] { return "generalize \(column.name) to level \(level)" }
            let least = column.minimumLevel ?? 0
            let most = column.maximumLevel.map(String.init) ?? "the top"
            return "generalize \(column.name) to a level from \(least) to \(most)"
        }
        for case .kAnonymity(let k) in recipe.privacy {
            steps.append("k-anonymity with k = \(k), at most \(plain(recipe.suppression.limit)) of the rows suppressed")
        }
        return steps
    }
}

/// A number without a needless fraction.
func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
}
