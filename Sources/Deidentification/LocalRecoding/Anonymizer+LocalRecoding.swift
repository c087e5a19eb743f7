extension Anonymizer {
    /// Local (multidimensional) recoding: each class gets the finest labels that cover its own rows.
    ///
    /// Any-time: plain top-down splitting is always finished and is the answer until something better is found; the rest
    /// of the time goes to a greedy cover and to neighbourhood search. All chance has a fixed seed and the clock is asked
    /// only to stop, so runs that the clock does not cut, and all runs bounded by passes, come out the same.
    /// Rows are suppressed only where the models cannot hold otherwise, or where `globalLevels` suppress rows and nothing
    /// found keeps them at less loss; never more than the recipe's limit.
    /// - Parameters:
    ///   - budget: time or passes.
    ///   - globalLevels: a transformation to begin from as well, so that the loss is not above its loss.
    ///   - progress: called after each family and pass; returning false stops the run.
    ///   - clock: seconds since any moment.
    /// - Throws: ``DeidentificationError/interrupted``, or a fault of `globalLevels`.
    package func localRecoding(
        _ budget: LocalBudget, globalLevels: [Int]? = nil, progress: ((LocalProgress) -> Bool)? = nil,
        clock: @escaping () -> Double
    ) throws(DeidentificationError) -> LocalOutcome {
        if let globalLevels { try check(globalLevels) }
        let trees = attributes.map { GeneralizationTree($0) }
        let counted = tuples.countedRowCount
        let requirement = privacy.requirement
        let judged = requirement.judgesMoreThanSize || tuples.classes.subsetRows != nil
        let loss = LocalLoss(attributes: attributes, countedRows: counted, utility: prepared.recipe.utility)
        var pace: LocalPace?
        var leastRows = firstLeastRows
        while true {
            let problem = LocalProblem(
                trees: trees, tuples: tuples, leastRows: leastRows,
                judge: judged ? ClassJudge(privacy, classes: tuples.classes) : nil)
            let plan = LocalPlan(budget, problem: problem, rows: counted)
            let now = pace ?? LocalPace(seconds: plan.seconds, clock: clock)
            pace = now
            now.beginAttempt(share: tableModels.isEmpty ? 1 : 0.4)
            let run = LocalRun(
                problem, loss: loss, plan: plan, pace: now, allowedRows: allowedRows,
                needsAllTuples: requirement.minimumPopulation > 1 || !requirement.presences.isEmpty,
                masks: prepared.recipe.suppression.mode == .mask
            ) { (run, family) throws(DeidentificationError) in
                guard let progress else { return }
                let state = LocalProgress(
                    family: family, loss: run.best?.value.total ?? .infinity, passes: run.passes, seconds: now.elapsed)
                if !progress(state) { throw .interrupted }
            }
            if privacy.suppressesWithoutLimit { return withoutSolution(leastRows, run) }
            try run.run(seeds: globalLevels.map { [seed(levels: $0, problem: problem)] } ?? [])
            guard let best = run.best else { return withoutSolution(leastRows, run) }
            let recoding = recoding(best, problem)
            if tableModels.allSatisfy({ holds($0, for: best, recoding) }) {
                return LocalOutcome(
                    recoding: recoding, hasSolution: true, loss: best.value.total, columnLosses: best.value.columns,
                    classes: best.partition.count, effectiveMinimum: leastRows, family: best.family,
                    passes: run.passes, seconds: now.elapsed, isCut: now.isCut)
            }
            if leastRows >= counted { return withoutSolution(leastRows, run) }
            leastRows = min(counted, max(leastRows + 1, leastRows * 5 / 4))
        }
    }

    /// Local recoding within about so many seconds; see ``localRecoding(_:globalLevels:progress:clock:)``.
    package func localRecoding(
        seconds: Double, globalLevels: [Int]? = nil, progress: ((LocalProgress) -> Bool)? = nil,
        clock: @escaping () -> Double
    ) throws(DeidentificationError) -> LocalOutcome {
        try localRecoding(.seconds(seconds), globalLevels: globalLevels, progress: progress, clock: clock)
    }

    /// The classes of a transformation that are what they must be, and the tuples of the others.
    private func seed(levels: [Int], problem: LocalProblem) -> (partition: LocalPartition, outliers: [Int32]) {
        let maps = zip(attributes, levels).map { $0.map(to: $1) }
        let table = KeyTable(capacity: tuples.count)
        table.clear()
        var members: [[Int32]] = []
        for tuple in 0..<Int32(tuples.count) {
            var key: UInt64 = 0
            for (column, map) in maps.enumerated() {
                key = mixed(key ^ UInt64(map[Int(problem.leaves(tuple)[column])]) ^ UInt64(column) << 32)
            }
            let number = Int(table.number(key, new: Int32(members.count)))
            if number == members.count { members.append([tuple]) } else { members[number].append(tuple) }
        }
        var partition = LocalPartition()
        var outliers: [Int32] = []
        for tuples in members {
            let rows = tuples.reduce(0) { $0 + Int(problem.rows[Int($1)]) }
            if rows >= problem.leastRows, problem.judge?.isSatisfied(tuples) ?? true {
                for tuple in tuples { partition.append(tuple: tuple, rows: problem.rows[Int(tuple)]) }
                partition.endClass()
            } else {
                outliers += tuples
            }
        }
        return (partition, outliers)
    }

    private func withoutSolution(_ leastRows: Int, _ run: LocalRun) -> LocalOutcome {
        let nothing = LocalPartition()
        let all = (0..<Int32(tuples.count)).map { $0 }
        let candidate = LocalRun.Candidate(
            partition: nothing, labels: [], suppressed: all, suppressedRows: 0, value: MetricValue(total: 1),
            family: .topDown)
        return LocalOutcome(
            recoding: recoding(candidate, run.problem), hasSolution: false, loss: 1,
            columnLosses: attributes.map(\.weight), classes: 0, effectiveMinimum: leastRows, family: .topDown,
            passes: run.passes, seconds: run.pace.elapsed, isCut: run.pace.isCut)
    }

    /// The models that look at all classes together; local recoding meets them by larger classes.
    private var tableModels: [PrivacyModel] { prepared.recipe.privacy.filter { SampleModel($0) != nil } }

    /// The least class size to begin with. Where the mean risk is bounded, classes of fewer than seven tenths of the mean
    /// that it asks for are too small: classes seldom come out half as large again as they must be.
    private var firstLeastRows: Int {
        var rows = max(1, privacy.requirement.minimumSize)
        for case .averageRisk(let threshold) in tableModels where threshold > 0 {
            rows = max(rows, Int(min(0.7 / threshold, 1e9)))
        }
        return rows
    }

    /// Whether a model of all classes holds. Linkage risk is what the attacker wins by the most specific class; that is
    /// never more than classes per row, which is quicker to see.
    private func holds(_ model: PrivacyModel, for candidate: LocalRun.Candidate, _ recoding: Recoding) -> Bool {
        guard let bound = SampleModel(model) else { return true }
        var sizes = [Int](repeating: 0, count: candidate.partition.count)
        for index in sizes.indices { sizes[index] = candidate.partition.size(index) }
        if bound.isSatisfied(sizes) { return true }
        guard case .linkageRisk(let threshold) = model else { return false }
        return LinkageAttack(self).run(on: recoding).specific.value <= threshold
    }
}
