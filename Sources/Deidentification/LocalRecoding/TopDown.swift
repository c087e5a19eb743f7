/// Splits classes along the trees as long as the parts are what a class must be: fast, and never without an answer.
///
/// A class is split on one quasi-identifier into the children of its label; children that can stand alone do, the others
/// stay together at the parent's label. The split with the greatest gain per bit of division is taken (in the way of
/// LeFevre, DeWitt and Ramakrishnan's Mondrian, 2006, over hierarchies). With `leastRows` far above k it makes blocks.
final class TopDown {
    private let problem: LocalProblem
    private let leastRows: Int
    private let judge: ClassJudge?
    private var tuples: [Int32]
    private var rows: [Int32]
    private var spareTuples: [Int32]
    private var spareRows: [Int32]
    private let counts: FlatBuffer<Int>
    private let slots: FlatBuffer<Int32>
    private var touched: [Int32] = []

    /// - Parameter judge: nil to look at rows alone.
    init(_ problem: LocalProblem, leastRows: Int, judge: ClassJudge?, tuples: [Int32], rows: [Int32]) {
        self.problem = problem
        self.leastRows = leastRows
        self.judge = judge
        self.tuples = tuples
        self.rows = rows
        spareTuples = tuples
        spareRows = rows
        let nodes = problem.trees.map(\.nodeCount).max() ?? 0
        counts = FlatBuffer(nodes, repeating: 0)
        slots = FlatBuffer(nodes, repeating: -1)
    }

    /// A split under consideration: the children that stand alone, and how good it is.
    private struct Split {
        var column = -1
        var node: Int32 = 0
        var apart: [Int32] = []
        var score = 0.0
    }

    /// Splits the tuples, all in one class at first.
    func run() -> LocalPartition {
        var result = LocalPartition()
        if tuples.isEmpty { return result }
        let width = problem.width
        var stack = [(lower: 0, upper: tuples.count)]
        var labels = problem.trees.map { Int32($0.nodeCount - 1) }
        var current = labels
        while let (lower, upper) = stack.popLast() {
            for column in 0..<width { current[column] = labels[labels.count - width + column] }
            labels.removeLast(width)
            var best = Split()
            for column in 0..<width {
                let split = split(column, &current[column], lower, upper)
                if split.score > best.score { best = split }
            }
            if best.column < 0 {
                for item in lower..<upper { result.append(tuple: tuples[item], rows: rows[item]) }
                result.endClass()
                continue
            }
            for (part, child) in part(best, lower, upper) {
                stack.append((part.lowerBound, part.upperBound))
                current[best.column] = child
                labels += current
            }
        }
        return result
    }

    /// Counts the rows of the node's children; a node with one child is narrowed to it first.
    private func split(_ column: Int, _ node: inout Int32, _ lower: Int, _ upper: Int) -> Split {
        let tree = problem.trees[column]
        let width = problem.width
        let codes = problem.codes.base
        while Int(node) >= tree.leafCount {
            touched.removeAll(keepingCapacity: true)
            var total = 0
            tree.paths[Int(tree.depths[Int(node)]) + 1].withUnsafeBufferPointer { path in
                tuples.withUnsafeBufferPointer { tuples in
                    rows.withUnsafeBufferPointer { rows in
                        for item in lower..<upper {
                            let child = path[Int(codes[Int(tuples[item]) &* width &+ column])]
                            if slots[Int(child)] < 0 {
                                slots[Int(child)] = 0
                                counts[Int(child)] = 0
                                touched.append(child)
                            }
                            counts[Int(child)] &+= Int(rows[item])
                            total &+= Int(rows[item])
                        }
                    }
                }
            }
            for child in touched { slots[Int(child)] = -1 }
            if touched.count == 1 {
                node = touched[0]
                continue
            }
            var split = Split(column: column, node: node)
            let isPossible = Int(node) != tree.impossible
            split.apart = isPossible ? apart(column, node, lower, upper, total: total) : touched
            var gain = 0.0
            var alone = 0
            for child in split.apart {
                alone += counts[Int(child)]
                gain += Double(counts[Int(child)]) * (problem.cost(column, node) - problem.cost(column, child))
            }
            // Rows that do not count have no gain, but narrower classes do no harm.
            let parts = split.apart.count + (split.apart.count < touched.count ? 1 : 0)
            if split.apart.isEmpty || parts < 2 { return Split() }
            split.score = max(gain, 1e-12) / divisionBits(parts)
            return split
        }
        return Split()
    }

    /// The children that stand alone, so that the others together are a class or nothing.
    private func apart(_ column: Int, _ node: Int32, _ lower: Int, _ upper: Int, total: Int) -> [Int32] {
        var apart = touched.filter { counts[Int($0)] >= leastRows }
        if judge != nil { apart = apart.filter { isSatisfied(column, node, [$0], lower, upper) } }
        apart.sort { (counts[Int($0)], $0) > (counts[Int($1)], $1) }
        var rest = total - apart.reduce(0) { $0 + counts[Int($1)] }
        while let smallest = apart.last, apart.count < touched.count {
            if rest >= leastRows {
                if judge == nil { break }
                let others = touched.filter { !apart.contains($0) }
                if isSatisfied(column, node, others, lower, upper) { break }
            }
            rest += counts[Int(smallest)]
            apart.removeLast()
        }
        return apart
    }

    private func isSatisfied(_ column: Int, _ node: Int32, _ children: [Int32], _ lower: Int, _ upper: Int) -> Bool {
        guard let judge else { return true }
        let tree = problem.trees[column]
        let path = tree.paths[Int(tree.depths[Int(node)]) + 1]
        for child in children { slots[Int(child)] = 1 }
        judge.clear()
        for item in lower..<upper {
            let leaf = problem.codes[Int(tuples[item]) * problem.width + column]
            if slots[Int(path[Int(leaf)])] == 1 { judge.add(tuples[item]) }
        }
        for child in children { slots[Int(child)] = -1 }
        return judge.isSatisfied
    }

    /// Reorders the class by parts; gives each part's range and label.
    private func part(_ split: Split, _ lower: Int, _ upper: Int) -> [(range: Range<Int>, node: Int32)] {
        let tree = problem.trees[split.column]
        let path = tree.paths[Int(tree.depths[Int(split.node)]) + 1]
        for (slot, child) in split.apart.enumerated() { slots[Int(child)] = Int32(slot) }
        let rest = split.apart.count
        var starts = [Int](repeating: 0, count: rest + 2)
        func slot(_ item: Int) -> Int {
            let leaf = problem.codes[Int(tuples[item]) &* problem.width &+ split.column]
            let slot = Int(slots[Int(path[Int(leaf)])])
            return slot < 0 ? rest : slot
        }
        for item in lower..<upper { starts[slot(item) + 1] += 1 }
        for part in 0...rest { starts[part + 1] += starts[part] }
        var next = starts
        for item in lower..<upper {
            let part = slot(item)
            spareTuples[lower + next[part]] = tuples[item]
            spareRows[lower + next[part]] = rows[item]
            next[part] += 1
        }
        for child in split.apart { slots[Int(child)] = -1 }
        for item in lower..<upper {
            tuples[item] = spareTuples[item]
            rows[item] = spareRows[item]
        }
        var parts: [(range: Range<Int>, node: Int32)] = []
        for part in 0...rest where starts[part + 1] > starts[part] {
            parts.append(
                (lower + starts[part]..<lower + starts[part + 1], part < rest ? split.apart[part] : split.node))
        }
        return parts
    }
}
