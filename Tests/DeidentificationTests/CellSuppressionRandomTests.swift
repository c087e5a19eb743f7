import Deidentification
import Foundation
import Testing

@Suite struct CellSuppressionRandomTests {
    private func rows(
        _ count: Int, columns: Int, values: Int, using random: inout SeededGenerator
    ) -> [[String]] {
        (0..<count).map { _ in
            (0..<columns).map { _ in
                // Skewed, with blank cells and cells that are * already.
                let value = min(Int.random(in: 0..<values, using: &random), Int.random(in: 0..<values, using: &random))
                return value == 0 ? "" : value == values - 1 ? "*" : "v\(value)"
            }
        }
    }

    private func wholeRows(_ rows: [[String]], k: Int) -> Int {
        var counts: [[String]: Int] = [:]
        for row in rows { counts[row, default: 0] += 1 }
        return counts.values.reduce(0) { $0 + ($1 < k ? $1 : 0) }
    }

    private let weightChoices: [Double] = [1, 1, 0.5, 2, 0]
    private let limitChoices: [Double] = [0, 0, 0.05, 0.5]

    @Test func `makes every group large enough on thousands of random tables`() throws {
        print("seeds 0..<3000")
        for seed in UInt64(0)..<3_000 {
            var random = SeededGenerator(seed: seed)
            let columns = Int.random(in: 1...6, using: &random)
            let k = Int.random(in: 1...6, using: &random)
            let rows = rows(
                Int.random(in: 1...60, using: &random), columns: columns,
                values: Int.random(in: 2...7, using: &random), using: &random)
            let weights = (0..<columns).map { _ in weightChoices.randomElement(using: &random) ?? 1 }
            let limit = limitChoices.randomElement(using: &random) ?? 0
            let table = CellTable(rows, k: k, weights: weights, limit: limit)
            let outcome = try table.outcome()
            try table.check(outcome, "seed \(seed)")
            if rows.count >= k { #expect(outcome.isWithinLimit, "seed \(seed)") }
        }
    }

    @Test func `never costs more cells than suppressing whole rows, where these may leave`() throws {
        print("seeds 0..<1000")
        for seed in UInt64(0)..<1_000 {
            var random = SeededGenerator(seed: seed)
            let rows = rows(50, columns: 4, values: 5, using: &random)
            let outcome = try CellTable(rows, k: 4, limit: 1).outcome()
            let cells = outcome.suppressedCells + 4 * outcome.suppressedRows
            #expect(cells <= 4 * wholeRows(rows, k: 4), "seed \(seed)")
        }
    }

    /// The fewest cells, tried one by one over all masks of all rows.
    private func optimum(_ rows: [[String]], k: Int, columns: Int) -> Int {
        let codes = rows.map { row in row.map { $0.utf8.reduce(1) { $0 * 7 + Int($1) } % 97 } }
        let masks = 1 << columns
        // For each row and mask what is written, as one number.
        let written = codes.map { row in
            (0..<masks).map { mask in
                row.indices.reduce(0) { $0 * 128 + (mask & (1 << $1) == 0 ? row[$1] : 0) }
            }
        }
        var best = Int.max
        var chosen = [Int](repeating: 0, count: rows.count)
        func choose(_ row: Int, cells: Int) {
            if cells >= best { return }
            if row == rows.count {
                let all = chosen.enumerated().map { written[$0][$1] }
                if all.allSatisfy({ one in all.count { $0 == one } >= k }) { best = cells }
                return
            }
            for mask in 0..<masks {
                chosen[row] = mask
                choose(row + 1, cells: cells + mask.nonzeroBitCount)
            }
        }
        choose(0, cells: 0)
        return best
    }

    @Test(arguments: [2, 3]) func `comes close to the optimum on tiny tables`(k: Int) throws {
        print("seeds 0..<150")
        var found = 0
        var least = 0
        var equal = 0
        for seed in UInt64(0)..<150 {
            var random = SeededGenerator(seed: seed)
            let rows = (0..<6).map { _ in (0..<3).map { _ in "\(Int.random(in: 0..<3, using: &random))" } }
            let outcome = try CellTable(rows, k: k).outcome()
            let cells = outcome.suppressedCells
            let optimum = optimum(rows, k: k, columns: 3)
            #expect(cells >= optimum, "seed \(seed)")
            #expect(try #require(outcome.leastCells) <= optimum, "seed \(seed)")
            #expect(cells <= optimum + 6, "seed \(seed)")
            found += cells
            least += optimum
            equal += cells == optimum ? 1 : 0
        }
        print("k = \(k): \(found) cells, optimum \(least), equal in \(equal) of 150")
        #expect(Double(found) <= 1.2 * Double(least))
    }

    @Test func `does not depend on the order of rows`() throws {
        print("seeds 0..<200")
        for seed in UInt64(0)..<200 {
            var random = SeededGenerator(seed: seed)
            let rows = rows(60, columns: 4, values: 6, using: &random)
            let once = try CellTable(rows, k: 3).outcome()
            let again = try CellTable(rows.shuffled(using: &random), k: 3).outcome()
            #expect(once.cellsPerColumn == again.cellsPerColumn, "seed \(seed)")
            #expect(once.loss == again.loss, "seed \(seed)")
        }
    }

    @Test func `takes more columns than a machine word or a list of all masks can hold`() throws {
        print("seeds 0..<20")
        for seed in UInt64(0)..<20 {
            var random = SeededGenerator(seed: seed)
            // 16 columns of 40 values need 96 bits.
            var rows = rows(120, columns: 16, values: 40, using: &random)
            for row in 0..<60 { rows[row] = rows[row % 7] }
            for row in 0..<40 { rows[row][row % 16] = "other" }
            let table = CellTable(rows, k: 3)
            let outcome = try table.outcome()
            try table.check(outcome, "seed \(seed)")
            #expect(outcome.suppressedCells < 16 * wholeRows(rows, k: 3), "seed \(seed)")
        }
    }

    @Test func `satisfies models of sensitive values by an independent count`() throws {
        print("seeds 0..<500")
        for seed in UInt64(0)..<500 {
            var random = SeededGenerator(seed: seed)
            let rows = rows(60, columns: 3, values: 5, using: &random)
            let sensitive = (0..<60).map { _ in "i\(Int.random(in: 0..<4, using: &random))" }
            let model = PrivacyModel.lDiversity(column: "s", .distinct(l: 3))
            let table = CellTable(rows, k: 3, models: [model], sensitive: sensitive)
            let outcome = try table.outcome()
            try table.check(outcome, "seed \(seed)")
            var values: [[String]: Set<String>] = [:]
            for (row, labels) in table.written(outcome).enumerated() {
                if let labels { values[labels, default: []].insert(sensitive[row]) }
            }
            #expect(values.values.allSatisfy { $0.count >= 3 }, "seed \(seed)")
            #expect(outcome.isWithinLimit, "seed \(seed)")
        }
    }

    @Test func `counts the rows of the research subset only`() throws {
        print("seeds 0..<300")
        for seed in UInt64(0)..<300 {
            var random = SeededGenerator(seed: seed)
            let rows = rows(60, columns: 3, values: 5, using: &random)
            let subset = (0..<60).map { _ in Bool.random(using: &random) }
            let model = PrivacyModel.inclusion(subset: SubsetFile(file: "f"))
            let table = CellTable(rows, k: 3, limit: 0.1, models: [model], subset: subset)
            try table.check(try table.outcome(), "seed \(seed)")
        }
    }
}
