import Deidentification
import Testing

@Suite struct ReleaseTests {
    private func anonymizer(mode: Suppression.Mode, pseudonym: PseudonymScope? = .row) throws -> Anonymizer {
        let table = try Table(columns: [
            Column(name: "name", cells: ["n0", "n1", "n2", "n3", "n4", "n5"]),
            Column(name: "code", cells: ["c0", "c1", "c0", "", "c4", "c5"]),
            Column(name: "age", cells: ["10", "11", "12", "20", "21", "35"]),
            Column(name: "sex", cells: ["M", "M", "M", "F", "F", "F"]),
            Column(name: "ill", cells: ["i0", "i1", "i2", "i3", "i4", "i5"]),
        ])
        let recipe = Recipe(
            columns: [
                ColumnRecipe(name: "name", role: .directIdentifier),
                ColumnRecipe(name: "code", role: .linkingCode, pseudonym: pseudonym),
                ColumnRecipe(
                    name: "age", role: .quasiIdentifier, hierarchy: .interval(steps: [10], bottom: nil, top: nil)),
                ColumnRecipe(name: "sex", role: .quasiIdentifier),
                ColumnRecipe(name: "ill", role: .sensitive),
            ],
            privacy: [.kAnonymity(k: 2)], suppression: Suppression(limit: 0.2, mode: mode))
        return try Anonymizer(PreparedTable(table, recipe: recipe))
    }

    private func cells(_ table: Table) -> [[String]] {
        (0..<table.rowCount).map { row in table.columns.map { $0[row] } }
    }

    @Test func `removes identifiers and suppressed rows and replaces linking codes`() throws {
        let anonymizer = try anonymizer(mode: .remove)
        let release = try anonymizer.release([1, 0], order: .kept) { "p" + $0.dropFirst() }
        let privacy = anonymizer.privacyAfter(try anonymizer.recoding(levels: [1, 0]))
        #expect(release.table.columns.map(\.name) == ["code", "age", "sex", "ill"])
        #expect(
            cells(release.table) == [
                ["p0", "10-19", "M", "i0"], ["p1", "10-19", "M", "i1"], ["p0", "10-19", "M", "i2"],
                ["", "20-29", "F", "i3"], ["p4", "20-29", "F", "i4"],
            ])
        // Nothing of the row that left remains, not even in a dictionary.
        let left = Set(release.table.columns.flatMap(\.values))
        #expect(left.isDisjoint(with: ["i5", "p5", "c5", "30-39", "35"]))
        #expect(release.suppressedRows == 1)
        #expect(release.suppressedCells == 0)
        #expect(privacy.map(\.reason) == [.satisfied])
        #expect(privacy.map(\.reached) == [2])
        #expect(release.columns.map(\.distinctBefore) == [nil, 5, 6, 2, 6])
        #expect(release.columns.map(\.distinctAfter) == [0, 4, 2, 2, 5])
        #expect(release.columns.map(\.level) == [nil, nil, 1, 0, nil])
    }

    @Test func `removes linking codes without pseudonym and asks for the key where one is due`() throws {
        let release = try anonymizer(mode: .remove, pseudonym: nil).release([1, 0], order: .kept)
        #expect(release.table.columns.map(\.name) == ["age", "sex", "ill"])
        #expect(throws: DeidentificationError.pseudonymFunctionNotGiven(column: "code")) {
            try anonymizer(mode: .remove).release([1, 0], order: .kept)
        }
        #expect(throws: DeidentificationError.pseudonymCollision(column: "code")) {
            try anonymizer(mode: .remove).release([1, 0], order: .kept) { _ in "same" }
        }
    }

    @Test func `masks rows and reports a masked group that is smaller than k`() throws {
        let anonymizer = try anonymizer(mode: .mask)
        let release = try anonymizer.release([1, 0], order: .kept) { $0 }
        #expect(release.table.rowCount == 6)
        #expect(cells(release.table).last == ["c5", "*", "*", "i5"])
        #expect(release.suppressedCells == 2)
        #expect(release.maskedGroup == 1)
        let recoding = try anonymizer.recoding(levels: [1, 0])
        let check = try #require(anonymizer.privacyAfter(recoding).first)
        #expect(!check.holds)
        #expect(check.reached == 1)
        #expect(check.reason == .maskedGroupTooSmall(size: 1))
        let measures = anonymizer.measures(recoding, levels: [1, 0])
        #expect(measures.classes.rows == 5, "masked rows are left out of the risk")
    }

    @Test func `counts masked rows together with rows that are all stars anyway`() throws {
        // Labels of both columns are * for the first two rows without any masking.
        let lines = [["a", "*"], ["b", "*"], ["c", "c"], ["d", "d"], ["e", "e"]]
        let cells = ["a", "b", "c", "c", "d"]
        let table = try Table(columns: [Column(name: "q", cells: cells)])
        let recipe = Recipe(
            columns: [ColumnRecipe(name: "q", role: .quasiIdentifier, hierarchy: .file(name: "f", delimiter: ","))],
            privacy: [.kAnonymity(k: 2)], suppression: Suppression(limit: 0.5, mode: .mask))
        let anonymizer = try Anonymizer(
            PreparedTable(table, recipe: recipe), hierarchies: ["q": Hierarchy(rows: lines)])
        let release = try anonymizer.release([1], order: .kept)
        #expect(self.cells(release.table).map { $0[0] } == ["*", "*", "c", "c", "*"])
        #expect(release.maskedGroup == 3)
        let privacy = anonymizer.privacyAfter(try anonymizer.recoding(levels: [1]))
        #expect(privacy.map(\.holds) == [true])
        #expect(privacy.map(\.reached) == [2])
    }

    @Test func `applies a transformation beyond the limit but says that it does not hold`() throws {
        let anonymizer = try anonymizer(mode: .remove)
        let release = try anonymizer.release([0, 0], order: .kept) { $0 }
        #expect(release.table.rowCount == 0)
        #expect(try !anonymizer.evaluate([0, 0]).isAnonymous)
        let privacy = anonymizer.privacyAfter(try anonymizer.recoding(levels: [0, 0]))
        #expect(privacy.map(\.reason) == [.tooManySuppressed(rows: 6, allowed: 1)])
        #expect(privacy.map(\.holds) == [false])
    }

    @Test func `shuffles rows whole and the same way for the same generator`() throws {
        let anonymizer = try anonymizer(mode: .mask)
        let kept = cells(try anonymizer.release([1, 0], order: .kept) { $0 }.table)
        let seed: UInt64 = 42
        print("seed \(seed)")
        let once = try anonymizer.release([1, 0], order: .shuffled(SeededGenerator(seed: seed))) { $0 }.table
        let again = try anonymizer.release([1, 0], order: .shuffled(SeededGenerator(seed: seed))) { $0 }.table
        #expect(once == again)
        #expect(cells(once) != kept)
        #expect(cells(once).sorted { $0.joined() < $1.joined() } == kept.sorted { $0.joined() < $1.joined() })
    }

    @Test func `measures the table as it is`() throws {
        let anonymizer = try anonymizer(mode: .remove)
        let measures = anonymizer.measuresBefore()
        #expect(measures.classes.histogram == ClassSizes(sizes: [1, 1, 1, 1, 1, 1]).histogram)
        #expect(measures.risk.sampleUniques == 6)
        #expect(measures.risk.prosecutor.atRisk == 1)
        #expect(measures.utility.discernibility == 6)
        #expect(measures.utility.loss == 0)
        #expect(anonymizer.privacyBefore().map(\.reason) == [.classTooSmall(size: 1)])
    }

    @Test func `computes the certainty penalty by its definition`() throws {
        // age at level 1: 3 of 6 values, 2 of 6 values; the row of 35 is suppressed. sex stays.
        let anonymizer = try anonymizer(mode: .remove)
        let measures = anonymizer.measures(try anonymizer.recoding(levels: [1, 0]), levels: [1, 0])
        let expected = (3 * 3.0 / 6 + 2 * 2.0 / 6 + 1 + 1) / 12
        #expect(abs(measures.utility.normalizedCertaintyPenalty - expected) < 1e-12)
    }
}
