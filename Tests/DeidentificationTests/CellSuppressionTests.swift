import Deidentification
import Foundation
import Testing

@Suite struct CellSuppressionTests {
    @Test func `borrows rows from a group that can spare them where this costs fewer cells`() throws {
        let rows = Array(repeating: ["a", "b"], count: 6) + Array(repeating: ["a", "c"], count: 4)
        let table = CellTable(rows, k: 5)
        let outcome = try table.outcome()
        // One of the six joins the four; without it all ten would lose a cell.
        #expect(outcome.cellsPerColumn == [0, 5])
        #expect(table.written(outcome).filter { $0 == ["a", "*"] }.count == 5)
        try table.check(outcome)
    }

    @Test(arguments: [([1.0, 5.0], [4, 0]), ([5.0, 1.0], [0, 4])])
    func `suppresses a column of greater weight later`(weights: [Double], cells: [Int]) throws {
        let rows = [["a", "x"], ["a", "y"], ["b", "x"], ["b", "y"]]
        let table = CellTable(rows, k: 2, weights: weights)
        #expect(try table.outcome().cellsPerColumn == cells)
    }

    @Test func `suppresses rows that nothing saves within the limit, and else lets them join`() throws {
        let rows = Array(repeating: ["a", "b"], count: 10) + [["x", "y"], ["z", "w"]]
        let spared = CellTable(rows, k: 3, limit: 0.2)
        let outcome = try spared.outcome()
        #expect(outcome.suppressedRows == 2 && outcome.suppressedCells == 0 && outcome.isWithinLimit)
        try spared.check(outcome)
        let strict = CellTable(rows, k: 3)
        let joined = try strict.outcome()
        #expect(joined.suppressedRows == 0 && joined.cellsPerColumn == [3, 3])
        try strict.check(joined)
        // Masked rows stay in the table, so two of them would be a group below k.
        let masked = CellTable(rows, k: 3, limit: 0.2, mode: .mask)
        #expect(try masked.outcome().suppressedRows == 0)
    }

    @Test func `suppresses everything where the file has fewer rows than a group needs`() throws {
        let outcome = try CellTable([["a"], ["b"], ["a"]], k: 5).outcome()
        #expect(outcome.suppressedRows == 3 && !outcome.isWithinLimit && outcome.recoding.groupCount == 0)
        #expect(outcome.loss.total == 1)
    }

    @Test func `refuses differential privacy, whose proof is about whole rows`() throws {
        let model = PrivacyModel.differentialPrivacy(epsilon: 2, delta: 1e-2, levels: ["q0": 0])
        let table = CellTable([["a"], ["b"]], k: 1, models: [model])
        #expect(throws: DeidentificationError.self) { try table.outcome() }
    }

    @Test func `masks labels of any level and leaves wide labels as they are`() throws {
        let hierarchy = try Hierarchy(rows: [["1", "low", "*"], ["2", "low", "*"], ["3", "high", "*"]])
        let table = CellTable(
            [["1", "a"], ["2", "a"], ["3", "a"], ["3", "b"]], k: 2, hierarchies: ["q0": hierarchy])
        let outcome = try table.outcome([1, 0])
        #expect(outcome.cellsPerColumn == [0, 2])
        #expect(table.written(outcome) == [["low", "a"], ["low", "a"], ["high", "*"], ["high", "*"]])
        let top = try table.outcome([2, 0])
        #expect(top.cellsPerColumn == [0, 1] || top.cellsPerColumn[0] == 0, "a label that is * is not masked again")
        #expect(throws: DeidentificationError.levelCount(expected: 2, found: 1)) { try table.outcome([0]) }
    }

    @Test func `can be stopped`() throws {
        let table = CellTable([["a"], ["b"], ["a"]], k: 2)
        #expect(throws: DeidentificationError.interrupted) {
            try table.anonymizer().cellSuppression(levels: [0]) { _ in false }
        }
    }

    @Test func `computes the loss with a masked cell as all values`() throws {
        let rows = [["a", "x"], ["a", "y"], ["b", "z"], ["b", "z"]]
        let outcome = try CellTable(rows, k: 2).outcome()
        #expect(outcome.cellsPerColumn == [0, 2])
        // q1 has 3 values: (2·1 + 2·1/3 - 4/3)/(4 - 4/3) = 1/2; q0 loses nothing. √(1 · 1.5) - 1.
        #expect(abs(outcome.loss.total - (1.5.squareRoot() - 1)) < 1e-9)
    }

    @Test(.enabled(if: SharedData.hasAdult))
    func `needs a fifth of the cells of whole-row suppression on the census extract`() throws {
        let rows = try SharedData.cells("adult/adult.csv")
        let header = rows.first ?? []
        let names = ["sex", "age", "race", "marital-status", "education", "native-country", "workclass"]
        let columns = names.compactMap { header.firstIndex(of: $0) }
        let table = CellTable(rows.dropFirst().map { row in columns.map { row[$0] } }, k: 5)
        let outcome = try table.outcome()
        try table.check(outcome)
        var counts: [[String]: Int] = [:]
        for row in table.rows { counts[row, default: 0] += 1 }
        let wholeRows = counts.values.reduce(0) { $0 + ($1 < 5 ? $1 : 0) }
        #expect(outcome.suppressedCells * 5 <= wholeRows * 7)
        let least = try #require(outcome.leastCells)
        #expect(outcome.suppressedCells <= 2 * least)
        print("cells \(outcome.suppressedCells), at least \(least), whole rows \(wholeRows) × 7 = \(wholeRows * 7)")
    }
}
