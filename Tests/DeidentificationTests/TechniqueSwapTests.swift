import Deidentification
import Foundation
import Testing

@Suite struct TechniqueSwapTests {
    /// Distinct numbers in random order, blank ones in between, in three strata.
    private func table(_ seed: UInt64, rows: Int = 300) -> StepTable {
        var random = SeededGenerator(seed: seed)
        let numbers = (0..<rows).shuffled(using: &random).map { $0 % 11 == 0 ? "" : "\($0).5" }
        let other = (0..<rows).shuffled(using: &random).map { "\(-$0)" }
        let strata = (0..<rows).map { _ in ["a", "b", ""].randomElement(using: &random) ?? "" }
        return StepTable(["x": numbers, "y": other, "s": strata])
    }

    private func byStratum(_ cells: [[String]], strata: [String]) -> [String: [String]] {
        var lists: [String: [String]] = [:]
        for (row, stratum) in strata.enumerated() {
            lists[stratum, default: []].append(cells.map { $0[row] }.joined(separator: "|"))
        }
        return lists.mapValues { $0.sorted() }
    }

    @Test(arguments: [0.02, 0.1, 1.0])
    func `swaps by rank within reach and keeps each column's values in each stratum`(share: Double) throws {
        let seed: UInt64 = 11
        print("seed \(seed)")
        let table = table(seed)
        let prepared = try table.prepared([.rankSwap(columns: ["x", "y"], share: share, within: ["s"])], seed: seed)
        let strata = prepared.cells("s")
        #expect(strata == table.cells[2])
        for (index, name) in ["x", "y"].enumerated() {
            let before = table.cells[index]
            let after = prepared.cells(name)
            #expect(byStratum([before], strata: strata) == byStratum([after], strata: strata))
            #expect(zip(before, after).allSatisfy { $0.isEmpty == $1.isEmpty }, "blank cells stay")
            #expect(before != after)
            for stratum in Set(strata) {
                let rows = strata.indices.filter { strata[$0] == stratum && !before[$0].isEmpty }
                let sorted = rows.compactMap { Double(before[$0]) }.sorted()
                let reach = Int((share * Double(rows.count) + 1e-9).rounded(.down))
                for row in rows {
                    let from = sorted.firstIndex(of: Double(before[row]) ?? 0) ?? 0
                    let to = sorted.firstIndex(of: Double(after[row]) ?? 0) ?? 0
                    #expect(abs(from - to) <= reach)
                }
            }
        }
        #expect(prepared.outcomes[0].keptCells == table.cells[0].count { $0.isEmpty })
    }

    @Test func `draws the partners of a rank equally often`() throws {
        var random = SeededGenerator(seed: 5)
        var counts = [Int](repeating: 0, count: 6)
        for _ in 0..<6_000 {
            let partners = RankSwap.partners(count: 6, reach: 3, using: &random)
            #expect(partners.indices.allSatisfy { partners[partners[$0]] == $0 && abs(partners[$0] - $0) <= 3 })
            counts[partners[0]] += 1
        }
        #expect(counts[0] == 0 && counts[4] == 0 && counts[5] == 0)
        #expect(counts[1...3].allSatisfy { abs($0 - 2_000) < 220 }, "\(counts)")
    }

    @Test func `swaps that share of the records whole within strata`() throws {
        let seed: UInt64 = 21
        print("seed \(seed)")
        let rows = 400
        let cells = (0..<rows).map { $0 % 7 == 0 ? "" : "v\($0)" }
        let other = (0..<rows).map { "w\($0)" }
        let strata = (0..<rows).map { $0 < 399 ? "s\($0 % 3)" : "alone" }
        let table = StepTable(["x": cells, "y": other, "s": strata, "z": other])
        let prepared = try table.prepared(
            [.recordSwap(columns: ["x", "y"], share: 0.2, within: ["s"])], seed: seed)
        let x = prepared.cells("x")
        let y = prepared.cells("y")
        #expect(byStratum([x, y], strata: strata) == byStratum([cells, other], strata: strata), "pairs stay pairs")
        #expect(prepared.cells("z") == other && prepared.cells("s") == strata)
        let moved = y.indices.filter { y[$0] != other[$0] }
        #expect(abs(moved.count - 80) <= 2)
        #expect(moved.allSatisfy { row in Int(y[row].dropFirst()).map { y[$0] == "w\(row)" } ?? false }, "in pairs")
        #expect(!moved.contains(399))
        #expect(prepared.outcomes[0].changedRows == moved.count)
    }

    @Test func `gives rows of small strata the same chance`() throws {
        // 2,000 strata of two rows: without care the whole part of each stratum's share would be none.
        let strata = (0..<4_000).map { "s\($0 / 2)" }
        let table = StepTable(["x": (0..<4_000).map(String.init), "s": strata])
        let prepared = try table.prepared([.recordSwap(columns: ["x"], share: 0.1, within: ["s"])], seed: 2)
        #expect(abs(prepared.outcomes[0].changedRows - 400) <= 2)
    }
}
