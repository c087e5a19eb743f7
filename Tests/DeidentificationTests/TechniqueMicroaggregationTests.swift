import Deidentification
import Foundation
import Testing

@Suite struct TechniqueMicroaggregationTests {
    /// MDAV as its authors describe it, on points in the order of rows: slow and obvious.
    private func groups(_ points: [[Double]], categories: [[String]], k: Int) -> [[Int]] {
        var left = Array(0..<max(points.first?.count ?? 0, categories.first?.count ?? 0))
        var groups: [[Int]] = []
        func distance(_ row: Int, _ center: [Double], _ labels: [String]) -> Double {
            var sum = 0.0
            for (column, value) in zip(points, center) { sum += (column[row] - value) * (column[row] - value) }
            for (column, label) in zip(categories, labels) where column[row] != label { sum += 1 }
            return sum
        }
        func centroid() -> Int {
            let center = points.map { column in left.reduce(0) { $0 + column[$1] } / Double(left.count) }
            let labels = categories.map { column in
                var counts: [String: Int] = [:]
                for row in left { counts[column[row], default: 0] += 1 }
                // Of several the one that the column has first.
                return column.first { label in counts[label] == counts.values.max() } ?? ""
            }
            return farthest(center, labels)
        }
        func farthest(_ center: [Double], _ labels: [String]) -> Int {
            var best = left[0]
            for row in left where distance(row, center, labels) > distance(best, center, labels) { best = row }
            return best
        }
        func take(_ row: Int) {
            let center = points.map { $0[row] }
            let labels = categories.map { $0[row] }
            let near = left.sorted { one, other in
                (distance(one, center, labels), one) < (distance(other, center, labels), other)
            }
            groups.append(Array(near.prefix(k)))
            left = near.dropFirst(k).sorted()
        }
        while left.count >= 3 * k {
            let first = centroid()
            take(first)
            take(farthest(points.map { $0[first] }, categories.map { $0[first] }))
        }
        if left.count >= 2 * k { take(centroid()) }
        groups.append(left)
        return groups
    }

    private func standardized(_ cells: [String]) -> [Double] {
        let values = cells.compactMap(Double.init)
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / Double(values.count - 1)).squareRoot()
        return values.map { ($0 - mean) / deviation }
    }

    private func numbers(_ count: Int, using random: inout SeededGenerator) -> [String] {
        (0..<count).map { _ in String(format: "%.4f", Double.random(in: -50...900, using: &random)) }
    }

    @Test(arguments: [2, 3, 5, 10], [AggregationStatistic.mean, .median])
    func `agrees with a plain MDAV on numbers`(k: Int, statistic: AggregationStatistic) throws {
        for round in 0..<30 {
            let seed = UInt64(1_000 * k + round)
            var random = SeededGenerator(seed: seed)
            let rows = Int.random(in: k...80, using: &random)
            let columns = (0..<3).map { _ in numbers(rows, using: &random) }
            let names = ["a", "b", "c"]
            let prepared = try StepTable(["a": columns[0], "b": columns[1], "c": columns[2]]).prepared(
                [.microaggregate(columns: names, k: k, statistic: statistic)])
            let expected = rows < 2 ? [Array(0..<rows)] : groups(columns.map(standardized), categories: [], k: k)
            for (name, column) in zip(names, columns) {
                let after = prepared.cells(name)
                for group in expected {
                    #expect((k..<2 * k).contains(group.count))
                    let values = group.compactMap { Double(column[$0]) }.sorted()
                    let value =
                        statistic == .mean
                        ? values.reduce(0, +) / Double(values.count) : values[(values.count - 1) / 2]
                    for row in group {
                        let found = try #require(Double(after[row]), "seed \(seed)")
                        #expect(abs(found - value) <= 0.000_050_1, "seed \(seed)")
                    }
                }
            }
        }
        print("seeds \(1_000 * k)..<\(1_000 * k + 30)")
    }

    @Test func `agrees with a plain MDAV on categories, a blank one being a value of its own`() throws {
        for seed in UInt64(0)..<40 {
            var random = SeededGenerator(seed: seed)
            let rows = Int.random(in: 3...60, using: &random)
            let columns = (0..<2).map { _ in
                (0..<rows).map { _ in ["p", "q", "", "s"].randomElement(using: &random) ?? "" }
            }
            let prepared = try StepTable(["a": columns[0], "b": columns[1]]).prepared(
                [.microaggregate(columns: ["a", "b"], k: 3, statistic: .mode)])
            for group in groups([], categories: columns, k: 3) {
                for (name, column) in zip(["a", "b"], columns) {
                    var counts: [String: Int] = [:]
                    for row in group { counts[column[row], default: 0] += 1 }
                    let mode = column.first { counts[$0] == counts.values.max() }
                    let after = prepared.cells(name)
                    #expect(group.allSatisfy { after[$0] == mode }, "seed \(seed)")
                }
            }
        }
        print("seeds 0..<40")
    }

    @Test func `keeps the sums of columns, but for the rounding to their decimals`() throws {
        var random = SeededGenerator(seed: 4)
        let columns = (0..<2).map { _ in numbers(1_000, using: &random) }
        let prepared = try StepTable(["a": columns[0], "b": columns[1]]).prepared(
            [.microaggregate(columns: ["a", "b"], k: 4, statistic: .mean)])
        for (name, column) in zip(["a", "b"], columns) {
            let before = column.compactMap(Double.init).reduce(0, +)
            let after = prepared.cells(name).compactMap(Double.init).reduce(0, +)
            #expect(abs(before - after) <= 1_000 * 0.000_051)
        }
    }

    @Test func `leaves at least k rows alike whatever is blank, and loses no row`() throws {
        for seed in UInt64(0)..<60 {
            var random = SeededGenerator(seed: seed)
            let rows = Int.random(in: 6...60, using: &random)
            let cells = (0..<2).map { _ in
                (0..<rows).map { _ in
                    Int.random(in: 0..<6, using: &random) == 0 ? "" : "\(Int.random(in: 0..<20, using: &random))"
                }
            }
            let prepared = try StepTable(["a": cells[0], "b": cells[1]]).prepared(
                [.microaggregate(columns: ["a", "b"], k: 3, statistic: .mean)])
            let after = zip(prepared.cells("a"), prepared.cells("b")).map { "\($0)|\($1)" }
            #expect(after.count == rows)
            var counts: [String: Int] = [:]
            for cell in after { counts[cell, default: 0] += 1 }
            // Rows that are blank in all columns tell nothing.
            #expect(counts.allSatisfy { $0.key == "|" || $0.value >= 3 }, "seed \(seed)")
            for row in 0..<rows where cells[0][row].isEmpty { #expect(prepared.cells("a")[row].isEmpty) }
        }
        print("seeds 0..<60")
    }

    @Test func `takes the median and the mode from the values of the group as they are written`() throws {
        let table = StepTable(["n": ["1.50", "2", "9", "2.0", "01.5", "1.50"]])
        let median = try table.prepared([.microaggregate(columns: ["n"], k: 6, statistic: .median)])
        #expect(median.cells("n").compactMap(Double.init) == [Double](repeating: 1.5, count: 6), "the lower median")
        let mode = try table.prepared([.microaggregate(columns: ["n"], k: 6, statistic: .mode)])
        #expect(mode.cells("n") == [String](repeating: "1.50", count: 6))
        #expect(mode.outcomes[0].changedCells == 4)
    }

    @Test func `works in blocks above a hundred thousand rows`() throws {
        var random = SeededGenerator(seed: 8)
        let rows = 120_000
        let cells = (0..<2).map { _ in (0..<rows).map { _ in "\(Int.random(in: 0..<100_000, using: &random))" } }
        let prepared = try StepTable(["a": cells[0], "b": cells[1]]).prepared(
            [.microaggregate(columns: ["a", "b"], k: 5, statistic: .median)])
        var counts: [String: Int] = [:]
        for (a, b) in zip(prepared.cells("a"), prepared.cells("b")) { counts["\(a)|\(b)", default: 0] += 1 }
        #expect(counts.values.allSatisfy { $0 >= 5 })
        #expect(counts.count > rows / 10)
    }
}
