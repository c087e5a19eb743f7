/// How much a table has lost. Suppressed rows count as lost; all figures are 0 for an empty table.
///
/// Metrics have the definitions of recipes' metrics and, but for `loss`, the metric's own aggregate.
public struct UtilityMeasures: Sendable, Equatable, Codable {
    /// The recipe's metric `loss`: from 0 (as it was) to 1 (nothing left).
    public let loss: Double
    /// Normalized certainty penalty (Xu et al. 2006), the weighted mean over all cells: 0 for a cell that stands for
    /// one value, else the share of the hierarchy's values it stands for; 1 for a suppressed cell.
    public let normalizedCertaintyPenalty: Double
    /// Sum of squared sizes of the kept classes, plus the number of all rows for each suppressed row.
    public let discernibility: Double
    /// Sum of squared sizes of all classes, suppressed ones included.
    public let discernibilityStar: Double
    /// Rows, suppressed ones included, per class, all suppressed rows counted as one class.
    public let averageClassSize: Double
    /// Non-uniform entropy in bits, the sum over the columns, the cost of suppression included.
    public let nonUniformEntropy: Double
    /// The sum over the columns of their entropy's part that is lost.
    public let normalizedEntropy: Double
    /// The mean share of levels climbed, suppressed rows counted as 1: from 0 (as it was) to 1.
    public let precision: Double
    /// The sum of the levels; where rows of one column are at different levels the mean over the rows.
    public let height: Double
    /// The sum over the rows of the tuples that each may stand for.
    public let ambiguity: Double
    /// Kullback-Leibler divergence of the tuples before and after, summed over the rows.
    public let klDivergence: Double
    /// The sum over the rows of the share of their information that is hidden (Wan et al. 2015).
    public let entropyBasedLoss: Double
}

/// The measures of a table.
public struct Measures: Sendable, Equatable, Codable {
    /// The sizes of the classes.
    public let classes: ClassSizes
    /// The risk of re-identification.
    public let risk: RiskMeasures
    /// What was lost.
    public let utility: UtilityMeasures
}

extension UtilityMeasures {
    /// The figures of a transformation.
    /// - Parameters:
    ///   - node: its classes.
    ///   - suppressed: for each class whether its rows are suppressed.
    ///   - metric: the recipe's metric, whatever it is, bound to the table.
    package init(_ node: NodeClasses, suppressed: [Bool], metric: BoundMetric, utility: UtilityRule) {
        func value(_ metric: BoundMetric) -> Double {
            if metric.rowCount == 0 { return 0 }
            return metric.value(
                levels: node.levels, classes: node.classes, codes: node.codes, suppressed: suppressed
            ).total
        }
        func value(of other: Metric) -> Double { value(metric.measuring(other)) }
        loss = value(metric.measuring(.loss, aggregate: utility.aggregate))
        normalizedCertaintyPenalty = metric.certaintyPenalty(node, suppressed: suppressed)
        discernibility = value(of: .discernibility)
        discernibilityStar = value(of: .discernibilityStar)
        averageClassSize = value(metric.measuring(.averageClassSize, gsFactor: 0.5))
        nonUniformEntropy = value(of: .nonUniformEntropy)
        normalizedEntropy = value(of: .normalizedEntropy)
        precision = value(of: .precision)
        height = value(of: .height)
        ambiguity = value(of: .ambiguity)
        entropyBasedLoss = value(of: .entropyBasedLoss)
        klDivergence =
            metric.rowCount == 0
            ? 0
            : metric.divergence(
                levels: node.levels, counted: node.classes.countedRows, codes: node.codes, suppressed: suppressed,
                classOfTuple: node.classOfTuple
            ).total
    }
}

extension BoundMetric {
    /// See ``UtilityMeasures/normalizedCertaintyPenalty``.
    fileprivate func certaintyPenalty(_ node: NodeClasses, suppressed: [Bool]) -> Double {
        let weights = columns.reduce(0) { $0 + $1.weight }
        if rowCount == 0 || weights == 0 { return 0 }
        let counted = node.classes.countedRows
        var sum = 0.0
        for (column, data) in columns.enumerated() {
            let leaves = data.levels[node.levels[column]].leaves
            let codes = node.codes[column]
            var covered = 0
            var lost = 0
            for (index, rows) in counted.enumerated() {
                if suppressed[index] {
                    lost += Int(rows)
                } else if leaves[Int(codes[index])] > 1 {
                    covered += Int(rows) * leaves[Int(codes[index])]
                }
            }
            sum += data.weight * (Double(lost) + Double(covered) / Double(data.valueCount))
        }
        return sum / (Double(rowCount) * weights)
    }
}
