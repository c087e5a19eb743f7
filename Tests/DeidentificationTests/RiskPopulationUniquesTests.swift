import Deidentification
import Testing

/// Estimates of population uniques: the peer's figures, and figures worked by hand.
@Suite struct RiskPopulationUniquesTests {
    @Test(.enabled(if: SharedData.hasAdult))
    func `risk figures are those of the peer for every case`() throws {
        let adult = try Adult()
        var checked = 0
        for record in try SharedData.objects("arx-cases.json") where record["kind"] as? String == "risk_measured" {
            let names = (record["qi"] as? String ?? "").split(separator: ";").map(String.init)
            let anonymizer = try adult.anonymizer(names, k: 5, limit: 1)
            let levels = record["levels"] as? [Int] ?? names.map { _ in 0 }
            let released = try #require(record["records_in_classes"] as? Double)
            var sizes = anonymizer.sizes(levels).sorted()
            // The peer's model suppressed the smallest classes until the sample was unique enough.
            var surplus = sizes.reduce(0, +) - Int(released)
            while surplus > 0 { surplus -= sizes.removeFirst() }
            try #require(surplus == 0)
            let classes = ClassSizes(sizes: sizes)
            let population = try #require(record["population"] as? Double)
            for estimator in UniquenessEstimator.allCases {
                let text = try #require(record["pop_unique_\(estimator.rawValue)"] as? String)
                let expected = try #require(Double(text))
                let share = PopulationUniques.share(classes, population: population, estimator: estimator)
                #expect(abs(share - expected) <= 1e-8 * expected, "\(names) \(estimator) \(share) \(expected)")
            }
            let risk = RiskMeasures(classes: classes, k: 5)
            #expect(abs(risk.prosecutor.average - (record["average_risk"] as? Double ?? -1)) < 1e-12)
            #expect(abs(risk.prosecutor.highest - (record["highest_risk"] as? Double ?? -1)) < 1e-12)
            #expect(abs(risk.prosecutor.lowest - (record["lowest_risk"] as? Double ?? -1)) < 1e-12)
            #expect(abs(risk.prosecutor.atRisk - (record["prosecutor_at_risk"] as? Double ?? -1)) < 1e-12)
            #expect(abs(risk.journalist.atRisk - (record["journalist_at_risk"] as? Double ?? -1)) < 1e-12)
            let unique = Double(risk.sampleUniques) / Double(classes.rows)
            #expect(abs(unique - (record["sample_unique_fraction"] as? Double ?? -1)) < 1e-12)
            checked += 1
        }
        print("risk figures: \(checked) of 27 third-party cases agree")
        #expect(checked == 27)
    }

    @Test func `Zayatz by hand`() {
        // Two classes of one row and one of two; four of eight persons are sampled. One row of a class of two is drawn
        // with 2·C(6,3)/C(8,4) = 40/70, of a class of one with 35/70. P = (2/3·35)/(2/3·35 + 1/3·40) = 70/110, and
        // 2·P·2 = 28/11 persons of eight.
        let share = PopulationUniques.share(ClassSizes(sizes: [1, 1, 2]), population: 8, estimator: .zayatz)
        #expect(abs(share - 28.0 / 88) < 1e-14)
    }

    @Test(arguments: UniquenessEstimator.allCases)
    func `a sample without uniques has none in the population`(estimator: UniquenessEstimator) {
        #expect(PopulationUniques.share(ClassSizes(sizes: [2, 3]), population: 100, estimator: estimator) == 0)
        #expect(PopulationUniques.share(ClassSizes(sizes: []), population: 100, estimator: estimator) == 0)
    }

    @Test(arguments: UniquenessEstimator.allCases)
    func `estimates are shares whatever the sizes`(estimator: UniquenessEstimator) {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let sizes = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
                Int.random(in: 1...(Bool.random(using: &generator) ? 3 : 40), using: &generator)
            }
            let population = Double(Int.random(in: 1...100_000, using: &generator))
            let share = PopulationUniques.share(
                ClassSizes(sizes: sizes), population: population, estimator: estimator)
            #expect((0...1).contains(share), "seed 3, \(sizes) of \(population): \(share)")
        }
    }
}

extension Anonymizer {
    /// The sizes of the classes at these levels, nothing suppressed, counted with dictionaries.
    func sizes(_ levels: [Int]) -> [Int] {
        var counts: [[Int32]: Int] = [:]
        for tuple in 0..<tuples.count {
            let key = attributes.indices.map { attributes[$0].map(to: levels[$0])[Int(tuples.codes[$0][tuple])] }
            counts[key, default: 0] += Int(tuples.rows[tuple])
        }
        return Array(counts.values)
    }
}
