import Deidentification
import Testing

/// Searches that end when the time is up.
@Suite struct SearchBestEffortTests {
    /// A clock that goes on by a millisecond each time it is asked.
    private final class StepClock {
        private var seconds = 0.0
        func next() -> Double {
            seconds += 0.001
            return seconds
        }
    }

    /// Twelve columns with five levels each: 244 million transformations.
    private static func wideProblem(_ search: SearchRule, rows: Int = 400, columns: Int = 12) throws -> Anonymizer {
        var generator = SeededGenerator(seed: 12)
        let lines = (0..<16).map { value in (0..<5).map { "\($0)_\(value >> $0)" } }
        let names = (0..<columns).map { "q\($0)" }
        let table = try Table(
            columns: names.map { name in
                Column(
                    name: name,
                    cells: (0..<rows).map { _ in
                        let place = Double.random(in: 0..<1, using: &generator)
                        return lines[Int(place * place * 16)][0]
                    })
            })
        let recipe = Recipe(
            columns: names.map {
                ColumnRecipe(name: $0, role: .quasiIdentifier, hierarchy: .file(name: $0, delimiter: ","))
            },
            privacy: [.kAnonymity(k: 4)], suppression: Suppression(limit: 0.1), search: search)
        let hierarchy = try Hierarchy(rows: lines)
        return try Anonymizer(
            PreparedTable(table, recipe: recipe),
            hierarchies: Dictionary(uniqueKeysWithValues: names.map { ($0, hierarchy) }))
    }

    @Test func `finds a solution in a lattice too large to list and says how far off it may be`() throws {
        let anonymizer = try Self.wideProblem(.bestEffort(seconds: 3))
        let clock = StepClock()
        let outcome = try anonymizer.search(clock: clock.next)
        let solution = try #require(outcome.solution)
        let certificate = outcome.certificate
        #expect(try anonymizer.evaluate(solution.levels) == solution)
        #expect(solution.isAnonymous && solution.loss < outcome.coarsest.loss)
        #expect(certificate.nodes == 244_140_625)
        #expect(certificate.checked > 1_000 && certificate.checked < 3_100)
        #expect(certificate.open == certificate.nodes - Double(certificate.checked))
        #expect(!outcome.optimal)
        #expect(try #require(certificate.lowerBound) <= solution.loss)
        // The same time gives the same answer, more time none that is worse.
        #expect(try anonymizer.search(clock: StepClock().next) == outcome)
        let longer = try Self.wideProblem(.bestEffort(seconds: 6)).search(clock: StepClock().next)
        #expect(try #require(longer.solution).loss <= solution.loss)
        print(
            "best effort: loss \(solution.loss), then \(longer.solution?.loss ?? 1), bound \(certificate.lowerBound ?? 0)"
        )
    }

    @Test func `ends with the proof where time suffices`() throws {
        let exact = try Self.wideProblem(.optimal, columns: 5).search()
        let outcome = try Self.wideProblem(.bestEffort(seconds: 1_000), columns: 5).search(clock: StepClock().next)
        #expect(outcome == exact && outcome.optimal)
        #expect(outcome.certificate.lowerBound == outcome.solution?.loss)
    }

    @Test func `says what is open when the time is up in a lattice that could be listed`() throws {
        let outcome = try Self.wideProblem(.bestEffort(seconds: 0.02), columns: 7).search(clock: StepClock().next)
        #expect(!outcome.optimal && outcome.certificate.open > 0)
        let certificate = outcome.certificate
        let certain = certificate.checked + certificate.excludedByBound + certificate.excludedByCoarserFailure
        #expect(Double(certain) + certificate.open == certificate.nodes)
    }

    @Test func `stops when told to`() throws {
        let anonymizer = try Self.wideProblem(.bestEffort(seconds: 1))
        #expect(throws: DeidentificationError.interrupted) { try anonymizer.search(progress: { _ in false }) }
    }
}
