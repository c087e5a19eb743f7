import Deidentification
import Testing

/// The losses to be reached on the census extract, in runs bounded by work, which a busy machine cannot spoil.
@Suite(.enabled(if: SharedData.hasAdult)) struct LocalAdultTests {
    /// - Parameter bound: the greatest loss allowed; the open peer's best is .0216, .0516, .0750, .1015, .1437.
    @Test(arguments: [(2, 0.0205), (5, 0.0495), (10, 0.0725), (20, 0.0995), (50, 0.1425)])
    func `reaches the losses set as targets`(k: Int, bound: Double) throws {
        try check(k: k, passes: 12, bound: bound)
    }

    /// What ten seconds are for: one block as well, and more passes.
    @Test(arguments: [(2, 0.0195), (20, 0.0976)])
    func `reaches the lower losses with more work`(k: Int, bound: Double) throws {
        try check(k: k, passes: 100, bound: bound)
    }

    private func check(k: Int, passes: Int, bound: Double) throws {
        let adult = try Adult()
        let anonymizer = try adult.anonymizer(k: k, limit: 0)
        let outcome = try anonymizer.localRecoding(.passes(passes), clock: threadSeconds)
        print(
            "adult, local, k = \(k), \(passes) passes: loss \(outcome.loss), \(outcome.classes) classes, "
                + "\(outcome.seconds) CPU seconds")
        #expect(outcome.loss <= bound)
        #expect(!outcome.isCut)

        let lines = try Adult.attributes.map { try SharedData.cells("adult/adult_hierarchy_\($0).csv") }
        let columns = Adult.attributes.compactMap { adult.table.column(named: $0) }
        let checker = LocalChecker(
            rows: (0..<adult.table.rowCount).map { row in columns.map { $0[row] } }, hierarchies: lines,
            allowed: lines.map { 0...($0[0].count - 1) }, weights: lines.map { _ in 1 })
        let tupleOfRow = anonymizer.tuples.tupleOfRow
        let written = checker.written(outcome.recoding, tupleOfRow: tupleOfRow)
        #expect(checker.conservesRows(outcome.recoding, tupleOfRow: tupleOfRow))
        #expect(!written.contains { $0 == nil })
        let groups = checker.groups(written)
        #expect(groups.count == outcome.classes)
        #expect(groups.allSatisfy { $0.count >= k })
        // The checker's loops over lines are slow; a thousandth of the rows shows a lie as well.
        let sample = Array(stride(from: 0, to: written.count, by: 997))
        var few = checker
        few.rows = sample.map { checker.rows[$0] }
        #expect(few.isTrue(sample.map { written[$0] }))
    }
}
