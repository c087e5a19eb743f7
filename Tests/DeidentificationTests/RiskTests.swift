import Deidentification
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Risk by class sizes, individual risk, measures of a table as it is, differencing.
@Suite struct RiskTests {
    @Test func `prosecutor, journalist and marketer by hand`() {
        // Classes of 1, 2 and 5 rows; their persons are 4, 2 and 10.
        let risk = ReidentificationRisk(sample: [1, 2, 5], population: [4, 2, 10], k: 3)
        #expect(risk.prosecutor.highest == 1 && risk.prosecutor.lowest == 0.2)
        #expect(risk.prosecutor.average == 3.0 / 8 && risk.marketer == 3.0 / 8)
        #expect(risk.prosecutor.atRisk == 3.0 / 8)
        #expect(risk.journalist.highest == 0.5 && risk.journalist.lowest == 0.1)
        // (1/4 + 2/2 + 5/10) / 8
        #expect(risk.journalist.average == 1.75 / 8)
        #expect(risk.journalist.atRisk == 2.0 / 8)
        #expect(risk.sampleUniques == 1 && risk.sampleUniqueShare == 0.125)
    }

    @Test func `without rows every figure is 0`() {
        let risk = ReidentificationRisk(sample: [], population: [], k: 3)
        #expect(risk.prosecutor == risk.journalist && risk.prosecutor.highest == 0 && risk.marketer == 0)
    }

    @Test(.enabled(if: SharedData.hasAdult))
    func `suppressed rows never count as a class`() throws {
        let anonymizer = try Adult().anonymizer(k: 5, limit: 1)
        let recoding = anonymizer.globalRecoding([0, 1, 0, 0, 0, 0, 0, 0, 0], k: 5)
        try #require(recoding.suppressedRows > 5)
        let risk = anonymizer.risk(of: recoding)
        #expect(risk.classes.rows == 30_162 - recoding.suppressedRows)
        #expect(risk.classes.count == recoding.groupCount)
        #expect(risk.prosecutor.highest <= 0.2 && risk.prosecutor.atRisk == 0 && risk.sampleUniques == 0)
        let everything = Recoding(
            columns: recoding.columns, groupLabels: recoding.columns.map { _ in [] },
            parts: anonymizer.tuples.rows.enumerated().map {
                Recoding.Part(tuple: Int32($0), group: -1, rows: $1)
            })
        #expect(anonymizer.risk(of: everything).classes.count == 0)
    }

    @Test func `risk by classes agrees with a double loop, the table standing for the population of a subset`() throws {
        var generator = SeededGenerator(seed: 9)
        print("risk by classes: 1000 random codings, seed 9")
        for _ in 0..<1_000 {
            let given = try AttackCase(mode: .remove, using: &generator)
            let written = given.written
            let risk = given.anonymizer.risk(of: given.recoding)
            var chances: [(own: Double, persons: Double)] = []
            for labels in written {
                guard let labels else { continue }
                let rows = written.count { $0 == labels }
                let persons = given.rows.count { row in
                    zip(labels, row).enumerated().allSatisfy { given.covers($1.0, $1.1, column: $0) }
                }
                chances.append((1 / Double(rows), 1 / Double(given.subset == nil ? rows : persons)))
            }
            let count = Double(max(1, chances.count))
            #expect(risk.classes.rows == chances.count)
            #expect(risk.prosecutor.highest == chances.map(\.own).max() ?? 0)
            #expect(abs(risk.marketer - chances.map(\.own).reduce(0, +) / count) < 1e-12)
            #expect(risk.journalist.highest == chances.map(\.persons).max() ?? 0)
            #expect(risk.journalist.lowest == chances.map(\.persons).min() ?? 0)
            #expect(abs(risk.journalist.average - chances.map(\.persons).reduce(0, +) / count) < 1e-12)
            #expect(abs(risk.journalist.atRisk - Double(chances.count { $0.persons > 0.5 }) / count) < 1e-12)
            let subset = given.subset ?? given.rows.map { _ in true }
            let raw = given.anonymizer.riskBefore()
            let all = given.rows.indices.filter { subset[$0] }.map { row in
                1 / Double(given.rows.count { $0 == given.rows[row] })
            }
            #expect(raw.journalist.highest == all.max() ?? 0)
        }
    }

    @Test func `a table in its population, masked rows left out`() throws {
        func table(_ cells: [(String, String)]) throws -> Table {
            try Table(columns: [Column(name: "a", cells: cells.map(\.0)), Column(name: "b", cells: cells.map(\.1))])
        }
        let sample = try table([("1", "x"), ("1", "x"), ("2", "*"), ("*", "*"), ("*", "*"), ("*", "*")])
        let population = try table([("1", "x"), ("1", "x"), ("1", "x"), ("2", "*"), ("2", "*"), ("3", "x")])
        let alone = ReidentificationRisk(of: sample, columns: ["a", "b"], k: 2)
        #expect(alone.classes == ClassSizes(sizes: [2, 1]))
        #expect(alone.journalist == alone.prosecutor)
        let risk = ReidentificationRisk(of: sample, in: population, columns: ["a", "b", "none"], k: 3)
        #expect(risk.prosecutor == ReidentificationRisk(sample: [2, 1], k: 3).prosecutor)
        #expect(risk.journalist == ReidentificationRisk(sample: [2, 1], population: [3, 2], k: 3).journalist)
    }

    @Test func `the exact individual risk is the expectation over the negative binomial`() {
        for frequency in 1...60 {
            for weight in [1.01, 1.5, 2, 3, 10, 40] {
                let sample = Double(frequency)
                let share = 1 / weight
                // Σ over F ≥ f of (1/F)·C(F-1, f-1)·p^f·(1-p)^(F-f), term by term.
                var probability = pow(share, sample)
                var population = sample
                var expected = 0.0
                while population < weight * (sample + 60 * sample.squareRoot() + 100) {
                    expected += probability / population
                    probability *= (1 - share) * population / (population - sample + 1)
                    population += 1
                }
                let matches = [[Int]](repeating: [1], count: frequency).distinctTuples(columnCount: 1)
                let risk = IndividualRisk(
                    MatchFrequencies(matches.tuples, weights: [Double](repeating: weight, count: frequency)),
                    method: .exact)
                #expect(
                    abs(risk.highest - expected) < 1e-9 * expected, "f \(frequency), weight \(weight): \(risk.highest)")
            }
        }
    }

    @Test func `matches with missing values agree with a double loop`() {
        var generator = SeededGenerator(seed: 8)
        print("matches: 1000 random tables, seed 8")
        for _ in 0..<1_000 {
            let columnCount = Int.random(in: 1...4, using: &generator)
            let rows = (0..<Int.random(in: 1...15, using: &generator)).map { _ in
                (0..<columnCount).map { _ in Int.random(in: 0...2, using: &generator) }
            }
            let weights = rows.map { _ in Double.random(in: 1...9, using: &generator) }
            let alpha = Double.random(in: 0...1, using: &generator)
            let table = rows.distinctTuples(columnCount: columnCount)
            let found = MatchFrequencies(
                table.tuples, weights: weights, missing: table.missing { $0 == "0" }, alpha: alpha)
            for (row, own) in rows.enumerated() {
                var frequency = 0.0
                var population = 0.0
                for (other, weight) in zip(rows, weights)
                where zip(own, other).allSatisfy({ $0 == 0 || $1 == 0 || $0 == $1 }) {
                    let share = zip(own, other).contains { $0 != 0 && $1 == 0 } ? alpha : 1
                    frequency += share
                    population += share * weight
                }
                #expect(abs(found.frequencies[row] - frequency) < 1e-9, "seed 8: \(rows)")
                #expect(abs(found.populationFrequencies[row] - population) < 1e-9, "seed 8: \(rows)")
            }
        }
    }

    @Test func `a row that misses a quasi-identifier is a class of its own`() {
        // The peer drops it and reports k = 5.
        let columns = [Column(name: "town", cells: ["A", "A", "A", "A", "A", ""])]
        let sensitive = Column(name: "s", cells: ["1", "2", "1", "2", "1", "2"])
        let figures = TablePrivacy(DistinctTuples(columns, rowCount: 6), sensitive: [sensitive])
        #expect(figures.k == 1)
        #expect(figures.classes.count == 2)
    }

    @Test func `measures of a table by hand`() throws {
        // Classes {a, a, b, b} and {a, a, a, c}; the table has a 5/8, b 2/8, c 1/8.
        let columns = [Column(name: "q", cells: ["1", "1", "1", "1", "2", "2", "2", "2"])]
        let sensitive = Column(name: "s", cells: ["a", "a", "b", "b", "a", "a", "a", "c"])
        let figures = try #require(
            TablePrivacy(DistinctTuples(columns, rowCount: 8), sensitive: [sensitive]).sensitive.first)
        #expect(figures.alpha == 0.75)
        #expect(figures.distinctL == 2)
        // The second class: exp(-(3/4 ln 3/4 + 1/4 ln 1/4)); the peer truncates to 1.
        #expect(abs(figures.entropyL - pow(4.0 / 3, 0.75) * pow(4, 0.25)) < 1e-12)
        // The most frequent value's count by the rest, 3 / 1; the peer sorts upwards and reports another bound.
        #expect(figures.recursiveC == 3)
        // b in the first class: (1/2 - 1/4) / (1/4) = 1; c in the second: (1/4 - 1/8) / (1/8) = 1.
        #expect(abs(figures.basicBeta - 1) < 1e-12)
        // -ln(1/4) = 1.39 and -ln(1/8) exceed the gains, -ln(5/8) = 0.47 exceeds a's gain of 0.2.
        #expect(figures.enhancedBeta == figures.basicBeta)
        #expect(abs(figures.deltaDisclosure - 1) < 1e-12)
        // Second class: half of |5/8 - 6/8| + 2/8 + |1/8 - 2/8|; the first: half of 1/8 + 2/8 + 1/8.
        #expect(abs(figures.equalDistance - 0.25) < 1e-12)
    }

    @Test func `entropy diversity is exact where two values are equally frequent`() {
        // The peer truncates exp(ln 2) to 1.
        let columns = [Column(name: "q", cells: ["1", "1"])]
        let figures = TablePrivacy(
            DistinctTuples(columns, rowCount: 2), sensitive: [Column(name: "s", cells: ["a", "b"])])
        #expect(abs(figures.sensitive[0].entropyL - 2) < 1e-12)
        #expect(TablePrivacy(DistinctTuples(columns, rowCount: 2), sensitive: []).k == 2)
    }

    @Test func `two deliveries together tell rows apart that neither does alone`() {
        // By age {0,1,2,3} {4,5,6,7}, by town {0,4,5,1} {2,3,6,7}: k = 4 each, two rows together.
        let risk = Differencing.risk(of: [0, 0, 1, 1, 0, 0, 1, 1], after: [[0, 0, 0, 0, 1, 1, 1, 1]], k: 4)
        #expect(risk.rows == 8)
        #expect(risk.classes == ClassSizes(sizes: [2, 2, 2, 2]))
        #expect(risk.rowsBelow == 8 && risk.newlyBelow == 8)
        let same = Differencing.risk(of: [0, 0, 1, 1], after: [[0, 0, 1, 1]], k: 2)
        #expect(same.rowsBelow == 0)
    }

    @Test func `a row that one delivery lacks is told apart by the difference`() {
        // The new delivery has rows 0 to 3 of a class of five.
        let risk = Differencing.risk(of: [0, 0, 0, 0, -1], after: [[0, 0, 0, 0, 0]], k: 4)
        #expect(risk.classes == ClassSizes(sizes: [4, 1]))
        #expect(risk.rowsBelow == 1 && risk.newlyBelow == 1)
        #expect(Differencing.risk(of: [-1, -1], after: [[-1, -1]], k: 2).rows == 0)
    }

    @Test func `differencing of codings and of tables agree with pairs of rows`() throws {
        var generator = SeededGenerator(seed: 14)
        print("differencing: 500 random pairs of codings, seed 14")
        for _ in 0..<500 {
            let given = try AttackCase(mode: .remove, using: &generator)
            let other = given.reversed
            let tuples = given.anonymizer.tuples
            let groups = given.recoding.groupOfRow(tuples)
            let earlier = other.groupOfRow(tuples)
            let risk = Differencing.risk(of: given.recoding, after: [other], tuples: tuples, k: 3)
            let rows = groups.indices.filter { groups[$0] >= 0 || earlier[$0] >= 0 }
            let alike = rows.map { row in
                rows.count { groups[$0] == groups[row] && earlier[$0] == earlier[row] }
            }
            #expect(risk.rows == rows.count)
            #expect(risk.rowsBelow == alike.count { $0 < 3 })
            func table(_ groups: [Int32]) throws -> Table {
                try Table(columns: [Column(name: "q", cells: groups.map { $0 < 0 ? "*" : "\($0)" })])
            }
            #expect(
                try Differencing.risk(of: table(groups), after: [table(earlier)], columns: ["q"], k: 3) == risk)
        }
    }
}

extension AttackCase {
    /// Another coding of the same table: each group cut in two by tuples' parity.
    var reversed: Recoding {
        var recoding = recoding
        let count = recoding.groupCount
        recoding.groupLabels = recoding.groupLabels.map { $0 + $0 }
        for index in recoding.parts.indices where recoding.parts[index].group >= 0 {
            if recoding.parts[index].tuple % 2 == 1 { recoding.parts[index].group += Int32(count) }
        }
        return recoding
    }
}
