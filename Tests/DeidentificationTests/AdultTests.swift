import Deidentification
import Testing

/// The figures of a published census extract, as the strongest open peer finds them.
@Suite(.enabled(if: SharedData.hasAdult)) struct AdultTests {
    @Test func `finds the known optimum of nine quasi-identifiers`() throws {
        let anonymizer = try Adult().anonymizer(k: 5, limit: 0.02)
        let clock = ContinuousClock()
        let start = clock.now
        let outcome = try anonymizer.search()
        print("adult: \(outcome.nodes) nodes, \(outcome.checked) checked, \(clock.now - start)")
        let solution = try #require(outcome.solution)
        #expect(solution.levels == [0, 3, 0, 2, 2, 1, 1, 2, 0])
        #expect(abs(solution.loss - 0.3137130352819242) < 1e-9)
        #expect(solution.suppressedRows == 506)
        #expect(outcome.nodes == 12_960)
        #expect(outcome.optimal)
    }

    @Test(arguments: [(0.0, 0), (1.0, 2_553)])
    func `loses the known number of rows at other limits`(limit: Double, rows: Int) throws {
        let outcome = try Adult().anonymizer(k: 5, limit: limit).search()
        #expect(outcome.solution?.suppressedRows == rows)
        print("adult, limit \(limit): \(outcome.checked) checked")
    }

    @Test func `releases classes of at least k with the known size`() throws {
        let anonymizer = try Adult().anonymizer(k: 5, limit: 0.02)
        let release = try anonymizer.release(
            [0, 3, 0, 2, 2, 1, 1, 2, 0], order: .shuffled(SeededGenerator(seed: 7)))
        #expect(release.table.rowCount == 29_656)
        var classes: [[String]: Int] = [:]
        for row in 0..<release.table.rowCount { classes[release.table.columns.map { $0[row] }, default: 0] += 1 }
        #expect(classes.values.min() ?? 0 >= 5)
        let recoding = try anonymizer.recoding(levels: [0, 3, 0, 2, 2, 1, 1, 2, 0])
        #expect(ClassSizes(sizes: classes.values) == anonymizer.measures(recoding, levels: nil).classes)
        let privacy = anonymizer.privacyAfter(recoding)
        #expect(privacy.map(\.holds) == [true])
        #expect(privacy.first?.reached == classes.values.min().map { Double($0) })
    }
}
