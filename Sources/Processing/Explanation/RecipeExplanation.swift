public import Deidentification

/// What a recipe decides, for reading: the content of `oboro recipe check`.
public struct RecipeExplanation: Hashable, Codable, Sendable {
    /// What becomes of one column.
    public struct ColumnDecision: Hashable, Codable, Sendable {
        /// The column.
        public let name: String
        /// The role's name in the recipe.
        public let role: String
        /// The role in Japanese.
        public let roleName: String
        /// What is done, in Japanese.
        public let decision: String
    }

    /// The recipe's title.
    public let title: String
    /// Each column, in the order of the recipe.
    public let columns: [ColumnDecision]
    /// The steps before the search, in order, in Japanese.
    public let steps: [String]
    /// The conditions that the output must meet, in Japanese.
    public let conditions: [String]
    /// The five items of the standard for creation.
    public let rule62: [RuleItem]

    /// Explains `recipe`.
    public init(of recipe: Recipe) {
        title = recipe.title
        let changed = Set(recipe.steps.flatMap(\.changedColumns))
        columns = recipe.columns.map { column in
            ColumnDecision(
                name: column.name, role: column.role.rawValue, roleName: column.role.japaneseName,
                decision: changed.contains(column.name) && column.isKept
                    ? "前処理の結果を提供" : column.decision)
        }
        var conditions = recipe.privacy.map(\.condition)
        let share = shortPercent(recipe.suppression.limit)
        switch recipe.suppression.mode {
        case .remove: conditions.append("条件を満たさない行は削除（全体の \(share) 以内）")
        case .mask: conditions.append("条件を満たさない行は準識別子を * に置換え（全体の \(share) 以内）")
        }
        if let coding = recipe.coding.condition { conditions.append(coding) }
        self.conditions = conditions
        steps = recipe.steps.map(\.measure.japanese)
        rule62 = RuleItem.items(of: recipe)
    }

    /// The explanation as lines of text for a terminal.
    public var text: String {
        var lines = [title, ""]
        lines += columns.map { "  \($0.name)【\($0.roleName)】\($0.decision)" }
        if !steps.isEmpty {
            lines += ["", "前処理"] + steps.enumerated().map { "  \($0 + 1) \($1)" }
        }
        lines += ["", "条件"] + conditions.map { "  ・\($0)" }
        lines += ["", "規則62条の各号との対応"]
        for item in rule62 {
            lines.append("  第\(item.item)号 \(item.requirement)")
            lines += item.measures.map { "    ・\($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Role {
    /// The role's name on documents.
    var japaneseName: String {
        switch self {
        case .directIdentifier: "直接識別子"
        case .identificationCode: "個人識別符号"
        case .linkingCode: "連結符号"
        case .quasiIdentifier: "準識別子"
        case .sensitive: "機微属性"
        case .insensitive: "その他の属性"
        case .drop: "不要項目"
        }
    }
}

extension ColumnRecipe {
    /// Whether the column leaves as it is after the steps.
    fileprivate var isKept: Bool { role == .sensitive || role == .insensitive }

    /// What is done with the column, in Japanese.
    var decision: String {
        switch role {
        case .directIdentifier, .identificationCode: "全部削除"
        case .drop: "提供の目的に不要のため削除"
        case .linkingCode: pseudonym == nil ? "全部削除" : "鍵付きハッシュ（HMAC-SHA256、鍵は提供ごとに生成）による仮IDに置換え"
        case .sensitive, .insensitive: "そのまま提供"
        case .quasiIdentifier: generalization
        }
    }

    private var generalization: String {
        guard let hierarchy else { return "一般化せず、組合せの計数に算入" }
        let range = "段階 \(minimumLevel ?? 0)〜\(maximumLevel.map(String.init) ?? "最上位")"
        return "\(hierarchy.japaneseName)で一般化（\(range)）"
    }
}

extension Coding {
    /// How values are generalized, in Japanese; nil for the usual way.
    fileprivate var condition: String? {
        switch self {
        case .global: nil
        case .local: "局所的一般化：値の細かさは組合せごとに異なる（粗さは階層の表示のとおり）"
        case .cells: "一般化の後、条件を満たさない行は行全体でなく必要なセルだけを * に置換え（セル削除）"
        }
    }
}
