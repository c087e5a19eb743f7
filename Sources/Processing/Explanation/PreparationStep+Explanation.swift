import Deidentification

extension PreparationStep {
    /// What the step does and to which item of the rule it belongs: 4 for what takes away values that are rare everywhere,
    /// 5 for measures about differences between persons.
    var measure: (item: Int, english: String, japanese: String) {
        switch self {
        case .recode(let column, let codes):
            (
                5, "replace codes of \(column) by the labels of \(HierarchySource.shown(codes))",
                "\(column) のコードをコード表 \(HierarchySource.shown(codes)) の標準表記に読替え（コードの読替え）"
            )
        case .derive(let from, let household, let to):
            (
                5, "derive \(to) from the \(from) of each \(household)",
                "\(household) ごとの \(from) から \(to) を導出（世帯類型への置換え）"
            )
        case .topCode(let column, let bound, let label):
            (
                4, "top-code \(column) at \(plain(bound)) as \(label)",
                "\(column) の \(plain(bound)) 以上を「\(label)」にまとめる（トップコーディング）"
            )
        case .bottomCode(let column, let bound, let label):
            (
                4, "bottom-code \(column) at \(plain(bound)) as \(label)",
                "\(column) の \(plain(bound)) 以下を「\(label)」にまとめる（ボトムコーディング）"
            )
        case .dropRows(let column, _, let reason):
            (4, "drop rows by \(column): \(reason)", "\(column) により行を削除（\(reason)）（レコード削除）")
        case .suppressCells(let column, _, let label, let reason):
            (
                4, "suppress cells of \(column): \(reason)",
                "\(column) の値を\(label.isEmpty ? "空欄" : "「\(label)」")に置換え（\(reason)）（セル削除）"
            )
        case .generalize(let column, let hierarchy, let level):
            (
                5, "generalize \(column) to level \(level) (\(hierarchy.englishName))",
                "\(column) を\(hierarchy.japaneseName)の段階 \(level) に置換え（一般化）"
            )
        case .round(let column, let base):
            (5, "round \(column) to multiples of \(plain(base))", "\(column) を \(plain(base)) の倍数に丸め（丸め）")
        case .microaggregate(let columns, let k, let statistic):
            (
                5,
                "microaggregate \(columns.joined(separator: ", ")) in groups of \(k) or more (\(statistic.rawValue))",
                "\(columns.joined(separator: "・")) を \(k) 人以上の群の\(statistic.japaneseName)に置換え（ミクロアグリゲーション）"
            )
        case .rankSwap(let columns, let share, let within):
            (
                5,
                "swap \(columns.joined(separator: ", ")) within \(plain(share)) of the ranks"
                    + (within.isEmpty ? "" : " within \(within.joined(separator: ", "))"),
                "\(columns.joined(separator: "・")) を順位の近い（全体の \(shortPercent(share)) 以内）者の間で入替え"
                    + Self.strata(within) + "（データ交換）"
            )
        case .recordSwap(let columns, let share, let within):
            (
                5,
                "swap \(columns.joined(separator: ", ")) of \(plain(share)) of the rows"
                    + (within.isEmpty ? "" : " within \(within.joined(separator: ", "))"),
                "全体の \(shortPercent(share)) の者の \(columns.joined(separator: "・")) を他の者と入替え"
                    + Self.strata(within) + "（データ交換）"
            )
        case .addNoise(let column, let distribution, let scale):
            (
                5, "add \(distribution.rawValue) noise to \(column), scale \(scale.english)",
                "\(column) に\(distribution.japaneseName)の誤差（\(scale.japanese)）を加える（ノイズ付加）"
            )
        case .sample(let share):
            (5, "sample \(plain(share)) of the rows", "全体の \(shortPercent(share)) を無作為に抽出（レコード抽出）")
        case .shuffle: (5, "shuffle the rows", "行の順序を無作為に並べ替え（並べ替え）")
        }
    }

    /// The columns whose values the step changes.
    var changedColumns: [String] {
        switch self {
        case .dropRows, .sample, .shuffle, .derive: []
        case .recode(let column, _): [column]
        case .rankSwap(let columns, _, _), .recordSwap(let columns, _, _): columns
        case .topCode, .bottomCode, .suppressCells, .generalize, .round, .microaggregate, .addNoise: columns
        }
    }

    private static func strata(_ columns: [String]) -> String {
        columns.isEmpty ? "" : "、\(columns.joined(separator: "・")) が同じ者に限る"
    }
}

extension AggregationStatistic {
    fileprivate var japaneseName: String {
        switch self {
        case .mean: "平均値"
        case .median: "中央値"
        case .mode: "最頻値"
        }
    }
}

extension NoiseDistribution {
    fileprivate var japaneseName: String {
        switch self {
        case .gaussian: "正規分布"
        case .laplace: "ラプラス分布"
        case .uniform: "一様分布"
        }
    }
}

extension NoiseScale {
    fileprivate var english: String {
        switch self {
        case .absolute(let scale): plain(scale)
        case .relative(let scale): "\(plain(scale)) of the standard deviation"
        }
    }

    fileprivate var japanese: String {
        switch self {
        case .absolute(let scale): "尺度 \(plain(scale))"
        case .relative(let scale): "標準偏差の \(shortPercent(scale))"
        }
    }
}
