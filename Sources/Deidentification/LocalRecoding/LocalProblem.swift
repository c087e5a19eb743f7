/// What the families of local recoding work on: tuples, trees, costs, and what a class must be.
///
/// The cost of a class is the sum over the quasi-identifiers of the costs of its labels, times its rows; the total is, up
/// to weights, the numerator of the metric `loss`.
final class LocalProblem {
    /// Trees of more nodes than this find common nodes by climbing instead of by table.
    private static let tableLimit = 640

    /// The quasi-identifiers.
    let width: Int
    /// The tuples.
    let tupleCount: Int
    /// The least rows of a class.
    let leastRows: Int
    let trees: [GeneralizationTree]
    /// For each node the number of its written text: equal for nodes that are written alike.
    let labelTexts: [[Int]]
    /// Whether different nodes of one tree are written alike.
    let hasAmbiguousText: Bool
    /// The leaves of each tuple, one tuple after the other.
    let codes: FlatBuffer<Int32>
    /// The counted rows of each tuple.
    let rows: FlatBuffer<Int32>
    /// Judges classes of whole tuples; nil where rows alone decide, and a tuple's rows may be parted.
    let judge: ClassJudge?
    /// Where the nodes of each quasi-identifier begin in ``costs``.
    let costStart: FlatBuffer<Int>
    /// The weighted costs of all nodes.
    let costs: FlatBuffer<Double>
    /// Where the table of each quasi-identifier begins in ``commonNodes``; -1 for trees without one.
    let tableStart: FlatBuffer<Int>
    let commonNodes: FlatBuffer<Int32>
    let nodeCounts: FlatBuffer<Int>
    /// The parents of all nodes, placed as ``costs`` are.
    private let parents: FlatBuffer<Int32>

    init(trees: [GeneralizationTree], tuples: TupleTable, leastRows: Int, judge: ClassJudge?) {
        self.trees = trees
        labelTexts = trees.map(\.texts)
        hasAmbiguousText = trees.contains { Set($0.texts).count < $0.texts.count }
        self.leastRows = max(1, leastRows)
        self.judge = judge
        let width = trees.count
        let tupleCount = tuples.count
        self.width = width
        self.tupleCount = tupleCount
        codes = FlatBuffer(width * tupleCount, repeating: 0)
        for (column, columnCodes) in tuples.codes.enumerated() {
            for (tuple, code) in columnCodes.enumerated() { codes[tuple * width + column] = code }
        }
        rows = FlatBuffer(tuples.classes.countedRows)
        var starts: [Int] = []
        var costs: [Double] = []
        var tableStarts: [Int] = []
        var common: [Int32] = []
        for tree in trees {
            starts.append(costs.count)
            costs += tree.costs
            let count = tree.nodeCount
            guard count <= Self.tableLimit else {
                tableStarts.append(-1)
                continue
            }
            tableStarts.append(common.count)
            for first in 0..<Int32(count) {
                for second in 0..<Int32(count) { common.append(tree.common(first, second)) }
            }
        }
        costStart = FlatBuffer(starts)
        self.costs = FlatBuffer(costs)
        tableStart = FlatBuffer(tableStarts)
        commonNodes = FlatBuffer(common)
        nodeCounts = FlatBuffer(trees.map(\.nodeCount))
        parents = FlatBuffer(trees.flatMap(\.parents))
    }

    /// Weights the quasi-identifiers' costs; 0 becomes a little more, so that ties go to the finer label.
    func weigh(_ weights: [Double]) {
        let sum = weights.reduce(0, +)
        for (column, tree) in trees.enumerated() {
            let share = sum > 0 ? weights[column] * Double(width) / sum : 1
            for (node, cost) in tree.costs.enumerated() {
                costs[costStart[column] + node] = node == tree.impossible ? cost : max(share, 1e-4) * cost
            }
        }
    }

    /// The finest node above both.
    @inline(__always)
    func common(_ column: Int, _ first: Int32, _ second: Int32) -> Int32 {
        if first == second { return first }
        let start = tableStart[column]
        if start < 0 { return climbed(column, first, second) }
        return commonNodes[start &+ Int(first) &* nodeCounts[column] &+ Int(second)]
    }

    /// The finest node above both, for trees without a table. A parent's number is greater than its children's, so the
    /// lower of two numbers cannot be the common node.
    private func climbed(_ column: Int, _ first: Int32, _ second: Int32) -> Int32 {
        let parents = parents.base + costStart[column]
        var first = first
        var second = second
        while first != second {
            if first < second { first = parents[Int(first)] } else { second = parents[Int(second)] }
        }
        return first
    }

    /// The cost per row of a node.
    @inline(__always)
    func cost(_ column: Int, _ node: Int32) -> Double { costs[costStart[column] &+ Int(node)] }

    /// The cost per row of labels.
    @inline(__always)
    func cost(_ labels: UnsafePointer<Int32>) -> Double {
        var sum = 0.0
        for column in 0..<width { sum += cost(column, labels[column]) }
        return sum
    }

    /// The cost per row of the labels that cover both.
    @inline(__always)
    func commonCost(_ first: UnsafePointer<Int32>, _ second: UnsafePointer<Int32>) -> Double {
        var sum = 0.0
        for column in 0..<width { sum += cost(column, common(column, first[column], second[column])) }
        return sum
    }

    /// Widens labels until they cover others too.
    @inline(__always)
    func widen(_ labels: UnsafeMutablePointer<Int32>, by others: UnsafePointer<Int32>) {
        for column in 0..<width { labels[column] = common(column, labels[column], others[column]) }
    }

    /// The leaves of a tuple.
    @inline(__always)
    func leaves(_ tuple: Int32) -> UnsafePointer<Int32> { UnsafePointer(codes.base + Int(tuple) &* width) }
}

/// Judges classes of whole tuples by the models that look at more than rows.
final class ClassJudge {
    private let requirement: ClassRequirement
    private let classes: ClassTable
    private var statistics: ClassStatistics
    private let empty: ClassStatistics

    init(_ privacy: BoundPrivacy, classes: ClassTable) {
        requirement = privacy.requirement
        self.classes = classes
        empty = ClassStatistics(counts: privacy.sensitive.map { [Int32](repeating: 0, count: $0.totals.count) })
        statistics = empty
    }

    /// Begins a class without rows.
    func clear() { statistics = empty }

    /// Adds all rows of a tuple.
    func add(_ tuple: Int32) {
        let tuple = Int(tuple)
        let rows = Int(classes.rows[tuple])
        statistics.rows += rows
        statistics.subsetRows += classes.subsetRows.map { Int($0[tuple]) } ?? rows
        for (column, spread) in classes.distributions.enumerated() {
            for entry in Int(spread.offsets[tuple])..<Int(spread.offsets[tuple + 1]) {
                statistics.counts[column][Int(spread.values[entry])] += spread.counts[entry]
            }
        }
    }

    /// Whether the class so far satisfies every model.
    var isSatisfied: Bool { requirement.isSatisfied(by: statistics) }

    /// Whether a class of these tuples satisfies every model.
    func isSatisfied(_ tuples: some Sequence<Int32>) -> Bool {
        clear()
        for tuple in tuples { add(tuple) }
        return isSatisfied
    }
}
