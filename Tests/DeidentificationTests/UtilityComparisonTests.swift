import Deidentification
import Foundation
import Testing

/// A random table with a random coding, kept as rows of texts too, so that everything can be counted the slow way.
private struct CodedTable {
    /// The levels of values 10…27: the value, threes, nines, all.
    static func label(_ value: String, level: Int) -> String {
        guard let number = Int(value), level > 0 else { return value }
        let width = level == 1 ? 3 : 9
        let low = number - (number - 10) % width
        return level == 3 ? "*" : "\(low)-\(low + width - 1)"
    }

    let before: [[String]]
    /// Labels and their levels, nil for a row that is suppressed.
    let after: [[(label: String, level: Int)]?]
    let anonymizer: Anonymizer
    let recoding: Recoding

    /// - Parameter isLocal: whether each tuple has levels of its own.
    init(seed: UInt64, isLocal: Bool, suppressedOf ten: Int, mode: Suppression.Mode) throws {
        var generator = SeededGenerator(seed: seed)
        let names = ["a", "b", "c"]
        var before: [[String]] = []
        for _ in 0..<Int.random(in: 30...150, using: &generator) {
            let first = Int.random(in: 10...27, using: &generator)
            let second = Bool.random(using: &generator) ? first : Int.random(in: 10...27, using: &generator)
            let kept = second / 4 + Int.random(in: 0...1, using: &generator)
            before.append(["\(first)", "\(second)", "\(Int.random(in: 10...14, using: &generator))", "s\(kept)"])
        }
        let columns = (names + ["s"]).enumerated().map { place, name in
            Column(name: name, cells: before.map { $0[place] })
        }
        let hierarchy = try Hierarchy(
            rows: (10...27).map { value in (0...3).map { Self.label("\(value)", level: $0) } })
        let recipe = Recipe(
            columns: names.map {
                ColumnRecipe(name: $0, role: .quasiIdentifier, hierarchy: .file(name: "h", delimiter: ";"))
            } + [ColumnRecipe(name: "s", role: .sensitive)],
            privacy: [.kAnonymity(k: 2)], suppression: Suppression(limit: 1, mode: mode))
        let anonymizer = try Anonymizer(
            try PreparedTable(try Table(columns: columns), recipe: recipe),
            hierarchies: Dictionary(uniqueKeysWithValues: names.map { ($0, hierarchy) }))

        let common = names.map { _ in Int.random(in: 0...2, using: &generator) }
        var chosen: [Int32: [(label: String, level: Int)]?] = [:]
        for (row, tuple) in anonymizer.tuples.tupleOfRow.enumerated() where chosen[tuple] == nil {
            if Int.random(in: 0..<10, using: &generator) < ten {
                chosen[tuple] = .some(nil)
            } else {
                let levels = isLocal ? names.map { _ in Int.random(in: 0...3, using: &generator) } : common
                chosen[tuple] = levels.enumerated().map { (Self.label(before[row][$0], level: $1), $1) }
            }
        }
        after = anonymizer.tuples.tupleOfRow.map { chosen[$0] ?? nil }

        var lists = names.map { _ in Recoding.LabelList(labels: [], leaves: [], levels: []) }
        var groups: [[Int32]: Int32] = [:]
        var groupLabels = names.map { _ in [Int32]() }
        let parts = (0..<Int32(anonymizer.tuples.count)).map { tuple in
            var part = Recoding.Part(tuple: tuple, group: -1, rows: anonymizer.tuples.rows[Int(tuple)])
            guard let labels = chosen[tuple] ?? nil else { return part }
            let key = labels.enumerated().map { place, cell in
                if let known = lists[place].labels.firstIndex(of: cell.label) { return Int32(known) }
                lists[place].labels.append(cell.label)
                lists[place].leaves.append([1, 3, 9, 18][cell.level])
                lists[place].levels.append(cell.level)
                return Int32(lists[place].labels.count - 1)
            }
            if groups[key] == nil {
                groups[key] = Int32(groups.count)
                for (place, label) in key.enumerated() { groupLabels[place].append(label) }
            }
            part.group = groups[key] ?? -1
            return part
        }
        self.before = before
        self.anonymizer = anonymizer
        recoding = Recoding(columns: lists, groupLabels: groupLabels, parts: parts)
    }

    /// The level at which most rows stand that say something, the finer one of two; the height where none does.
    func level(_ place: Int) -> Int {
        let counts = (0...2).map { level in after.count { $0?[place].level == level } }
        let most = counts.max() ?? 0
        return most == 0 ? 3 : counts.firstIndex(of: most) ?? 3
    }

    /// The shares in which a cell of the output falls under the labels of a level; empty where it says nothing.
    func shares(_ cell: (label: String, level: Int)?, _ place: Int, level: Int) -> [String: Double] {
        guard let cell, cell.level < 3 || level == 3 else { return [:] }
        let values = Set(before.map { $0[place] }).filter { Self.label($0, level: cell.level) == cell.label }
        var shares: [String: Double] = [:]
        for value in values { shares[Self.label(value, level: level), default: 0] += 1 / Double(values.count) }
        return shares
    }
}

@Suite struct UtilityComparisonTests {
    @Test(arguments: [Suppression.Mode.remove, .mask], [false, true])
    func `counts as the slow way does`(mode: Suppression.Mode, isLocal: Bool) throws {
        for seed in UInt64(1)...16 {
            let table = try CodedTable(seed: seed, isLocal: isLocal, suppressedOf: Int(seed % 4), mode: mode)
            let kept = table.before.indices.filter { mode == .mask || table.after[$0] != nil }
            let comparison = table.anonymizer.utilityComparison(
                table.recoding, threshold: 0, limits: UtilityLimits(namedLabels: 1000))
            #expect(comparison.distributions.map(\.column) == ["a", "b", "c", "s"], "seed \(seed)")
            for (place, distribution) in comparison.distributions.prefix(3).enumerated() {
                try check(distribution, place, table, mode, seed)
            }
            let sensitive = try #require(comparison.distributions.last)
            for bin in sensitive.labels {
                #expect(bin.before == table.before.count { $0[3] == bin.label }, "seed \(seed)")
                #expect(Int(bin.after) == kept.count { table.before[$0][3] == bin.label }, "seed \(seed)")
            }
            let pairs = comparison.associations.map { [$0.first, $0.second] }
            #expect(pairs == [["a", "b"], ["a", "c"], ["b", "c"], ["a", "s"], ["b", "s"], ["c", "s"]])
            for change in comparison.associations { check(change, table, mode, seed) }
        }
    }

    private func check(
        _ distribution: ColumnDistribution, _ place: Int, _ table: CodedTable, _ mode: Suppression.Mode, _ seed: UInt64
    ) throws {
        let level = table.level(place)
        #expect(distribution.level == level, "seed \(seed)")
        let output = Set(table.after.compactMap { $0?[place].label })
        var after: [String: Double] = [:]
        var unknown = 0
        for row in table.after where row != nil || mode == .mask {
            let shares = table.shares(row?[place], place, level: level)
            if shares.isEmpty { unknown += 1 }
            for (label, share) in shares { after[label, default: 0] += share }
        }
        #expect(distribution.unknown == unknown, "seed \(seed)")
        #expect(distribution.rowsBefore == table.before.count, "seed \(seed)")
        var rest = Set(after.keys).union(table.before.map { CodedTable.label($0[place], level: level) })
        for bin in distribution.labels {
            #expect(output.contains(bin.label), "a label that the output lacks, seed \(seed)")
            #expect(abs(bin.after - after[bin.label, default: 0]) < 1e-9, "seed \(seed)")
            let before = table.before.count { CodedTable.label($0[place], level: level) == bin.label }
            #expect(bin.before == before, "seed \(seed)")
            rest.remove(bin.label)
        }
        #expect((distribution.others?.labels ?? 0) == rest.count, "seed \(seed)")
        let restAfter = rest.reduce(0) { $0 + after[$1, default: 0] }
        #expect(abs((distribution.others?.after ?? 0) - restAfter) < 1e-9, "seed \(seed)")
    }

    /// V from texts: dictionaries of counts, χ² from expected counts.
    private func check(_ change: AssociationChange, _ table: CodedTable, _ mode: Suppression.Mode, _ seed: UInt64) {
        func place(_ name: String) -> Int { ["a", "b", "c", "s"].firstIndex(of: name) ?? 0 }
        let (first, second) = (place(change.first), place(change.second))
        let levels = (0...2).map(table.level)
        func cells(_ row: Int, _ place: Int, isAfter: Bool) -> [String: Double] {
            if place == 3 { return [table.before[row][3]: 1] }
            let level = levels[place]
            if isAfter { return table.shares(table.after[row]?[place], place, level: level) }
            return [CodedTable.label(table.before[row][place], level: level): 1]
        }
        for isAfter in [false, true] {
            var counts: [[String]: Double] = [:]
            for row in table.before.indices where !isAfter || mode == .mask || table.after[row] != nil {
                for (label, share) in cells(row, first, isAfter: isAfter) {
                    for (other, part) in cells(row, second, isAfter: isAfter) {
                        counts[[label, other], default: 0] += share * part
                    }
                }
            }
            let expected = Self.cramersV(counts)
            let found = isAfter ? change.after : change.before
            #expect((found == nil) == (expected == nil), "seed \(seed), \(change)")
            if let found, let expected { #expect(abs(found - expected) < 1e-7, "seed \(seed), \(change)") }
        }
    }

    static func cramersV(_ counts: [[String]: Double]) -> Double? {
        var (rows, columns): ([String: Double], [String: Double]) = ([:], [:])
        for (key, count) in counts {
            rows[key[0], default: 0] += count
            columns[key[1], default: 0] += count
        }
        let total = counts.values.reduce(0, +)
        if min(rows.count, columns.count) < 2 { return nil }
        var chi = 0.0
        for (row, rowSum) in rows {
            for (column, columnSum) in columns {
                let expected = rowSum * columnSum / total
                chi += pow(counts[[row, column], default: 0] - expected, 2) / expected
            }
        }
        return sqrt(chi / (total * Double(min(rows.count, columns.count) - 1)))
    }

    @Test func `withholds what would tell of few rows, so that the total does not tell it either`() {
        for seed in UInt64(1)...2000 {
            var generator = SeededGenerator(seed: seed)
            let count = Int.random(in: 1...8, using: &generator)
            let threshold = Int.random(in: 2...6, using: &generator)
            let before = (0..<count).map { _ in Int.random(in: 0...40, using: &generator) }
            let losses = before.map { Bool.random(using: &generator) ? 0 : Int.random(in: 0...$0, using: &generator) }
            let after = zip(before, losses).map { Double($0 - $1) }
            let lost = losses.reduce(0, +)
            let withheld = ColumnDistribution.withheld(before: before, after: after, lost: lost, threshold: threshold)
            for index in 0..<count where !withheld[index] {
                #expect(before[index] >= threshold, "seed \(seed)")
                #expect(lost == 0 || losses[index] >= threshold, "seed \(seed)")
            }
            let hidden = (0..<count).filter { withheld[$0] }
            if hidden.isEmpty || hidden.count == count { continue }
            #expect(hidden.count > 1, "one withheld count is the total less the others, seed \(seed)")
            #expect(hidden.reduce(0) { $0 + before[$1] } >= threshold, "seed \(seed)")
            #expect(lost == 0 || hidden.reduce(0) { $0 + losses[$1] } >= threshold, "seed \(seed)")
        }
    }

    @Test func `a single suppressed row is told by no figure`() throws {
        // 40 rows of one kind and 1 of another; that one goes.
        let cells = [String](repeating: "x", count: 40) + ["y"]
        let recipe = Recipe(
            columns: ["a", "b"].map { ColumnRecipe(name: $0, role: .quasiIdentifier) },
            privacy: [.kAnonymity(k: 5)], suppression: Suppression(limit: 1))
        let table = try Table(columns: ["a", "b"].map { Column(name: $0, cells: cells) })
        let anonymizer = try Anonymizer(try PreparedTable(table, recipe: recipe))
        let list = Recoding.LabelList(labels: ["x"], leaves: [1], levels: [0])
        let isKept = (0..<anonymizer.tuples.count).map { anonymizer.tuples.rows[$0] == 40 }
        let recoding = Recoding(
            columns: [list, list], groupLabels: [[0], [0]],
            parts: isKept.enumerated().map { index, isKept in
                Recoding.Part(
                    tuple: Int32(index), group: isKept ? 0 : -1, rows: anonymizer.tuples.rows[index])
            })
        let comparison = anonymizer.utilityComparison(recoding, threshold: 5)
        #expect(comparison.associations.isEmpty)
        for distribution in comparison.distributions {
            #expect(distribution.labels == [ColumnDistribution.Bin(label: "x", before: nil, after: 40)])
            #expect(distribution.others == ColumnDistribution.Others(labels: 1, before: nil, after: 0))
            #expect(distribution.distance == nil)
        }
    }

    @Test func `correlates numbers by Pearson's coefficient`() throws {
        // Anscombe's first set (1973): r = 0.81642; twice, so that there are more than 20 different values.
        let x = [10.0, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
        let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
        #expect(abs((pearsonCorrelation(x, y) ?? 0) - 0.81642) < 5e-6)
        #expect(pearsonCorrelation([1, 2, nil], [3, nil, 4]) == nil)

        let columns = [
            Column(name: "q", cells: (0..<60).map { "\($0 % 2)" }), Column(name: "u", cells: (0..<60).map { "\($0)" }),
            Column(name: "v", cells: (0..<60).map { "\(-2 * $0)" }),
        ]
        let recipe = Recipe(
            columns: [
                ColumnRecipe(name: "q", role: .quasiIdentifier), ColumnRecipe(name: "u", role: .insensitive),
                ColumnRecipe(name: "v", role: .insensitive),
            ], privacy: [.kAnonymity(k: 2)])
        let anonymizer = try Anonymizer(try PreparedTable(try Table(columns: columns), recipe: recipe))
        let recoding = Recoding(
            columns: [.init(labels: ["0", "1"], leaves: [1, 1], levels: [0, 0])], groupLabels: [[0, 1]],
            parts: (0..<2).map { (tuple: Int) in
                let code = anonymizer.tuples.codes[0][tuple]
                return Recoding.Part(tuple: Int32(tuple), group: code, rows: 30)
            })
        let comparison = anonymizer.utilityComparison(recoding, threshold: 2)
        let pair = try #require(comparison.associations.first { $0.measure == .pearson })
        #expect(pair.first == "u" && pair.second == "v")
        #expect(abs((pair.before ?? 0) + 1) < 1e-12 && abs((pair.after ?? 0) + 1) < 1e-12)
        #expect(comparison.associations.count == 3)
        #expect(comparison.distributions[1].labels.count == 12 && comparison.distributions[1].others?.labels == 48)
    }
}
