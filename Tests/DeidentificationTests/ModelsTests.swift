import Deidentification
import Testing

/// Each model at its boundary: figures worked out by hand, accepted on one side and refused on the other.
@Suite struct ModelsTests {
    /// One class of a sensitive column with these counts of the values a, b, c, …; the table has these totals.
    struct Case: CustomStringConvertible {
        var model: PrivacyModel
        var counts: [Int]
        var totals: [Int] = []
        var holds: Bool
        var reached: Double?
        var description: String { "\(model) of \(counts)" }
    }

    static let diversity: [Case] = [
        Case(model: .lDiversity(column: "s", .distinct(l: 3)), counts: [1, 0, 5, 2], holds: true, reached: 3),
        Case(model: .lDiversity(column: "s", .distinct(l: 4)), counts: [1, 0, 5, 2], holds: false, reached: 3),
        // Equal counts have the entropy log l exactly, whatever rounding says (a peer prints 1 for 2).
        Case(model: .lDiversity(column: "s", .entropy(l: 2)), counts: [3, 3], holds: true, reached: 2),
        Case(model: .lDiversity(column: "s", .entropy(l: 3)), counts: [7, 7, 7], holds: true, reached: 3),
        Case(model: .lDiversity(column: "s", .entropy(l: 10)), counts: .init(repeating: 3, count: 10), holds: true),
        Case(model: .lDiversity(column: "s", .entropy(l: 2)), counts: [4, 3], holds: false),
        // 4^4 / (2^2 1 1) = 64, the fourth root of which is 2.8284…
        Case(
            model: .lDiversity(column: "s", .entropy(l: 2.82)), counts: [2, 1, 1], holds: true,
            reached: 2.828_427_124_746_19),
        Case(model: .lDiversity(column: "s", .entropy(l: 2.83)), counts: [2, 1, 1], holds: false),
        // G(1) = -1.2704, G(4) = 1.3963: ln is corrected to 1.3963 + 1.2704 = 2.6667.
        Case(
            model: .lDiversity(column: "s", .entropyGrassberger(l: 4)), counts: [1, 1, 1, 1], holds: true,
            reached: 14.391_916_095_149_89),
        // The effective number says 14, but there are four values.
        Case(model: .lDiversity(column: "s", .entropyGrassberger(l: 5)), counts: [1, 1, 1, 1], holds: false),
        // 5 < c (3 + 2): c must exceed 1; a peer sorts upwards and says otherwise.
        Case(model: .lDiversity(column: "s", .recursive(l: 2, c: 1)), counts: [5, 3, 2], holds: false, reached: 1),
        Case(model: .lDiversity(column: "s", .recursive(l: 2, c: 1.01)), counts: [2, 5, 3], holds: true, reached: 1),
        // From the third on: 5 < c 2.
        Case(model: .lDiversity(column: "s", .recursive(l: 3, c: 2.5)), counts: [5, 3, 2], holds: false, reached: 2.5),
        Case(model: .lDiversity(column: "s", .recursive(l: 3, c: 2.6)), counts: [5, 3, 2], holds: true, reached: 2.5),
        Case(model: .lDiversity(column: "s", .recursive(l: 4, c: 99)), counts: [5, 3, 2], holds: false, reached: nil),
        Case(
            model: .alphaKAnonymity(column: "s", alpha: 0.5, k: 10), counts: [5, 3, 2], holds: true, reached: 0.5),
        Case(
            model: .alphaKAnonymity(column: "s", alpha: 0.49, k: 10), counts: [5, 3, 2], holds: false, reached: 0.5),
        Case(model: .alphaKAnonymity(column: "s", alpha: 0.5, k: 11), counts: [5, 3, 2], holds: false, reached: 0.5),
    ]

    static let distances: [Case] = [
        // p = 1/2, 1/4, 1/4; q = 1, 0, 0: half of 1/2 + 1/4 + 1/4.
        Case(
            model: .tCloseness(column: "s", distance: .equal, t: 0.5), counts: [4, 0, 0], totals: [8, 4, 4],
            holds: true, reached: 0.5),
        Case(
            model: .tCloseness(column: "s", distance: .equal, t: 0.49), counts: [4, 0, 0], totals: [8, 4, 4],
            holds: false, reached: 0.5),
        // a, b, c in order: |1/2| + |1/4| + 0 over two steps.
        Case(
            model: .tCloseness(column: "s", distance: .ordered, t: 0.375), counts: [4, 0, 0], totals: [8, 4, 4],
            holds: true, reached: 0.375),
        Case(
            model: .tCloseness(column: "s", distance: .ordered, t: 0.374), counts: [4, 0, 0], totals: [8, 4, 4],
            holds: false, reached: 0.375),
        // a and b under one label: 1/4 moves half the way, 1/4 the whole.
        Case(
            model: .tCloseness(column: "s", distance: .hierarchical, t: 0.375), counts: [4, 0, 0],
            totals: [8, 4, 4], holds: true, reached: 0.375),
        Case(
            model: .tCloseness(column: "s", distance: .hierarchical, t: 0.37), counts: [0, 0, 4],
            totals: [8, 4, 4], holds: false, reached: 0.75),
        // q/p = 2: (q - p)/p = 1, log2 = 1.
        Case(
            model: .betaLikeness(column: "s", variant: .basic, beta: 1), counts: [4, 0, 0], totals: [8, 4, 4],
            holds: true, reached: 1),
        Case(
            model: .betaLikeness(column: "s", variant: .basic, beta: 0.99), counts: [4, 0, 0], totals: [8, 4, 4],
            holds: false, reached: 1),
        // -ln(1/2) = 0.69 bounds the gain of a, -ln(1/4) = 1.39 that of b. A peer takes the worst gain of all values.
        Case(
            model: .betaLikeness(column: "s", variant: .enhanced, beta: 5), counts: [4, 0, 0], totals: [8, 4, 4],
            holds: false, reached: 1),
        Case(
            model: .betaLikeness(column: "s", variant: .enhanced, beta: 5), counts: [2, 2, 0], totals: [8, 4, 4],
            holds: true, reached: 1),
        Case(
            model: .deltaDisclosure(column: "s", delta: 1), counts: [4, 0, 0], totals: [8, 4, 4], holds: false,
            reached: 1),
        Case(
            model: .deltaDisclosure(column: "s", delta: 1.01), counts: [4, 0, 0], totals: [8, 4, 4], holds: true,
            reached: 1),
    ]

    @Test(arguments: diversity + distances)
    func `accepts and refuses at the boundary`(question: Case) throws {
        let bound = try Self.bound(
            [question.model], totals: question.totals.isEmpty ? question.counts : question.totals)
        let size = Int32(question.counts.reduce(0, +))
        let present = question.counts.enumerated().filter { $0.element > 0 }
        let classes = ClassTable(
            rows: [size],
            distributions: [
                ClassDistributions(
                    offsets: [0, Int32(present.count)], values: present.map { Int32($0.offset) },
                    counts: present.map { Int32($0.element) })
            ])
        #expect(bound.requirement.isSatisfied(0, in: classes) == question.holds)
        let dense = ClassStatistics(
            rows: Int(size), subsetRows: Int(size), counts: [question.counts.map { Int32($0) }])
        #expect(bound.requirement.isSatisfied(by: dense) == question.holds)
        let check = try #require(bound.check(classes).first)
        #expect(check.holds == question.holds)
        if let reached = question.reached { #expect(abs((check.reached ?? -1) - reached) < 1e-9) }
    }

    @Test func `orders numbers by value and texts by character`() throws {
        // As texts 10 comes before 9; as numbers 9 lies between 8 and 10.
        let numbers = try Self.bound(
            [.tCloseness(column: "s", distance: .ordered, t: 0.5)], totals: [1, 1, 1], values: ["10", "9", "8"])
        #expect(abs((Self.reached(numbers, counts: [0, 3, 0]) ?? 0) - 1.0 / 3) < 1e-12)
        let texts = try Self.bound(
            [.tCloseness(column: "s", distance: .ordered, t: 0.5)], totals: [1, 1, 1], values: ["10", "9", "8a"])
        #expect(abs((Self.reached(texts, counts: [0, 3, 0]) ?? 0) - 0.5) < 1e-12)
    }

    @Test func `judges both forms of a class alike`() throws {
        let seed: UInt64 = 20_261_121
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        var refused = 0
        var accepted = 0
        for _ in 0..<3_000 {
            let values = Int.random(in: 2...9, using: &generator)
            let totals = (0..<values).map { _ in Int.random(in: 1...60, using: &generator) }
            let l = Int.random(in: 1...4, using: &generator)
            let models: [PrivacyModel] = [
                .kAnonymity(k: Int.random(in: 1...4, using: &generator)),
                .lDiversity(column: "s", .distinct(l: l)), .lDiversity(column: "s", .entropy(l: Double(l))),
                .lDiversity(column: "s", .entropyGrassberger(l: Double(l))),
                .lDiversity(column: "s", .recursive(l: l, c: Double.random(in: 0.5...4, using: &generator))),
                .tCloseness(column: "s", distance: .equal, t: Double.random(in: 0...1, using: &generator)),
                .tCloseness(column: "s", distance: .ordered, t: Double.random(in: 0...1, using: &generator)),
                .tCloseness(column: "s", distance: .hierarchical, t: Double.random(in: 0...1, using: &generator)),
                .betaLikeness(column: "s", variant: .basic, beta: Double.random(in: 0...5, using: &generator)),
                .betaLikeness(column: "s", variant: .enhanced, beta: Double.random(in: 0...5, using: &generator)),
                .deltaDisclosure(column: "s", delta: Double.random(in: 0...4, using: &generator)),
                .alphaKAnonymity(column: "s", alpha: Double.random(in: 0...1, using: &generator), k: 2),
            ]
            let model = models.randomElement(using: &generator) ?? .kAnonymity(k: 1)
            let bound = try Self.bound([model], totals: totals)
            var table = ClassTable(
                rows: [], distributions: [ClassDistributions(offsets: [0], values: [], counts: [])])
            var dense: [ClassStatistics] = []
            for _ in 0..<8 {
                let counts = totals.map { Int32(max(0, Int.random(in: -3...min(6, $0), using: &generator))) }
                let size = counts.reduce(0, +)
                if size == 0 { continue }
                table.rows.append(size)
                for (value, count) in counts.enumerated() where count > 0 {
                    table.distributions[0].values.append(Int32(value))
                    table.distributions[0].counts.append(count)
                }
                table.distributions[0].offsets.append(Int32(table.distributions[0].values.count))
                dense.append(
                    ClassStatistics(
                        rows: Int(size), subsetRows: Int(size), counts: bound.sensitive.isEmpty ? [] : [counts]))
            }
            if bound.sensitive.isEmpty { table.distributions = [] }
            let all = bound.requirement.satisfied(table)
            for index in 0..<table.count {
                #expect(bound.requirement.isSatisfied(index, in: table) == all[index], "\(model)")
                #expect(bound.requirement.isSatisfied(by: dense[index]) == all[index], "\(model)")
                if all[index] { accepted += 1 } else { refused += 1 }
            }
        }
        #expect(refused > 3_000 && accepted > 3_000)
    }

    /// Models bound to a table with a sensitive column of these totals and one quasi-identifier of one value.
    static func bound(
        _ models: [PrivacyModel], totals: [Int], values: [String]? = nil
    ) throws -> BoundPrivacy {
        let names = values ?? totals.indices.map { "v\($0)" }
        let cells = zip(names, totals).flatMap { [String](repeating: $0, count: $1) }
        let hierarchy = try Hierarchy(rows: names.enumerated().map { [$1, $0 < 2 ? "first" : "rest", "*"] })
        let table = try Table(
            columns: [
                Column(name: "q", cells: cells.map { _ in "x" }),
                try Column(
                    name: "s", values: names, codes: cells.map { name in Int32(names.firstIndex(of: name) ?? 0) }),
            ])
        let recipe = Recipe(
            columns: [
                ColumnRecipe(name: "q", role: .quasiIdentifier),
                ColumnRecipe(name: "s", role: .sensitive, hierarchy: .file(name: "s.csv", delimiter: ",")),
            ], privacy: models)
        let prepared = try PreparedTable(table, recipe: recipe)
        return try BoundPrivacy(recipe: recipe, prepared: prepared, attributes: [], hierarchies: ["s": hierarchy])
    }

    private static func reached(_ bound: BoundPrivacy, counts: [Int32]) -> Double? {
        let distribution = ClassDistributions(offsets: [0, Int32(counts.count)], values: [0, 1, 2], counts: counts)
        return bound.check(ClassTable(rows: [counts.reduce(0, +)], distributions: [distribution])).first?.reached
    }

    @Test func `a blank cell does not turn the order of numbers into that of texts`() throws {
        // In the order blank, 9, 10, 100 the class of 9 and 100 is (1/4 + 0 + 1/4 + 0) / 3 away; as texts it would be 1/3.
        let table = try Table(columns: [
            Column(name: "q", cells: ["a", "a", "b", "b"]), Column(name: "s", cells: ["9", "100", "", "10"]),
        ])
        let recipe = Recipe(
            columns: [ColumnRecipe(name: "q", role: .quasiIdentifier), ColumnRecipe(name: "s", role: .sensitive)],
            privacy: [.tCloseness(column: "s", distance: .ordered, t: 0.2)])
        let check = try #require(Anonymizer(PreparedTable(table, recipe: recipe)).privacyBefore().first)
        #expect(check.holds)
        #expect(abs((check.reached ?? 0) - 1.0 / 6) < 1e-12)
    }
}
