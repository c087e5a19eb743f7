import Deidentification
import Testing

/// Riskiest combinations of columns: the peer's figures, and counting with dictionaries.
@Suite struct RiskCombinationsTests {
    @Test(.enabled(if: SharedData.hasAdult))
    func `distinction and separation are those of the peer for every case`() throws {
        let adult = try Adult()
        var checked = 0
        for record in try SharedData.objects("arx-cases.json") {
            guard let kind = record["kind"] as? String, kind.hasPrefix("attribute_risk") else { continue }
            let names: [String]
            let columns: [Column]
            if let data = record["data"] as? [[String]] {
                let header = record["columns"] as? [String] ?? []
                names = record["quasi_identifiers"] as? [String] ?? []
                columns = names.compactMap { header.firstIndex(of: $0) }.map { index in
                    Column(name: header[index], cells: data.map { $0[index] })
                }
            } else {
                names = (record["qi"] as? String ?? "").dropFirst().dropLast().split(separator: ",").map {
                    String($0.drop { $0 == " " })
                }
                columns = names.compactMap { adult.table.column(named: $0) }
            }
            try #require(columns.count == names.count)
            let found = ColumnCombinations(DistinctTuples(columns, rowCount: columns[0].rowCount), k: 2)
            let whole = try #require(found.combinations.first { $0.columns.count == names.count })
            #expect(abs(whole.distinction - (record["distinction"] as? Double ?? -1)) < 1e-12, "\(names)")
            #expect(abs(whole.separation - (record["separation"] as? Double ?? -1)) < 1e-12, "\(names)")
            checked += 1
        }
        print("attribute risks: \(checked) of 12 third-party cases agree")
        #expect(checked == 12)
    }

    @Test func `agrees with counting every combination on random tables`() {
        var generator = SeededGenerator(seed: 11)
        print("combinations: 500 random tables, seed 11")
        for _ in 0..<500 {
            let columnCount = Int.random(in: 1...5, using: &generator)
            let rows = (0..<Int.random(in: 2...40, using: &generator)).map { _ in
                (0..<columnCount).map { _ in Int.random(in: 0...3, using: &generator) }
            }
            let size = Int.random(in: 1...columnCount, using: &generator)
            let found = ColumnCombinations(
                rows.distinctTuples(columnCount: columnCount).tuples, k: 3, maximumSize: size)
            func counts(_ columns: [Int]) -> [Int] {
                var counts: [[Int]: Int] = [:]
                for row in rows { counts[columns.map { row[$0] }, default: 0] += 1 }
                return Array(counts.values)
            }
            let all = (1..<(1 << columnCount)).map { mask in (0..<columnCount).filter { mask & (1 << $0) != 0 } }
                .filter { $0.count <= size }
            #expect(found.combinations.count == all.count)
            for columns in all {
                let counts = counts(columns)
                let combination = found.combinations.first { $0.columns == columns.map { "c\($0)" } }
                #expect(combination?.uniques == counts.count { $0 == 1 })
                #expect(combination?.distinction == Double(counts.count) / Double(rows.count))
                let below = counts.filter { $0 < 3 }.reduce(0, +)
                #expect(combination?.belowK == Double(below) / Double(rows.count))
                let differing = rows.indices.reduce(0) { sum, one in
                    sum + rows.indices.count { other in columns.contains { rows[one][$0] != rows[other][$0] } }
                }
                let pairs = Double(rows.count * (rows.count - 1))
                #expect(abs((combination?.separation ?? -1) - Double(differing) / pairs) < 1e-12)
            }
            let everything = counts(Array(0..<columnCount)).count { $0 == 1 }
            for column in 0..<columnCount {
                let without = counts((0..<columnCount).filter { $0 != column }).count { $0 == 1 }
                #expect(found.contributions[column].lostWithout == everything - without, "\(rows)")
            }
            let order = found.combinations.map(\.uniques)
            #expect(order == order.sorted(by: >))
        }
    }

    @Test func `a column's mean gain by hand`() {
        // Alone the first column makes nobody unique and the second two rows; together they make three.
        // So the first gains (0 + 1)/2 in the mean, the second (2 + 3)/2.
        let found = ColumnCombinations(
            [[0, 0], [0, 1], [1, 1], [1, 2], [1, 1]].distinctTuples(columnCount: 2).tuples, k: 2)
        #expect(found.contributions.map(\.meanGain) == [0.5, 2.5])
    }
}
