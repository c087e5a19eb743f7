import Deidentification
import Testing

/// What must not change the answer, does not.
@Suite struct SearchMetamorphicTests {
    private static func permuted(_ problem: ReferenceProblem, _ order: [Int]) -> ReferenceProblem {
        var other = problem
        other.rows = order.map { problem.rows[$0] }
        other.sensitive = order.map { problem.sensitive[$0] }
        other.subset = problem.subset.map { subset in order.map { subset[$0] } }
        return other
    }

    /// Models of the whole sample suppress classes of one size and cost by their first rows.
    private static func isFreeOfOrder(_ problem: ReferenceProblem) -> Bool {
        !problem.models.contains { [.averageRisk, .sampleUniqueness].contains($0.name) }
    }

    @Test func `the order of rows and of hierarchies does not matter`() throws {
        let seed: UInt64 = 31
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let problem = ReferenceProblem.random(using: &generator)
            if !Self.isFreeOfOrder(problem) { continue }
            var other = Self.permuted(problem, problem.rows.indices.shuffled(using: &generator))
            for column in other.hierarchies.indices { other.hierarchies[column].shuffle(using: &generator) }
            let (one, two) = (try problem.anonymizer().search(), try other.anonymizer().search())
            let comment: Comment = "round \(round), \(problem.models), \(problem.utility)"
            #expect(one.solution?.suppressedRows == two.solution?.suppressedRows, comment)
            let losses = (one.solution?.loss ?? -1, two.solution?.loss ?? -1)
            #expect(abs(losses.0 - losses.1) <= 1e-9 * max(1, abs(losses.0)), comment)
        }
    }

    @Test func `doubling the file and k keeps the answer`() throws {
        let seed: UInt64 = 32
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        for round in 0..<300 {
            var problem = ReferenceProblem.random(using: &generator)
            let k = 1 + round % 5
            problem.models = [.kAnonymity(k: k)]
            problem.subset = nil
            problem.utility.metric = .loss
            problem.utility.monotonic = nil
            // An even number of rows may be lost in both.
            problem.limit = [0, 1].randomElement(using: &generator) ?? 0
            var doubled = Self.permuted(problem, Array(problem.rows.indices) + problem.rows.indices)
            doubled.models = [.kAnonymity(k: 2 * k)]
            let (one, two) = (try problem.anonymizer().search(), try doubled.anonymizer().search())
            #expect(one.solution?.levels == two.solution?.levels, "round \(round), \(problem)")
            #expect(one.solution.map { 2 * $0.suppressedRows } == two.solution?.suppressedRows)
            #expect(abs((one.solution?.loss ?? 0) - (two.solution?.loss ?? 0)) < 1e-9)
        }
    }

    @Test func `equal rows are one tuple wherever they stand`() throws {
        let seed: UInt64 = 33
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let problem = ReferenceProblem.random(using: &generator)
            let gathered = Self.permuted(
                problem,
                problem.rows.indices.sorted {
                    problem.rows[$0].joined(separator: " ") < problem.rows[$1].joined(separator: " ")
                })
            let (one, two) = (try problem.anonymizer().tuples, try gathered.anonymizer().tuples)
            #expect(one.count == two.count && one.rows.sorted() == two.rows.sorted())
        }
    }
}
