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
            let top = Self.ageTop(limits)
            column.hierarchy = .ageBand(steps: [5, 10], top: top, asOf: day?.description)
            // Level 0 is the date, level 1 the age, which is pooled from the first band on.
            column.minimumLevel = top == nil ? 1 : 2
            if top != nil { ruleItem = 4 }
            reason = "基準日の年齢に置き換え、5歳・10歳階級へ" + (top.map { "、\($0)歳以上はまとめる" } ?? "")
        case .date:
            let finest = limits.birth.flatMap { period in Self.steps.firstIndex { $0.rawValue == period.rawValue } }
            column.hierarchy = .date(steps: Self.steps)
            column.minimumLevel = finest ?? 1
            let age = item.name.contains("生年月日") && limits.ageTop != nil ? "。年齢の上限は基準日（--as-of）を指定すると適用される" : ""
            reason = "日・月・年・5年・10年の段階で一般化（\(Self.steps[finest ?? 1].japanese)より細かくしない）" + age
        case .text where item.check == .townID:
            let level = Self.level(limits.address ?? .town)
            // The first four of seven digits are the town, the others its 丁目.
            column.hierarchy = .prefix(lengths: [4])
            column.minimumLevel = level > 1 ? 1 : nil
            if level > 2 { column.role = .drop }
            reason = level > 2 ? "基準の住所の段階より細かいため削除" : "町（上4桁）へ一般化"
        case .text where Self.isMunicipality(item.name) && limits.address == .prefecture:
            column.role = .drop
            reason = "基準の住所の段階より細かいため削除"
        case .address,
            .text where Self.isTown(item):
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
            if limits.address == .prefecture { column.minimumLevel = 1 }
            reason = "都道府県（上2桁）へ一般化できる"
        case .integer where item.name.contains("年齢"):
            let top = Self.ageTop(limits)
            column.hierarchy = .ageBand(steps: [5, 10], top: top, asOf: nil)
            if top != nil { (column.minimumLevel, ruleItem) = (1, 4) }
            reason = "5歳・10歳階級へ" + (top.map { "、\($0)歳以上はまとめる" } ?? "")
        case .integer where limits.amountTop != nil && Self.isAmount(item.name):
            let top = limits.amountTop ?? 0
            let steps = [1_000_000, 2_000_000, 10_000_000].filter { $0 <= top && top.isMultiple(of: $0) }
            column.hierarchy = .interval(steps: steps.isEmpty ? [top] : steps, bottom: 0, top: top)
            column.minimumLevel = 1
            ruleItem = 4
            reason = "\((steps.first ?? top)) の幅から始めて一般化、\(top) 以上はまとめる"
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
            if limits.rareValues != nil { column.minimumLevel = 1 }
            ruleItem = 4
            reason = "\(least) 人に満たない値は「その他」にまとめ" + (limits.rareValues == nil ? "られる" : "る")
        }
        self.column = column
        self.ruleItem = ruleItem
        self.reason = reason
    }

    /// The age from which on all are one: a bound of the ten-year bands, at or below that of the standard.
    private static func ageTop(_ limits: StandardLimits) -> Int? { limits.ageTop.map { max(10, $0 / 10 * 10) } }

    /// 町字 and the like as text, with or without 丁目.
    private static func isTown(_ item: LayoutItem) -> Bool {
        item.type == .text && (item.name.hasSuffix("町字") || item.name.hasSuffix("町名") || item.name.hasSuffix("町丁目"))
    }

    private static func isMunicipality(_ name: String) -> Bool {
        ["市区郡町村名", "市区町村名", "市町村名"].contains { name.hasSuffix($0) }
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
