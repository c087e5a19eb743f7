import Deidentification
import Processing
import Testing

/// Makes recipes at random that have no problem.
private struct RandomRecipes {
    var state: UInt64

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        // A linear congruential generator is enough to vary shapes.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return range.lowerBound + Int((state >> 33) % UInt64(range.count))
    }

    mutating func flag() -> Bool { number(0...1) == 1 }

    /// More than 0 and less than 1.
    mutating func share() -> Double { [0.5, 0.02, 1e-7, 0.1 + 0.2, 0.999].randomElement(self.number(0...4)) }

    mutating func text() -> String {
        let parts = [
            "氏名", "a", " ", "\"", "\\", ": ", " #", "'", "{x}", "*", "&", "\n", "\t", "\u{1}", "\u{85}", "🏢",
            "true", "null", "1", "~", "- ", "\u{E000}", "\u{2028}", "が", "か\u{3099}",
        ]
        return (0...number(0...3)).map { _ in parts.randomElement(number(0...(parts.count - 1))) }.joined()
    }

    mutating func ascending(_ first: Int, factor: Int) -> [Int] {
        (0...number(0...2)).reduce(into: [Int]()) { list, _ in list.append((list.last ?? first) * factor) }
    }

    mutating func hierarchy() -> HierarchySource {
        switch number(0...9) {
        case 8: .areas(file: text() + "x", floor: flag() ? number(1...99) : nil)
        case 0: .file(name: text(), delimiter: flag() ? "," : ";")
        case 1: .date(steps: flag() ? [.day, .year] : DateStep.allCases)
        case 2: .eraDate(steps: [.month, .fiveYears])
        case 3: .interval(steps: ascending(3, factor: 2), bottom: flag() ? -5 : nil, top: flag() ? 1000 : nil)
        case 4: .prefix(lengths: [5, 3, 1])
        case 5: .address
        case 6:
            .order(
                [.numeric, .text, .given(["小1", "true", text() + "x", "1"])].randomElement(number(0...2)),
                sizes: [2, 5])
        case 7: .frequency(minimums: ascending(2, factor: 3), label: "x" + text())
        default: .ageBand(steps: [5, 10], top: flag() ? 90 : nil, asOf: flag() ? "2026-04-01" : nil)
        }
    }

    mutating func step(_ names: [String]) -> PreparationStep {
        let name = names[1]
        let condition: RowCondition = flag() ? .isIn([text(), ""]) : .isNotIn([text()])
        switch number(0...11) {
        case 0: return .topCode(column: name, at: share(), label: "x" + text())
        case 1: return .bottomCode(column: name, at: -share(), label: "x" + text())
        case 2: return .dropRows(column: name, condition: condition, reason: text())
        case 3: return .suppressCells(column: name, condition: condition, label: text(), reason: "x" + text())
        case 4: return .generalize(column: name, hierarchy: hierarchy(), level: number(0...2))
        case 5: return .round(column: name, base: share() * 1e9)
        case 6:
            let statistic = AggregationStatistic.allCases.randomElement(number(0...2))
            return .microaggregate(columns: names, k: number(2...9), statistic: statistic)
        case 7: return .rankSwap(columns: [name], share: share(), within: flag() ? [names[0]] : [])
        case 8: return .recordSwap(columns: [name], share: share(), within: [])
        case 9:
            let scale: NoiseScale = flag() ? .absolute(share()) : .relative(share())
            return .addNoise(
                column: name, distribution: NoiseDistribution.allCases.randomElement(number(0...2)), scale: scale)
        case 10: return .sample(share: share())
        default: return .shuffle
        }
    }

    mutating func model(sensitive: String, subset: SubsetFile, quasi: String) -> PrivacyModel {
        let k = number(1...9)
        switch number(0...16) {
        case 0: return .kAnonymity(k: k)
        case 1: return .lDiversity(column: sensitive, .distinct(l: k))
        case 2: return .lDiversity(column: sensitive, .entropy(l: 1 + share()))
        case 3: return .lDiversity(column: sensitive, .entropyGrassberger(l: 1 + share()))
        case 4: return .lDiversity(column: sensitive, .recursive(l: k, c: share()))
        case 5:
            return .tCloseness(column: sensitive, distance: flag() ? .equal : .ordered, t: share())
        case 6: return .deltaPresence(minimum: 0, maximum: share(), subset: subset)
        case 7: return .kMap(k: k, .subset(subset))
        case 8:
            return .kMap(k: k, .estimated(population: 1e6, estimator: .zeroTruncatedPoisson, significance: share()))
        case 9: return .inclusion(subset: subset)
        case 10: return .betaLikeness(column: sensitive, variant: flag() ? .basic : .enhanced, beta: share())
        case 11: return .deltaDisclosure(column: sensitive, delta: share())
        case 12: return .averageRisk(threshold: share())
        case 13: return .sampleUniqueness(threshold: share())
        case 14:
            return .populationUniqueness(
                threshold: share(), estimator: UniquenessEstimator.allCases.randomElement(number(0...3)),
                population: 127e6)
        case 15:
            return flag() ? .linkageRisk(threshold: share()) : .alphaKAnonymity(column: sensitive, alpha: share(), k: k)
        default: return .differentialPrivacy(epsilon: share() * 9, delta: share(), levels: [quasi: 0])
        }
    }

    mutating func recipe() -> Recipe {
        let names = ["q" + text(), "s" + text(), "l" + text(), "i" + text()]
        let subset = SubsetFile(file: "f" + text(), delimiter: flag() ? "\t" : nil)
        var columns = [
            ColumnRecipe(
                name: names[0], role: .quasiIdentifier, hierarchy: flag() ? hierarchy() : nil, weight: share()),
            ColumnRecipe(name: names[1], role: .sensitive, hierarchy: flag() ? hierarchy() : nil),
            ColumnRecipe(name: names[2], role: .linkingCode, pseudonym: flag() ? .row : nil),
            ColumnRecipe(
                name: names[3], role: Role.allCases.filter { $0 != .quasiIdentifier }.randomElement(number(0...5))),
        ]
        if columns[0].hierarchy != nil {
            columns[0].minimumLevel = flag() ? 0 : nil
            columns[0].maximumLevel = flag() ? 1 : nil
        }
        var recipe = Recipe(
            title: text(),
            input: InputFormat(
                encoding: TextEncoding.allCases.randomElement(number(0...3)), delimiter: flag() ? "," : "\t"),
            columns: columns, steps: (0..<number(0...4)).map { _ in step(names) },
            privacy: (0...number(0...3)).map { _ in model(sensitive: names[1], subset: subset, quasi: names[0]) },
            suppression: Suppression(limit: share(), mode: flag() ? .remove : .mask),
            output: OutputFormat(encoding: .utf16LittleEndian, byteOrderMark: flag(), delimiter: flag() ? ";" : ","))
        recipe.utility = UtilityRule(
            metric: Metric.allCases.randomElement(number(0...10)),
            aggregate: Aggregate.allCases.randomElement(number(0...4)), gsFactor: share())
        if recipe.utility.metric.hasMonotonicVariant { recipe.utility.monotonic = flag() ? flag() : nil }
        if !recipe.privacy.contains(where: { $0.name == .differentialPrivacy }) {
            recipe.coding = Coding.allCases.randomElement(number(0...2))
        }
        if flag() { recipe.search = .bestEffort(seconds: share()) }
        if recipe.coding == .local, recipe.search == .optimal, flag() { recipe.localSeconds = share() * 100 }
        return recipe
    }
}

extension Array {
    fileprivate func randomElement(_ index: Int) -> Element { self[index] }
}

@Suite struct RecipeTextTests {
    @Test func `writes any recipe so that it reads back equal`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = RandomRecipes(state: seed)
        var read = 0
        for _ in 0..<2000 {
            let recipe = random.recipe()
            guard recipe.problems().isEmpty else { continue }
            let text = RecipeDocument.text(of: recipe)
            #expect(try RecipeDocument(reading: Array(text.utf8), file: "r.yaml").recipe == recipe, "\(text)")
            // The explanation of any recipe names every column, step and model.
            let explanation = RecipeExplanation(of: recipe)
            #expect(explanation.columns.count == recipe.columns.count)
            #expect(explanation.steps.count == recipe.steps.count)
            #expect(explanation.conditions.count >= recipe.privacy.count + 1)
            #expect(explanation.rule62[3].steps.count + explanation.rule62[4].steps.count >= recipe.steps.count)
            read += 1
        }
        print("\(read) recipes")
        #expect(read > 1000)
    }
}
