/// Lower bounds of the metric `loss`, from the counts of single columns and from what coarser nodes suppress.
struct LossBound: Sendable {
    private let model: LossModel
    /// For each quasi-identifier and level the leaves under the labels, summed over the counted rows.
    private let rowLeaves: [[Int]]
    private let isRank: Bool
    /// The products of computing twice in different order differ by less.
    private static let rounding = 1 - 1e-12

    init(attributes: [Attribute], tuples: TupleTable, utility: UtilityRule) {
        model = LossModel(attributes: attributes, rowCount: tuples.countedRowCount, utility: utility)
        isRank = utility.aggregate == .rank
        rowLeaves = attributes.indices.map { column in
            let attribute = attributes[column]
            guard let subsetRows = tuples.classes.subsetRows else { return attribute.levels.map(\.rowLeaves) }
            var labelRows = [Int](repeating: 0, count: attribute.levels[attribute.allowed.lowerBound].labels.count)
            for (tuple, code) in tuples.codes[column].enumerated() { labelRows[Int(code)] += Int(subsetRows[tuple]) }
            return attribute.levels.indices.map { level in
                if !attribute.allowed.contains(level) { return 0 }
                let leaves = attribute.levels[level].leaves
                return zip(labelRows, attribute.map(to: level)).reduce(0) { $0 + $1.0 * leaves[Int($1.1)] }
            }
        }
    }

    /// What suppression costs in each column: at least as much in every finer node.
    func penalties(leaves: [Int], rows: Int) -> [Double] {
        leaves.indices.map {
            Self.rounding * model.penalty($0, suppressedLeaves: leaves[$0], suppressedRows: rows)
        }
    }

    /// The least loss at these levels, given what suppression costs at least.
    func value(levels: [Int], penalties: UnsafeBufferPointer<Double>?) -> MetricValue {
        var losses: [Double] = []
        losses.reserveCapacity(levels.count)
        for column in levels.indices {
            losses.append(
                model.columnLoss(
                    column, rowLeaves: rowLeaves[column][levels[column]], penalty: penalties?[column] ?? 0))
        }
        let weighted = isRank ? zip(model.weights, losses).map { $0 * $1 } : []
        return MetricValue(
            total: model.aggregated(losses), columns: weighted, ranked: isRank ? weighted.sorted(by: >) : nil)
    }
}
