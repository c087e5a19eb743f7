public import Deidentification
public import MunicipalData
public import Primitives

/// A first recipe from a layout and a municipality's standard: every column decided, with the reason and the item of 規則62条
/// that it answers. A person reviews it before it is used.
public struct DefaultRecipe: Sendable {
    /// What was decided about a column.
    public struct Decision: Hashable, Sendable {
        /// The column.
        public let item: String
        /// The item of 規則62条 that it answers, 1...5; nil where none is concerned.
        public let ruleItem: Int?
        /// Why, in Japanese.
        public let reason: String
    }

    /// The recipe. ``Deidentification/Recipe/problems(tableColumns:)`` finds none.
    public let recipe: Recipe
    /// The decisions, one for each column of the recipe.
    public let decisions: [Decision]
    /// What the standard leaves open.
    public let findings: [StandardFinding]
    private let layout: Layout
    private let standard: ProcessingStandard

    /// No search over more quasi-identifiers is of use: beyond it the columns that say least are removed.
    public static let quasiIdentifierLimit = 12

    /// Decides every column.
    ///
    /// - Parameter day: the day for which ages are reckoned; nil = dates of birth are generalized by periods.
    public init(_ layout: Layout, standard: ProcessingStandard, asOf day: CivilDate? = nil) {
        let chosen = Self.quasiIdentifiers(of: layout, standard)
        var columns: [ColumnRecipe] = []
        var decisions: [Decision] = []
        for item in layout.items {
            let decided = ColumnDecision(
                item, standard: standard, isChosen: chosen.contains(item.name),
                isPersonKey: item.isUnique || layout.history?.key == item.name, asOf: day)
            columns.append(decided.column)
            decisions.append(
                Decision(item: item.name, ruleItem: decided.ruleItem, reason: decided.reason))
        }
        let limits = standard.limits
        var privacy: [PrivacyModel] = []
        if columns.contains(where: { $0.role == .quasiIdentifier }) {
            privacy.append(.kAnonymity(k: max(limits.k ?? ProcessingStandard.leastK, ProcessingStandard.leastK)))
            if let diversity = limits.diversity {
                privacy += columns.filter { $0.role == .sensitive }
                    .map { .lDiversity(column: $0.name, .distinct(l: diversity)) }
            }
        } else {
            // Nothing can be combined; the format still wants a model.
            privacy.append(.kAnonymity(k: 1))
        }
        var recipe = Recipe(
            title: "\(layout.name) 匿名加工（\(standard.name) \(standard.version)）", columns: columns, privacy: privacy)
        recipe.input = Self.input(of: layout)
        recipe.steps = Self.steps(of: layout, columns: columns, limits: limits)
        recipe.suppression = Suppression(limit: limits.suppression ?? 0)
        self.recipe = recipe
        self.decisions = decisions
        findings = standard.findings
        self.layout = layout
        self.standard = standard
    }

    /// The recipe's file, with the reasons as comments.
    public var text: String {
        var lines = [
            "# \(Self.oneLine(recipe.title))", "# 記録様式: \(Self.oneLine(layout.name)) \(Self.oneLine(layout.version))",
        ]
        if let council = standard.council {
            lines.append("# 加工基準: \(Self.oneLine(council.name)) \(council.on) \(Self.oneLine(council.opinion))")
        }
        lines += findings.map { "# 未定: " + ($0.item.map { "規則62条\($0)号 " } ?? "") + $0.japanese }
        var column = 0
        for line in RecipeDocument.text(of: recipe).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("  - {name: "), column < decisions.count {
                let decision = decisions[column]
                let item = decision.ruleItem.map { "規則62条\($0)号: " } ?? ""
                lines.append("  # \(item)\(Self.oneLine(decision.reason))")
                column += 1
            }
            lines.append(String(line))
        }
        return lines.joined(separator: "\n")
    }

    /// A comment ends with its line, so a text of a document must not break it.
    private static func oneLine(_ text: String) -> String { text.terminalSafe }

    private static func input(of layout: Layout) -> InputFormat {
        var format = InputFormat()
        switch layout.encoding {
        case .detect: format.encoding = .auto
        case .exactly(.utf8), .exactly(.utf8WithMark): format.encoding = .utf8
        case .exactly(.cp932): format.encoding = .cp932
        case .exactly(.utf16LittleEndian): format.encoding = .utf16LittleEndian
        }
        // A fixed-length file is handed over with commas and a header, one without header with it.
        if case .delimited(let delimiter, _) = layout.form {
            format.delimiter = String(Character(Unicode.Scalar(delimiter)))
        }
        return format
    }
}
