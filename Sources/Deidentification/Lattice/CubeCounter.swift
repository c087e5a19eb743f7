/// Counts the rows in classes smaller than a size at any node: in dense cubes while these are small, rolled up from
/// finer ones, else by a hash of the tuples.
struct CubeCounter<Cell: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    private let attributes: [Attribute]
    private let maps: LevelMaps
    private let tuples: TupleTable
    private let scatter: TupleScatter
    private let minimumSize: Int
    /// The quasi-identifiers as the cubes lay them out, the innermost first.
    private let axes: [Int]
    private let floor: [Int]
    private let cellLimit: Double
    private let hubLimit: Double
    private var kept: [(cube: Cube<Cell>, cells: Int, use: Int)] = []
    /// The levels of the kept cubes, one after the other, so that looking for one touches no cube.
    private var keptLevels: [Int] = []
    private var keptCells = 0
    private var uses = 0
    private var grouper = Grouper()

    private static var keptLimit: Int { (64 << 20) / MemoryLayout<Cell>.stride }

    init(attributes: [Attribute], maps: LevelMaps, tuples: TupleTable, scatter: TupleScatter, minimumSize: Int) {
        self.attributes = attributes
        self.maps = maps
        self.tuples = tuples
        self.minimumSize = minimumSize
        floor = attributes.map(\.allowed.lowerBound)
        self.scatter = scatter
        let lowest = floor
        axes = attributes.indices.sorted { left, right in
            (maps.labelCounts[left][lowest[left]], left) < (maps.labelCounts[right][lowest[right]], right)
        }
        let count = Double(tuples.count)
        cellLimit = max(65_536, min(16 * count, max(1_048_576, 8 * count)))
        hubLimit = max(32_768, 2 * count)
    }

    /// Counts at these levels; the leaves only while there are no more than `most` such rows.
    mutating func count(_ levels: [Int], leavesUpTo most: Int) -> ClassCounter.Count {
        if minimumSize <= 1 { return .init(rows: 0, leaves: levels.map { _ in 0 }) }
        if maps.cells(levels) > cellLimit { return countByHash(levels, leavesUpTo: most) }
        let cube = cube(levels)
        let rows = cube.sum(below: minimumSize)
        if rows > most { return .init(rows: rows, leaves: nil) }
        var leaves = levels.map { _ in 0 }
        if rows > 0 {
            for (axis, sums) in cube.marginals(below: minimumSize).enumerated() {
                let column = axes[axis]
                leaves[column] = zip(sums, attributes[column].levels[levels[column]].leaves).reduce(0) {
                    $0 + $1.0 * $1.1
                }
            }
        }
        return .init(rows: rows, leaves: leaves)
    }

    private mutating func cube(_ levels: [Int]) -> Cube<Cell> {
        uses += 1
        var best: Int?
        var least = Int.max
        for index in kept.indices where kept[index].cells < least {
            var place = index * levels.count
            var isFiner = true
            for level in levels {
                if keptLevels[place] > level {
                    isFiner = false
                    break
                }
                place += 1
            }
            if isFiner { (best, least) = (index, kept[index].cells) }
        }
        if let best {
            kept[best].use = uses
            return rolled(kept[best].cube, to: levels)
        }
        let hub = maps.lowered(levels, notBelow: floor, cells: max(hubLimit, maps.cells(levels)))
        let cube = scattered(hub)
        keep(cube)
        return rolled(cube, to: levels)
    }

    /// Axis by axis, and level by level while the source is large, because later nodes need what lies in between.
    private mutating func rolled(_ source: Cube<Cell>, to levels: [Int]) -> Cube<Cell> {
        var cube = source
        // The outermost first: their rows of cells are the longest.
        for (axis, column) in axes.enumerated().reversed() {
            while cube.levels[column] < levels[column] {
                let from = cube.levels[column]
                let to = cube.cells.count > 262_144 ? from + 1 : levels[column]
                var next = cube.levels
                next[column] = to
                let counts = maps.labelCounts[column]
                if counts[from] == counts[to] {
                    // The same labels in the same order.
                    cube = Cube(levels: next, sizes: cube.sizes, cells: cube.cells)
                } else {
                    let map = maps.map(column, from: from, to: to)
                    cube = cube.rolled(axis, map: map, size: counts[to], levels: next)
                    if cube.cells.count >= 4_096 { keep(cube) }
                }
            }
        }
        return cube
    }

    private mutating func keep(_ cube: Cube<Cell>) {
        if cube.cells.count > Self.keptLimit / 2 { return }
        kept.append((cube, cube.cells.count, uses))
        keptLevels += cube.levels
        keptCells += cube.cells.count
        while keptCells > Self.keptLimit || kept.count > 96 {
            guard let oldest = kept.indices.min(by: { kept[$0].use < kept[$1].use }) else { return }
            keptCells -= kept[oldest].cells
            kept.remove(at: oldest)
            keptLevels.removeSubrange(oldest * cube.levels.count..<(oldest + 1) * cube.levels.count)
        }
    }

    /// The cube of a node, straight from the tuples.
    private func scattered(_ levels: [Int]) -> Cube<Cell> {
        let sizes = axes.map { maps.labelCounts[$0][levels[$0]] }
        var strides = levels.map { _ in 0 }
        var stride = 1
        for (axis, column) in axes.enumerated() {
            strides[column] = stride
            stride *= sizes[axis]
        }
        var cells = [Cell](repeating: 0, count: stride)
        let most = Cube<Cell>.most
        // Unsafe: one pass over all tuples.
        cells.withUnsafeMutableBufferPointer { cells in
            scatter.rows.withUnsafeBufferPointer { rows in
                scatter.forEachBlock(levels, strides: strides) { range, places in
                    for index in 0..<range.count {
                        let place = places[index]
                        let size = Cell(
                            truncatingIfNeeded: min(rows[range.lowerBound &+ index], Int32(truncatingIfNeeded: most)))
                        cells[place] = min(most, cells[place] &+ size)
                    }
                }
            }
        }
        return Cube(levels: levels, sizes: sizes, cells: cells)
    }

    /// For nodes with far more combinations of labels than tuples.
    private mutating func countByHash(_ levels: [Int], leavesUpTo most: Int) -> ClassCounter.Count {
        grouper.group(tuples, by: scatter, levels: levels, floor: floor, maps: maps)
        let groups = grouper.groups
        var sizes = [Int32](repeating: 0, count: grouper.groupCount)
        let least = Int32(truncatingIfNeeded: minimumSize)
        var small: [Int32] = []
        // Unsafe: passes over all tuples.
        let rows = sizes.withUnsafeMutableBufferPointer { sizes in
            groups.withUnsafeBufferPointer { groups in
                scatter.rows.withUnsafeBufferPointer { rows in
                    for tuple in 0..<groups.count { sizes[Int(groups[tuple])] &+= rows[tuple] }
                    var sum = 0
                    for size in sizes where size < least { sum &+= Int(size) }
                    if sum > most { return sum }
                    for tuple in 0..<groups.count where sizes[Int(groups[tuple])] < least {
                        small.append(Int32(truncatingIfNeeded: tuple))
                    }
                    return sum
                }
            }
        }
        if rows > most { return .init(rows: rows, leaves: nil) }
        var leaves = levels.map { _ in 0 }
        for column in levels.indices where !small.isEmpty {
            let level = attributes[column].levels[levels[column]]
            let leavesOfLabel = maps.map(column, from: floor[column], to: levels[column]).map { level.leaves[Int($0)] }
            leaves[column] = leavesOfLabel.withUnsafeBufferPointer { leavesOfLabel in
                tuples.codes[column].withUnsafeBufferPointer { codes in
                    scatter.rows.withUnsafeBufferPointer { rows in
                        small.withUnsafeBufferPointer { small in
                            var sum = 0
                            for tuple in small {
                                sum &+= Int(rows[Int(tuple)]) &* leavesOfLabel[Int(codes[Int(tuple)])]
                            }
                            return sum
                        }
                    }
                }
            }
        }
        return .init(rows: rows, leaves: leaves)
    }
}
