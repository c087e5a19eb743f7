import Deidentification
import Testing

@Suite struct LocalRecodingTests {
    private static func seconds() -> Double { 0 }

    /// The loss of the best transformation that keeps the models and the limit, by trying them all.
    private func globalOptimum(_ table: LocalTable) -> (levels: [Int], loss: Double)? {
        var best: (levels: [Int], loss: Double)?
        for levels in table.checker.lattice {
            let written = table.checker.global(levels, accepts: table.accepts)
            let lost = written.count { $0 == nil }
            if lost > Int(table.limit * Double(written.count)) { continue }
            if table.mode == .mask, lost > 0 {
                let output = written.map { $0 ?? table.checker.hierarchies.map { _ in "*" } }
                if table.checker.groups(output).contains(where: { !table.accepts($0) }) { continue }
            }
            let loss = table.checker.loss(written)
            if loss < best?.loss ?? .infinity { best = (levels, loss) }
        }
        return best
    }

    @Test(arguments: [UInt64(11), 12, 13, 14])
    func `agrees with the slow judge on random tables and is never worse than top-down and global coding`(
        seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        var solved = 0
        for number in 0..<500 {
            let table = try LocalTable(using: &random)
            let global = globalOptimum(table)
            let outcome = try table.anonymizer.localRecoding(
                .passes(3), globalLevels: global?.levels, clock: Self.seconds)
            let place = "seed \(seed), table \(number)"
            #expect(table.fault(outcome) == nil, "\(place)")
            if let global {
                #expect(outcome.hasSolution, "\(place)")
                #expect(outcome.loss <= global.loss + 1e-9, "\(place)")
            }
            let fast = try table.anonymizer.localRecoding(seconds: 0, clock: Self.seconds)
            #expect(table.fault(fast) == nil, "\(place), top-down")
            if fast.hasSolution {
                #expect(outcome.hasSolution && outcome.loss <= fast.loss + 1e-12, "\(place)")
                solved += 1
            }
        }
        print("local recoding, seed \(seed): \(solved) of 500 random tables have a top-down solution")
        #expect(solved > 200)
    }

    static let models: [[PrivacyModel]] = [
        [.kAnonymity(k: 2), .lDiversity(column: "s", .distinct(l: 2))],
        [.lDiversity(column: "s", .distinct(l: 3))],
        [.lDiversity(column: "s", .entropy(l: 2))],
        [.kAnonymity(k: 3), .lDiversity(column: "s", .recursive(l: 2, c: 3))],
        [.kAnonymity(k: 2), .tCloseness(column: "s", distance: .equal, t: 0.3)],
        [.alphaKAnonymity(column: "s", alpha: 0.6, k: 3)],
    ]

    @Test(arguments: models)
    func `holds models of sensitive values in every class`(models: [PrivacyModel]) throws {
        let seed: UInt64 = 21
        var random = SeededGenerator(seed: seed)
        var solved = 0
        for number in 0..<250 {
            let table = try LocalTable(using: &random, privacy: models)
            let global = globalOptimum(table)
            let outcome = try table.anonymizer.localRecoding(
                .passes(3), globalLevels: global?.levels, clock: Self.seconds)
            let place = "seed \(seed), table \(number), \(models)"
            #expect(table.fault(outcome) == nil, "\(place)")
            if let global {
                #expect(outcome.hasSolution, "\(place)")
                #expect(outcome.loss <= global.loss + 1e-9, "\(place)")
                solved += 1
            }
        }
        print("local recoding, seed \(seed), \(models): \(solved) of 250 random tables have a global solution")
        #expect(solved > 50)
    }

    @Test func `raises the least class until mean and linkage risk are low enough`() throws {
        var random = SeededGenerator(seed: 31)
        for number in 0..<60 {
            let risks: [PrivacyModel] = [.averageRisk(threshold: 0.2), .linkageRisk(threshold: 0.2)]
            let model = risks[number % 2]
            var table = try LocalTable(using: &random, privacy: [.kAnonymity(k: 2), model], rowCount: 20...60)
            let outcome = try table.anonymizer.localRecoding(.passes(2), clock: Self.seconds)
            table.privacy = [.kAnonymity(k: 2)]
            #expect(table.fault(outcome) == nil, "table \(number)")
            if !outcome.hasSolution { continue }
            if number % 2 == 0 {
                let kept = outcome.recoding.groupRows.reduce(0, +)
                #expect(Double(outcome.classes) <= 0.2 * Double(kept), "table \(number)")
            } else {
                #expect(
                    LinkageAttack(table.anonymizer).run(on: outcome.recoding).specific.value <= 0.2 + 1e-12,
                    "table \(number)")
            }
        }
    }

    @Test func `says that there is no solution where not even the whole table is a class`() throws {
        var random = SeededGenerator(seed: 41)
        let table = try LocalTable(using: &random, privacy: [.kAnonymity(k: 1_000)], rowCount: 30...30)
        let outcome = try table.anonymizer.localRecoding(.passes(3), clock: Self.seconds)
        #expect(outcome.hasSolution == (table.limit == 1))
        #expect(outcome.recoding.groupCount == 0)
        #expect(outcome.recoding.suppressedRows == 30)
    }

    @Test func `takes a table without rows`() throws {
        let recipe = Recipe(
            columns: [ColumnRecipe(name: "a", role: .quasiIdentifier)], privacy: [.kAnonymity(k: 3)], coding: .local)
        let table = try Table(columns: [Column(name: "a", cells: [])])
        let outcome = try Anonymizer(PreparedTable(table, recipe: recipe)).localRecoding(
            .passes(3), clock: Self.seconds)
        #expect(outcome.hasSolution)
        #expect(outcome.classes == 0)
    }

    @Test func `gives the same answer again`() throws {
        for seed in UInt64(51)...54 {
            var random = SeededGenerator(seed: seed)
            let table = try LocalTable(using: &random, rowCount: 400...400)
            let first = try table.anonymizer.localRecoding(.passes(10), clock: Self.seconds)
            let second = try table.anonymizer.localRecoding(.passes(10), clock: Self.seconds)
            #expect(first.recoding == second.recoding, "seed \(seed)")
        }
    }

    @Test func `stops when the caller says so`() throws {
        var random = SeededGenerator(seed: 61)
        let table = try LocalTable(using: &random, rowCount: 30...30)
        #expect(throws: DeidentificationError.interrupted) {
            try table.anonymizer.localRecoding(.passes(3), progress: { _ in false }, clock: Self.seconds)
        }
    }
}
