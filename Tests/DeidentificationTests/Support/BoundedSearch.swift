import Deidentification

/// The plain way to the optimum: every transformation whose bound allows it to be better than the best so far is judged.
struct BoundedSearch {
    /// One transformation, judged.
    struct Node {
        var levels: [Int]
        var value: MetricValue
        var judgement: Judgement
    }

    let anonymizer: Anonymizer
    let metric: BoundMetric
    private(set) var checked = 0

    init(_ anonymizer: Anonymizer) {
        self.anonymizer = anonymizer
        metric = BoundMetric(
            anonymizer.prepared.recipe.utility, attributes: anonymizer.attributes, tuples: anonymizer.tuples,
            subset: anonymizer.prepared.subset)
    }

    mutating func node(_ levels: [Int]) -> Node {
        checked += 1
        let node = NodeClasses(anonymizer.tuples, attributes: anonymizer.attributes, levels: levels)
        let judgement = anonymizer.privacy.judge(node.classes, allowedRows: anonymizer.allowedRows) { index in
            metric.cost(ofClass: index, levels: levels, classes: node.classes, codes: node.codes)
        }
        let value = metric.value(
            levels: levels, classes: node.classes, codes: node.codes, suppressed: judgement.suppressed)
        return Node(levels: levels, value: value, judgement: judgement)
    }

    /// The anonymous transformations with the least figure.
    mutating func optima() -> [Node] { isHereditary ? coarsestFirst() : leastBoundFirst() }

    /// Whether what is finer than a transformation that is not anonymous is not anonymous either: bad classes have only
    /// bad subclasses, or no row may be lost and the models are convex.
    private var isHereditary: Bool {
        if anonymizer.privacy.isMonotone { return true }
        return anonymizer.allowedRows == 0
            && anonymizer.privacy.models.allSatisfy { model in
                switch model {
                case .kAnonymity, .lDiversity, .tCloseness, .betaLikeness, .kMap: true
                default: false
                }
            }
    }

    private var lattice: [[Int]] {
        var all: [[Int]] = [[]]
        for range in anonymizer.allowedLevels { all = all.flatMap { start in range.map { start + [$0] } } }
        return all
    }

    private mutating func leastBoundFirst() -> [Node] {
        let bounded = lattice.map { (levels: $0, bound: metric.lowerBound(levels: $0)) }
        let ordered = bounded.sorted { left, right in
            guard let first = left.bound, let second = right.bound else {
                return left.bound == nil && right.bound != nil
            }
            return first < second
        }
        var best: [Node] = []
        for (levels, bound) in ordered { _ = consider(levels, bound: bound, best: &best) }
        return best
    }

    private mutating func coarsestFirst() -> [Node] {
        var best: [Node] = []
        var refused: Set<[Int]> = []
        for levels in lattice.sorted(by: { $0.reduce(0, +) > $1.reduce(0, +) }) {
            let coarser = levels.indices.lazy.map { index in
                var next = levels
                next[index] += 1
                return next
            }
            let isRefused = coarser.contains { refused.contains($0) }
            if isRefused || !consider(levels, bound: metric.lowerBound(levels: levels), best: &best) {
                refused.insert(levels)
            }
        }
        return best
    }

    /// Judges a transformation unless its bound rules it out; false where it is not anonymous.
    private mutating func consider(_ levels: [Int], bound: MetricValue?, best: inout [Node]) -> Bool {
        if let bound, let known = best.first?.value, known < bound { return true }
        let node = node(levels)
        if !node.judgement.isAnonymous { return false }
        if let known = best.first?.value, known < node.value { return true }
        if let known = best.first?.value, node.value < known { best = [] }
        best.append(node)
        return true
    }
}
