/// Counts the rows of every combination of columns, one combination after the other.
///
/// A combination is a mask of columns. Masks come in ascending order, so every part of a combination comes before the
/// combination itself; columns after the 64th are left out. Keys grow column by column: one multiplication per tuple and combination.
struct ProjectionCounter {
    private let tuples: DistinctTuples
    private let maximumSize: Int
    private var counter: KeyCounter
    private var keys: [[UInt64]]

    /// - Parameter maximumSize: the most columns of a combination.
    init(_ tuples: DistinctTuples, maximumSize: Int) {
        self.tuples = tuples
        self.maximumSize = min(maximumSize, tuples.sizes.count)
        counter = KeyCounter(itemCount: tuples.count)
        keys = [[UInt64]](
            repeating: [UInt64](repeating: 0, count: tuples.count), count: max(0, self.maximumSize) + 1)
    }

    /// Calls `body` for every combination with the sums of rows.
    mutating func forEach(_ body: (_ mask: UInt64, _ columns: [Int], _ counter: KeyCounter) -> Void) {
        descend(columns: [], mask: 0, space: 1, body)
    }

    private mutating func descend(
        columns: [Int], mask: UInt64, space: UInt64,
        _ body: (_ mask: UInt64, _ columns: [Int], _ counter: KeyCounter) -> Void
    ) {
        if columns.count >= maximumSize { return }
        for column in 0..<(columns.last ?? min(64, tuples.sizes.count)) {
            let depth = columns.count + 1
            // The deeper keys are taken out while they are written, so that both levels are not one access.
            var extended: [UInt64] = []
            swap(&extended, &keys[depth])
            let childSpace = counter.extend(
                keys[depth - 1], space: space, by: tuples.codes[column], size: tuples.sizes[column], into: &extended)
            swap(&extended, &keys[depth])
            counter.count(keys[depth], space: childSpace, weights: tuples.rows)
            let childMask = mask | 1 << UInt64(column)
            body(childMask, columns + [column], counter)
            descend(columns: columns + [column], mask: childMask, space: childSpace, body)
        }
    }
}
