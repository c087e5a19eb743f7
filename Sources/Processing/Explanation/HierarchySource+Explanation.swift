import Deidentification

extension HierarchySource {
    /// The hierarchy's kind and levels in Japanese, for reading.
    var japaneseName: String {
        switch self {
        case .file(let name, _): "階層ファイル \(Self.shown(name))"
        case .date(let steps): "日付の階層 " + Self.path(steps.map(\.japaneseName))
        case .eraDate(let steps): "日付の階層（和暦） " + Self.path(steps.map(\.japaneseName))
        case .interval(let steps, _, _): "数値の区間 " + Self.path(steps.map { "\($0)" })
        case .prefix(let lengths): "先頭文字 " + Self.path(lengths.map { "\($0)字" })
        case .address: "住所の階層 番地等→丁目→町→市区町村→都道府県→*"
        case .areas(let name, let floor):
            "住所の階層 番地等→町字→町→地区→市区町村→二次医療圏→都道府県→*（区域表 \(Self.shown(name))"
                + (floor.map { "、\($0) 人に満たない区域は隣接する区域と合算" } ?? "") + "）"
        case .order(_, let sizes): "順序の階層 " + Self.path(sizes.map { "\($0)個ずつ" })
        case .frequency(let minimums, let label): "頻度の階層（少数は「\(label)」） " + Self.path(minimums.map { "\($0)人未満" })
        case .ageBand(let steps, let top, let asOf):
            "年齢の階層" + (asOf.map { "（\($0) 現在）" } ?? "") + " " + Self.path(steps.map { "\($0)歳階級" })
                + (top.map { "、\($0) 歳以上は一括" } ?? "")
        }
    }

    /// The hierarchy's kind in English.
    var englishName: String {
        switch self {
        case .file(let name, _): "file \(Self.shown(name))"
        case .date, .eraDate: "dates"
        case .interval: "intervals"
        case .prefix: "prefixes"
        case .address: "addresses"
        case .areas(let name, let floor):
            "areas \(Self.shown(name))" + (floor.map { ", joined below \($0) persons" } ?? "")
        case .order: "order"
        case .frequency: "frequency"
        case .ageBand: "age bands"
        }
    }

    /// A file's name without its folders: reports leave the house, and where files lie is nobody's business.
    static func shown(_ name: String) -> String { String(name.split(separator: "/").last ?? "") }

    private static func path(_ steps: [String]) -> String { (steps + ["*"]).joined(separator: "→") }
}

extension DateStep {
    fileprivate var japaneseName: String {
        switch self {
        case .day: "年月日"
        case .month: "年月"
        case .year: "年"
        case .fiveYears: "5年"
        case .decade: "10年"
        }
    }
}
