import Deidentification
import Foundation
import Testing

/// What becomes of the classes of a transformation: outliers, the limit, the models of the whole sample.
@Suite struct ModelsJudgingTests {
    private static let subset = SubsetFile(file: "subset.csv")

    private static func judge(
        _ models: [PrivacyModel], rows: [Int32], subsetRows: [Int32]? = nil, allowed: Int,
        cost: (Int) -> Double = { _ in 0 }
    ) throws -> Judgement {
        let bound = try ModelsTests.bound(models, totals: [1_000])
        return bound.judge(ClassTable(rows: rows, subsetRows: subsetRows), allowedRows: allowed, cost: cost)
    }

    @Test func `suppresses small classes and holds them against the limit`() throws {
        let models: [PrivacyModel] = [.kAnonymity(k: 5), .kAnonymity(k: 3)]
        let judgement = try Self.judge(models, rows: [5, 4, 9, 1], allowed: 5)
        #expect(judgement == Judgement(suppressed: [false, true, false, true], suppressedRows: 5, isAnonymous: true))
        #expect(try !Self.judge(models, rows: [5, 4, 9, 1], allowed: 4).isAnonymous)
    }

    @Test func `counts the subset's rows only`() throws {
        let judgement = try Self.judge(
            [.kMap(k: 5, .subset(Self.subset))], rows: [5, 4, 90], subsetRows: [1, 2, 0], allowed: 2)
        #expect(judgement == Judgement(suppressed: [false, true, true], suppressedRows: 2, isAnonymous: true))
    }

    @Test(arguments: [
        // A share of 1/4 in the subset, bounds included.
        (0.25, 0.3, [Int32(20)], [Int32(5)], true), (0.26, 0.3, [20], [5], false), (0.1, 0.25, [20], [5], true),
        (0.1, 0.24, [20], [5], false),
        // Nobody of the second class is in the subset: with a least share that is known of them all.
        (0.1, 0.5, [20, 7], [5, 0], false), (0, 0.5, [20, 7], [5, 0], true),
    ])
    func `bounds the share of the subset`(
        minimum: Double, maximum: Double, rows: [Int32], subsetRows: [Int32], isAnonymous: Bool
    ) throws {
        let presence = PrivacyModel.deltaPresence(minimum: minimum, maximum: maximum, subset: Self.subset)
        #expect(
            try Self.judge([presence], rows: rows, subsetRows: subsetRows, allowed: 0).isAnonymous == isAnonymous)
    }

    @Test func `asks nothing of absent classes beside a model that sets a least size`() throws {
        let presence = PrivacyModel.deltaPresence(minimum: 0.1, maximum: 0.5, subset: Self.subset)
        let judgement = try Self.judge([presence, .kAnonymity(k: 2)], rows: [20, 7], subsetRows: [5, 0], allowed: 0)
        #expect(judgement.isAnonymous)
    }

    @Test func `suppresses the fewest classes that bring the average risk down`() throws {
        // 5 classes of 20 rows: 0.25; without the two smallest 3 of 17; without the third 2 of 14.
        let rows: [Int32] = [1, 3, 2, 4, 10]
        let models: [PrivacyModel] = [.averageRisk(threshold: 0.18)]
        let judgement = try Self.judge(models, rows: rows, allowed: 3)
        #expect(judgement.suppressed == [true, false, true, false, false])
        #expect(judgement.isAnonymous && judgement.suppressedRows == 3)
        #expect(try !Self.judge(models, rows: rows, allowed: 2).isAnonymous)
        #expect(try Self.judge([.averageRisk(threshold: 0.25)], rows: rows, allowed: 0).suppressedRows == 0)
        #expect(try Self.judge([.linkageRisk(threshold: 0.18)], rows: rows, allowed: 3) == judgement)
    }

    @Test func `suppresses cheaper classes of one size first, then earlier ones`() throws {
        // 2 uniques in 10 rows may stay.
        let models: [PrivacyModel] = [.sampleUniqueness(threshold: 0.23)]
        let costs = [5.0, 4, 4, 9]
        let judgement = try Self.judge(models, rows: [1, 1, 1, 1, 7], allowed: 9) { $0 < 4 ? costs[$0] : 0 }
        #expect(judgement.suppressed == [false, true, true, false, false])
    }

    @Test func `believes no estimate of 0 while there are sample uniques`() throws {
        let model = SampleModel.populationUniqueness(threshold: 0.5, estimator: .snb, population: 1e9)
        #expect(model.isSatisfied([2, 3, 4]))
        #expect(model.isSatisfied([Int]()))
        let sizes = [1, 1, 1, 1, 50, 60]
        #expect(model.figure(sizes) > 0 || !model.isSatisfied(sizes))
    }

    @Test func `says which part of the models is monotone`() throws {
        let all = try ModelsTests.bound(
            [.kAnonymity(k: 3), .lDiversity(column: "s", .distinct(l: 4))], totals: [9, 9])
        #expect(all.isMonotone)
        #expect(all.minimumSizeAndDistinct?.minimumSize == 4)
        #expect(all.minimumSizeAndDistinct?.distinct.map(\.l) == [4])
        #expect(try !ModelsTests.bound([.averageRisk(threshold: 0.1)], totals: [9]).isMonotone)
        #expect(
            try !ModelsTests.bound([.tCloseness(column: "s", distance: .equal, t: 0.1)], totals: [9]).isMonotone)
    }

    /// λ = 1: P(0) = P(1) = .3679, P(2) = .1839, P(3) = .0613, P(4) = .0153; cumulated .3679, .7358, .9197, .9810, .9963.
    @Test(arguments: [
        // .9197 is reached by the third; the peer's counter says one more, and one more again.
        (KMapEstimator.poisson, 0.1, 4), (.poisson, 0.02, 5), (.poisson, 0.3, 3),
        // Without the zero: .5820, .8730, .9700, .9942.
        (.zeroTruncatedPoisson, 0.1, 4), (.zeroTruncatedPoisson, 0.2, 3), (.zeroTruncatedPoisson, 0.5, 2),
    ])
    func `derives the rows of a class for a population`(
        estimator: KMapEstimator, significance: Double, expected: Int
    ) throws {
        // 100 rows of 10,000 persons, k = 100.
        let bound = try ModelsTests.bound(
            [.kMap(k: 100, .estimated(population: 10_000, estimator: estimator, significance: significance))],
            totals: [100])
        #expect(bound.requirement.minimumSize == expected)
    }

    @Test func `asks for no more rows than k`() throws {
        let bound = try ModelsTests.bound(
            [.kMap(k: 3, .estimated(population: 100, estimator: .poisson, significance: 1e-9))], totals: [100])
        #expect(bound.requirement.minimumSize == 3)
    }

    @Test(arguments: [(2.0, 1e-3), (1.0, 1e-3), (0.6931471805599453, 1e-4)])
    func `finds the class size of differential privacy`(epsilon: Double, delta: Double) throws {
        // The definition, added up plainly: binomial probabilities by Pascal's rule, n far beyond where they vanish.
        let power = exp(epsilon)
        let beta = 1 - 1 / power
        let gamma = (power - 1 + beta) / power
        var row = [1.0]
        var tails = [0.0]
        for n in 1...400 {
            row = (0...n).map { ($0 < n ? row[$0] * (1 - beta) : 0) + ($0 > 0 ? row[$0 - 1] * beta : 0) }
            tails.append(row[(Int((Double(n) * gamma).rounded(.down)) + 1)...].reduce(0, +))
        }
        var k = 1
        while tails[Int((Double(k) / gamma - 1).rounded(.up))...].max() ?? 0 >= delta { k += 1 }
        let parameters = DifferentialPrivacy.parameters(epsilon: epsilon, delta: delta)
        #expect(parameters.k == k + 1)
        #expect(abs(parameters.beta - beta) < 1e-12)
    }

    @Test func `checks the masked rows as a class of their own`() throws {
        let bound = try ModelsTests.bound(
            [
                .kAnonymity(k: 3), .lDiversity(column: "s", .distinct(l: 2)), .averageRisk(threshold: 0.2),
                .inclusion(subset: Self.subset),
            ], totals: [10, 10])
        // Two classes of five; four masked rows of one value.
        let released = ClassTable(
            rows: [5, 5, 4],
            distributions: [
                ClassDistributions(offsets: [0, 2, 4, 5], values: [0, 1, 0, 1, 0], counts: [2, 3, 4, 1, 4])
            ])
        let checks = bound.check(released, maskedClass: 2)
        #expect(checks.map(\.reason) == [.satisfied, .maskedGroupFails(size: 4), .satisfied, .satisfied])
        #expect(checks.map(\.reached) == [4, 1, 0.2, nil])
        #expect(bound.check(released).map(\.holds) == [true, false, false, true])
        let few = ClassTable(
            rows: [5, 2],
            distributions: [ClassDistributions(offsets: [0, 2, 4], values: [0, 1, 0, 1], counts: [2, 3, 1, 1])])
        #expect(bound.check(few, maskedClass: 1).first?.reason == .maskedGroupTooSmall(size: 2))
        #expect(bound.check(few).first?.reason == .classTooSmall(size: 2))
        #expect(bound.check(few, excess: (rows: 9, allowed: 1)).map(\.holds) == [false, false, false, false])
        let none = bound.check(
            ClassTable(rows: [], distributions: [ClassDistributions(offsets: [0], values: [], counts: [])]))
        #expect(none.allSatisfy { $0.holds && $0.reached == nil && $0.reason == .nothingReleased })
    }
}
