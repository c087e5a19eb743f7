import Deidentification
import Testing

@Suite struct SearchTests {
    @Test(arguments: [20_261_121 as UInt64, 5, 77], Suppression.Mode.allCases)
    func `agrees with the slow obvious search on random tables`(seed: UInt64, mode: Suppression.Mode) throws {
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        var barred = 0
        for round in 0..<400 {
            let reference = ReferenceSearch.random(using: &generator, mode: mode)
            let comment: Comment = "seed \(seed), \(mode), round \(round)"
            let nodes = reference.allNodes()
            let anonymizer = try reference.anonymizer()
            for node in nodes {
                let found = try anonymizer.evaluate(node.levels)
                #expect(found.suppressedRows == node.suppressed, comment)
                #expect(found.isAnonymous == node.isAnonymous, comment)
                #expect(abs(found.loss - node.loss) < 1e-9, comment)
            }
            let outcome = try anonymizer.search()
            #expect(outcome.nodes == nodes.count)
            guard let best = nodes.filter(\.isAnonymous).map(\.loss).min() else {
                #expect(outcome.solution == nil, comment)
                #expect(outcome.coarsest.suppressedRows == nodes.map(\.suppressed).min(), comment)
                continue
            }
            let solution = try #require(outcome.solution, comment)
            #expect(abs(solution.loss - best) < 1e-9, comment)
            let optima = nodes.filter { $0.isAnonymous && $0.loss < best + 1e-9 }
            let chosen = try #require(optima.first { $0.levels == solution.levels }, comment)
            #expect(chosen.suppressed == solution.suppressedRows, comment)
            #expect(
                try anonymizer.privacyAfter(anonymizer.recoding(levels: solution.levels)).allSatisfy(\.holds), comment)
            let limit = solution.allowedRows
            if nodes.contains(where: { !$0.isAnonymous && $0.suppressed <= limit && $0.loss < best }) { barred += 1 }
        }
        // Only masking bars what is within the limit, and the tables must show it.
        #expect(mode == .mask ? barred > 0 : barred == 0)
    }

    @Test func `looks beyond a transformation whose masked rows are too few`() throws {
        // Four classes of ten and an outlier: one masked row would stand alone, so the outlier must go into a class.
        let lines = (20..<24).map { ["\($0)", "20-29", "*"] } + [["99", "90-99", "*"]]
        let reference = ReferenceSearch(
            rows: (0..<40).map { ["\(20 + $0 % 4)"] } + [["99"]], hierarchies: [lines], ranges: [0...2], weights: [1],
            k: 5, limit: 0.1, gsFactor: 0.5, aggregate: .geometricMean, mode: .mask)
        let outcome = try reference.anonymizer().search()
        #expect(outcome.solution?.levels == [2])
        #expect(outcome.solution?.suppressedRows == 0)
        #expect(outcome.optimal)
        var removing = reference
        removing.mode = .remove
        #expect(try removing.anonymizer().search().solution?.levels == [0])
    }

    @Test func `finds a solution below a coarsest transformation whose masked rows are too few`() throws {
        // At the top one row is masked and stands alone; a level below, six are and form a class.
        let lines = [["a", "A"], ["b", "A"], ["c", "C"]]
        let rows = [String](repeating: "a", count: 6) + [String](repeating: "b", count: 5) + ["c"]
        let reference = ReferenceSearch(
            rows: rows.map { [$0] }, hierarchies: [lines], ranges: [0...1], weights: [1], k: 6, limit: 0.5,
            gsFactor: 0.5, aggregate: .geometricMean, mode: .mask)
        let outcome = try reference.anonymizer().search()
        #expect(outcome.coarsest.levels == [1])
        #expect(outcome.coarsest.isWithinLimit && !outcome.coarsest.isAnonymous)
        #expect(outcome.coarsest.maskedGroup == 1)
        #expect(outcome.solution?.levels == [0])
        #expect(outcome.solution?.maskedGroup == 6)
    }

    @Test func `does not depend on the order of rows or on the values' names`() throws {
        let seed: UInt64 = 11
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let reference = ReferenceSearch.random(using: &generator)
            let outcome = try reference.anonymizer().search()
            var shuffled = reference
            shuffled.rows.shuffle(using: &generator)
            for column in shuffled.hierarchies.indices { shuffled.hierarchies[column].shuffle(using: &generator) }
            #expect(try shuffled.anonymizer().search() == outcome)
            var renamed = reference
            renamed.rows = reference.rows.map { $0.map { "名" + $0 } }
            renamed.hierarchies = reference.hierarchies.map { $0.map { $0.map { "名" + $0 } } }
            #expect(try renamed.anonymizer().search() == outcome)
        }
    }

    @Test func `prefers fewer suppressed rows, then lower levels, among equal losses`() throws {
        // Two columns that are copies of each other: raising either one loses the same.
        let lines = [["a", "*"], ["b", "*"]]
        let reference = ReferenceSearch(
            rows: [["a", "a"], ["a", "b"], ["b", "a"], ["b", "b"]], hierarchies: [lines, lines],
            ranges: [0...1, 0...1], weights: [1, 1], k: 2, limit: 0, gsFactor: 0.5, aggregate: .geometricMean)
        #expect(try reference.anonymizer().search().solution?.levels == [0, 1])
    }

    @Test func `says how far away a solution is when there is none`() throws {
        let reference = ReferenceSearch(
            rows: [["a"], ["a"], ["b"]], hierarchies: [[["a", "A"], ["b", "B"]]], ranges: [0...1], weights: [1], k: 2,
            limit: 0, gsFactor: 0.5, aggregate: .geometricMean)
        let outcome = try reference.anonymizer().search()
        #expect(outcome.solution == nil)
        #expect(!outcome.optimal)
        #expect(outcome.coarsest.levels == [1])
        #expect(outcome.coarsest.suppressedRows == 1)
        #expect(outcome.coarsest.allowedRows == 0)
    }

    @Test func `finds nothing when k is larger than the table, unless all may be lost`() throws {
        var reference = ReferenceSearch(
            rows: [["a"], ["b"]], hierarchies: [[["a", "*"], ["b", "*"]]], ranges: [0...1], weights: [1], k: 3,
            limit: 0.9, gsFactor: 0.5, aggregate: .geometricMean)
        #expect(try reference.anonymizer().search().solution == nil)
        reference.limit = 1
        let anonymizer = try reference.anonymizer()
        let solution = try #require(try anonymizer.search().solution)
        #expect(solution.suppressedRows == 2)
        let release = try anonymizer.release(solution.levels, order: .kept)
        #expect(release.table.rowCount == 0)
    }

    @Test func `leaves an empty table as it is`() throws {
        let reference = ReferenceSearch(
            rows: [], hierarchies: [[["a", "*"], ["b", "*"]]], ranges: [0...1], weights: [1], k: 3, limit: 0,
            gsFactor: 0.5, aggregate: .geometricMean)
        let anonymizer = try reference.anonymizer()
        let solution = try #require(try anonymizer.search().solution)
        #expect(solution.levels == [0])
        #expect(solution.loss == 0)
        #expect(try anonymizer.release([0], order: .kept).table.rowCount == 0)
        #expect(anonymizer.measuresBefore().risk.prosecutor.highest == 0)
    }

    @Test(arguments: [(3, true), (4, false)])
    func `takes a table without quasi-identifiers as one class`(k: Int, holds: Bool) throws {
        let recipe = Recipe(columns: [ColumnRecipe(name: "c", role: .sensitive)], privacy: [.kAnonymity(k: k)])
        let table = try Table(columns: [Column(name: "c", cells: ["x", "y", "z"])])
        let outcome = try Anonymizer(PreparedTable(table, recipe: recipe)).search()
        #expect((outcome.solution != nil) == holds)
        #expect(outcome.nodes == 1)
    }

    @Test func `keeps to the levels that the recipe allows`() throws {
        let reference = ReferenceSearch(
            rows: [["a"], ["a"]], hierarchies: [[["a", "A", "*"], ["b", "A", "*"]]], ranges: [1...1], weights: [1],
            k: 2, limit: 0, gsFactor: 0.5, aggregate: .geometricMean)
        let anonymizer = try reference.anonymizer()
        let outcome = try anonymizer.search()
        #expect(outcome.nodes == 1)
        #expect(outcome.solution?.levels == [1])
        #expect(throws: DeidentificationError.levelOutOfRange(column: "q0", level: 2, allowed: 1...1)) {
            try anonymizer.evaluate([2])
        }
        #expect(throws: DeidentificationError.levelCount(expected: 1, found: 2)) { try anonymizer.evaluate([1, 1]) }
    }

    @Test(arguments: [0, 7, 13])
    func `groups tuples that do not fit into one machine word`(telling: Int) throws {
        // 14 columns of 40 values: 40^14 > 2^64, so the grouping has to number in between. One column tells rows
        // apart within the groups that the others make; every tuple occurs twice.
        let columns = (0..<14).map { column in
            Column(name: "c\(column)", cells: (0..<3_200).map { "v\(column == telling ? $0 % 40 : $0 / 40 % 40)" })
        }
        let recipe = Recipe(
            columns: columns.map { ColumnRecipe(name: $0.name, role: .quasiIdentifier) },
            privacy: [.kAnonymity(k: 2)])
        let anonymizer = try Anonymizer(PreparedTable(Table(columns: columns), recipe: recipe))
        #expect(anonymizer.measuresBefore().classes == ClassSizes(sizes: [Int](repeating: 2, count: 1_600)))
        #expect(try anonymizer.search().solution?.suppressedRows == 0)
    }

    @Test func `stops when told to`() throws {
        var generator = SeededGenerator(seed: 3)
        let anonymizer = try ReferenceSearch.random(using: &generator).anonymizer()
        #expect(throws: DeidentificationError.interrupted) { try anonymizer.search { _ in false } }
    }

    @Test func `refuses a lattice that is too large`() throws {
        let lines = (0..<2).map { value in ["v\(value)"] + (1..<10).map { "\($0)" } }
        let reference = ReferenceSearch(
            rows: [[String]](repeating: [String](repeating: "v0", count: 20), count: 2),
            hierarchies: [[[String]]](repeating: lines, count: 20),
            ranges: [ClosedRange<Int>](repeating: 0...9, count: 20), weights: [Double](repeating: 1, count: 20), k: 2,
            limit: 0, gsFactor: 0.5, aggregate: .geometricMean)
        #expect(throws: DeidentificationError.latticeTooLarge(limit: Anonymizer.latticeLimit)) {
            try reference.anonymizer().search()
        }
    }
}
