extension LocalRun {
    /// The greedy cover of tuples, block by block; open rows of all blocks are covered together at the end.
    ///
    /// What work or time does not reach goes to top-down splitting.
    /// - Parameters:
    ///   - plan: blocks and bounds.
    ///   - reserve: the seconds that top-down splitting of everything takes.
    /// - Returns: nil where rows were left that fit into no class.
    func cover(_ tuples: [Int32], _ plan: LocalPlan.Cover, reserve: Double) -> LocalPartition? {
        let total = tuples.reduce(0) { $0 + Int(problem.rows[Int($1)]) }
        var blocks = LocalPartition()
        if let blockRows = plan.blockRows, blockRows < total {
            blocks = TopDown(
                problem, leastRows: max(blockRows, problem.leastRows), judge: nil, tuples: tuples,
                rows: tuples.map { problem.rows[Int($0)] }
            ).run()
        } else {
            for tuple in tuples { blocks.append(tuple: tuple, rows: problem.rows[Int(tuple)]) }
            blocks.endClass()
        }
        var result = LocalPartition()
        var open = LocalPartition()
        var work = Double(plan.work)
        var items = Double(tuples.count)
        for index in 0..<blocks.count {
            let entries = blocks.entries(index)
            let share = work * Double(entries.count) / max(1, items)
            let limits = GreedyCover.Limits(
                cost: plan.cost, borrowing: plan.borrowing,
                work: Int(min(share * 2, work)), reserve: reserve)
            let cover = GreedyCover(
                problem, tuples: Array(blocks.tuples[entries]), rows: Array(blocks.rows[entries]), limits: limits,
                pace: pace)
            let (classes, rest) = cover.run()
            work = max(0, work - Double(cover.looks))
            items -= Double(entries.count)
            result.append(classes)
            if cover.isStopped, problem.judge == nil, rest.size(0) >= problem.leastRows {
                result.append(
                    TopDown(
                        problem, leastRows: problem.leastRows, judge: nil, tuples: rest.tuples, rows: rest.rows
                    ).run())
            } else {
                open.append(rest)
            }
        }
        let limits = GreedyCover.Limits(work: Int(max(work, Double(plan.work) / 10)), reserve: reserve)
        let (classes, rest) = GreedyCover(
            problem, tuples: open.tuples, rows: open.rows, limits: limits, pace: pace
        ).run()
        result.append(classes)
        return takeIn(rest, into: &result) ? result : nil
    }

    /// Makes classes of open rows by top-down splitting where they are enough, else adds them where they cost least.
    /// - Returns: false where rows fit into no class.
    func takeIn(_ open: LocalPartition, into result: inout LocalPartition) -> Bool {
        if open.tuples.isEmpty { return true }
        var alone = LocalPartition()
        alone.tuples = open.tuples
        alone.rows = open.rows
        alone.offsets = [0, open.tuples.count]
        let labels = problem.labels(alone)
        if problem.isValid(alone, labels: labels) {
            result.append(
                TopDown(
                    problem, leastRows: problem.leastRows, judge: problem.judge, tuples: open.tuples, rows: open.rows
                ).run())
            return true
        }
        return distribute(open, into: &result)
    }

    /// Adds each open tuple to the class whose cost it raises least.
    private func distribute(_ open: LocalPartition, into result: inout LocalPartition) -> Bool {
        let width = problem.width
        var labels = problem.labels(result)
        var sizes = (0..<result.count).map { result.size($0) }
        var added: [Int: [Int]] = [:]
        for entry in open.tuples.indices {
            let tuple = open.tuples[entry]
            let rows = Int(open.rows[entry])
            var offers: [(cost: Double, index: Int)] = []
            labels.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                for index in 0..<result.count {
                    let label = base + index * width
                    let widened = problem.commonCost(label, problem.leaves(tuple))
                    if widened >= GeneralizationTree.impossibleCost { continue }
                    let cost = widened * Double(sizes[index] + rows) - problem.cost(label) * Double(sizes[index])
                    if problem.judge == nil, let least = offers.first {
                        if cost < least.cost { offers[0] = (cost, index) }
                    } else {
                        offers.append((cost, index))
                    }
                }
            }
            if problem.judge != nil { offers.sort { ($0.cost, $0.index) < ($1.cost, $1.index) } }
            let taker = offers.first { offer in
                guard let judge = problem.judge else { return true }
                let extra = (added[offer.index] ?? []).map { open.tuples[$0] }
                return judge.isSatisfied(Array(result.tuples[result.entries(offer.index)]) + extra + [tuple])
            }
            guard let taker else { return false }
            added[taker.index, default: []].append(entry)
            sizes[taker.index] += rows
            for column in 0..<width {
                let place = taker.index * width + column
                labels[place] = problem.common(column, labels[place], problem.leaves(tuple)[column])
            }
        }
        var widened = LocalPartition()
        for index in 0..<result.count {
            for entry in result.entries(index) {
                widened.append(tuple: result.tuples[entry], rows: result.rows[entry])
            }
            for entry in added[index] ?? [] { widened.append(tuple: open.tuples[entry], rows: open.rows[entry]) }
            widened.endClass()
        }
        result = widened
        return true
    }
}
