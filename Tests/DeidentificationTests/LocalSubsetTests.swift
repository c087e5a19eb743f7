import Deidentification
import Testing

/// Research subsets: sizes and losses count its rows, presence compares them with the whole table.
@Suite struct LocalSubsetTests {
    private static let file = SubsetFile(file: "subset.csv")

    private func anonymizer(
        _ privacy: [PrivacyModel], using random: inout SeededGenerator
    ) throws -> (anonymizer: Anonymizer, subset: [Bool]) {
        let count = Int.random(in: 20...60, using: &random)
        let subset = (0..<count).map { _ in Int.random(in: 0...2, using: &random) == 0 }
        let lines = (0..<8).map { ["\($0)", "a\($0 / 2)", "b\($0 / 4)", "*"] }
        let hierarchy = try Hierarchy(rows: lines)
        let names = ["p", "q"]
        let table = try Table(
            columns: names.map { name in
                Column(name: name, cells: (0..<count).map { _ in "\(Int.random(in: 0..<8, using: &random))" })
            })
        let recipe = Recipe(
            columns: names.map {
                ColumnRecipe(name: $0, role: .quasiIdentifier, hierarchy: .file(name: "h", delimiter: ";"))
            }, privacy: privacy, coding: .local)
        let prepared = try PreparedTable(table, recipe: recipe, subset: subset)
        return (try Anonymizer(prepared, hierarchies: ["p": hierarchy, "q": hierarchy]), subset)
    }

    /// The rows of each group, of the subset and of the table.
    private func groups(_ recoding: Recoding, _ anonymizer: Anonymizer, _ subset: [Bool]) -> [(subset: Int, all: Int)] {
        var groups = [(subset: Int, all: Int)](repeating: (0, 0), count: recoding.groupCount)
        var left = recoding.parts.map { (group: Int($0.group), tuple: $0.tuple, rows: $0.rows) }
        for (row, tuple) in anonymizer.tuples.tupleOfRow.enumerated() {
            guard let place = left.firstIndex(where: { $0.tuple == tuple && $0.rows > 0 }) else { continue }
            left[place].rows -= 1
            if left[place].group < 0 { continue }
            groups[left[place].group].all += 1
            if subset[row] { groups[left[place].group].subset += 1 }
        }
        return groups
    }

    @Test func `counts the rows of the subset for k`() throws {
        var random = SeededGenerator(seed: 81)
        for number in 0..<100 {
            let (anonymizer, subset) = try anonymizer(
                [.kAnonymity(k: 3), .inclusion(subset: Self.file)], using: &random)
            let outcome = try anonymizer.localRecoding(.passes(3)) { 0 }
            let count = subset.count { $0 }
            #expect(outcome.hasSolution == (count >= 3 || count == 0), "table \(number)")
            if !outcome.hasSolution { continue }
            let groups = groups(outcome.recoding, anonymizer, subset)
            #expect(groups.allSatisfy { $0.subset >= 3 }, "table \(number)")
            #expect(groups.reduce(0) { $0 + $1.subset } == count, "table \(number)")
        }
    }

    @Test func `keeps the share of the subset within bounds`() throws {
        var random = SeededGenerator(seed: 82)
        var solved = 0
        for number in 0..<100 {
            let (anonymizer, subset) = try anonymizer(
                [.kAnonymity(k: 2), .deltaPresence(minimum: 0.1, maximum: 0.6, subset: Self.file)], using: &random)
            let outcome = try anonymizer.localRecoding(.passes(3)) { 0 }
            if !outcome.hasSolution { continue }
            solved += 1
            let groups = groups(outcome.recoding, anonymizer, subset)
            #expect(groups.reduce(0) { $0 + $1.all } == subset.count, "table \(number)")
            #expect(
                groups.allSatisfy { $0.subset >= 2 && (0.1...0.6).contains(Double($0.subset) / Double($0.all)) },
                "table \(number)")
        }
        #expect(solved > 50)
    }

    @Test func `gives every row of the subset enough company in the table`() throws {
        var random = SeededGenerator(seed: 83)
        for number in 0..<100 {
            let (anonymizer, subset) = try anonymizer([.kMap(k: 4, .subset(Self.file))], using: &random)
            let outcome = try anonymizer.localRecoding(.passes(3)) { 0 }
            #expect(outcome.hasSolution, "table \(number)")
            let groups = groups(outcome.recoding, anonymizer, subset)
            #expect(groups.allSatisfy { $0.all >= 4 }, "table \(number)")
            #expect(groups.reduce(0) { $0 + $1.subset } == subset.count { $0 }, "table \(number)")
        }
    }
}
