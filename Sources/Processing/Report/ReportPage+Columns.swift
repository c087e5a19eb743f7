import Deidentification

extension ReportPage {
    /// What the table of columns needs to be understood.
    var columnNote: String { "段階は 0 が元の細かさで、数が大きいほど粗くなります。種類は、異なる値がいくつあるかです。" }

    /// Each column with what became of it.
    var columnTable: String {
        let rows = report.columns.map { column in
            let rule = recipe.columns.first { $0.name == column.name }
            let isRemoved = rule?.isRemoved ?? false
            return [
                escaped(column.name), "<span class=\"role\">\(escaped(rule?.role.japaneseName ?? column.role))</span>",
                escaped(rule.map { deed($0, column) } ?? ""), column.level.map(String.init) ?? "－",
                grouped(column.distinctBefore), isRemoved ? "削除" : grouped(column.distinctAfter),
            ]
        }
        return table(
            "項目ごとの加工", ["項目", "区分", "したこと", "段階", "種類（前）", "種類（後）"], rows, numbers: 3...5)
    }

    /// What was done with a column.
    private func deed(_ rule: ColumnRecipe, _ column: Report.Column) -> String {
        let changed = report.steps.filter { $0.column == rule.name }.reduce(0) { $0 + $1.changedRows }
        let preparation = changed > 0 ? "。前処理で \(grouped(changed)) 人の値をまとめた" : ""
        let deed = rule.deed(at: column.level)
        let isUniform = column.distinctAfter == 1 && column.distinctBefore > 1 && deed != ColumnRecipe.everything
        return deed + (isUniform ? "。全員が同じ値になる" : "") + preparation
    }
}

extension ColumnRecipe {
    /// Whether the output lacks the column.
    var isRemoved: Bool {
        switch role {
        case .directIdentifier, .identificationCode, .drop: true
        case .linkingCode: pseudonym == nil
        case .quasiIdentifier, .sensitive, .insensitive: false
        }
    }

    /// What is done with the column at a level.
    fileprivate func deed(at level: Int?) -> String {
        switch role {
        case .directIdentifier, .identificationCode: "削除した"
        case .drop: "利用の目的に要らないので削除した"
        case .linkingCode: isRemoved ? "削除した" : "今回限りの鍵による仮IDに置き換えた"
        case .sensitive, .insensitive: "そのまま"
        case .quasiIdentifier: generalization(at: level ?? 0)
        }
    }

    fileprivate static let everything = "全ての値を * にした"

    private func generalization(at level: Int) -> String {
        guard let hierarchy else { return "そのまま" }
        switch hierarchy {
        case .date(let steps): return level < steps.count ? steps[level].deed : Self.everything
        case .address:
            let parts = ["番地", "丁目", "町", "市区町村", "都道府県"]
            return level < parts.count ? "\(parts[level])までにした" : Self.everything
        case _ where level == 0: return "そのまま"
        case .interval(let steps, _, _):
            return level <= steps.count ? "\(grouped(steps[level - 1])) きざみの区間にした" : Self.everything
        case .prefix(let lengths): return level <= lengths.count ? "先頭の \(lengths[level - 1]) 字だけ残した" : Self.everything
        case .file(let name, _): return "階層表 \(name) の段階 \(level) にまとめた"
        }
    }
}

extension DateStep {
    fileprivate var deed: String {
        switch self {
        case .day: "年月日までにした"
        case .month: "年月までにした"
        case .year: "年までにした"
        case .fiveYears: "5 年きざみにした"
        case .decade: "10 年きざみにした"
        }
    }
}
