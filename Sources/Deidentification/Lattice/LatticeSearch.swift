/// The exact search: the best transformation of the whole lattice by ``Transformation/isBetter(than:)``.
///
/// Three facts rule nodes out without computing all of their classes' properties. Fact 1 and 3 hold for the least class
/// size and for distinct values, since the classes of a finer node are parts of those of a coarser one, so that what is
/// too small or too uniform stays so; of other models only that part is used.
/// 1. A node that suppresses more rows than allowed rules out all finer nodes (one whose masked rows are too few for a
///    class of their own does not: a finer node masks more).
/// 2. The metric's figure without suppression, known for every node from the counts of single columns, is a lower bound.
/// 3. What suppression costs in a node, it costs at least in every finer one: this raises the bound of `loss`.
/// A greedy descent from the top gives a first solution; then the nodes follow in waves from coarse to fine. Where a
/// model can hold for a finer node though it fails for a coarser one, nodes that pass the first step wait until the end
/// and are evaluated in the order of their bounds.
struct LatticeSearch {
    private struct Marks: OptionSet {
        let rawValue: UInt8
        static let checked = Marks(rawValue: 1)
        static let beyondLimit = Marks(rawValue: 2)
    }

    /// The most numbers kept for fact 3; without them the search is exact as well, but checks more.
    private static let penaltyLimit = 4_000_000

    private let lattice: Lattice
    private var examiner: NodeExaminer
    private let progress: ((SearchProgress) -> Bool)?
    private let deadline: (() -> Bool)?
    private var marks: [Marks]
    /// By node and column what suppression costs at least there and in finer nodes; empty where it is not kept.
    private var penalties: [Double]
    private var waiting: [(bound: MetricValue?, node: Int)] = []
    private var incumbent = Incumbent()
    private var checked = 0
    private var decided = 0
    private var excludedByBound = 0
    private var excludedByCoarserFailure = 0

    private struct TimeIsUp: Error {}

    init(
        lattice: Lattice, examiner: NodeExaminer, progress: ((SearchProgress) -> Bool)?, deadline: (() -> Bool)?
    ) {
        self.lattice = lattice
        self.examiner = examiner
        self.progress = progress
        self.deadline = deadline
        marks = [Marks](repeating: [], count: lattice.nodeCount)
        let size = lattice.nodeCount * lattice.allowed.count
        let inherits = examiner.lossBound != nil && size <= Self.penaltyLimit
        penalties = [Double](repeating: 0, count: inherits ? size : 0)
    }

    mutating func run() throws(DeidentificationError) -> SearchOutcome {
        let (coarsest, isBeyond) = checkTop()
        if isBeyond {
            excludedByCoarserFailure = lattice.nodeCount - 1
        } else {
            do {
                try descend()
                try sweep()
                try evaluateWaiting()
            } catch let error as DeidentificationError {
                throw error
            } catch {
                return outcome(coarsest, isFinished: false)
            }
        }
        return outcome(coarsest, isFinished: true)
    }

    private func outcome(_ coarsest: Transformation, isFinished: Bool) -> SearchOutcome {
        let certain = checked + excludedByBound + excludedByCoarserFailure
        let open = isFinished ? 0 : max(lattice.nodeCount - certain, waiting.isEmpty ? 0 : 1)
        let least = isFinished ? incumbent.best?.loss : examiner.bound(lattice.levels(0), penalties: nil)?.total
        return SearchOutcome(
            solution: incumbent.best, coarsest: coarsest,
            certificate: SearchCertificate(
                nodes: Double(lattice.nodeCount), checked: checked, excludedByBound: excludedByBound,
                excludedByCoarserFailure: excludedByCoarserFailure, open: Double(open), lowerBound: least),
            optimal: isFinished && incumbent.best != nil)
    }

    private mutating func checkTop() -> (Transformation, isBeyond: Bool) {
        let levels = lattice.levels(lattice.top)
        checked += 1
        marks[lattice.top].insert(.checked)
        let (transformation, count) = examiner.completely(levels)
        incumbent.consider(transformation)
        raisePenalties(lattice.top, by: count)
        return (transformation, count.rows > examiner.evaluator.allowedRows)
    }

    private mutating func raisePenalties(_ node: Int, by count: ClassCounter.Count) {
        if penalties.isEmpty { return }
        guard let known = examiner.penalties(count) else { return }
        let start = node * known.count
        for column in known.indices { penalties[start + column] = max(penalties[start + column], known[column]) }
    }

    /// Computes a node: all of it at once, or only as much as proves that it can wait or is ruled out.
    /// - Returns: whether finer nodes may be within the limit by the models that were looked at.
    @discardableResult
    private mutating func check(_ node: Int, completely: Bool) throws -> Bool {
        try report()
        let levels = lattice.levels(node)
        checked += 1
        marks[node].insert(.checked)
        for step in 0..<2 {
            guard let finding = step == 0 ? examiner.examine(levels) : examiner.refine(levels) else { break }
            switch finding {
            case .beyondLimit:
                marks[node].insert(.beyondLimit)
                return false
            case .decided(let transformation, let count):
                incumbent.consider(transformation)
                raisePenalties(node, by: count)
                return true
            case .undecided(let count):
                raisePenalties(node, by: count)
                if !completely && incumbent.rulesOut(bound(node, levels: levels)) { return true }
            }
        }
        if completely || examiner.isMonotone { return evaluate(node, levels: levels) }
        waiting.append((bound(node, levels: levels), node))
        return true
    }

    private mutating func evaluate(_ node: Int, levels: [Int]) -> Bool {
        let (transformation, failing) = examiner.evaluate(levels)
        incumbent.consider(transformation)
        raisePenalties(node, by: failing)
        if failing.rows > examiner.evaluator.allowedRows { marks[node].insert(.beyondLimit) }
        return transformation.isWithinLimit
    }

    private func report() throws {
        if let progress {
            let state = SearchProgress(
                nodes: lattice.nodeCount, decided: decided, checked: checked, bestLoss: incumbent.best?.loss)
            if !progress(state) { throw DeidentificationError.interrupted }
        }
        if let deadline, deadline() { throw TimeIsUp() }
    }

    private func bound(_ node: Int, levels: [Int]) -> MetricValue? {
        if penalties.isEmpty { return examiner.bound(levels, penalties: nil) }
        return penalties.withUnsafeBufferPointer { all in
            let start = node * levels.count
            return examiner.bound(levels, penalties: UnsafeBufferPointer(rebasing: all[start..<start + levels.count]))
        }
    }

    /// From the top to ever finer nodes within the limit, each time the one that promises the least figure.
    private mutating func descend() throws {
        var current: Int? = lattice.top
        while let node = current {
            let finer = lattice.directlyFiner(node, levels: lattice.levels(node))
            let ordered = finer.map { (bound: examiner.bound(lattice.levels($0), penalties: nil), node: $0) }
                .sorted { Self.precedes($0, $1) }
            current = nil
            for candidate in ordered where current == nil && !marks[candidate.node].contains(.checked) {
                if try check(candidate.node, completely: true) { current = candidate.node }
            }
        }
    }

    private static func precedes(_ left: (bound: MetricValue?, node: Int), _ right: (bound: MetricValue?, node: Int))
        -> Bool
    {
        guard let first = left.bound, let second = right.bound else { return left.node > right.node }
        if first < second { return true }
        if second < first { return false }
        return left.node < right.node
    }

    private mutating func sweep() throws {
        for wave in lattice.waves() {
            var candidates: [(bound: MetricValue?, node: Int)] = []
            for node in wave.lazy.map(Int.init) {
                decided += 1
                if decided % 65_536 == 0 { try report() }
                if !enter(node) { continue }
                let bound = bound(node, levels: lattice.levels(node))
                if incumbent.rulesOut(bound) {
                    excludedByBound += 1
                } else {
                    candidates.append((bound, node))
                }
            }
            candidates.sort { Self.precedes($0, $1) }
            for candidate in candidates {
                if incumbent.rulesOut(candidate.bound) {
                    excludedByBound += 1
                } else {
                    try check(candidate.node, completely: false)
                }
            }
        }
    }

    /// Takes over what the directly coarser nodes know; false when nothing is left to decide.
    private mutating func enter(_ node: Int) -> Bool {
        let count = lattice.allowed.count
        var isBeyond = marks[node].contains(.beyondLimit)
        var rest = node
        for column in 0..<count {
            let size = lattice.allowed[column].count
            let digit = rest % size
            rest /= size
            if digit == size - 1 { continue }
            let coarser = node + lattice.strides[column]
            if marks[coarser].contains(.beyondLimit) { isBeyond = true }
            if !penalties.isEmpty {
                penalties.withUnsafeMutableBufferPointer { penalties in
                    let (from, to) = (coarser &* count, node &* count)
                    for index in 0..<count {
                        penalties[to &+ index] = max(penalties[to &+ index], penalties[from &+ index])
                    }
                }
            }
        }
        if isBeyond { marks[node].insert(.beyondLimit) }
        if marks[node].contains(.checked) { return false }
        if isBeyond { excludedByCoarserFailure += 1 }
        return !isBeyond
    }

    /// The nodes that could not be decided by their size, the most promising first.
    private mutating func evaluateWaiting() throws {
        waiting.sort { Self.precedes($0, $1) }
        while let next = waiting.first {
            if incumbent.rulesOut(next.bound) {
                if next.bound?.ranked == nil { break }
            } else {
                try report()
                _ = evaluate(next.node, levels: lattice.levels(next.node))
            }
            waiting.removeFirst()
        }
        waiting = []
    }
}
