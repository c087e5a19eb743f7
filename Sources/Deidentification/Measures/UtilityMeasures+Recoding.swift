extension UtilityMeasures {
    /// The figures of a table as it is: nothing is hidden.
    init(asItIs sizes: ClassSizes) {
        let rows = Double(sizes.rows)
        let squares = sizes.histogram.reduce(0) { $0 + Double($1.classes) * Double($1.size) * Double($1.size) }
        self.init(
            loss: 0, normalizedCertaintyPenalty: 0, discernibility: squares, discernibilityStar: squares,
            averageClassSize: sizes.count == 0 ? 0 : rows / Double(sizes.count), nonUniformEntropy: 0,
            normalizedEntropy: 0, precision: 0, height: 0, ambiguity: rows, klDivergence: 0, entropyBasedLoss: 0)
    }

    /// The figures of a recoding whose rows need not be at one level: by the labels that each group is written with.
    ///
    /// The formulas of the metrics, with these readings: suppressed rows are one class that is `*` everywhere; entropy
    /// is what is lost from a tuple's label (of the finest allowed level) to the label written.
    /// - Parameter metric: any metric bound to the table.
    package init(_ recoding: Recoding, metric: BoundMetric, utility: UtilityRule) {
        let sums = RecodingSums(recoding, metric: metric)
        let rows = Double(metric.rowCount)
        let lost = Double(sums.lostRows)
        let (generalization, suppression) = (metric.generalization, metric.suppression)
        if metric.rowCount == 0 {
            self.init(asItIs: ClassSizes(sizes: []))
            return
        }
        let columns = metric.columns
        let weights = columns.map(\.weight)
        let losses = columns.indices.map { column in
            let least = generalization * rows / Double(columns[column].valueCount)
            let cost = generalization * sums.shares[column] + lost
            return rows > least ? cutToTenDecimals((cost - least) / (rows - least)) : 0
        }
        let penalties = columns.indices.map { columns[$0].weight * (sums.penalties[$0] + lost) }
        let allWeights = weights.reduce(0, +)
        let bits = sums.bits.map { cutToTenDecimals(generalization * $0.kept + suppression * $0.lost) }
        let normalized = columns.indices.map { column in
            let greatest = generalization * columns[column].entropyBits
            return greatest > 0 ? bits[column] / greatest : 0
        }
        let precisions = sums.climbed.map { ($0 * generalization + lost * suppression) / rows }
        let heights = columns.reduce(0) { $0 + Double($1.height) }
        self.init(
            loss: utility.aggregate.value(losses, weights: weights).total,
            normalizedCertaintyPenalty: allWeights > 0 ? penalties.reduce(0, +) / (rows * allWeights) : 0,
            discernibility: sums.squares + rows * lost, discernibilityStar: sums.squares + lost * lost,
            averageClassSize: rows / Double(max(1, sums.keptGroups + (sums.lostRows > 0 ? 1 : 0))),
            nonUniformEntropy: Metric.nonUniformEntropy.defaultAggregate.value(bits, weights: weights).total,
            normalizedEntropy: Metric.normalizedEntropy.defaultAggregate.value(normalized, weights: weights).total,
            precision: Metric.precision.defaultAggregate.value(precisions, weights: weights).total,
            height: (sums.levels + lost * heights) / rows, ambiguity: sums.ambiguity, klDivergence: sums.divergence,
            entropyBasedLoss: generalization * sums.hidden + suppression * lost)
    }
}

/// What the figures of a recoding are made of.
private struct RecodingSums {
    /// The suppressed rows, and the groups that have rows.
    var lostRows = 0
    var keptGroups = 0
    /// The squared sizes of the groups.
    var squares = 0.0
    /// Per column, of the kept rows: shares of the hierarchy's values; those where a label stands for more than one
    /// value; shares of the levels climbed; bits.
    var shares: [Double]
    var penalties: [Double]
    var climbed: [Double]
    var bits: [(kept: Double, lost: Double)] = []
    /// Over the rows: levels of the kept, tuples that they may stand for, hidden information, divergence of all.
    var levels = 0.0
    var ambiguity = 0.0
    var hidden = 0.0
    var divergence = 0.0

    init(_ recoding: Recoding, metric: BoundMetric) {
        let columns = metric.columns
        let sizes = Self.countedRows(recoding, metric.tuples)
        let groupRows = recoding.groupCount
        var rowsOfGroup = [Int](repeating: 0, count: groupRows)
        for (part, rows) in zip(recoding.parts, sizes) {
            if part.group < 0 { lostRows += rows } else { rowsOfGroup[Int(part.group)] += rows }
        }
        keptGroups = rowsOfGroup.count { $0 > 0 }
        squares = rowsOfGroup.reduce(0) { $0 + Double($1) * Double($1) }
        (shares, penalties, climbed) = (columns.map { _ in 0 }, columns.map { _ in 0 }, columns.map { _ in 0 })
        let widest = columns.reduce(1.0) { $0 * Double($1.valueCount) }
        var areas = [Double](repeating: 1, count: groupRows)
        for (column, data) in columns.enumerated() {
            let list = recoding.columns[column]
            for (group, label) in recoding.groupLabels[column].enumerated() where rowsOfGroup[group] > 0 {
                let rows = Double(rowsOfGroup[group])
                let leaves = list.leaves[Int(label)]
                shares[column] += rows * Double(leaves) / Double(data.valueCount)
                if leaves > 1 { penalties[column] += rows * Double(leaves) / Double(data.valueCount) }
                if data.height > 0 { climbed[column] += rows * Double(list.levels[Int(label)]) / Double(data.height) }
                levels += rows * Double(list.levels[Int(label)])
                areas[group] *= Double(leaves)
            }
            bits.append(
                Self.bits(
                    recoding, sizes: sizes, column: column, codes: metric.tuples.codes[column],
                    labelCount: list.labels.count, lostRows: lostRows))
        }
        for (group, rows) in rowsOfGroup.enumerated() where rows > 0 {
            ambiguity += Double(rows) * areas[group]
            if widest > 1 {
                let share = 1 + Logarithm.decimal(areas[group] / widest) / Logarithm.decimal(widest)
                hidden += Double(rows) * min(1, max(0, share))
            }
        }
        ambiguity += Double(lostRows) * widest
        let all = Double(metric.rowCount)
        let counted = metric.tuples.classes.countedRows
        for (part, rows) in zip(recoding.parts, sizes) where rows > 0 {
            let before = Double(counted[Int(part.tuple)]) / all
            let after =
                part.group < 0
                ? Double(lostRows) / all / widest
                : Double(rowsOfGroup[Int(part.group)]) / all / areas[Int(part.group)]
            divergence += Double(rows) * before * Logarithm.binary(before / after)
        }
    }

    /// The counted rows of each part.
    private static func countedRows(_ recoding: Recoding, _ tuples: TupleTable) -> [Int] {
        recoding.parts.map { part in
            guard let subset = tuples.classes.subsetRows else { return Int(part.rows) }
            let tuple = Int(part.tuple)
            return Int(subset[tuple]) * Int(part.rows) / max(1, Int(tuples.rows[tuple]))
        }
    }

    /// The bits lost from the values of a column to the labels written, for kept rows and for suppressed ones.
    private static func bits(
        _ recoding: Recoding, sizes: [Int], column: Int, codes: [Int32], labelCount: Int, lostRows: Int
    ) -> (kept: Double, lost: Double) {
        var rowsOfLabel = [Int](repeating: 0, count: labelCount)
        var pairs: [UInt64: Int] = [:]
        for (part, rows) in zip(recoding.parts, sizes) where rows > 0 {
            // A suppressed row's label is none of the list: the number after the last.
            let label = part.group < 0 ? labelCount : Int(recoding.groupLabels[column][Int(part.group)])
            if label < labelCount { rowsOfLabel[label] += rows }
            pairs[UInt64(label) << 32 | UInt64(UInt32(bitPattern: codes[Int(part.tuple)])), default: 0] += rows
        }
        var kept = 0.0
        var lost = 0.0
        for (key, rows) in pairs.sorted(by: { $0.key < $1.key }) {
            let label = Int(key >> 32)
            let all = label == labelCount ? lostRows : rowsOfLabel[label]
            let bits = -Double(rows) * Logarithm.binary(Double(rows) / Double(all))
            if label == labelCount { lost += bits } else { kept += bits }
        }
        return (kept, lost)
    }
}
