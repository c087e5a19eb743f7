/// How much is tried, from the size of the problem and the budget alone, so that it is the same in every run.
struct LocalPlan {
    /// Tuples looked at per second at the nodes of the lattice, as reckoned for plans (the clock has the last word).
    private static let looksPerSecond = 6e7
    /// The seconds of one pass of neighbourhood search per tuple, as reckoned for plans.
    private static let passSeconds = 2.5e-6
    /// The rows of a block: lattices of blocks are small, since most labels above theirs are the same.
    private static let rowsOfBlock = 3_000

    /// One greedy cover.
    struct Cover {
        /// The rows of a block; nil for one block.
        var blockRows: Int?
        /// The tuples that may be looked at.
        var work: Int
        /// Groups that cost more per row wait until all blocks are done.
        var cost: Double
        /// From which share of k on a group may borrow rows.
        var borrowing: Double
    }

    /// The greedy covers to try, in this order.
    var covers: [Cover]
    /// The most passes of neighbourhood search.
    var passes: Int
    /// The seconds, infinite where passes bound the run.
    var seconds: Double

    init(_ budget: LocalBudget, problem: LocalProblem, rows: Int) {
        let reckoned: Double
        switch budget {
        case .seconds(let seconds):
            self.seconds = seconds
            passes = 1_000
            reckoned = seconds
        case .passes(let passes):
            seconds = .infinity
            self.passes = passes
            reckoned = 0.1 + Double(10 + passes) * Double(problem.tupleCount) * Self.passSeconds
        }
        var nodes = 1.0
        for tree in problem.trees { nodes *= Double(max(1, tree.steps.count)) }
        let work = min(1e15, max(0, reckoned) * Self.looksPerSecond * 0.7)
        // Over one block about a third of all tuples is still open at a node, on average.
        let whole = nodes * Double(problem.tupleCount) / 3
        covers = []
        if rows > 2 * Self.rowsOfBlock {
            covers.append(Cover(blockRows: Self.rowsOfBlock, work: Int(work), cost: 1, borrowing: 0.4))
        }
        if covers.isEmpty || whole < 0.6 * work {
            covers.append(Cover(blockRows: nil, work: Int(work), cost: .infinity, borrowing: 0.5))
        }
    }
}
