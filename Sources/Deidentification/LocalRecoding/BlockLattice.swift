/// The lattice of the labels that a block's tuples can get, nodes made on demand.
///
/// A node says for each quasi-identifier which step of its tree is used; steps that write the block's tuples alike are one.
final class BlockLattice {
    /// The most nodes that are kept.
    static let limit = 4_000_000

    /// One step of one quasi-identifier: where its keys and costs begin, and its cheapest label.
    private struct Step {
        let start: Int
        let leastCost: Double
    }

    private let width: Int
    private var steps: [[Step]] = []
    /// By step and leaf: the part of the key, and the cost of the label.
    private let keys: FlatBuffer<UInt64>
    private let costs: FlatBuffer<Double>
    /// The leaves of each tuple, numbered within the block.
    private let codes: FlatBuffer<Int32>
    /// The steps of each node, and the first quasi-identifier that its successors may raise.
    private var nodeSteps: [UInt8] = []
    private var raisedFrom: [UInt8] = []
    /// For each quasi-identifier where the keys and costs of the selected node's step begin.
    private let selected: FlatBuffer<Int>

    /// The nodes made so far.
    var nodeCount: Int { raisedFrom.count }

    init(_ problem: LocalProblem, tuples: [Int32]) {
        width = problem.width
        var keys: [UInt64] = []
        var costs: [Double] = []
        var codes = [Int32](repeating: 0, count: tuples.count * width)
        var radix: UInt64 = 1
        var isFull = false
        for column in 0..<width {
            let tree = problem.trees[column]
            var numbers = [Int32](repeating: -1, count: tree.leafCount)
            var leaves: [Int] = []
            for (item, tuple) in tuples.enumerated() {
                let leaf = Int(problem.leaves(tuple)[column])
                if numbers[leaf] < 0 {
                    numbers[leaf] = Int32(leaves.count)
                    leaves.append(leaf)
                }
                codes[item * width + column] = numbers[leaf]
            }
            var columnSteps: [Step] = []
            var last: [Int32] = []
            var ordinals: [Int32: UInt64] = [:]
            var nodesByStep: [[Int32]] = []
            for step in tree.steps {
                let nodes = leaves.map { step[$0] }
                if nodes == last { continue }
                last = nodes
                nodesByStep.append(nodes)
                for node in nodes where ordinals[node] == nil { ordinals[node] = UInt64(ordinals.count) }
            }
            // Keys too wide for a word are mixed instead; a collision can only make a class wider than it had to be.
            let (product, overflow) = radix.multipliedReportingOverflow(by: UInt64(max(1, ordinals.count)))
            if overflow { isFull = true }
            for nodes in nodesByStep {
                let start = keys.count
                var least = Double.infinity
                for node in nodes {
                    let ordinal = ordinals[node] ?? 0
                    keys.append(isFull ? mixed(ordinal &+ UInt64(column) << 40) : radix &* ordinal)
                    let cost = problem.cost(column, node)
                    costs.append(cost)
                    least = min(least, cost)
                }
                columnSteps.append(Step(start: start, leastCost: least))
            }
            if !overflow { radix = product }
            steps.append(columnSteps)
        }
        self.keys = FlatBuffer(keys)
        self.costs = FlatBuffer(costs)
        self.codes = FlatBuffer(codes)
        selected = FlatBuffer(width, repeating: 0)
        nodeSteps = [UInt8](repeating: 0, count: width)
        raisedFrom = [0]
    }

    /// The least cost that a group can have at a node.
    func leastCost(_ node: Int) -> Double {
        var sum = 0.0
        for column in 0..<width { sum += steps[column][Int(nodeSteps[node * width + column])].leastCost }
        return sum
    }

    /// Makes the node's successors: each node of the lattice is the successor of exactly one other.
    func appendSuccessors(of node: Int, _ body: (Double, Int) -> Void) {
        for column in Int(raisedFrom[node])..<width {
            let step = Int(nodeSteps[node * width + column])
            if step + 1 >= min(steps[column].count, 256) { continue }
            let new = raisedFrom.count
            for other in 0..<width { nodeSteps.append(nodeSteps[node * width + other]) }
            nodeSteps[new * width + column] = UInt8(step + 1)
            raisedFrom.append(UInt8(column))
            body(leastCost(new), new)
        }
    }

    /// Chooses the node that ``key(_:)`` and ``cost(_:)`` are of.
    func select(_ node: Int) {
        for column in 0..<width { selected[column] = steps[column][Int(nodeSteps[node * width + column])].start }
    }

    /// The key of a tuple (by its number in the block) at the selected node: equal for tuples that it writes alike.
    @inline(__always)
    func key(_ item: Int) -> UInt64 {
        let keys = keys.base
        let codes = codes.base + item &* width
        let selected = selected.base
        var key: UInt64 = 0
        for column in 0..<width { key &+= keys[selected[column] &+ Int(codes[column])] }
        return key
    }

    /// The cost per row of a tuple's labels at the selected node.
    func cost(_ item: Int) -> Double {
        var sum = 0.0
        for column in 0..<width { sum += costs[selected[column] + Int(codes[item * width + column])] }
        return sum
    }
}

/// The finalizer of SplitMix64.
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
}
