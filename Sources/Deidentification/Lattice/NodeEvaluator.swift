/// Computes single nodes of the lattice from the distinct tuples.
struct NodeEvaluator {
    let attributes: [Attribute]
    let tuples: TupleTable
    let model: LossModel
    let minimumClassSize: Int
    let allowedRows: Int
    let masking: Bool
    /// Per quasi-identifier and allowed level, from the finest label codes to that level's.
    private let maps: [[[Int32]]]
    private(set) var grouper = Grouper()
    /// The rows of each class of the node grouped last.
    private(set) var classRows: [Int] = []

    init(_ anonymizer: Anonymizer) {
        let recipe = anonymizer.prepared.recipe
        attributes = anonymizer.attributes
        tuples = anonymizer.tuples
        model = LossModel(attributes: attributes, rowCount: tuples.rowCount, utility: recipe.utility)
        minimumClassSize = recipe.minimumClassSize
        allowedRows = anonymizer.allowedRows
        masking = recipe.suppression.mode == .mask
        maps = attributes.map { attribute in attribute.allowed.map { attribute.map(to: $0) } }
    }

    func map(_ column: Int, level: Int) -> [Int32] {
        maps[column][level - attributes[column].allowed.lowerBound]
    }

    /// Forms the classes of a node and returns the rows in those that are too small.
    mutating func group(_ levels: [Int]) -> Int {
        let keys = attributes.indices.map { column in
            Grouper.Key(
                codes: tuples.codes[column], map: map(column, level: levels[column]),
                size: attributes[column].levels[levels[column]].labels.count)
        }
        grouper.group(count: tuples.count, by: keys)
        classRows = [Int](repeating: 0, count: grouper.groupCount)
        for tuple in 0..<tuples.count { classRows[Int(grouper.groups[tuple])] += tuples.rows[tuple] }
        return classRows.reduce(0) { $0 + ($1 < minimumClassSize ? $1 : 0) }
    }

    /// Whether the tuple's class in the node grouped last is too small.
    func isSuppressed(tuple: Int) -> Bool { classRows[Int(grouper.groups[tuple])] < minimumClassSize }

    /// What suppression costs per column in the node grouped last.
    func penalties(_ levels: [Int], suppressedRows: Int) -> [Double] {
        if suppressedRows == 0 { return attributes.map { _ in 0 } }
        let suppressed = (0..<tuples.count).filter { isSuppressed(tuple: $0) }
        return attributes.indices.map { column in
            let leaves = attributes[column].levels[levels[column]].leaves
            let map = map(column, level: levels[column])
            var sum = 0
            for tuple in suppressed { sum += tuples.rows[tuple] * leaves[Int(map[Int(tuples.codes[column][tuple])])] }
            return model.penalty(column, suppressedLeaves: sum, suppressedRows: suppressedRows)
        }
    }

    /// The losses per column at these levels, given what suppression costs.
    func columnLosses(_ levels: [Int], penalties: [Double]) -> [Double] {
        attributes.indices.map { column in
            let rowLeaves = attributes[column].levels[levels[column]].rowLeaves
            return model.columnLoss(column, rowLeaves: rowLeaves, penalty: penalties[column])
        }
    }

    /// The node with its loss.
    mutating func evaluate(_ levels: [Int]) -> (transformation: Transformation, penalties: [Double]) {
        let suppressedRows = group(levels)
        let penalties = penalties(levels, suppressedRows: suppressedRows)
        let losses = columnLosses(levels, penalties: penalties)
        let transformation = Transformation(
            levels: levels, loss: model.aggregated(losses), columnLosses: losses, suppressedRows: suppressedRows,
            allowedRows: allowedRows, maskedGroup: maskedGroup(levels, suppressedRows: suppressedRows),
            minimumClassSize: minimumClassSize)
        return (transformation, penalties)
    }

    /// The rows that are `*` in every column of the node grouped last after masking; 0 when no row is masked.
    private func maskedGroup(_ levels: [Int], suppressedRows: Int) -> Int {
        masking && suppressedRows > 0 ? suppressedRows + (classOfAnyValue(levels) ?? 0) : 0
    }
}
