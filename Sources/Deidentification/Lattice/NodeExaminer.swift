/// Examines nodes step by step: the rows in classes that are too small, which take microseconds; the rows in classes of
/// too few different values; then everything else, if that is still needed.
struct NodeExaminer: Sendable {
    /// What a step says.
    enum Finding {
        /// More rows than allowed fail the part of the models under which all finer nodes fail as well.
        case beyondLimit
        /// That part holds; a later step must decide. What is known of the failing rows raises bounds.
        case undecided(ClassCounter.Count)
        /// Nothing is left to decide.
        case decided(Transformation, ClassCounter.Count)
    }

    private(set) var evaluator: NodeEvaluator
    private var counter: ClassCounter?
    private var masks: GroupingCache?
    let lossBound: LossBound?
    private let part: MonotonePart
    /// Whether the part is all that the models ask for, and the metric needs only sums.
    private let partDecides: Bool
    /// Whether every model is of the part under which all finer nodes fail as well.
    let isMonotone: Bool

    /// - Parameter general: whether to do without the quick steps and the bounds of the metric `loss`.
    init(_ anonymizer: Anonymizer, general: Bool) {
        let evaluator = NodeEvaluator(anonymizer)
        let part = MonotonePart(evaluator.privacy)
        let isLoss = anonymizer.prepared.recipe.utility.metric == .loss
        isMonotone = evaluator.privacy.isMonotone
        partDecides = !general && isLoss && isMonotone
        if !general {
            counter = ClassCounter(
                attributes: evaluator.attributes, maps: evaluator.maps, tuples: evaluator.tuples,
                scatter: evaluator.scatter,
                minimumSize: part.minimumSize)
            if !part.distinct.isEmpty && isLoss {
                masks = GroupingCache(
                    masksOf: evaluator.tuples, scatter: evaluator.scatter, attributes: evaluator.attributes,
                    maps: evaluator.maps,
                    domains: evaluator.privacy.sensitive.map(\.totals.count))
            }
        }
        lossBound =
            isLoss && !general
            ? LossBound(
                attributes: evaluator.attributes, tuples: evaluator.tuples,
                utility: anonymizer.prepared.recipe.utility) : nil
        self.part = part
        self.evaluator = evaluator
    }

    /// The first step: the rows in classes that are too small.
    /// - Parameter evenBeyond: whether to decide a node even if it is beyond the limit.
    mutating func examine(_ levels: [Int], evenBeyond: Bool = false) -> Finding {
        let allowed = evaluator.allowedRows
        let most = lossBound == nil ? -1 : evenBeyond ? Int.max : allowed
        guard let count = counter?.count(levels, leavesUpTo: most) else {
            return .undecided(ClassCounter.Count(rows: 0, leaves: nil))
        }
        return finding(levels, count, isDecisive: part.distinct.isEmpty, evenBeyond: evenBeyond)
    }

    /// The step in between: the rows in classes of too few different values as well. Nil where it is not to be had.
    mutating func refine(_ levels: [Int], evenBeyond: Bool = false) -> Finding? {
        guard let grouping = masks?.grouping(levels) else { return nil }
        let count = evaluator.failing(part, in: grouping)
        return finding(levels, count, isDecisive: true, evenBeyond: evenBeyond)
    }

    private func finding(
        _ levels: [Int], _ count: ClassCounter.Count, isDecisive: Bool, evenBeyond: Bool
    ) -> Finding {
        let allowed = evaluator.allowedRows
        if count.rows > allowed, !evenBeyond { return .beyondLimit }
        guard partDecides, isDecisive, let leaves = count.leaves else { return .undecided(count) }
        let masks = evaluator.masking && count.rows > 0
        if masks && evaluator.mayHaveClassOfAnyValue(levels) { return .undecided(count) }
        let value = evaluator.metric.loss(levels: levels, suppressedLeaves: leaves, suppressedRows: count.rows)
        let transformation = evaluator.transformation(
            levels, value: value, suppressedRows: count.rows, satisfiesModels: count.rows <= allowed,
            maskedGroup: masks ? count.rows : 0)
        return .decided(transformation, count)
    }

    /// The last step: everything. The failing rows are those of the part under which all finer nodes fail as well.
    mutating func evaluate(_ levels: [Int]) -> (transformation: Transformation, failing: ClassCounter.Count) {
        let evaluation = evaluator.evaluate(levels)
        let failing = evaluator.failing(part, in: evaluation.grouping, needsLeaves: lossBound != nil)
        return (evaluation.transformation, failing)
    }

    /// All steps in any case, even beyond the limit.
    mutating func completely(_ levels: [Int]) -> (transformation: Transformation, failing: ClassCounter.Count) {
        if case .decided(let transformation, let count) = examine(levels, evenBeyond: true) {
            return (transformation, count)
        }
        if case .decided(let transformation, let count)? = refine(levels, evenBeyond: true) {
            return (transformation, count)
        }
        return evaluate(levels)
    }

    /// A figure that no transformation at these levels can go below, given what suppression costs at least per column.
    func bound(_ levels: [Int], penalties: UnsafeBufferPointer<Double>?) -> MetricValue? {
        lossBound?.value(levels: levels, penalties: penalties) ?? evaluator.metric.lowerBound(levels: levels)
    }

    /// What the failing rows cost in each column, here and in every finer node; nil where the metric does not tell.
    func penalties(_ count: ClassCounter.Count) -> [Double]? {
        guard let lossBound, let leaves = count.leaves else { return nil }
        return lossBound.penalties(leaves: leaves, rows: count.rows)
    }
}
