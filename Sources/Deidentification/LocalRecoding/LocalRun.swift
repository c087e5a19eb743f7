/// One run of local recoding for one least class size: tries the families in turn and keeps the best answer.
final class LocalRun {
    /// An answer: classes, and tuples that are suppressed.
    struct Candidate {
        var partition: LocalPartition
        var labels: [Int32]
        var suppressed: [Int32]
        var suppressedRows: Int
        var value: MetricValue
        var family: LocalFamily
    }

    let problem: LocalProblem
    let loss: LocalLoss
    let plan: LocalPlan
    let pace: LocalPace
    private let allowedRows: Int
    private let needsAllTuples: Bool
    private let masks: Bool
    private let report: (LocalRun, LocalFamily) throws(DeidentificationError) -> Void
    private(set) var best: Candidate?
    private(set) var passes = 0

    /// - Parameters:
    ///   - needsAllTuples: whether tuples without counted rows, outside of a research subset, are in classes too.
    ///   - masks: whether suppressed rows stay in the output, written `*`.
    init(
        _ problem: LocalProblem, loss: LocalLoss, plan: LocalPlan, pace: LocalPace, allowedRows: Int,
        needsAllTuples: Bool,
        masks: Bool,
        report: @escaping (LocalRun, LocalFamily) throws(DeidentificationError) -> Void
    ) {
        self.problem = problem
        self.loss = loss
        self.plan = plan
        self.pace = pace
        self.allowedRows = allowedRows
        self.needsAllTuples = needsAllTuples
        self.masks = masks
        self.report = report
    }

    /// - Parameter seeds: divisions of all tuples to begin from, with what they suppress.
    func run(seeds: [(partition: LocalPartition, outliers: [Int32])]) throws(DeidentificationError) {
        let parted = components()
        problem.weigh(loss.slopes(at: nil))
        for seed in seeds { try begin(from: seed.partition, outliers: seed.outliers) }
        guard parted.lostRows <= allowedRows else { return }
        let start = pace.elapsed
        let fast = split(parted.kept)
        let fastSeconds = pace.elapsed - start
        try offer(fast, .topDown, suppressed: parted.lost)
        // What ends every run: judging the answer, and writing it down.
        pace.reserve = 2 * (pace.elapsed - start - fastSeconds)
        if parted.kept.isEmpty || plan.seconds <= 0 { return }
        for plan in plan.covers where !pace.isOver() {
            problem.weigh(loss.slopes(at: best?.value))
            if let cover = cover(parted.kept, plan, reserve: fastSeconds) {
                try offer(cover, .greedy, suppressed: parted.lost)
            }
        }
        try improve()
    }

    private func rows(_ tuples: [Int32]) -> [Int32] { tuples.map { problem.rows[Int($0)] } }

    /// Top-down over tuples with all their rows.
    func split(_ tuples: [Int32]) -> LocalPartition {
        TopDown(problem, leastRows: problem.leastRows, judge: problem.judge, tuples: tuples, rows: rows(tuples)).run()
    }

    /// Keeps an answer if it is valid and the best so far; of equal ones that which suppresses less.
    func offer(
        _ partition: LocalPartition, _ family: LocalFamily, suppressed: [Int32]
    ) throws(DeidentificationError) {
        let joined = problem.joined(partition)
        let labels = problem.labels(joined)
        if problem.isValid(joined, labels: labels) {
            var leaves = [Int](repeating: 0, count: problem.width)
            var lost = 0
            for tuple in suppressed {
                let rows = Int(problem.rows[Int(tuple)])
                lost += rows
                for column in 0..<problem.width {
                    leaves[column] += rows * problem.trees[column].leaves[Int(problem.leaves(tuple)[column])]
                }
            }
            let value = loss.value(
                rowLeaves: problem.rowLeaves(joined, labels: labels), suppressedLeaves: leaves, suppressedRows: lost)
            let isAllowed =
                lost <= allowedRows && (!masks || lost == 0 || isMaskedGroupValid(suppressed, joined, labels))
            let isBetter = best.map { value < $0.value || (!($0.value < value) && lost < $0.suppressedRows) } ?? true
            if isBetter, isAllowed {
                best = Candidate(
                    partition: joined, labels: labels, suppressed: suppressed, suppressedRows: lost, value: value,
                    family: family)
            }
        }
        try report(self, family)
    }

    /// Whether masked rows, with the class that is `*` anyway, are what a class must be.
    private func isMaskedGroupValid(_ suppressed: [Int32], _ partition: LocalPartition, _ labels: [Int32]) -> Bool {
        var tuples = suppressed
        var rows = suppressed.reduce(0) { $0 + Int(problem.rows[Int($1)]) }
        for index in 0..<partition.count {
            let isAnyValue = problem.trees.indices.allSatisfy { column in
                let text = problem.labelTexts[column][Int(labels[index * problem.width + column])]
                return text == problem.trees[column].anyValueText
            }
            if !isAnyValue { continue }
            tuples += partition.tuples[partition.entries(index)]
            rows += partition.size(index)
        }
        return rows >= problem.leastRows && (problem.judge?.isSatisfied(tuples) ?? true)
    }

    /// The tuples by whether their allowed labels leave them in a class at all.
    private func components() -> (kept: [Int32], lost: [Int32], lostRows: Int) {
        let table = KeyTable(capacity: problem.tupleCount)
        table.clear()
        var members: [[Int32]] = []
        var lost: [Int32] = []
        for tuple in 0..<Int32(problem.tupleCount) {
            if !needsAllTuples, problem.rows[Int(tuple)] == 0 {
                lost.append(tuple)
                continue
            }
            var key: UInt64 = 0
            for (column, tree) in problem.trees.enumerated() where tree.impossible != nil {
                let top = tree.steps[tree.steps.count - 1][Int(problem.leaves(tuple)[column])]
                key = mixed(key ^ UInt64(top) ^ UInt64(column) << 32)
            }
            let number = Int(table.number(key, new: Int32(members.count)))
            if number == members.count { members.append([tuple]) } else { members[number].append(tuple) }
        }
        var kept: [Int32] = []
        var lostRows = 0
        for component in members {
            let rows = component.reduce(0) { $0 + Int(problem.rows[Int($1)]) }
            if rows >= problem.leastRows, problem.judge?.isSatisfied(component) ?? true {
                kept += component
            } else {
                lost += component
                lostRows += rows
            }
        }
        return (kept, lost, lostRows)
    }

    /// Takes a division of the table with its classes split, and once more with its outliers taken in.
    private func begin(from partition: LocalPartition, outliers: [Int32]) throws(DeidentificationError) {
        let isNeeded = { [problem, needsAllTuples] (tuple: Int32) in needsAllTuples || problem.rows[Int(tuple)] > 0 }
        let needless = (partition.tuples + outliers).filter { !isNeeded($0) }
        let open = outliers.filter(isNeeded)
        var split = LocalPartition()
        for index in 0..<partition.count {
            split.append(self.split(partition.tuples[partition.entries(index)].filter(isNeeded)))
        }
        try offer(split, .global, suppressed: open + needless)
        if open.isEmpty { return }
        var rest = LocalPartition()
        for tuple in open { rest.append(tuple: tuple, rows: problem.rows[Int(tuple)]) }
        rest.endClass()
        if takeIn(rest, into: &split) { try offer(split, .global, suppressed: needless) }
    }

    /// Neighbourhood search from the best answer while there is time, passes and success.
    private func improve() throws(DeidentificationError) {
        guard let start = best, start.partition.count > 1, plan.passes > 0 else { return }
        problem.weigh(loss.slopes(at: start.value))
        var search = NeighbourhoodSearch(problem, seed: 1)
        var current = start.partition
        var total = 0.0
        for index in 0..<current.count {
            let labels = start.labels[index * problem.width..<(index + 1) * problem.width]
            total +=
                labels.withUnsafeBufferPointer { $0.baseAddress.map { problem.cost($0) } ?? 0 }
                * Double(current.size(index))
        }
        var idle = 0
        while passes < plan.passes, idle < 8, !pace.isOver() {
            let result = search.pass(current, pace: pace)
            current = result.partition
            passes += 1
            idle = result.gain < 2e-5 * total ? idle + 1 : 0
            total -= result.gain
            try report(self, .neighbourhood)
        }
        try offer(current, .neighbourhood, suppressed: start.suppressed)
    }
}
