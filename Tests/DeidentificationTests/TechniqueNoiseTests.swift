import Deidentification
import Foundation
import Testing

@Suite struct TechniqueNoiseTests {
    private let rows = 20_000

    private func noise(
        _ distribution: NoiseDistribution, _ scale: NoiseScale, cell: (Int) -> String
    ) throws -> [Double] {
        let seed: UInt64 = 77
        print("seed \(seed)")
        let cells = (0..<rows).map(cell)
        let prepared = try StepTable(["n": cells]).prepared(
            [.addNoise(column: "n", distribution: distribution, scale: scale)], seed: seed)
        return zip(prepared.cells("n"), cells).compactMap { after, before in
            guard let after = Double(after), let before = Double(before) else { return nil }
            return after - before
        }
    }

    private func moments(_ values: [Double]) -> (mean: Double, deviation: Double, kurtosis: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let second = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        let fourth = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) * ($1 - mean) }
        return (mean, second.squareRoot(), fourth / Double(values.count) / (second * second))
    }

    @Test(arguments: [
        // Standard deviation at scale 2, and kurtosis, of the distributions in textbooks.
        (NoiseDistribution.gaussian, 2.0, 3.0, 0.4), (.laplace, 2 * 2.0.squareRoot(), 6.0, 1.5),
        (.uniform, 2 / 3.0.squareRoot(), 1.8, 0.1),
    ])
    func `has the stated distribution`(
        distribution: NoiseDistribution, deviation: Double, kurtosis: Double, slack: Double
    ) throws {
        let noise = try noise(distribution, .absolute(2)) { "\($0 % 50).0000" }
        let found = moments(noise)
        #expect(noise.count == rows)
        #expect(abs(found.mean) < 5 * deviation / Double(rows).squareRoot())
        #expect(abs(found.deviation / deviation - 1) < 0.05)
        #expect(abs(found.kurtosis - kurtosis) < slack, "\(found.kurtosis)")
        if distribution == .uniform { #expect(noise.allSatisfy { abs($0) <= 2.0001 }) }
    }

    @Test func `scales by the column's standard deviation`() throws {
        // 0 and 10 in equal parts: standard deviation 5.
        let found = moments(try noise(.gaussian, .relative(0.3)) { $0 % 2 == 0 ? "0.000" : "10.000" })
        #expect(abs(found.deviation / 1.5 - 1) < 0.05)
    }

    @Test func `keeps whole numbers whole, decimals as many, and blank cells blank`() throws {
        let cells = ["1000", "", "-3", " ", "77"]
        let whole = try StepTable(["n": cells]).prepared(
            [.addNoise(column: "n", distribution: .laplace, scale: .absolute(10))])
        let after = whole.cells("n")
        #expect(after[1] == "" && after[3] == " ")
        #expect([0, 2, 4].allSatisfy { Int(after[$0]) != nil })
        #expect(whole.outcomes[0].keptCells == 2)
        let fraction = try StepTable(["n": ["1.25", "3"]]).prepared(
            [.addNoise(column: "n", distribution: .gaussian, scale: .absolute(1))])
        #expect(fraction.cells("n").allSatisfy { $0.split(separator: ".").last?.count == 2 })
    }
}
