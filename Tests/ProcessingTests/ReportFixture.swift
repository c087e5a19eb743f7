import Deidentification
import Processing

/// Reports with every section filled, made from nothing but numbers.
enum ReportFixture {
    /// A text that a page must write with all its characters replaced.
    static let hostile = "<b>&\"x'</td></style>"

    static func figures(_ sizes: [Int]) -> Report.Risk.Figures {
        let risk = RiskMeasures(classes: ClassSizes(sizes: sizes), k: 5)
        return Report.Risk.Figures(
            prosecutor: risk.prosecutor, journalist: risk.journalist, marketer: risk.marketer,
            sampleUniques: risk.sampleUniques, populationUniques: ["pitman": 0.125, "zayatz": 0.0625],
            specialUniques: Report.Risk.SpecialUniques(columns: 3, rows: 17, highest: 0.25, average: 0.03125))
    }

    /// A report of global coding with a solution; `name` stands for every name that comes from outside.
    static func report(name: String = "年齢") -> Report {
        let before = ClassSizes(sizes: [1, 1, 2, 9, 87])
        let after = ClassSizes(sizes: [11, 84])
        var utility = Report.Utility(
            loss: 0.25, normalizedCertaintyPenalty: 0.1875, discernibility: 7177, averageClassSize: 33.25,
            nonUniformEntropy: 61.5, precision: 0.375, normalizedEntropy: 0.4375, discernibilityStar: 7202, height: 3,
            ambiguity: 1234.5, klDivergence: 2.75, entropyBasedLoss: 12.5,
            columns: [Report.Utility.Column(column: name, loss: 0.3125, entropy: 0.5, precision: 0.75)])
        utility.add(comparison(name))
        return Report(
            input: Report.Input(rows: 104, sha256: "1a2b", encoding: "cp932", encodingDetected: true),
            recipe: Report.RecipeReference(sha256: "3c4d", title: name),
            steps: [
                Report.Step(
                    step: 1, kind: "drop-rows", column: name, droppedRows: 4, reason: name,
                    done: Words("\(name) により行を削除", "drop rows by \(name)")),
                Report.Step(
                    step: 2, kind: "noise", column: "所得", changedRows: 91, done: Words("誤差を加えた", "noise added")),
            ],
            solution: true,
            transformation: Report.Transformation(
                levels: [name: 2, "性別": 0], metric: "loss", loss: 0.25, aggregate: "geometric-mean",
                columnLosses: [name: 0.3125, "性別": 0]),
            suppressed: Report.Suppressed(rows: 5, cells: 0, allowedRows: 10, limit: 0.1, mode: .remove),
            output: Report.Output(rows: 95, sha256: "5e6f", keptOrder: false, seed: 42, neutralizedCells: 3),
            classes: Report.Classes(count: 2, smallest: 11, largest: 84, average: 47.5), histogram: after.histogram,
            histogramBefore: before.histogram,
            search: Report.Search(
                algorithm: "optimal", optimal: true,
                certificate: SearchCertificate(
                    nodes: 144, checked: 31, excludedByBound: 78, excludedByCoarserFailure: 35, lowerBound: 0.25),
                loss: 0.25, verified: true),
            privacy: privacy(name), risk: risk(name), utility: utility, rule62: RuleItem.items(of: recipe(name)),
            columns: columns(name),
            timings: Report.Timings(read: 0.5, search: 0.25, write: 0.125, total: 1), peakMemoryBytes: 1_048_576)
    }

    static func recipe(_ name: String) -> Recipe {
        Recipe(
            title: name,
            columns: [
                ColumnRecipe(name: "氏名", role: .directIdentifier),
                ColumnRecipe(
                    name: name, role: .quasiIdentifier, hierarchy: .interval(steps: [5, 10], bottom: nil, top: 90)),
                ColumnRecipe(name: "性別", role: .quasiIdentifier), ColumnRecipe(name: "傷病", role: .sensitive),
            ], privacy: [.kAnonymity(k: 5)])
    }

    static func privacy(_ name: String) -> [Report.Privacy] {
        let models: [(PrivacyModel, Double?)] = [
            (.kAnonymity(k: 5), 11), (.lDiversity(column: name, .recursive(l: 2, c: 3)), 1.5),
            (.tCloseness(column: name, distance: .ordered, t: 0.2), 0.125),
            (.kMap(k: 4, .estimated(population: 1e6, estimator: .poisson, significance: 0.01)), 11),
            (.betaLikeness(column: name, variant: .enhanced, beta: 2), 1.25),
            (.deltaDisclosure(column: name, delta: 1), 0.5),
            (.averageRisk(threshold: 0.05), 0.02), (.sampleUniqueness(threshold: 0.01), 0),
            (.populationUniqueness(threshold: 0.01, estimator: .zayatz, population: 1e6), 0.001),
            (.differentialPrivacy(epsilon: 2, delta: 1e-5, levels: [name: 2]), 11),
            (.alphaKAnonymity(column: name, alpha: 0.75, k: 5), 0.5), (.linkageRisk(threshold: 0.3), 0.25),
        ]
        return models.map { Report.Privacy($0.0, reached: $0.1, holds: true) }
    }

    static func risk(_ name: String) -> Report.Risk {
        let estimate = Report.Risk.Estimate(value: 0.0211, low: 0.0107, high: 0.0411)
        return Report.Risk(
            before: figures([1, 1, 2, 9, 87]), after: figures([11, 84]),
            combinations: [Report.Risk.Combination(columns: [name, "性別"], uniques: 2, share: 0.02, averageRisk: 0.05)],
            uniqueness: [Report.Risk.ColumnUniqueness(column: name, share: 0.96875, uniquesWithout: 1)],
            attack: Report.Risk.Attack(
                rows: 95, sampled: false, allMatching: estimate, mostSpecific: estimate, highest: 0.0909,
                guesses: [Report.Risk.Guess(column: name, success: estimate, baseline: 0.5)]),
            differencing: [Report.Risk.Differencing(earlier: "7a8b", isolatedRows: 0, smallest: 9, holds: true)])
    }

    static func comparison(_ name: String) -> UtilityComparison {
        UtilityComparison(
            distributions: [
                ColumnDistribution(
                    column: name, level: 2,
                    labels: [
                        ColumnDistribution.Bin(label: name, before: 60, after: 60),
                        ColumnDistribution.Bin(label: "80-89", before: nil, after: 20),
                        ColumnDistribution.Bin(label: "90-", before: 20, after: 15),
                    ], others: ColumnDistribution.Others(labels: 2, before: nil, after: 0), rowsBefore: 100,
                    rowsAfter: 95, distance: 0.0316)
            ],
            associations: [
                AssociationChange(first: name, second: "傷病", measure: .cramersV, before: 0.35, after: 0.345),
                AssociationChange(first: name, second: "所得", measure: .cramersV, before: 0.5, after: 0.25),
                AssociationChange(first: "傷病", second: "所得", measure: .cramersV, before: nil, after: nil),
            ])
    }

    static func columns(_ name: String) -> [Report.Column] {
        [
            Report.Column(
                name: "氏名", role: "direct-identifier", distinctAfter: 0, removed: true, done: Words("削除した", "removed")),
            Report.Column(
                name: name, role: "quasi-identifier", level: 2, height: 3, allowed: .init(min: 1, max: 3), weight: 1,
                distinctBefore: 71, distinctAfter: 4, done: Words("10 きざみ", "intervals of 10")),
            Report.Column(
                name: "性別", role: "quasi-identifier", level: 0, height: 0, allowed: .init(min: 0, max: 0), weight: 1,
                distinctBefore: 2, distinctAfter: 2, done: Words("そのまま", "kept as it is")),
            Report.Column(
                name: "傷病", role: "sensitive", distinctBefore: 9, distinctAfter: 8, done: Words("そのまま", "kept as it is")
            ),
            Report.Column(
                name: "所得", role: "insensitive", distinctBefore: 80, distinctAfter: 75,
                done: Words("そのまま", "kept as it is")),
        ]
    }
}
