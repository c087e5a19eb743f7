/// Finds the rows in classes that are too small, the part of the privacy models that is quickest to check.
struct ClassCounter: Sendable {
    /// The rows in classes that are too small.
    struct Count: Sendable {
        var rows: Int
        /// Per quasi-identifier the leaves under their labels, summed over these rows; nil where not asked for.
        var leaves: [Int]?
    }

    // Half of a cell's values are for counts, the other half takes the carry; so k decides which of these there is.
    private var bytes: CubeCounter<UInt8>?
    private var words: CubeCounter<UInt16>?
    private var wide: CubeCounter<UInt32>?

    init(attributes: [Attribute], maps: LevelMaps, tuples: TupleTable, scatter: TupleScatter, minimumSize: Int) {
        if minimumSize <= Int(UInt8.max / 2) {
            bytes = CubeCounter(
                attributes: attributes, maps: maps, tuples: tuples, scatter: scatter, minimumSize: minimumSize)
        } else if minimumSize <= Int(UInt16.max / 2) {
            words = CubeCounter(
                attributes: attributes, maps: maps, tuples: tuples, scatter: scatter, minimumSize: minimumSize)
        } else {
            wide = CubeCounter(
                attributes: attributes, maps: maps, tuples: tuples, scatter: scatter,
                minimumSize: min(minimumSize, Int(Int32.max)))
        }
    }

    /// Counts at these levels; the leaves only while there are no more than `most` such rows.
    mutating func count(_ levels: [Int], leavesUpTo most: Int) -> Count {
        if let count = bytes?.count(levels, leavesUpTo: most) { return count }
        if let count = words?.count(levels, leavesUpTo: most) { return count }
        return wide?.count(levels, leavesUpTo: most) ?? Count(rows: 0, leaves: nil)
    }
}
