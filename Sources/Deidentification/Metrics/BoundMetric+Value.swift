extension BoundMetric {
    /// The figure of a transformation.
    /// - Parameters:
    ///   - levels: one per quasi-identifier.
    ///   - classes: the classes at these levels.
    ///   - codes: per quasi-identifier the label code at these levels of each class.
    ///   - suppressed: for each class whether its rows are suppressed.
    package func value(
        levels: [Int], classes: ClassTable, codes: [[Int32]], suppressed: [Bool]
    ) -> MetricValue {
        let counted = classes.countedRows
        switch metric {
        case .loss, .nonUniformEntropy, .normalizedEntropy, .precision:
            return columnwise(levels: levels, counted: counted, codes: codes, suppressed: suppressed)
        case .height: return MetricValue(total: Double(levels.reduce(0, +)))
        case .discernibility:
            return sum(counted) { index, rows in rows * (suppressed[index] ? Double(rowCount) : rows) }
        case .discernibilityStar: return sum(counted) { _, rows in rows * rows }
        case .averageClassSize:
            var kept = 0
            var lost = false
            for (index, rows) in counted.enumerated() where rows > 0 {
                if suppressed[index] { lost = true } else { kept += 1 }
            }
            return MetricValue(total: averageClassSize(kept: kept, lost: lost))
        case .ambiguity:
            let widest = columns.reduce(1.0) { $0 * Double($1.valueCount) }
            return sum(counted) { index, rows in
                rows * (suppressed[index] ? widest : area(levels: levels, codes: codes, index: index))
            }
        case .entropyBasedLoss:
            return sum(counted) { index, rows in
                suppressed[index]
                    ? suppression * rows
                    : generalization * rows * entropyBasedLoss(levels: levels, codes: codes, index: index)
            }
        case .klDivergence:
            return divergence(levels: levels, counted: counted, codes: codes, suppressed: suppressed)
        }
    }

    /// What a class costs by itself if it is kept: which of classes of one size is suppressed first.
    ///
    /// Metrics in which classes of one size cost the same give the size.
    package func cost(ofClass index: Int, levels: [Int], classes: ClassTable, codes: [[Int32]]) -> Double {
        let rows = Double(classes.countedRows[index])
        switch metric {
        case .loss:
            let shares = columns.indices.map { column in
                rows * Double(leaves(column, levels: levels, codes: codes, index: index))
                    / Double(columns[column].valueCount)
            }
            return aggregate.value(shares, weights: columns.map(\.weight)).total
        case .ambiguity: return rows * area(levels: levels, codes: codes, index: index)
        case .entropyBasedLoss: return rows * entropyBasedLoss(levels: levels, codes: codes, index: index)
        default: return rows
        }
    }

    private func sum(_ counted: [Int32], of cost: (_ index: Int, _ rows: Double) -> Double) -> MetricValue {
        var sum = 0.0
        for (index, rows) in counted.enumerated() where rows > 0 { sum += cost(index, Double(rows)) }
        return MetricValue(total: sum)
    }

    func leaves(_ column: Int, levels: [Int], codes: [[Int32]], index: Int) -> Int {
        columns[column].levels[levels[column]].leaves[Int(codes[column][index])]
    }

    /// The tuples of hierarchy values that the class's labels stand for.
    func area(levels: [Int], codes: [[Int32]], index: Int) -> Double {
        columns.indices.reduce(1.0) { $0 * Double(leaves($1, levels: levels, codes: codes, index: index)) }
    }

    /// Rows per class, all suppressed rows counted as one class. With a gs-factor classes weigh less than one: kept
    /// ones by the factor of suppression, the suppressed one by that of generalization, as ARX has it.
    func averageClassSize(kept: Int, lost: Bool) -> Double {
        let classes = suppression * Double(kept) + (lost ? generalization : 0)
        return rowCount == 0 ? 0 : Double(rowCount) / classes
    }

    /// The share of the information of a class's rows that its labels hide, from 0 to 1.
    private func entropyBasedLoss(levels: [Int], codes: [[Int32]], index: Int) -> Double {
        let greatest = columns.reduce(1.0) { $0 * Double($1.valueCount) }
        if greatest <= 1 { return 0 }
        let share = columns.indices.reduce(1.0) { product, column in
            product * Double(leaves(column, levels: levels, codes: codes, index: index))
                / Double(columns[column].valueCount)
        }
        return min(1, max(0, 1 + Logarithm.decimal(share) / Logarithm.decimal(greatest)))
    }
}
