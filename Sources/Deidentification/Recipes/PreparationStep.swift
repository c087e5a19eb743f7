/// A step before the search: one technique of the PPC guideline for anonymously processed information.
public enum PreparationStep: Sendable, Equatable, Codable {
    /// コードの読替え: a municipality's codes become the standard labels of a list of codes. Done while the file is read, so
    /// it stands before the steps of techniques.
    case recode(column: String, codes: String)
    /// 世帯類型の導出: a new column with the type of each person's household, from the 続柄 of its members. Done while the
    /// file is read, as `recode`.
    case derive(from: String, household: String, to: String)
    /// トップコーディング: numbers that are `at` or more become the label.
    case topCode(column: String, at: Double, label: String)
    /// ボトムコーディング: numbers that are `at` or less become the label.
    case bottomCode(column: String, at: Double, label: String)
    /// レコード削除: rows that meet the condition leave the table.
    case dropRows(column: String, condition: RowCondition, reason: String)
    /// セル削除: cells that meet the condition become the label (blank unless said).
    case suppressCells(column: String, condition: RowCondition, label: String, reason: String)
    /// 一般化 of a column that is no quasi-identifier: values become their labels at that level.
    case generalize(column: String, hierarchy: HierarchySource, level: Int)
    /// 丸め: numbers become the nearest multiple of the base, halves away from zero.
    case round(column: String, base: Double)
    /// ミクロアグリゲーション (MDAV): groups of at least k near rows get one common value in each column.
    case microaggregate(columns: [String], k: Int, statistic: AggregationStatistic)
    /// データ交換 by rank: a cell swaps with one whose rank is at most that share of the rows away.
    case rankSwap(columns: [String], share: Double, within: [String])
    /// データ交換 of records: that share of the rows swap the columns' cells with another row of the same stratum.
    case recordSwap(columns: [String], share: Double, within: [String])
    /// ノイズ付加: numbers get random noise of that scale.
    case addNoise(column: String, distribution: NoiseDistribution, scale: NoiseScale)
    /// 抽出: that share of the rows is drawn, without repetition.
    case sample(share: Double)
    /// 並べ替え: rows leave in a random order, and may not be asked for in another.
    case shuffle

    /// Whether the step is done by whoever reads the file, before the engine has it.
    public var isDoneWhileReading: Bool {
        switch self {
        case .recode, .derive: true
        default: false
        }
    }

    /// The column that the step adds to those of the file, or nil.
    public var addedColumn: String? { if case .derive(_, _, let to) = self { to } else { nil } }

    /// The columns that the step looks at.
    public var columns: [String] {
        switch self {
        case .topCode(let column, _, _), .bottomCode(let column, _, _), .dropRows(let column, _, _),
            .suppressCells(let column, _, _, _), .generalize(let column, _, _), .round(let column, _),
            .addNoise(let column, _, _):
            [column]
        case .recode(let column, _): [column]
        case .derive(let from, let household, let to): [to, from, household]
        case .microaggregate(let columns, _, _): columns
        case .rankSwap(let columns, _, let within), .recordSwap(let columns, _, let within): columns + within
        case .sample, .shuffle: []
        }
    }
}

/// The common value of a group in microaggregation.
public enum AggregationStatistic: String, Sendable, Equatable, Codable, CaseIterable {
    /// The arithmetic mean.
    case mean
    /// The lower median.
    case median
    /// The most frequent value; of several the one that is first in the column.
    case mode
}

/// The distribution of added noise, with mean 0.
public enum NoiseDistribution: String, Sendable, Equatable, Codable, CaseIterable {
    /// Normal; the scale is the standard deviation.
    case gaussian
    /// Laplace; the scale is the mean absolute deviation b.
    case laplace
    /// Uniform within ± scale.
    case uniform
}

/// The scale of added noise.
public enum NoiseScale: Sendable, Equatable, Codable {
    /// In units of the column.
    case absolute(Double)
    /// As a share of the column's standard deviation.
    case relative(Double)
}

/// Which rows a step means, by the value of its column.
public enum RowCondition: Sendable, Equatable, Codable {
    /// The value is one of these.
    case isIn([String])
    /// The value is none of these.
    case isNotIn([String])

    func holds(for value: String) -> Bool {
        switch self {
        case .isIn(let values): values.contains(value)
        case .isNotIn(let values): !values.contains(value)
        }
    }
}
