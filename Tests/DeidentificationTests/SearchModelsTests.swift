import Deidentification
import Testing

/// The search with all models and metrics, against the slow obvious way and against brute force.
@Suite struct SearchModelsTests {
    private static func isLess(_ left: [Double], _ right: [Double]) -> Bool {
        for (mine, theirs) in zip(left, right) where abs(mine - theirs) > 1e-9 * max(1, abs(theirs)) {
            return mine < theirs
        }
        return false
    }

    @Test(arguments: [20_261_121 as UInt64, 41, 42, 43])
    func `agrees with the slow obvious search for all models and metrics`(seed: UInt64) throws {
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        var solved = 0
        for round in 0..<500 {
            let problem = ReferenceProblem.random(using: &generator)
            let comment: Comment = "seed \(seed), round \(round), \(problem.models), \(problem.utility)"
            let anonymizer = try problem.anonymizer()
            let nodes = problem.allNodes()
            for node in nodes {
                let found = try anonymizer.evaluate(node.levels)
                #expect(found.suppressedRows == node.suppressed, comment)
                #expect(found.isAnonymous == node.isAnonymous, comment)
                let isRanked = found.rankedLosses != nil
                #expect(isRanked || node.figures.count == 1, comment)
                let figures = isRanked ? found.columnLosses.sorted(by: >) : [found.loss]
                #expect(!Self.isLess(figures, node.figures) && !Self.isLess(node.figures, figures), comment)
            }
            let outcome = try anonymizer.search()
            #expect(outcome.nodes == nodes.count)
            let certificate = outcome.certificate
            let sum = certificate.checked + certificate.excludedByBound + certificate.excludedByCoarserFailure
            #expect(sum == nodes.count && certificate.open == 0, comment)
            guard let solution = outcome.solution else {
                #expect(nodes.allSatisfy { !$0.isAnonymous }, comment)
                continue
            }
            solved += 1
            let chosen = try #require(nodes.first { $0.levels == solution.levels }, comment)
            #expect(chosen.isAnonymous, comment)
            #expect(!nodes.contains { $0.isAnonymous && Self.isLess($0.figures, chosen.figures) }, comment)
        }
        print("solved \(solved) of 500")
        #expect(solved > 250)
    }

    @Test(arguments: [7 as UInt64, 8, 9])
    func `gives the same answer quickly, in general and by brute force`(seed: UInt64) throws {
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        for round in 0..<1_000 {
            var problem = ReferenceProblem.random(using: &generator)
            if round % 2 == 0 { problem.models = [.kAnonymity(k: 1 + round % 9)] }
            let comment: Comment = "seed \(seed), round \(round), \(problem.models), \(problem.utility)"
            let anonymizer = try problem.anonymizer()
            let quick = try anonymizer.search()
            let general = try anonymizer.search(.general)
            #expect(quick.solution == general.solution, comment)
            #expect(quick.coarsest == general.coarsest, comment)
            let unlisted = try anonymizer.search(.unlisted)
            #expect(unlisted.solution == quick.solution && unlisted.optimal == quick.optimal, comment)
            let verification = try anonymizer.verify(quick)
            #expect(verification.confirms && verification.nodes == quick.nodes, comment)
            for threads in [2, 4] { #expect(try anonymizer.search(threads: threads) == quick, comment) }
        }
    }

    @Test func `brute force refutes a wrong answer`() throws {
        var generator = SeededGenerator(seed: 5)
        var refuted = 0
        while refuted < 20 {
            let anonymizer = try ReferenceSearch.random(using: &generator).anonymizer()
            let outcome = try anonymizer.search()
            guard outcome.solution != nil, outcome.solution != outcome.coarsest else { continue }
            let wrong = SearchOutcome(
                solution: outcome.coarsest, coarsest: outcome.coarsest, certificate: outcome.certificate, optimal: true)
            #expect(try !anonymizer.verify(wrong).confirms)
            refuted += 1
        }
    }
}
