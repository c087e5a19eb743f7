/// For each quasi-identifier and each pair of allowed levels, from the label codes of the finer to those of the coarser.
struct LevelMaps: Sendable {
    private let lowest: [Int]
    private let maps: [[[[Int32]]]]
    /// For each quasi-identifier and level (from 0) the number of labels.
    let labelCounts: [[Int]]

    init(_ attributes: [Attribute]) {
        lowest = attributes.map(\.allowed.lowerBound)
        labelCounts = attributes.map { $0.levels.map(\.labels.count) }
        maps = attributes.map { attribute in
            attribute.allowed.map { fine in
                (fine...attribute.allowed.upperBound).map { attribute.map(from: fine, to: $0) }
            }
        }
    }

    /// For each label code of the finer level the label code of the coarser one.
    func map(_ column: Int, from fine: Int, to coarse: Int) -> [Int32] {
        maps[column][fine - lowest[column]][coarse - fine]
    }

    /// How many combinations of labels there may be at these levels.
    func cells(_ levels: [Int]) -> Double {
        var cells = 1.0
        for (column, level) in levels.enumerated() { cells *= Double(labelCounts[column][level]) }
        return cells
    }

    /// Levels not above the given ones, as low as possible with at most that many combinations of labels, the cheapest
    /// step first; the levels themselves where they have more.
    func lowered(_ levels: [Int], notBelow floor: [Int], cells limit: Double) -> [Int] {
        var lowered = levels
        var cells = cells(levels)
        while true {
            var best: (column: Int, ratio: Double)?
            for column in lowered.indices where lowered[column] > floor[column] {
                let counts = labelCounts[column]
                let ratio = Double(counts[lowered[column] - 1]) / Double(max(1, counts[lowered[column]]))
                if cells * ratio <= limit, ratio < best?.ratio ?? .infinity { best = (column, ratio) }
            }
            guard let best else { return lowered }
            lowered[best.column] -= 1
            cells *= best.ratio
        }
    }
}
