import Primitives

/// A metric bound to a table: what a transformation loses, less is better.
///
/// Definitions as in ARX 3.9.2. Rows are the counted ones, those of the research subset where there is one. Suppressed
/// classes are given by the caller, who need not ask whether the transformation is anonymous.
package struct BoundMetric: Sendable {
    /// The metric.
    package private(set) var metric: Metric
    /// Whether the cost of suppression is left out, where the metric has both variants.
    package private(set) var isMonotonic: Bool
    /// How the columns' figures become one.
    package private(set) var aggregate: Aggregate
    /// The counted rows.
    package let rowCount: Int
    /// What generalization costs: 1, less where the gs-factor is above one half.
    private(set) var generalization: Double
    /// What suppression costs: 1, less where the gs-factor is below one half.
    private(set) var suppression: Double
    /// The quasi-identifiers.
    let columns: [Column]
    /// The tuples, of use to the metric that compares distributions of tuples.
    let tuples: TupleTable
    let attributes: [Attribute]
    /// The sum of squared counts of the tuples at their finest levels.
    let squaredTuples: Double
    /// The tuples that have counted rows.
    let countedTuples: Int

    /// What the metric needs to know of a quasi-identifier.
    struct Column: Sendable {
        let weight: Double
        let valueCount: Int
        let height: Int
        /// One per level of the hierarchy; those below the finest allowed one are of no use where they are not known.
        var levels: [Level]
        /// The bits in which the column's values are written at best: its entropy times the rows.
        let entropyBits: Double
    }

    /// What the metric needs to know of a level.
    struct Level: Sendable {
        /// For each label the values under it.
        let leaves: [Int]
        /// The sum of `leaves` over the counted rows.
        let rowLeaves: Int
        /// The sum of log2 of `leaves` over the counted rows.
        let logLeaves: Double
        /// The sum over the counted rows of -log2 of the value's share of its label's rows.
        let bits: Double
        /// The labels that have counted rows.
        let labelCount: Int
    }

    /// Binds a metric.
    /// - Parameters:
    ///   - tuples: the tuples of these attributes.
    ///   - subset: for each row whether it is counted; where it is left out and the tuples know of a subset, entropy
    ///     is measured from the finest allowed level on.
    package init(
        _ utility: UtilityRule, attributes: [Attribute], tuples: TupleTable, subset: [Bool]? = nil
    ) {
        let counted = tuples.classes.countedRows
        metric = utility.metric
        isMonotonic = utility.monotonic ?? false
        aggregate = utility.aggregate
        (generalization, suppression) = Self.factors(utility.gsFactor)
        rowCount = counted.reduce(0) { $0 + Int($1) }
        self.attributes = attributes
        self.tuples = tuples
        squaredTuples = counted.reduce(0) { $0 + Double($1) * Double($1) }
        countedTuples = counted.count { $0 > 0 }
        columns = attributes.indices.map { index in
            let attribute = attributes[index]
            let known: (rows: [Int], labels: (Int) -> [Int32])
            if tuples.classes.subsetRows == nil {
                known = (attribute.rowsPerCode, { attribute.levels[$0].labelCodes })
            } else if let subset {
                var rows = [Int](repeating: 0, count: attribute.rowsPerCode.count)
                for (row, code) in attribute.column.codes.unpacked.enumerated() where subset[row] {
                    rows[Int(code)] += 1
                }
                known = (rows, { attribute.levels[$0].labelCodes })
            } else {
                let finest = attribute.levels[attribute.allowed.lowerBound].labels.count
                var rows = [Int](repeating: 0, count: finest)
                for (tuple, code) in tuples.codes[index].enumerated() { rows[Int(code)] += Int(counted[tuple]) }
                known = (rows, { attribute.map(to: max($0, attribute.allowed.lowerBound)) })
            }
            return Column(attribute, rows: known.rows, labels: known.labels)
        }
    }
}

extension BoundMetric {
    /// The same binding for another metric, with the metric's own aggregate and the same gs-factor unless given; what was counted is shared.
    package func measuring(
        _ metric: Metric, aggregate: Aggregate? = nil, gsFactor: Double? = nil
    ) -> BoundMetric {
        var other = self
        other.metric = metric
        other.isMonotonic = false
        other.aggregate = aggregate ?? metric.defaultAggregate
        if let gsFactor { (other.generalization, other.suppression) = Self.factors(gsFactor) }
        return other
    }

    /// What generalization and suppression cost for a gs-factor.
    private static func factors(_ gsFactor: Double) -> (generalization: Double, suppression: Double) {
        (gsFactor <= 0.5 ? 1 : 1 - 2 * (gsFactor - 0.5), gsFactor < 0.5 ? 2 * gsFactor : 1)
    }
}

extension BoundMetric.Column {
    /// - Parameters:
    ///   - rows: the counted rows of each value.
    ///   - labels: for a level the label code of each value.
    fileprivate init(_ attribute: Attribute, rows: [Int], labels: (Int) -> [Int32]) {
        weight = attribute.weight
        valueCount = attribute.valueCount
        height = attribute.height
        let all = Double(rows.reduce(0, +))
        entropyBits = rows.reduce(0) { $0 - ($1 > 0 ? Double($1) * Logarithm.binary(Double($1) / all) : 0) }
        levels = attribute.levels.indices.map { level in
            let leaves = attribute.levels[level].leaves
            let codes = labels(level)
            var perLabel = [Int](repeating: 0, count: leaves.count)
            for (value, code) in codes.enumerated() { perLabel[Int(code)] += rows[value] }
            var bits = 0.0
            for (value, code) in codes.enumerated() where rows[value] > 0 {
                bits -= Double(rows[value]) * Logarithm.binary(Double(rows[value]) / Double(perLabel[Int(code)]))
            }
            var rowLeaves = 0
            var logLeaves = 0.0
            for (label, rows) in perLabel.enumerated() where rows > 0 {
                rowLeaves += rows * leaves[label]
                logLeaves += Double(rows) * Logarithm.binary(Double(leaves[label]))
            }
            return BoundMetric.Level(
                leaves: leaves, rowLeaves: rowLeaves, logLeaves: logLeaves, bits: bits,
                labelCount: perLabel.count { $0 > 0 })
        }
    }
}
