/// The masks of cells in the order in which they are tried: by weighted cost, then by the number of cells.
///
/// Up to twelve columns every mask is known in advance, and those of equal cost are offered together. With more columns
/// masks are made from those of one cell less, so that no more than the budget are looked at for any number of cells.
struct CellMasks {
    /// The cost of a cell of each column.
    let weights: [Double]
    /// The columns that may be masked.
    private let columns: [Int]
    private var ordered: [UInt64] = []
    private var position = 0
    private var frontier: Set<UInt64> = []
    private var gains: [UInt64: Int] = [:]

    init(weights: [Double], maskable: [Bool]) {
        self.weights = weights
        columns = weights.indices.filter { maskable[$0] && $0 < 64 }
        if columns.count <= 12 {
            ordered = (1..<max(1, 1 << columns.count)).map { bits in
                columns.indices.reduce(UInt64(0)) { $0 | (bits & (1 << $1) == 0 ? 0 : 1 << UInt64(columns[$1])) }
            }
            sort(&ordered)
        } else {
            frontier = [0]
        }
    }

    /// The mask of all columns that may be masked.
    var all: UInt64 { columns.reduce(0) { $0 | (1 << UInt64($1)) } }

    /// What the cells of a mask cost in one row.
    func cost(_ mask: UInt64) -> Double {
        var cost = 0.0
        for column in columns where mask & (1 << UInt64(column)) != 0 { cost += weights[column] }
        return cost
    }

    /// Notes how many rows a mask could save when it was first looked at.
    mutating func note(_ gain: Int, of mask: UInt64) { if gains[mask] == nil { gains[mask] = gain } }

    /// The masks that come next, all of the same cost and number of cells where there are no more than twelve columns;
    /// nil after the last.
    /// - Parameter openTuples: the tuples that still need one: the more there are, the fewer masks are looked at.
    mutating func next(openTuples: Int) -> [UInt64]? {
        let budget = max(3 * columns.count, 40_000_000 / max(1, openTuples))
        if columns.count > 12 { return nextLayer(budget: budget) }
        guard position < ordered.count else { return nil }
        let first = ordered[position]
        var tier: [UInt64] = []
        while position < ordered.count, isSameTier(ordered[position], first) {
            tier.append(ordered[position])
            position += 1
        }
        return best(tier, budget: budget)
    }

    private mutating func nextLayer(budget: Int) -> [UInt64]? {
        var masks: Set<UInt64> = []
        for mask in frontier {
            for column in columns where mask & (1 << UInt64(column)) == 0 { masks.insert(mask | 1 << UInt64(column)) }
        }
        if masks.isEmpty { return nil }
        let layer = best(Array(masks), budget: min(budget, 64 * columns.count))
        frontier = Set(best(layer, budget: 64))
        return layer
    }

    /// The masks of which parts have saved most rows, in order.
    private func best(_ masks: [UInt64], budget: Int) -> [UInt64] {
        var masks = masks
        if masks.count > budget {
            masks.sort { left, right in
                let first = promise(left)
                let second = promise(right)
                return first == second ? left < right : first > second
            }
            masks.removeLast(masks.count - budget)
        }
        sort(&masks)
        return masks
    }

    private func promise(_ mask: UInt64) -> Int {
        columns.reduce(0) { $0 + (mask & (1 << UInt64($1)) == 0 ? 0 : gains[mask & ~(1 << UInt64($1))] ?? 0) }
    }

    private func isSameTier(_ left: UInt64, _ right: UInt64) -> Bool {
        left.nonzeroBitCount == right.nonzeroBitCount && abs(cost(left) - cost(right)) <= 1e-9 * (1 + cost(left))
    }

    private func sort(_ masks: inout [UInt64]) {
        let keyed = masks.map { (mask: $0, cost: (cost($0) * 1e9).rounded()) }
        masks = keyed.sorted { left, right in
            if left.cost != right.cost { return left.cost < right.cost }
            let cells = (left.mask.nonzeroBitCount, right.mask.nonzeroBitCount)
            return cells.0 == cells.1 ? left.mask < right.mask : cells.0 < cells.1
        }.map(\.mask)
    }
}
