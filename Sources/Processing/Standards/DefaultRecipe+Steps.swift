import Deidentification
import MunicipalData
import Primitives

extension DefaultRecipe {
    /// Rows that are no subject of the file are dropped, and extreme amounts pooled, before the search.
    static func steps(of layout: Layout, columns: [ColumnRecipe], limits: StandardLimits) -> [PreparationStep] {
        var steps: [PreparationStep] = []
        if let latest = layout.history?.latest {
            steps.append(
                .dropRows(column: latest.item, condition: .isNotIn([latest.value]), reason: "最新でない履歴の行"))
        }
        if let residency = layout.residency {
            steps.append(
                .dropRows(column: residency.item, condition: .isNotIn(residency.values), reason: "転出者・死亡者等（現に住民でない者）"))
        }
        if let protection = layout.protection, protection.treatment == .excluded {
            steps.append(
                .dropRows(column: protection.item, condition: .isIn(protection.values), reason: "支援措置対象者"))
        }
        guard let top = limits.amountTop else { return steps }
        for column in columns where column.role == .sensitive {
            guard let item = layout.item(named: column.name), item.type == .integer || item.type == .decimal else {
                continue
            }
            steps.append(.topCode(column: column.name, at: Double(top), label: "\(top)以上"))
        }
        return steps
    }

    /// The quasi-identifiers that stay: by what they say of a person first, then in the order of the file.
    static func quasiIdentifiers(of layout: Layout, _ standard: ProcessingStandard) -> Set<String> {
        let candidates = layout.items.enumerated().filter { _, item in
            ColumnDecision.treatment(of: item, standard).treatment == .generalize && !ColumnDecision.isFreeText(item)
        }
        let ranked = candidates.sorted { left, right in
            (rank(left.element), left.offset) < (rank(right.element), right.offset)
        }
        return Set(ranked.prefix(quasiIdentifierLimit).map(\.element.name))
    }

    private static func rank(_ item: LayoutItem) -> Int {
        if item.itemClass != .quasiIdentifier { return 4 }
        let words = ["生年月日", "年齢", "性別", "住所", "町字", "郵便番号", "市区町村", "世帯", "職業", "国籍", "地区"]
        // 生年月日_不詳表記 and the like say less than what they belong to.
        if item.name.contains("不詳") || item.name.hasSuffix("表記") { return 3 }
        if words.contains(item.name) { return 0 }
        return words.contains(where: item.name.contains) ? 1 : 2
    }
}
