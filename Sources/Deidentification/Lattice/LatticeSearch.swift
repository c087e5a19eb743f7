/// The exact search: the best transformation of the whole lattice by ``Transformation/isBetter(than:)``.
///
/// Three facts rule nodes out without computing their classes (all hold for k-anonymity; the classes of a finer node
/// are parts of those of a coarser one, so what is too small stays too small):
/// 1. a node that suppresses more rows than allowed rules out all finer nodes (one whose masked rows are too few for a
///    class of their own does not: a finer node masks more);
/// 2. the loss without suppression, known for every node from the counts of single columns, is a lower bound;
/// 3. what suppression costs in a node, it costs at least in every finer one: this raises the bound.
/// A greedy descent from the top gives a first solution; then the nodes follow in waves from coarse to fine.
struct LatticeSearch {
    private enum Verdict: UInt8 {
        case open
        case withinLimit
        case beyondLimit
    }

    /// Bounds are computed in another order than losses; they rule out only what is worse by more than rounding.
    private static let slack = 1e-9

    private let lattice: Lattice
    private var evaluator: NodeEvaluator
    private let progress: ((SearchProgress) -> Bool)?
    private var verdicts: [Verdict]
    /// The cost of suppression per column in each node that was computed and may have finer ones of interest.
    private var computedPenalties: [Int: [Double]] = [:]
    private var best: Transformation?
    private var checked = 0
    private var decided = 0

    init(lattice: Lattice, evaluator: NodeEvaluator, progress: ((SearchProgress) -> Bool)?) {
        self.lattice = lattice
        self.evaluator = evaluator
        self.progress = progress
        verdicts = [Verdict](repeating: .open, count: lattice.nodeCount)
    }

    mutating func run() throws(DeidentificationError) -> SearchOutcome {
        let coarsest = try check(lattice.top)
        if coarsest.isWithinLimit {
            try descend()
            try sweep()
        }
        return SearchOutcome(
            solution: best, coarsest: coarsest, nodes: lattice.nodeCount, checked: checked, optimal: best != nil)
    }

    @discardableResult
    private mutating func check(_ node: Int) throws(DeidentificationError) -> Transformation {
        try report()
        let (result, penalties) = evaluator.evaluate(lattice.levels(node))
        checked += 1
        verdicts[node] = result.isWithinLimit ? .withinLimit : .beyondLimit
        if result.isWithinLimit { computedPenalties[node] = penalties }
        if result.isAnonymous, best.map({ result.isBetter(than: $0) }) ?? true { best = result }
        return result
    }

    private func report() throws(DeidentificationError) {
        guard let progress else { return }
        let state = SearchProgress(
            nodes: lattice.nodeCount, decided: decided, checked: checked, bestLoss: best?.loss)
        if !progress(state) { throw .interrupted }
    }

    /// A lower bound of the loss at these levels and of all finer suppression, given what suppression costs at least.
    private func bound(_ levels: [Int], penalties: [Double]) -> Double {
        evaluator.model.aggregated(evaluator.columnLosses(levels, penalties: penalties))
    }

    private func isRuledOut(_ bound: Double) -> Bool { best.map { bound > $0.loss + Self.slack } ?? false }

    /// From the top to ever finer nodes within the limit, each time the one that promises the least loss.
    private mutating func descend() throws(DeidentificationError) {
        let none = lattice.allowed.map { _ in 0.0 }
        var current: Int? = lattice.top
        while let node = current {
            let finer = lattice.directlyFiner(node, levels: lattice.levels(node))
            let ordered = finer.map { (bound: bound(lattice.levels($0), penalties: none), node: $0) }
                .sorted { ($0.bound, $0.node) < ($1.bound, $1.node) }
            current = nil
            for candidate in ordered where current == nil && verdicts[candidate.node] == .open {
                if try check(candidate.node).isWithinLimit { current = candidate.node }
            }
        }
    }

    private mutating func sweep() throws(DeidentificationError) {
        var inherited: [Int: [Double]] = [:]
        for wave in lattice.waves() {
            var candidates: [(bound: Double, node: Int, penalties: [Double])] = []
            var next: [Int: [Double]] = [:]
            for node in wave.lazy.map(Int.init) {
                decided += 1
                if decided % 65_536 == 0 { try report() }
                let levels = lattice.levels(node)
                let coarser = lattice.directlyCoarser(node, levels: levels)
                if coarser.contains(where: { verdicts[$0] == .beyondLimit }) { verdicts[node] = .beyondLimit }
                if verdicts[node] == .beyondLimit { continue }
                var penalties = computedPenalties.removeValue(forKey: node) ?? lattice.allowed.map { _ in 0.0 }
                for above in coarser {
                    if let known = inherited[above] { Self.raise(&penalties, to: known) }
                }
                if verdicts[node] == .open {
                    let bound = bound(levels, penalties: penalties)
                    if !isRuledOut(bound) {
                        candidates.append((bound, node, penalties))
                        continue
                    }
                }
                next[node] = penalties
            }
            candidates.sort { ($0.bound, $0.node) < ($1.bound, $1.node) }
            for candidate in candidates {
                var penalties = candidate.penalties
                if !isRuledOut(candidate.bound) {
                    if !(try check(candidate.node).isWithinLimit) { continue }
                    Self.raise(&penalties, to: computedPenalties.removeValue(forKey: candidate.node) ?? [])
                }
                next[candidate.node] = penalties
            }
            inherited = next
        }
    }

    private static func raise(_ penalties: inout [Double], to known: [Double]) {
        for column in known.indices { penalties[column] = max(penalties[column], known[column]) }
    }
}
