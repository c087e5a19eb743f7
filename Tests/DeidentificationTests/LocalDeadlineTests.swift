import Deidentification
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The processor's seconds of the calling thread: what a busy machine does not lengthen.
func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

@Suite struct LocalDeadlineTests {
    /// Random rows over wide hierarchies: nothing is alike, so almost all groups are small at almost all nodes.
    private func wide(rows: Int, columns: Int, levels: Int, k: Int) throws -> Anonymizer {
        var random = SeededGenerator(seed: 71)
        let values = 1 << (levels - 1)
        let lines = (0..<values).map { value in (0..<levels).map { "\($0).\(value >> $0)" } }
        let hierarchy = try Hierarchy(rows: lines)
        let names = (0..<columns).map { "q\($0)" }
        let table = try Table(
            columns: names.map { name in
                Column(
                    name: name,
                    cells: (0..<rows).map { _ in "0.\(Int.random(in: 0..<values, using: &random))" })
            })
        let recipe = Recipe(
            columns: names.map {
                ColumnRecipe(name: $0, role: .quasiIdentifier, hierarchy: .file(name: "h", delimiter: ";"))
            }, privacy: [.kAnonymity(k: k)], coding: .local)
        let hierarchies = Dictionary(uniqueKeysWithValues: names.map { ($0, hierarchy) })
        return try Anonymizer(PreparedTable(table, recipe: recipe), hierarchies: hierarchies)
    }

    @Test(arguments: [0.5, 1.5])
    func `keeps its deadline on a lattice of two thousand million nodes`(seconds: Double) throws {
        let anonymizer = try wide(rows: 20_000, columns: 12, levels: 6, k: 5)
        let fast = try anonymizer.localRecoding(seconds: 0, clock: threadSeconds)
        let start = threadSeconds()
        let outcome = try anonymizer.localRecoding(seconds: seconds, clock: threadSeconds)
        let used = threadSeconds() - start
        print(
            "wide lattice: top-down \(fast.loss) in \(fast.seconds) s; \(seconds) s: \(outcome.loss) by \(outcome.family) in "
                + "\(used) s")
        // A debug build needs its time for top-down splitting and for writing the answer down.
        #expect(used <= seconds + 2 * fast.seconds + 0.2)
        #expect(outcome.loss <= fast.loss)
        #expect(outcome.recoding.groupRows.allSatisfy { $0 >= 5 })
        #expect(outcome.recoding.groupRows.reduce(0, +) == 20_000)
    }
}
