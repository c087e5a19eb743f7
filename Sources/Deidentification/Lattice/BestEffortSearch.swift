/// The search of lattices that are too large to list: from the top down through nodes within the limit, the most
/// promising first, until nothing promising is left or the time is up.
///
/// Every node within the limit has only such nodes above it (by the part of the models that
/// ``BoundPrivacy/minimumSizeAndDistinct`` names), so all of them can be reached; given enough time the result is the
/// optimum, and said to be.
struct BestEffortSearch {
    private let allowed: [ClosedRange<Int>]
    private let nodes: Double
    private var examiner: NodeExaminer
    private let progress: ((SearchProgress) -> Bool)?
    private let deadline: (() -> Bool)?
    /// No node below these levels is within the limit.
    private var floor: [Int]
    private var frontier = SearchFrontier()
    private var incumbent = Incumbent()
    private var checked = 0

    private struct TimeIsUp: Error {}

    init(
        allowed: [ClosedRange<Int>], examiner: NodeExaminer, progress: ((SearchProgress) -> Bool)?,
        deadline: (() -> Bool)?
    ) {
        self.allowed = allowed
        self.examiner = examiner
        self.progress = progress
        self.deadline = deadline
        floor = allowed.map(\.lowerBound)
        nodes = allowed.reduce(1.0) { $0 * Double($1.count) }
    }

    mutating func run() throws(DeidentificationError) -> SearchOutcome {
        let top = allowed.map(\.upperBound)
        checked += 1
        let (coarsest, count) = examiner.completely(top)
        incumbent.consider(coarsest)
        if count.rows > examiner.evaluator.allowedRows { return outcome(coarsest, isFinished: true) }
        do {
            try raiseFloor()
            expand(top, penalties: examiner.penalties(count) ?? top.map { _ in 0 })
            while let next = frontier.popFirst() { try visit(next) }
        } catch let error as DeidentificationError {
            throw error
        } catch {
            return outcome(coarsest, isFinished: false)
        }
        return outcome(coarsest, isFinished: frontier.isComplete)
    }

    private func outcome(_ coarsest: Transformation, isFinished: Bool) -> SearchOutcome {
        var least = incumbent.best?.loss
        if !isFinished {
            let open = [frontier.leastBound(), examiner.bound(floor, penalties: nil)?.total].compactMap { $0 }.max()
            least = open.map { min($0, least ?? .infinity) }
        }
        let rest = nodes - Double(checked)
        return SearchOutcome(
            solution: incumbent.best, coarsest: coarsest,
            certificate: SearchCertificate(
                nodes: nodes, checked: checked,
                excludedByBound: isFinished && incumbent.best != nil ? Int(min(rest, 0x1p62)) : 0,
                excludedByCoarserFailure: isFinished && incumbent.best == nil ? Int(min(rest, 0x1p62)) : 0,
                open: isFinished ? 0 : rest, lowerBound: least),
            optimal: isFinished && incumbent.best != nil)
    }

    private func report() throws {
        if let progress {
            let state = SearchProgress(
                nodes: Int(min(nodes, 0x1p62)), decided: checked, checked: checked, bestLoss: incumbent.best?.loss)
            if !progress(state) { throw DeidentificationError.interrupted }
        }
        if let deadline, deadline() { throw TimeIsUp() }
    }

    /// Levels of single columns that fail even with all others at their coarsest: no node has them.
    private mutating func raiseFloor() throws {
        for column in allowed.indices {
            var levels = allowed.map(\.upperBound)
            while levels[column] > allowed[column].lowerBound {
                levels[column] -= 1
                try report()
                if case .beyondLimit = check(levels) {
                    floor[column] = levels[column] + 1
                    break
                }
            }
        }
    }

    private enum Verdict {
        case beyondLimit
        case withinLimit(ClassCounter.Count)
    }

    /// Computes as much of a node as is needed.
    private mutating func check(_ levels: [Int], penalties: [Double]? = nil) -> Verdict {
        checked += 1
        var known = penalties
        var last = ClassCounter.Count(rows: 0, leaves: nil)
        for step in 0..<2 {
            guard let finding = step == 0 ? examiner.examine(levels) : examiner.refine(levels) else { break }
            switch finding {
            case .beyondLimit: return .beyondLimit
            case .decided(let transformation, let count):
                incumbent.consider(transformation)
                return .withinLimit(count)
            case .undecided(let count):
                last = count
                known = Self.raised(known, to: examiner.penalties(count))
                if incumbent.rulesOut(bound(levels, penalties: known)) { return .withinLimit(last) }
            }
        }
        let (transformation, failing) = examiner.evaluate(levels)
        incumbent.consider(transformation)
        return failing.rows > examiner.evaluator.allowedRows ? .beyondLimit : .withinLimit(failing)
    }

    private func bound(_ levels: [Int], penalties: [Double]?) -> MetricValue? {
        guard let penalties else { return examiner.bound(levels, penalties: nil) }
        return penalties.withUnsafeBufferPointer { examiner.bound(levels, penalties: $0) }
    }

    private static func raised(_ penalties: [Double]?, to known: [Double]?) -> [Double]? {
        guard let penalties, let known else { return penalties ?? known }
        return zip(penalties, known).map { max($0, $1) }
    }

    private mutating func visit(_ entry: SearchFrontier.Entry) throws {
        if incumbent.rulesOut(entry.leastBelow) { return }
        try report()
        guard case .withinLimit(let count) = check(entry.levels, penalties: entry.penalties) else { return }
        expand(entry.levels, penalties: Self.raised(entry.penalties, to: examiner.penalties(count)) ?? [])
    }

    private mutating func expand(_ levels: [Int], penalties: [Double]) {
        let known = examiner.lossBound == nil ? nil : penalties
        let leastBelow = bound(floor, penalties: known)
        if incumbent.rulesOut(leastBelow) { return }
        for column in levels.indices where levels[column] > floor[column] {
            var finer = levels
            finer[column] -= 1
            if !frontier.enter(key(finer), nodes: nodes) { continue }
            frontier.push(
                SearchFrontier.Entry(
                    levels: finer, bound: bound(finer, penalties: known), leastBelow: leastBelow,
                    penalties: known ?? []))
        }
    }

    /// The node's number, modulo 2^64 in lattices that are larger.
    private func key(_ levels: [Int]) -> UInt64 {
        var key: UInt64 = 0
        for (level, range) in zip(levels, allowed) {
            key = key &* UInt64(range.count) &+ UInt64(level - range.lowerBound)
        }
        return key
    }
}
