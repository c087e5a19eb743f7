import Deidentification
import MunicipalData
import Primitives

/// How a quasi-identifier is generalized by default: by its type, as far as the standard's limits say.
struct Generalization {
    let column: ColumnRecipe
    /// Item 4 where rare values are pooled, otherwise 5.
    let ruleItem: Int
    let reason: String

    private static let steps: [DateStep] = [.day, .month, .year, .fiveYears, .decade]

    init(_ item: LayoutItem, limits: StandardLimits, asOf day: CivilDate?) {
        var column = ColumnRecipe(name: item.name, role: .quasiIdentifier)
        var ruleItem = 5
        let reason: String
        switch item.type {
        case .date where item.name.contains("生年月日") && day != nil:
            column.hierarchy = .ageBand(steps: [5, 10], top: limits.ageTop, asOf: day?.description)
            // Level 0 is the date itself.
            column.minimumLevel = 1
            if limits.ageTop != nil { ruleItem = 4 }
            reason = "基準日の年齢に置き換え、5歳・10歳階級へ" + (limits.ageTop.map { "、\($0)歳以上はまとめる" } ?? "")
        case .date:
            let finest = limits.birth.flatMap { period in Self.steps.firstIndex { $0.rawValue == period.rawValue } }
            column.hierarchy = .date(steps: Self.steps)
            column.minimumLevel = finest ?? 1
            reason = "日・月・年・5年・10年の段階で一般化（\(Self.steps[finest ?? 1].japanese)より細かくしない）"
        case .address:
            column.hierarchy = .address
            column.minimumLevel = Self.level(limits.address ?? .town)
            reason = "丁目・町・市区町村・都道府県の段階で一般化（\((limits.address ?? .town).japanese)より細かくしない）"
        case .postalCode:
            let digits = min(max(limits.postalDigits ?? 3, 0), 7)
            if digits > 0 { column.hierarchy = .prefix(lengths: digits > 2 ? [digits, 2] : [digits]) }
            column.minimumLevel = digits > 0 ? 1 : nil
            if digits == 0 { column.role = .drop }
            reason = digits > 0 ? "上 \(digits) 桁より細かくしない" : "基準により削除"
        case .municipalityCode:
            column.hierarchy = .prefix(lengths: [2])
            reason = "都道府県（上2桁）へ一般化できる"
        case .integer where item.name.contains("年齢"):
            column.hierarchy = .ageBand(steps: [5, 10], top: limits.ageTop, asOf: nil)
            if limits.ageTop != nil { ruleItem = 4 }
            reason = "5歳・10歳階級へ" + (limits.ageTop.map { "、\($0)歳以上はまとめる" } ?? "")
        case .integer where limits.amountTop != nil && Self.isAmount(item.name):
            column.hierarchy = .interval(steps: [1_000_000, 2_000_000, 10_000_000], bottom: 0, top: limits.amountTop)
            column.minimumLevel = 1
            ruleItem = 4
            reason = "100万・200万・1000万の幅へ、\(limits.amountTop ?? 0) 以上はまとめる"
        case .integer, .decimal:
            column.hierarchy = .order(.numeric, sizes: [5, 2, 5])
            reason = "隣り合う値をまとめる"
        case .flag:
            reason = "値は2つだけで、そのまま組合せに数える"
        case .code where item.codes.count <= 4 && !item.codes.isEmpty:
            reason = "値は \(item.codes.count) 種類だけで、そのまま組合せに数える"
        case .code, .text:
            let least = limits.rareValues ?? limits.k ?? ProcessingStandard.leastK
            column.hierarchy = .frequency(minimums: [least, least * 10], label: "その他")
            ruleItem = 4
            reason = "\(least) 人に満たない値は「その他」にまとめる"
        }
        self.column = column
        self.ruleItem = ruleItem
        self.reason = reason
    }

    private static func isAmount(_ name: String) -> Bool {
        ["所得", "収入", "額", "金"].contains { name.contains($0) }
    }

    /// The level of the address hierarchy, whose level 0 is the whole address.
    private static func level(_ part: StandardLimits.AddressLevel) -> Int {
        switch part {
        case .chome: 1
        case .town: 2
        case .municipality: 3
        case .prefecture: 4
        }
    }
}

extension StandardLimits.AddressLevel {
    fileprivate var japanese: String {
        switch self {
        case .chome: "丁目"
        case .town: "町"
        case .municipality: "市区町村"
        case .prefecture: "都道府県"
        }
    }
}

extension DateStep {
    fileprivate var japanese: String {
        switch self {
        case .day: "日"
        case .month: "月"
        case .year: "年"
        case .fiveYears: "5年"
        case .decade: "10年"
        }
    }
}
