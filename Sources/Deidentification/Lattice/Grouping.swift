/// The classes of one node of the lattice, numbered in the order of their first rows.
package struct Grouping: Sendable {
    /// The node's levels.
    package let levels: [Int]
    /// Per quasi-identifier the label code, at its level, of each class.
    package let codes: [[Int32]]
    /// The classes.
    package let classes: ClassTable
    /// For each sensitive column the values of each class, one bit each; nil where the distributions are known instead.
    var masks: [[UInt64]]?

    /// What it costs to read: classes and entries of distributions.
    var weight: Int { classes.distributions.reduce(classes.count) { $0 + $1.values.count } }
    /// About how many bytes it takes.
    var bytes: Int {
        classes.distributions.reduce(classes.count * (4 * codes.count + 16 + 8 * (masks?.count ?? 0))) {
            $0 + 8 * $1.values.count
        }
    }

    func isFiner(than levels: [Int]) -> Bool {
        for column in levels.indices where self.levels[column] > levels[column] { return false }
        return true
    }
}

/// The groupings of nodes, each computed from a finer one that is known, with the latest kept.
struct GroupingCache: Sendable {
    private let maps: LevelMaps
    /// The number of values of each sensitive column.
    private let domains: [Int]
    private let root: Grouping
    private let keeps: Bool
    private let tuples: TupleTable
    private let scatter: TupleScatter
    private var grouper = Grouper()
    private var kept: [(grouping: Grouping, use: Int)] = []
    private var bytes = 0
    private var uses = 0
    private static let byteLimit = 96 << 20
    private static let countLimit = 64

    /// - Parameter keeps: whether groupings are kept and used again; else each is computed from the tuples.
    init(
        attributes: [Attribute], maps: LevelMaps, tuples: TupleTable, scatter: TupleScatter, domains: [Int],
        keeps: Bool = true
    ) {
        self.keeps = keeps
        self.maps = maps
        self.tuples = tuples
        self.scatter = scatter
        self.domains = domains
        root = Grouping(
            levels: attributes.map(\.allowed.lowerBound), codes: tuples.codes, classes: tuples.classes)
    }

    /// Groupings that know of sensitive columns only which values a class has, one bit each; nil where a column has more
    /// values than there are bits.
    init?(
        masksOf tuples: TupleTable, scatter: TupleScatter, attributes: [Attribute], maps: LevelMaps, domains: [Int]
    ) {
        if domains.contains(where: { $0 > 64 }) { return nil }
        self.maps = maps
        self.tuples = tuples
        self.scatter = scatter
        self.domains = []
        keeps = true
        let masks = tuples.classes.distributions.map { distributions in
            (0..<tuples.count).map { tuple in
                var mask: UInt64 = 0
                for entry in Int(distributions.offsets[tuple])..<Int(distributions.offsets[tuple + 1]) {
                    mask |= 1 &<< UInt64(distributions.values[entry])
                }
                return mask
            }
        }
        root = Grouping(
            levels: attributes.map(\.allowed.lowerBound), codes: tuples.codes,
            classes: ClassTable(rows: tuples.classes.countedRows), masks: masks)
    }

    /// The classes of a node.
    mutating func grouping(_ levels: [Int]) -> Grouping {
        if !keeps { return rolledUp(root, to: levels) }
        var source = root
        var index: Int?
        for (place, entry) in kept.enumerated() where entry.grouping.isFiner(than: levels) {
            if entry.grouping.weight < source.weight {
                source = entry.grouping
                index = place
            }
        }
        uses += 1
        if let index { kept[index].use = uses }
        if source.levels == levels { return source }
        // From a large source first to a grouping in between, from which later nodes come cheaply.
        let between = Double(source.classes.count) / 8
        if source.classes.count > 4_096, maps.cells(levels) < between {
            let hub = maps.lowered(levels, notBelow: source.levels, cells: between)
            if hub != levels {
                source = rolledUp(source, to: hub)
                keep(source)
            }
        }
        let result = rolledUp(source, to: levels)
        keep(result)
        return result
    }

    private mutating func keep(_ grouping: Grouping) {
        if grouping.bytes > Self.byteLimit / 2 { return }
        kept.append((grouping, uses))
        bytes += grouping.bytes
        while bytes > Self.byteLimit || kept.count > Self.countLimit {
            guard let oldest = kept.indices.min(by: { kept[$0].use < kept[$1].use }) else { return }
            bytes -= kept[oldest].grouping.bytes
            kept.remove(at: oldest)
        }
    }

    private mutating func rolledUp(_ source: Grouping, to levels: [Int]) -> Grouping {
        let columns = levels.indices
        let columnMaps = columns.map { maps.map($0, from: source.levels[$0], to: levels[$0]) }
        if source.levels == root.levels {
            grouper.group(tuples, by: scatter, levels: levels, floor: root.levels, maps: maps)
        } else {
            grouper.group(
                count: source.classes.count,
                by: columns.map {
                    Grouper.Key(codes: source.codes[$0], map: columnMaps[$0], size: maps.labelCounts[$0][levels[$0]])
                })
        }
        let groups = grouper.groups
        let count = grouper.groupCount
        var first = [Int32](repeating: 0, count: count)
        var next = 0
        for item in groups.indices where Int(groups[item]) == next {
            first[next] = Int32(truncatingIfNeeded: item)
            next += 1
            if next == count { break }
        }
        let classes = ClassTable(
            rows: Self.sums(source.classes.rows, groups: groups, count: count),
            subsetRows: source.classes.subsetRows.map { Self.sums($0, groups: groups, count: count) },
            distributions: zip(source.classes.distributions, domains).map { distributions, domain in
                distributions.merged(groups, groupCount: count, domain: domain)
            })
        return Grouping(
            levels: levels,
            codes: columns.map { column -> [Int32] in
                let codes = source.codes[column]
                let map = columnMaps[column]
                return first.map { map[Int(codes[Int($0)])] }
            }, classes: classes, masks: source.masks?.map { Self.unions($0, groups: groups, count: count) })
    }

    private static func unions(_ masks: [UInt64], groups: [Int32], count: Int) -> [UInt64] {
        var unions = [UInt64](repeating: 0, count: count)
        // Unsafe: one pass over all classes of the source.
        unions.withUnsafeMutableBufferPointer { unions in
            masks.withUnsafeBufferPointer { masks in
                groups.withUnsafeBufferPointer { groups in
                    for item in 0..<groups.count { unions[Int(groups[item])] |= masks[item] }
                }
            }
        }
        return unions
    }

    private static func sums(_ rows: [Int32], groups: [Int32], count: Int) -> [Int32] {
        var sums = [Int32](repeating: 0, count: count)
        // Unsafe: one pass over all classes of the source.
        sums.withUnsafeMutableBufferPointer { sums in
            rows.withUnsafeBufferPointer { rows in
                groups.withUnsafeBufferPointer { groups in
                    for item in 0..<groups.count { sums[Int(groups[item])] &+= rows[item] }
                }
            }
        }
        return sums
    }
}
