import Deidentification

extension Report.Risk.Figures {
    /// - Parameters:
    ///   - populationUniques: estimated shares by estimator.
    ///   - specialUniques: those of the same table.
    init(
        _ risk: ReidentificationRisk, populationUniques: [String: Double] = [:],
        specialUniques: Report.Risk.SpecialUniques? = nil
    ) {
        self.init(
            prosecutor: risk.prosecutor, journalist: risk.journalist, marketer: risk.marketer,
            sampleUniques: risk.sampleUniques, populationUniques: populationUniques, specialUniques: specialUniques)
    }

    /// The estimated share of population uniques by each estimator, of a population of that many persons.
    static func populationUniques(_ classes: ClassSizes, population: Double) -> [String: Double] {
        let shares = UniquenessEstimator.allCases.map { estimator in
            (estimator.rawValue, PopulationUniques.share(classes, population: population, estimator: estimator))
        }
        return Dictionary(uniqueKeysWithValues: shares.filter { $0.1.isFinite })
    }
}

extension Report.Risk.SpecialUniques {
    /// - Parameter rows: the rows of the table that was searched.
    init(_ uniques: Deidentification.SpecialUniques, rows: Int) {
        self.init(
            columns: uniques.maximumSize, rows: uniques.scores.count { $0 > 0 },
            highest: uniques.intrusionScores.max() ?? 0,
            average: rows == 0 ? 0 : uniques.intrusionScores.reduce(0, +) / Double(rows))
    }
}

extension Report.Risk {
    /// Takes over which columns tell rows apart.
    /// - Parameters:
    ///   - specialUniques: of the same table; the columns' parts in unique combinations are theirs.
    ///   - sampleUniques: rows that are alone under all columns.
    ///   - rows: those of the table.
    mutating func add(
        _ found: ColumnCombinations, specialUniques: Deidentification.SpecialUniques, sampleUniques: Int, rows: Int,
        limit: Int = 10
    ) {
        combinations = found.combinations.prefix(limit).map { combination in
            Combination(
                columns: combination.columns, uniques: combination.uniques,
                share: rows == 0 ? 0 : Double(combination.uniques) / Double(rows), averageRisk: combination.distinction)
        }
        let shares = Dictionary(zip(specialUniques.columns, specialUniques.columnContributions)) { first, _ in first }
        uniqueness = found.contributions.map { contribution in
            ColumnUniqueness(
                column: contribution.column, share: shares[contribution.column] ?? 0,
                uniquesWithout: sampleUniques - contribution.lostWithout)
        }.sorted { ($1.share, $0.column) < ($0.share, $1.column) }
    }
}

extension Report.Risk.Estimate {
    init(_ proportion: Proportion) { self.init(value: proportion.value, low: proportion.low, high: proportion.high) }
}

extension Report.Risk.Attack {
    /// - Parameter rows: those of the source that could be attacked.
    init(_ result: AttackResult, of rows: Int) {
        self.init(
            rows: result.attackedRows, sampled: result.attackedRows < rows,
            allMatching: Report.Risk.Estimate(result.alike), mostSpecific: Report.Risk.Estimate(result.specific),
            highest: result.highestAlike, highestSpecific: result.highestSpecific,
            guesses: result.guesses.map { guess in
                Report.Risk.Guess(
                    column: guess.column, success: Report.Risk.Estimate(guess.specific),
                    baseline: guess.baseline.value)
            })
    }
}

extension Report.Risk.Differencing {
    /// - Parameter earlier: SHA-256 of the earlier output.
    init(_ risk: DifferencingRisk, earlier: String) {
        self.init(
            earlier: earlier, isolatedRows: risk.newlyBelow, smallest: risk.classes.smallest,
            holds: risk.newlyBelow == 0)
    }
}
