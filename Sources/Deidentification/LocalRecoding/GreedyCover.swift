/// Fixes the cheapest safe groups first, over the lattice of a block's labels.
///
/// A group is the open tuples that one node of the lattice writes alike. Nodes are visited by the least cost that any of
/// their groups can have; a visited node's groups that are what a class must be, and cost no more than the next node,
/// become classes. Open rows only shrink, so costs seen earlier only rise and the order is exact for whole groups.
/// Nodes are made when they are needed, so a lattice of any size can be begun; work and time bound how far it is taken.
final class GreedyCover {
    /// Bounds of one run.
    struct Limits {
        /// Groups whose rows cost more are left open.
        var cost = Double.infinity
        /// From which share of k rows on a group may borrow; nil for never.
        var borrowing: Double?
        /// The tuples looked at, over all visited nodes.
        var work = Int.max
        /// Seconds to leave on the clock for those who take over what is open.
        var reserve = 0.0
    }

    let problem: LocalProblem
    let limits: Limits
    let pace: LocalPace
    let lattice: BlockLattice
    private var heap = NodeHeap()
    /// Whether work or time ran out.
    private(set) var isStopped = false
    /// The tuples looked at so far.
    var looks = 0

    // Open tuples by their number in the block.
    let tuples: [Int32]
    private var open: [Int32]
    let openRows: FlatBuffer<Int32>
    private var openTotal = 0
    private let groupOf: FlatBuffer<Int32>

    // Groups of the visited node.
    let table: KeyTable
    let groupRows: FlatBuffer<Int32>
    private let groupFirst: FlatBuffer<Int32>
    let groupClass: FlatBuffer<Int32>
    let groupCost: FlatBuffer<Double>

    // Classes: entries with the class they are in.
    var entryTuple: [Int32] = []
    var entryRows: [Int32] = []
    var entryClass: [Int32] = []
    var classRows: [Int32] = []
    var classCost: [Double] = []
    var surplusEntries: [Int32] = []

    init(_ problem: LocalProblem, tuples: [Int32], rows: [Int32], limits: Limits, pace: LocalPace) {
        self.problem = problem
        self.limits = limits
        self.pace = pace
        self.tuples = tuples
        lattice = BlockLattice(problem, tuples: tuples)
        open = (0..<Int32(tuples.count)).map { $0 }
        openRows = FlatBuffer(rows)
        openTotal = rows.reduce(0) { $0 + Int($1) }
        groupOf = FlatBuffer(tuples.count, repeating: 0)
        table = KeyTable(capacity: tuples.count)
        groupRows = FlatBuffer(tuples.count, repeating: 0)
        groupFirst = FlatBuffer(tuples.count, repeating: 0)
        groupClass = FlatBuffer(tuples.count, repeating: -1)
        groupCost = FlatBuffer(tuples.count, repeating: 0)
    }

    /// Fixes what the limits allow; gives the classes and the rows still open.
    func run() -> (classes: LocalPartition, open: LocalPartition) {
        if !tuples.isEmpty { heap.push(key: lattice.leastCost(0), node: 0, isFirst: true) }
        let mayBorrow = limits.borrowing != nil && problem.judge == nil
        while openTotal > 0, let visit = heap.pop() {
            if visit.key > limits.cost || (openTotal < problem.leastRows && !mayBorrow) { break }
            if visit.isFirst {
                lattice.appendSuccessors(of: visit.node) { heap.push(key: $0, node: $1, isFirst: true) }
            }
            let looked = open.count
            looks += looked
            if looks > limits.work || lattice.nodeCount > BlockLattice.limit
                || pace.isOver(after: looked * problem.width, reserve: limits.reserve)
            {
                isStopped = true
                break
            }
            let again = self.visit(visit.node, next: heap.leastKey)
            if again < .infinity { heap.push(key: again, node: visit.node, isFirst: false) }
        }
        return (classes(), rest())
    }

    /// Groups the open tuples at a node and fixes those groups that cost no more than `next`.
    /// - Returns: the least cost of the groups that could be fixed and were not, infinite without any.
    private func visit(_ node: Int, next: Double) -> Double {
        lattice.select(node)
        let groups = group()
        let leastRows = Int32(problem.leastRows)
        let lender = limits.borrowing.map { Int32((Double(leastRows) * $0).rounded(.up)) } ?? leastRows
        let floor = problem.judge == nil ? max(1, lender) : leastRows
        var again = Double.infinity
        var fixes = false
        var borrowers: [Int32] = []
        var leastBorrower = Double.infinity
        for group in 0..<groups where groupRows[group] >= floor {
            let cost = lattice.cost(Int(groupFirst[group]))
            groupCost[group] = cost
            if groupRows[group] < leastRows {
                borrowers.append(Int32(group))
                leastBorrower = min(leastBorrower, cost)
            } else if cost <= next {
                groupClass[group] = -2
                fixes = true
            } else {
                again = min(again, cost)
            }
        }
        if fixes, problem.judge != nil { dismissUnsatisfied(groups) }
        for group in 0..<groups where groupClass[group] == -2 { beginClass(group) }
        if !borrowers.isEmpty, !surplusEntries.isEmpty {
            if leastBorrower <= min(next, limits.cost) {
                again = min(again, borrow(borrowers, next: next))
                fixes = true
            } else {
                again = min(again, leastBorrower)
            }
        }
        if fixes { closeFixed() }
        for group in 0..<groups { groupClass[group] = -1 }
        return again
    }

    /// Numbers the groups of open tuples at the selected node and sums their rows.
    private func group() -> Int {
        table.clear()
        let openRows = openRows.base
        let groupOf = groupOf.base
        let groupRows = groupRows.base
        let groupFirst = groupFirst.base
        var count = 0
        open.withUnsafeBufferPointer { open in
            for index in 0..<open.count {
                let item = Int(open[index])
                let group = Int(table.number(lattice.key(item), new: Int32(count)))
                if group == count {
                    groupRows[group] = 0
                    groupFirst[group] = Int32(item)
                    count &+= 1
                }
                groupRows[group] &+= openRows[item]
                groupOf[index] = Int32(group)
            }
        }
        return count
    }

    /// Opens a class for a group; its cost is that of the group's labels.
    func beginClass(_ group: Int) {
        groupClass[group] = Int32(classRows.count)
        classRows.append(groupRows[group])
        classCost.append(groupCost[group])
    }

    /// Takes the mark from groups that the models refuse.
    private func dismissUnsatisfied(_ groups: Int) {
        guard let judge = problem.judge else { return }
        var members = [[Int32]](repeating: [], count: groups)
        for index in open.indices where groupClass[Int(groupOf[index])] == -2 {
            members[Int(groupOf[index])].append(tuples[Int(open[index])])
        }
        for group in 0..<groups where groupClass[group] == -2 {
            if !judge.isSatisfied(members[group]) { groupClass[group] = -1 }
        }
    }

    /// Moves the tuples of groups that have a class from the open ones into it.
    private func closeFixed() {
        var kept = 0
        let mayLend = limits.borrowing != nil && problem.judge == nil
        for index in 0..<open.count {
            let item = open[index]
            let number = groupClass[Int(groupOf[index])]
            if number < 0 {
                open[kept] = item
                kept += 1
                continue
            }
            if mayLend, classRows[Int(number)] > problem.leastRows {
                surplusEntries.append(Int32(entryTuple.count))
            }
            entryTuple.append(item)
            entryRows.append(openRows[Int(item)])
            entryClass.append(number)
            openTotal -= Int(openRows[Int(item)])
        }
        open.removeLast(open.count - kept)
    }

    private func classes() -> LocalPartition {
        var result = LocalPartition()
        var starts = [Int](repeating: 0, count: classRows.count + 1)
        for entry in entryTuple.indices { starts[Int(entryClass[entry]) + 1] += 1 }
        for index in classRows.indices { starts[index + 1] += starts[index] }
        result.offsets = starts
        result.tuples = [Int32](repeating: 0, count: entryTuple.count)
        result.rows = result.tuples
        for entry in entryTuple.indices {
            let slot = starts[Int(entryClass[entry])]
            starts[Int(entryClass[entry])] += 1
            result.tuples[slot] = tuples[Int(entryTuple[entry])]
            result.rows[slot] = entryRows[entry]
        }
        return result
    }

    private func rest() -> LocalPartition {
        var result = LocalPartition()
        for item in open { result.append(tuple: tuples[Int(item)], rows: openRows[Int(item)]) }
        result.endClass()
        return result
    }
}
