import Deidentification
import Processing
import Testing

/// A recipe with one step, model or hierarchy put in.
private func document(
    hierarchy: String = "{kind: prefix, lengths: [3]}", step: String = "{kind: shuffle}",
    model: String = "{model: k-anonymity, k: 2}", tail: String = ""
) throws(DocumentFaults) -> Recipe {
    let text = """
        recipe: 1
        columns:
          - {name: q, role: quasi-identifier, hierarchy: \(hierarchy)}
          - {name: r, role: quasi-identifier}
          - {name: s, role: sensitive, hierarchy: {file: s.csv}}
          - {name: n, role: insensitive}
        steps:
          - \(step)
        privacy:
          - \(model)
        \(tail)
        """
    return try RecipeDocument(reading: Array(text.utf8), file: "r.yaml").recipe
}

@Suite struct RecipeLanguageTests {
    @Test(
        arguments: [
            ("{model: l-diversity, column: s, variant: distinct, l: 3}", .lDiversity(column: "s", .distinct(l: 3))),
            ("{model: l-diversity, column: s, variant: entropy, l: 2.5}", .lDiversity(column: "s", .entropy(l: 2.5))),
            (
                "{model: l-diversity, column: s, variant: entropy-grassberger, l: 2}",
                .lDiversity(column: "s", .entropyGrassberger(l: 2))
            ),
            (
                "{model: l-diversity, column: s, variant: recursive, l: 3, c: 4}",
                .lDiversity(column: "s", .recursive(l: 3, c: 4))
            ),
            (
                "{model: t-closeness, column: s, distance: hierarchical, t: 0.2}",
                .tCloseness(column: "s", distance: .hierarchical, t: 0.2)
            ),
            (
                "{model: delta-presence, min: 0.05, max: 0.15, subset: {file: a.csv}}",
                .deltaPresence(minimum: 0.05, maximum: 0.15, subset: SubsetFile(file: "a.csv"))
            ),
            (
                "{model: k-map, k: 5, subset: {file: a.csv, delimiter: ';'}}",
                .kMap(k: 5, .subset(SubsetFile(file: "a.csv", delimiter: ";")))
            ),
            (
                "{model: k-map, k: 5, population: 1000000, estimator: zero-truncated-poisson, significance: 0.01}",
                .kMap(k: 5, .estimated(population: 1e6, estimator: .zeroTruncatedPoisson, significance: 0.01))
            ),
            ("{model: inclusion, subset: {file: a.csv}}", .inclusion(subset: SubsetFile(file: "a.csv"))),
            (
                "{model: beta-likeness, variant: enhanced, column: s, beta: 3}",
                .betaLikeness(column: "s", variant: .enhanced, beta: 3)
            ),
            ("{model: delta-disclosure, column: s, delta: 1.0}", .deltaDisclosure(column: "s", delta: 1)),
            ("{model: average-risk, threshold: 0.05}", .averageRisk(threshold: 0.05)),
            ("{model: sample-uniqueness, threshold: 0.01}", .sampleUniqueness(threshold: 0.01)),
            (
                "{model: population-uniqueness, threshold: 0.01, estimator: dankar, population: 127000000}",
                .populationUniqueness(threshold: 0.01, estimator: .dankar, population: 127_000_000)
            ),
            (
                "{model: differential-privacy, epsilon: 2.0, delta: 1.0e-5, levels: {q: 1, r: 0}}",
                .differentialPrivacy(epsilon: 2, delta: 1e-5, levels: ["q": 1, "r": 0])
            ),
            (
                "{model: alpha-k-anonymity, column: s, alpha: 0.5, k: 4}",
                .alphaKAnonymity(column: "s", alpha: 0.5, k: 4)
            ),
            ("{model: linkage-risk, threshold: 0.1}", .linkageRisk(threshold: 0.1)),
        ] as [(String, PrivacyModel)])
    func `reads every privacy model`(text: String, model: PrivacyModel) throws {
        #expect(try document(model: text).privacy == [model])
    }

    @Test(
        arguments: [
            ("{kind: bottom-code, column: n, at: -1.5, label: 少}", .bottomCode(column: "n", at: -1.5, label: "少")),
            (
                "{kind: suppress-cells, column: s, where: {in: [結核]}, reason: 特異}",
                .suppressCells(column: "s", condition: .isIn(["結核"]), label: "", reason: "特異")
            ),
            (
                "{kind: suppress-cells, column: s, where: {not-in: [a]}, label: '-', reason: x}",
                .suppressCells(column: "s", condition: .isNotIn(["a"]), label: "-", reason: "x")
            ),
            (
                "{kind: generalize, column: s, hierarchy: {file: s.csv}, level: 1}",
                .generalize(column: "s", hierarchy: .file(name: "s.csv", delimiter: ","), level: 1)
            ),
            ("{kind: round, column: n, base: 0.5}", .round(column: "n", base: 0.5)),
            (
                "{kind: microaggregate, columns: [n], k: 3, statistic: median}",
                .microaggregate(columns: ["n"], k: 3, statistic: .median)
            ),
            (
                "{kind: swap, method: rank, columns: [n], share: 0.05, within: [q]}",
                .rankSwap(columns: ["n"], share: 0.05, within: ["q"])
            ),
            (
                "{kind: swap, method: record, columns: [n, s], share: 0.1}",
                .recordSwap(columns: ["n", "s"], share: 0.1, within: [])
            ),
            (
                "{kind: noise, column: n, distribution: laplace, scale: 2}",
                .addNoise(column: "n", distribution: .laplace, scale: .absolute(2))
            ),
            (
                "{kind: noise, column: n, distribution: uniform, relative: 0.1}",
                .addNoise(column: "n", distribution: .uniform, scale: .relative(0.1))
            ),
            ("{kind: sample, share: 0.5}", .sample(share: 0.5)), ("{kind: shuffle}", .shuffle),
            ("{kind: codes, column: s, file: s.csv}", .recode(column: "s", codes: "s.csv")),
            ("{kind: derive, from: s, household: n, to: q}", .derive(from: "s", household: "n", to: "q")),
        ] as [(String, PreparationStep)])
    func `reads every step`(text: String, step: PreparationStep) throws {
        #expect(try document(step: text).steps == [step])
    }

    @Test(
        arguments: [
            ("{kind: date, steps: [year, decade]}", .date(steps: [.year, .decade])),
            ("{kind: date, steps: [year], calendar: gregorian}", .date(steps: [.year])),
            ("{kind: date, steps: [day, month], calendar: japanese}", .eraDate(steps: [.day, .month])),
            ("{kind: order, order: numeric, sizes: [2, 3]}", .order(.numeric, sizes: [2, 3])),
            ("{kind: order, order: text, sizes: [2]}", .order(.text, sizes: [2])),
            ("{kind: order, order: [小1, 小2, 3], sizes: [2]}", .order(.given(["小1", "小2", "3"]), sizes: [2])),
            ("{kind: frequency, minimums: [5, 20]}", .frequency(minimums: [5, 20], label: "その他")),
            ("{kind: frequency, minimums: [5], label: 稀}", .frequency(minimums: [5], label: "稀")),
            ("{kind: age-band, steps: [5, 10], top: 90}", .ageBand(steps: [5, 10], top: 90, asOf: nil)),
            (
                "{kind: age-band, steps: [10], as-of: 2026-04-01}", .ageBand(steps: [10], top: nil, asOf: "2026-04-01")
            ),
            ("{kind: address}", .address),
            ("{kind: address, areas: a.csv}", .areas(file: "a.csv", floor: nil)),
            ("{kind: address, areas: a.csv, floor: 50}", .areas(file: "a.csv", floor: 50)),
        ] as [(String, HierarchySource)])
    func `reads every hierarchy`(text: String, hierarchy: HierarchySource) throws {
        #expect(try document(hierarchy: text).columns[0].hierarchy == hierarchy)
    }

    @Test(arguments: [
        "{kind: date, steps: [year], calendar: lunar}", "{kind: order, order: [], sizes: [2]}",
        "{kind: order, order: alphabetic, sizes: [2]}", "{kind: order, sizes: [2]}", "{kind: frequency}",
        "{kind: frequency, minimums: [5], label: '*'}", "{kind: age-band, steps: [5], as-of: 令和8年4月1日}",
        "{kind: address, steps: [1]}", "{kind: address, floor: 50}", "{kind: address, areas: a.csv, floor: 0}",
        "{kind: address, areas: [a.csv]}", "{kind: prefix, lengths: [1], areas: a.csv}",
        "{kind: interval, steps: [5], minimums: [5]}", "{file: a.csv, kind: date}",
        "{kind: order, order: {a: b}, sizes: [2]}", "{kind: [date], steps: [year]}",
    ])
    func `refuses hierarchies that say too little, too much or another thing`(text: String) throws {
        let error = #expect(throws: DocumentFaults.self) { try document(hierarchy: text) }
        #expect(
            error?.faults.allSatisfy { $0.line == 3 && $0.path.hasPrefix("columns[1]") } == true,
            "\(error?.description ?? "")")
    }

    @Test(arguments: [
        "{kind: suppress-cells, column: s, where: {column: s, in: [a]}, reason: x}",
        "{kind: suppress-cells, column: s, where: {in: [a], not-in: [b]}, reason: x}",
        "{kind: noise, column: n, distribution: laplace}",
        "{kind: noise, column: n, distribution: laplace, scale: 1, relative: 1}",
        "{kind: noise, column: n, distribution: normal, scale: 1}",
        "{kind: swap, method: cell, columns: [n], share: 0.1}", "{kind: swap, columns: [n], share: 0.1}",
        "{kind: microaggregate, columns: n, k: 3, statistic: mean}",
        "{kind: microaggregate, columns: [[n]], k: 3, statistic: mean}", "{kind: sample}", "{kind: shuffle, share: 1}",
        "{kind: generalize, column: q, hierarchy: {kind: prefix, lengths: [1]}, level: 1}",
        "{kind: generalize, column: n, hierarchy: {kind: prefix, lengths: [1]}, level: 9}",
        "{kind: codes, column: s}", "{kind: codes, column: x, file: s.csv}", "{kind: derive, from: s, household: n}",
        "{kind: derive, from: s, household: s, to: q}", "{kind: derive, from: s, household: n, to: x}",
        "{kind: round, column: n, base: -1}", "{kind: round, column: x, base: 1}", "shuffle", "{kind: 5}",
    ])
    func `refuses steps that say too little, too much or another thing`(text: String) throws {
        let error = #expect(throws: DocumentFaults.self) { try document(step: text) }
        #expect(
            error?.faults.allSatisfy { $0.line == 8 && $0.path.hasPrefix("steps[1]") } == true,
            "\(error?.description ?? "")")
    }

    @Test(arguments: [
        "{model: l-diversity, column: s, variant: distinct, l: 3, c: 4}",
        "{model: l-diversity, column: s, variant: recursive, l: 3}",
        "{model: l-diversity, column: s, variant: dist, l: 3}",
        "{model: l-diversity, column: q, variant: distinct, l: 3}", "{model: k-map, k: 5}",
        "{model: k-map, k: 5, subset: {file: a.csv}, population: 5}", "{model: k-map, k: 5, population: 5}",
        "{model: k-map, k: 5, subset: a.csv}", "{model: delta-presence, min: 0.9, max: 0.1, subset: {file: a.csv}}",
        "{model: differential-privacy, epsilon: 1, delta: 0.1, levels: {q: 1}}",
        "{model: differential-privacy, epsilon: 1, delta: 0.1, levels: [1, 0]}",
        "{model: differential-privacy, epsilon: 1, delta: 0.1, levels: {q: 9, r: 0}}",
        "{model: linkage-risk, threshold: 1.5}", "{model: average-risk}", "k-anonymity",
    ])
    func `refuses models that say too little, too much or another thing`(text: String) throws {
        let error = #expect(throws: DocumentFaults.self) { try document(model: text) }
        #expect(
            error?.faults.allSatisfy { $0.line == 10 && $0.path.hasPrefix("privacy[1]") } == true,
            "\(error?.description ?? "")")
    }

    @Test func `bounds local coding in time under either algorithm`() throws {
        let exact = try document(tail: "coding: local\nsearch: {algorithm: optimal, seconds: 3.5}")
        #expect(exact.search == .optimal)
        #expect(exact.secondsForLocalCoding == 3.5)
        let quick = try document(tail: "coding: local\nsearch: {algorithm: best-effort, seconds: 2}")
        #expect(quick.secondsForLocalCoding == 2)
        #expect(try document().secondsForLocalCoding == nil)
    }

    @Test func `aggregates each metric as it is usual unless the recipe says otherwise`() throws {
        func aggregate(_ utility: String) throws -> Aggregate {
            try document(tail: "utility: {\(utility)}").utility.aggregate
        }
        #expect(try aggregate("metric: loss") == .geometricMean)
        #expect(try aggregate("metric: precision, monotonic: true") == .arithmeticMean)
        #expect(try aggregate("metric: non-uniform-entropy") == .sum)
        #expect(try aggregate("metric: loss, aggregate: rank") == .rank)
    }

    @Test func `names the hierarchy files of columns and steps once`() throws {
        let recipe = try document(
            hierarchy: "{file: q.csv}", step: "{kind: generalize, column: s, hierarchy: {file: s.csv}, level: 1}")
        #expect(recipe.hierarchyFiles == ["q.csv", "s.csv"])
    }
}
