import Deidentification
import Testing

/// One recipe with a column of each role, changed in one thing at a time.
private func recipe(_ change: (inout Recipe) -> Void = { _ in }) -> Recipe {
    var recipe = Recipe(
        columns: [
            ColumnRecipe(
                name: "age", role: .quasiIdentifier, hierarchy: .interval(steps: [5, 10], bottom: 0, top: 90)),
            ColumnRecipe(name: "sex", role: .quasiIdentifier), ColumnRecipe(name: "disease", role: .sensitive),
            ColumnRecipe(name: "income", role: .insensitive), ColumnRecipe(name: "state", role: .drop),
        ],
        privacy: [.kAnonymity(k: 5)])
    change(&recipe)
    return recipe
}

private let subset = SubsetFile(file: "a.csv")

@Suite struct RecipeProblemTests {
    @Test(
        arguments: [
            .kAnonymity(k: 1), .lDiversity(column: "disease", .distinct(l: 3)),
            .lDiversity(column: "disease", .recursive(l: 3, c: 0.5)), .lDiversity(column: "disease", .entropy(l: 1.5)),
            .tCloseness(column: "disease", distance: .ordered, t: 0),
            .betaLikeness(column: "disease", variant: .basic, beta: 3),
            .deltaPresence(minimum: 0, maximum: 1, subset: subset), .kMap(k: 5, .subset(subset)),
            .inclusion(subset: subset),
            .kMap(k: 5, .estimated(population: 1e6, estimator: .poisson, significance: 0.01)),
            .deltaDisclosure(column: "disease", delta: 1), .averageRisk(threshold: 0.05),
            .sampleUniqueness(threshold: 0),
            .populationUniqueness(threshold: 0.01, estimator: .dankar, population: 1e8), .linkageRisk(threshold: 0.1),
            .differentialPrivacy(epsilon: 1, delta: 1e-6, levels: ["age": 2, "sex": 0]),
            .alphaKAnonymity(column: "disease", alpha: 0.5, k: 5),
        ] as [PrivacyModel])
    func `accepts every model within its numbers`(model: PrivacyModel) {
        #expect(recipe { $0.privacy = [model] }.problems().isEmpty)
    }

    @Test(
        arguments: [
            (.kAnonymity(k: -1), ["k"]), (.lDiversity(column: "disease", .distinct(l: 0)), ["l"]),
            (.lDiversity(column: "disease", .entropy(l: 0.9)), ["l"]),
            (.lDiversity(column: "disease", .entropyGrassberger(l: .nan)), ["l"]),
            (.lDiversity(column: "disease", .recursive(l: 0, c: 0)), ["l", "c"]),
            (.tCloseness(column: "disease", distance: .equal, t: 1.01), ["t"]),
            (.tCloseness(column: "disease", distance: .equal, t: -0.1), ["t"]),
            (.deltaPresence(minimum: -0.1, maximum: 1.1, subset: subset), ["min", "max"]),
            (.kMap(k: 0, .subset(subset)), ["k"]),
            (
                .kMap(k: 0, .estimated(population: 0, estimator: .poisson, significance: 1)),
                ["k", "population", "significance"]
            ),
            (.betaLikeness(column: "disease", variant: .enhanced, beta: 0), ["beta"]),
            (.deltaDisclosure(column: "disease", delta: 0), ["delta"]), (.averageRisk(threshold: 2), ["threshold"]),
            (.sampleUniqueness(threshold: -1), ["threshold"]), (.linkageRisk(threshold: .infinity), ["threshold"]),
            (
                .populationUniqueness(threshold: 1.5, estimator: .snb, population: .infinity),
                ["threshold", "population"]
            ),
            (.differentialPrivacy(epsilon: 0, delta: 1, levels: ["age": 0, "sex": 0]), ["epsilon", "delta"]),
            (.alphaKAnonymity(column: "disease", alpha: 0, k: 0), ["alpha", "k"]),
        ] as [(PrivacyModel, [String])])
    func `names the key of every number out of range`(model: PrivacyModel, keys: [String]) {
        let problems = recipe { $0.privacy = [.kAnonymity(k: 2), model] }.problems()
        let named = problems.map { problem in
            if case .modelRule(2, model.name, .number(let key, _, _)) = problem { key } else { "\(problem)" }
        }
        #expect(named == keys)
        for (problem, key) in zip(problems, keys) { #expect(problem.description.contains("\(key) is ")) }
    }

    @Test(arguments: [
        ("height", ModelFault.columnUnknown("height")), ("age", .columnIsQuasiIdentifier("age")),
        ("income", .columnNotSensitive("income")), ("state", .columnNotSensitive("state")),
    ])
    func `wants the column of a model to be sensitive and nothing else`(column: String, fault: ModelFault) {
        let problems = recipe { $0.privacy = [.lDiversity(column: column, .distinct(l: 2))] }.problems()
        #expect(problems == [.modelRule(model: 1, .lDiversity, fault)])
    }

    @Test func `names what models lack and which do not go together`() {
        func faults(_ change: (inout Recipe) -> Void) -> [ModelFault] {
            recipe(change).problems().compactMap { problem in
                if case .modelRule(_, _, let fault) = problem { fault } else { nil }
            }
        }
        let near = PrivacyModel.tCloseness(column: "disease", distance: .hierarchical, t: 0.2)
        #expect(faults { $0.privacy = [near] } == [.hierarchyMissing(column: "disease")])
        #expect(
            faults {
                $0.columns[2].hierarchy = .file(name: "d.csv", delimiter: ",")
                $0.privacy = [near]
            }.isEmpty)
        let other = SubsetFile(file: "b.csv")
        #expect(
            faults { $0.privacy = [.inclusion(subset: subset), .kMap(k: 2, .subset(other))] } == [.otherSubset])
        #expect(
            faults { $0.privacy = [.deltaPresence(minimum: 0.5, maximum: 0.1, subset: subset)] }
                == [.minimumAboveMaximum])
        let private1 = PrivacyModel.differentialPrivacy(epsilon: 1, delta: 0.1, levels: ["age": 4, "disease": 1])
        #expect(
            faults { $0.privacy = [private1] } == [
                .levelOfOtherColumn("disease"), .levelNotAllowed(column: "age", level: 4), .levelMissing(column: "sex"),
            ])
        let private2 = PrivacyModel.differentialPrivacy(epsilon: 1, delta: 0.1, levels: ["age": 1, "sex": 0])
        #expect(
            faults {
                $0.columns[0].minimumLevel = 2
                $0.coding = .local
                $0.privacy = [private2]
            } == [.coding(.local), .levelNotAllowed(column: "age", level: 1)])
        #expect(
            faults {
                $0.coding = .cells
                $0.privacy = [private2]
            } == [.coding(.cells)])
    }

    @Test(
        arguments: [
            (.suppressCells(column: "disease", condition: .isIn([]), label: "", reason: " "), [.noValue, .noReason]),
            (.dropRows(column: "state", condition: .isNotIn([]), reason: ""), [.noValue]),
            (
                .generalize(column: "age", hierarchy: .interval(steps: [5], bottom: nil, top: nil), level: 3),
                [.generalizedQuasiIdentifier("age"), .level(3, highest: 2)]
            ),
            (
                .generalize(column: "income", hierarchy: .prefix(lengths: []), level: -1),
                [.hierarchy(.noSteps), .level(-1, highest: 1)]
            ),
            (
                .generalize(column: "income", hierarchy: .file(name: "f", delimiter: ","), level: -1),
                [.level(-1, highest: nil)]
            ),
            (.round(column: "income", base: 0), [.number(key: "base", value: 0, allowed: "more than 0")]),
            (
                .microaggregate(columns: [], k: 1, statistic: .mean),
                [.noColumn, .number(key: "k", value: 1, allowed: "2 or more")]
            ),
            (
                .rankSwap(columns: ["income", "income"], share: 0, within: []),
                [.columnTwice("income"), .number(key: "share", value: 0, allowed: "more than 0 and at most 1")]
            ),
            (
                .recordSwap(columns: ["income"], share: 1.5, within: ["income"]),
                [.columnTwice("income"), .number(key: "share", value: 1.5, allowed: "more than 0 and at most 1")]
            ),
            (
                .addNoise(column: "income", distribution: .laplace, scale: .absolute(-1)),
                [.number(key: "scale", value: -1, allowed: "more than 0")]
            ),
            (
                .addNoise(column: "income", distribution: .laplace, scale: .relative(.infinity)),
                [.number(key: "relative", value: .infinity, allowed: "more than 0")]
            ),
            (.sample(share: 1.01), [.number(key: "share", value: 1.01, allowed: "more than 0 and at most 1")]),
            (.sample(share: 1), []), (.shuffle, []),
            (.microaggregate(columns: ["income"], k: 2, statistic: .median), []),
        ] as [(PreparationStep, [StepFault])])
    func `names what is wrong with a step`(step: PreparationStep, faults: [StepFault]) {
        let problems = recipe { $0.steps = [.shuffle, step] }.problems()
        #expect(problems == faults.map { .stepRule(step: 2, $0) })
        for problem in problems { #expect(problem.description.hasPrefix("step 2: ")) }
    }

    @Test func `names every column of a step that the recipe lacks`() {
        let problems = recipe { $0.steps = [.recordSwap(columns: ["a", "income"], share: 0.1, within: ["b"])] }
            .problems()
        #expect(problems == [.stepColumnUnknown(step: 1, column: "a"), .stepColumnUnknown(step: 1, column: "b")])
    }

    @Test(arguments: Metric.allCases)
    func `knows which metrics have a monotonic variant`(metric: Metric) {
        let problems = recipe {
            $0.utility.metric = metric
            $0.utility.monotonic = false
        }.problems()
        let both: [Metric] = [.nonUniformEntropy, .precision]
        #expect(problems == (both.contains(metric) ? [] : [.monotonicVariant(metric)]))
    }

    @Test func `refuses levels above a built hierarchy`() {
        #expect(
            recipe { $0.columns[0].minimumLevel = 4 }.problems() == [
                .levelAboveHierarchy(column: "age", level: 4, height: 3)
            ])
        #expect(recipe { $0.columns[0].maximumLevel = 3 }.problems().isEmpty)
        #expect(
            recipe { $0.columns[1].maximumLevel = 1 }.problems().isEmpty,
            "a column without hierarchy is judged with the data")
    }

    @Test func `takes the greatest k of the models that count rows`() {
        let models: [PrivacyModel] = [
            .kAnonymity(k: 3), .alphaKAnonymity(column: "disease", alpha: 0.5, k: 7), .kMap(k: 9, .subset(subset)),
        ]
        #expect(recipe { $0.privacy = models }.minimumClassSize == 7)
        #expect(recipe { $0.privacy = [models[2]] }.minimumClassSize == 1)
        #expect(recipe { $0.privacy = models }.subset == subset)
    }

    @Test func `takes steps and models off columns that are absent`() {
        let swap = PreparationStep.recordSwap(columns: ["a", "b"], share: 0.1, within: ["c", "d"])
        #expect(swap.without(["a", "c"]) == .recordSwap(columns: ["b"], share: 0.1, within: ["d"]))
        #expect(swap.without(["a", "b"]) == nil)
        #expect(PreparationStep.round(column: "a", base: 1).without(["a"]) == nil)
        #expect(PreparationStep.sample(share: 0.5).without(["a"]) == .sample(share: 0.5))
        #expect(PrivacyModel.deltaDisclosure(column: "a", delta: 1).without(["a"]) == nil)
        #expect(
            PrivacyModel.differentialPrivacy(epsilon: 1, delta: 0.1, levels: ["a": 1, "b": 0]).without(["a"])
                == .differentialPrivacy(epsilon: 1, delta: 0.1, levels: ["b": 0]))
        #expect(PrivacyModel.kAnonymity(k: 2).without(["a"]) == .kAnonymity(k: 2))
    }
}
