import Deidentification
import Testing

/// Special uniques against an enumeration of all sets of columns.
@Suite struct SudaTests {
    @Test func `agrees with an enumeration of all sets of columns on random tables`() {
        let seed: UInt64 = 20
        var generator = SeededGenerator(seed: seed)
        print("special uniques: 3000 random tables, seed \(seed)")
        for _ in 0..<3_000 {
            let columnCount = Int.random(in: 1...6, using: &generator)
            let domain = Int.random(in: 1...5, using: &generator)
            let rows = (0..<Int.random(in: 0...25, using: &generator)).map { _ in
                (0..<columnCount).map { _ in Int.random(in: 0...domain, using: &generator) }
            }
            let maximumSize = Bool.random(using: &generator) ? nil : Int.random(in: 1...columnCount, using: &generator)
            let hasMissing = Int.random(in: 0..<3, using: &generator) == 0
            let table = rows.distinctTuples(columnCount: columnCount)
            let found = SpecialUniques(
                table.tuples, maximumSize: maximumSize, samplingFraction: 0.1,
                missing: hasMissing ? table.missing { $0 == "0" } : [])
            let expected = SlowUniques(rows, columnCount: columnCount, maximumSize: maximumSize, missing: hasMissing)
            var scores = [Double](repeating: 0, count: rows.count)
            var contributions = [[Double]](
                repeating: [Double](repeating: 0, count: columnCount), count: rows.count)
            for (row, tuple) in table.tuples.tupleOfRow.enumerated() {
                guard let index = found.tuples.firstIndex(of: tuple) else { continue }
                scores[row] = found.scores[index]
                contributions[row] = found.contributions.map { $0[index] * found.scores[index] }
            }
            #expect(scores == expected.scores, "seed \(seed): \(rows)")
            for (one, other) in zip(contributions.joined(), expected.contributions.joined()) {
                #expect(abs(one - other) < 1e-9, "seed \(seed): \(rows)")
            }
            #expect(found.countBySize == expected.countBySize, "seed \(seed): \(rows)")
        }
    }

    @Test func `keys that do not fit a word are numbered first`() {
        // Ten columns of 1,000 values each: 10^30 combinations.
        var generator = SeededGenerator(seed: 4)
        let rows = (0..<400).map { _ in (0..<10).map { _ in Int.random(in: 0..<1_000, using: &generator) } }
        let columns = (0..<10).map { column in
            Column(name: "\(column)", cells: (0..<1_000).map { "\($0)" } + rows.map { "\($0[column])" })
        }
        // The first thousand rows make the dictionaries long; each of their values occurs in all columns at once.
        let all = (0..<1_000).map { value in [Int](repeating: value, count: 10) } + rows
        let found = SpecialUniques(DistinctTuples(columns, rowCount: all.count), maximumSize: 2)
        let expected = SlowUniques(all, columnCount: 10, maximumSize: 2, missing: false)
        #expect(found.countBySize == expected.countBySize)
    }

    @Test func `a table without rows and one row alone`() {
        #expect(SpecialUniques([].distinctTuples(columnCount: 2).tuples).scores == [])
        let alone = SpecialUniques([[1, 1]].distinctTuples(columnCount: 2).tuples)
        #expect(alone.scores == [2])
        #expect(alone.countBySize == [2, 0])
    }
}

/// Minimal sample uniques by definition: every set of columns, every row against every other.
private struct SlowUniques {
    var scores: [Double]
    var contributions: [[Double]]
    var countBySize: [Int]

    init(_ rows: [[Int]], columnCount: Int, maximumSize: Int?, missing: Bool) {
        let size = maximumSize ?? columnCount
        scores = [Double](repeating: 0, count: rows.count)
        contributions = [[Double]](repeating: [Double](repeating: 0, count: columnCount), count: rows.count)
        countBySize = [Int](repeating: 0, count: size)
        func isUnique(_ row: [Int], _ columns: [Int]) -> Bool {
            if missing && columns.contains(where: { row[$0] == 0 }) { return false }
            return rows.count { other in columns.allSatisfy { other[$0] == row[$0] } } == 1
        }
        for (index, row) in rows.enumerated() {
            for mask in 1..<(1 << columnCount) {
                let columns = (0..<columnCount).filter { mask & (1 << $0) != 0 }
                if columns.count > size || !isUnique(row, columns) { continue }
                let isMinimal = columns.allSatisfy { left in
                    columns.count == 1 || !isUnique(row, columns.filter { $0 != left })
                }
                if !isMinimal { continue }
                let score = (1...max(1, columnCount - columns.count)).reduce(1.0) { $0 * Double($1) }
                scores[index] += score
                for column in columns { contributions[index][column] += score }
                countBySize[columns.count - 1] += 1
            }
        }
    }
}
