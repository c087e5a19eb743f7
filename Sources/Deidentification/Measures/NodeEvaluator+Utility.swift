#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Utility figures of the node grouped last.
extension NodeEvaluator {
    /// For each label of a column at its level the suppressed rows that would have it.
    private func suppressedRowsPerLabel(_ column: Int, level: Int) -> [Int] {
        var rows = [Int](repeating: 0, count: attributes[column].levels[level].labels.count)
        let map = map(column, level: level)
        for tuple in 0..<tuples.count where isSuppressed(tuple: tuple) {
            rows[Int(map[Int(tuples.codes[column][tuple])])] += tuples.rows[tuple]
        }
        return rows
    }

    private func rowsPerLabel(_ column: Int, level: Int) -> [Int] {
        let attribute = attributes[column]
        var rows = [Int](repeating: 0, count: attribute.levels[level].labels.count)
        for (label, count) in zip(attribute.levels[level].labelCodes, attribute.rowsPerCode) {
            rows[Int(label)] += count
        }
        return rows
    }

    /// The normalized certainty penalty, see ``UtilityMeasures/normalizedCertaintyPenalty``.
    func certaintyPenalty(_ transformation: Transformation) -> Double {
        let weights = attributes.reduce(0) { $0 + $1.weight }
        if tuples.rowCount == 0 || weights == 0 { return 0 }
        var sum = 0.0
        for (column, level) in transformation.levels.enumerated() {
            let attribute = attributes[column]
            let all = rowsPerLabel(column, level: level)
            let suppressed = suppressedRowsPerLabel(column, level: level)
            var penalty = Double(transformation.suppressedRows)
            for (label, leaves) in attribute.levels[level].leaves.enumerated() where leaves > 1 {
                penalty += Double(all[label] - suppressed[label]) * Double(leaves) / Double(attribute.valueCount)
            }
            sum += attribute.weight * penalty
        }
        return sum / (Double(tuples.rowCount) * weights)
    }

    /// The mean share of levels climbed.
    func precision(_ transformation: Transformation) -> Double {
        if tuples.rowCount == 0 || attributes.isEmpty { return 0 }
        let rows = Double(tuples.rowCount)
        let suppressed = Double(transformation.suppressedRows)
        let shares = zip(attributes, transformation.levels).map { attribute, level in
            let climbed = attribute.height == 0 ? 0 : Double(level) / Double(attribute.height)
            return ((rows - suppressed) * climbed * model.generalization + suppressed * model.suppression) / rows
        }
        return shares.reduce(0, +) / Double(shares.count)
    }

    /// The sum over the columns of what generalization and suppression take in bits.
    func nonUniformEntropy(_ transformation: Transformation) -> Double {
        transformation.levels.enumerated().reduce(0) { sum, next in
            let (column, level) = next
            let attribute = attributes[column]
            let perLabel = rowsPerLabel(column, level: level)
            var bits = 0.0
            for (label, rows) in zip(attribute.levels[level].labelCodes, attribute.rowsPerCode) {
                bits -= model.generalization * Double(rows) * log2(Double(rows) / Double(perLabel[Int(label)]))
            }
            let all = Double(transformation.suppressedRows)
            for rows in suppressedRowsPerLabel(column, level: level) where rows > 0 {
                bits -= model.suppression * Double(rows) * log2(Double(rows) / all)
            }
            return sum + max(0, (bits * 1e10).rounded(.down) / 1e10)
        }
    }
}
