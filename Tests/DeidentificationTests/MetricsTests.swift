import Deidentification
import Foundation
import Testing

/// Bounds and figures on random small tables; the figures themselves are those of the peer's cases.
@Suite struct MetricsTests {
    @Test func `never bounds a figure from above`() throws {
        let seed: UInt64 = 7_301
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        var exact = 0
        for round in 0..<400 {
            let table = ReferenceSearch.random(using: &generator)
            let anonymizer = try table.anonymizer()
            for metric in Metric.allCases {
                let rule = UtilityRule(
                    metric: metric, monotonic: metric.hasMonotonicVariant ? round % 3 == 0 : nil,
                    aggregate: Aggregate.allCases[round % Aggregate.allCases.count],
                    gsFactor: [0, 0.2, 0.5, 0.8, 1][round % 5])
                let bound = BoundMetric(rule, attributes: anonymizer.attributes, tuples: anonymizer.tuples)
                let levels = anonymizer.allowedLevels.map { Int.random(in: $0, using: &generator) }
                let node = NodeClasses(anonymizer.tuples, attributes: anonymizer.attributes, levels: levels)
                for share in [0.0, 0.3, 1] {
                    let suppressed = node.classes.rows.map { _ in Double.random(in: 0..<1, using: &generator) < share }
                    let value = bound.value(
                        levels: levels, classes: node.classes, codes: node.codes, suppressed: suppressed)
                    guard let least = bound.lowerBound(levels: levels) else { continue }
                    #expect(!(value < least), "\(rule) at \(levels): \(value) below \(least)")
                    if value == least { exact += 1 }
                }
            }
        }
        #expect(exact > 1_000)
    }

    @Test func `finds from sums what it finds from classes`() throws {
        var generator = SeededGenerator(seed: 99)
        for round in 0..<200 {
            let anonymizer = try ReferenceSearch.random(using: &generator).anonymizer()
            let rule = UtilityRule(
                aggregate: Aggregate.allCases[round % Aggregate.allCases.count],
                gsFactor: [0, 0.2, 0.5, 0.8, 1][round % 5])
            let bound = BoundMetric(rule, attributes: anonymizer.attributes, tuples: anonymizer.tuples)
            let levels = anonymizer.allowedLevels.map { Int.random(in: $0, using: &generator) }
            let node = NodeClasses(anonymizer.tuples, attributes: anonymizer.attributes, levels: levels)
            let suppressed = node.classes.rows.map { _ in Bool.random(using: &generator) }
            var rows = 0
            var leaves = levels.map { _ in 0 }
            for (index, size) in node.classes.rows.enumerated() where suppressed[index] {
                rows += Int(size)
                for (column, attribute) in anonymizer.attributes.enumerated() {
                    leaves[column] +=
                        Int(size) * attribute.levels[levels[column]].leaves[Int(node.codes[column][index])]
                }
            }
            let value = bound.value(levels: levels, classes: node.classes, codes: node.codes, suppressed: suppressed)
            #expect(bound.loss(levels: levels, suppressedLeaves: leaves, suppressedRows: rows) == value)
        }
    }

    /// A table of two columns, four values each under two labels: figures by hand.
    @Test func `computes the figures of a table by hand`() throws {
        let lines = [["a", "x", "*"], ["b", "x", "*"], ["c", "y", "*"], ["d", "y", "*"]]
        let rows = [
            ["a", "a"], ["b", "a"], ["a", "b"], ["c", "c"], ["d", "d"], ["a", "a"], ["c", "a"], ["d", "c"],
        ]
        let reference = ReferenceSearch(
            rows: rows, hierarchies: [lines, lines], ranges: [0...2, 0...2], weights: [1, 1], k: 3, limit: 1,
            gsFactor: 0.5, aggregate: .geometricMean)
        let anonymizer = try reference.anonymizer()
        // Level 1: xx ×4, yy ×3, yx ×1; the last is suppressed.
        let levels = [1, 1]
        let node = NodeClasses(anonymizer.tuples, attributes: anonymizer.attributes, levels: levels)
        #expect(node.classes.rows.sorted() == [1, 3, 4])
        let suppressed = node.classes.rows.map { $0 < 3 }
        let metric = BoundMetric(UtilityRule(), attributes: anonymizer.attributes, tuples: anonymizer.tuples)
        let figures = UtilityMeasures(node, suppressed: suppressed, metric: metric, utility: UtilityRule())
        // Seven rows of half the values, one of all: (7/2 + 1 - 2) / (8 - 2) in both columns.
        #expect(abs(figures.loss - 2.5 / 6) < 1e-9)
        #expect(figures.normalizedCertaintyPenalty == 4.5 / 8)
        #expect(figures.discernibility == 33)
        #expect(figures.discernibilityStar == 26)
        #expect(abs(figures.averageClassSize - 8.0 / 3) < 1e-12)
        #expect(figures.height == 2)
        #expect(figures.precision == 4.5 / 8)
        #expect(figures.ambiguity == 44)
        // Half of each kept row's four bits is hidden, all of the suppressed row's.
        #expect(abs(figures.entropyBasedLoss - 4.5) < 1e-12)
        // First column a 3, b 1 | c 2, d 2; second a 4, b 1 | c 2, d 1; one suppressed row: no bits more.
        func bits(_ counts: [Double]) -> Double {
            let all = counts.reduce(0, +)
            return counts.reduce(0) { $0 - $1 * log2($1 / all) }
        }
        let first = bits([3, 1]) + bits([2, 2])
        let second = bits([4, 1]) + bits([2, 1])
        #expect(abs(figures.nonUniformEntropy - first - second) < 1e-9)
        let normalized = first / bits([3, 1, 2, 2]) + second / bits([4, 1, 2, 1])
        #expect(abs(figures.normalizedEntropy - normalized) < 1e-9)
        // aa twice (1/4 each), ba, ab: class of 1/2 over 4; cc, dd, dc: 3/8 over 4; ca: 1/8 over 16.
        let divergence: Double = 0.5 * log2(0.25 / 0.125)
        let kept: Double = 0.375 * log2(0.125 / 0.09375)
        let rest: Double = kept + 0.125 * log2(16.0)
        #expect(abs(figures.klDivergence - divergence - rest) < 1e-12)
    }

    @Test func `finds the same figures from labels as from levels where nothing is suppressed`() throws {
        var generator = SeededGenerator(seed: 4_711)
        for _ in 0..<100 {
            var table = ReferenceSearch.random(using: &generator)
            (table.k, table.ranges) = (1, table.hierarchies.map { 0...($0[0].count - 1) })
            let anonymizer = try table.anonymizer()
            let levels = anonymizer.allowedLevels.map { Int.random(in: $0, using: &generator) }
            let recoding = try anonymizer.recoding(levels: levels)
            let byLevels = anonymizer.measures(recoding, levels: levels).utility
            let byLabels = anonymizer.measures(recoding, levels: nil).utility
            for (left, right) in zip(Self.figures(byLevels), Self.figures(byLabels)) {
                #expect(abs(left - right) <= 1e-9 * max(1, abs(left)))
            }
        }
    }

    private static func figures(_ utility: UtilityMeasures) -> [Double] {
        [
            utility.loss, utility.normalizedCertaintyPenalty, utility.discernibility, utility.discernibilityStar,
            utility.averageClassSize, utility.nonUniformEntropy, utility.normalizedEntropy, utility.precision,
            utility.height, utility.ambiguity, utility.klDivergence, utility.entropyBasedLoss,
        ]
    }
}
