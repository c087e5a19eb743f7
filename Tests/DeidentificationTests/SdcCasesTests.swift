import Deidentification
import Foundation
import Testing

/// Cases of other disclosure-control tools; those of tables, cell keys and audits are not of this engine.
@Suite struct SdcCasesTests {
    @Test(.enabled(if: SdcCase.areThere))
    func `third-party cases of risk agree`() throws {
        var ran = 0
        let cases = try SdcCase.all()
        for given in cases {
            let name = given.name
            if name.hasPrefix("sdcmicro/freq-") {
                given.checkFrequencies()
            } else if name.hasPrefix("sdcmicro/indivrisk-") {
                given.checkIndividualRisk()
            } else if name.hasPrefix("sdcmicro/francdat") {
                given.checkFrancdat()
            } else if name.hasPrefix("sdcmicro/suda2-") {
                given.checkSuda()
            } else if name == "sdcmicro/ldiversity-na" {
                given.checkDistinctDiversity()
            } else {
                print("not run here: \(name): \(given.reasonNotToRun)")
                continue
            }
            ran += 1
        }
        print("other tools' cases: \(ran) of \(cases.count) ran")
        #expect(ran == 10)
    }
}

/// One case of `sdc-cases.json`.
private struct SdcCase {
    static let file = SharedData.directory.appendingPathComponent("sdc-cases.json")
    static let areThere: Bool = {
        let there = FileManager.default.fileExists(atPath: file.path)
        if !there { print("skipped: no sdc-cases.json in ../shared/data (set OBORO_SHARED_DATA)") }
        return there
    }()

    let name: String
    let record: [String: Any]

    static func all() throws -> [SdcCase] {
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        return (object?["cases"] as? [[String: Any]] ?? []).map {
            SdcCase(name: $0["id"] as? String ?? "", record: $0)
        }
    }

    /// Why a case is not of this suite.
    var reasonNotToRun: String {
        let input = record["input"] as? [String: Any]
        if name.hasPrefix("pycanon") || input?["path_in_repo"] != nil { return "its input is not at hand" }
        if name.hasPrefix("sdcmicro") { return "a technique, tested with the techniques" }
        return "tables, cell keys and audits are not of this engine"
    }

    private var rows: [[String: Any]] {
        record["input"] as? [[String: Any]] ?? (record["input"] as? [String: Any])?["rows"] as? [[String: Any]] ?? []
    }
    private var parameters: [String: Any] { record["parameters"] as? [String: Any] ?? [:] }
    private var expected: [String: Any] { record["expected"] as? [String: Any] ?? [:] }

    private func numbers(_ key: String, in object: [String: Any]? = nil) -> [Double] {
        (object ?? expected)[key] as? [Double] ?? []
    }

    private func table(_ names: [String]) -> RiskTable {
        let columns = names.map { name in
            Column(name: name, cells: rows.map { row in row[name].flatMap { $0 is NSNull ? nil : "\($0)" } ?? "" })
        }
        return RiskTable(columns: columns, tuples: DistinctTuples(columns, rowCount: rows.count))
    }

    private func matches(alpha: Double = 1) -> MatchFrequencies {
        let table = table(parameters["keys"] as? [String] ?? [])
        let weight = parameters["weight"] as? String ?? ""
        return MatchFrequencies(
            table.tuples, weights: rows.map { $0[weight] as? Double ?? 0 }, missing: table.missing(\.isEmpty),
            alpha: alpha)
    }

    private func expect(
        _ found: [Double], _ wanted: [Double], within tolerance: Double,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(!wanted.isEmpty && found.count == wanted.count, "\(name)", sourceLocation: sourceLocation)
        for (one, other) in zip(found, wanted) {
            #expect(abs(one - other) <= tolerance, "\(name): \(found), not \(wanted)", sourceLocation: sourceLocation)
        }
    }

    func checkFrequencies() {
        let matches = matches()
        expect(matches.frequencies, numbers("fk"), within: 1e-12)
        expect(matches.populationFrequencies, numbers("Fk"), within: 1e-9)
        #expect(matches.frequencies.count { $0 == 1 } == expected["n1"] as? Int)
        #expect(matches.frequencies.count { $0 == 2 } == expected["n2"] as? Int)
    }

    func checkIndividualRisk() {
        let matches = matches()
        expect(IndividualRisk(matches).risks, numbers("approx"), within: 6e-9)
        expect(IndividualRisk(matches, method: .exact).risks, numbers("exact"), within: 6e-9)
    }

    func checkFrancdat() {
        if expected["fk"] != nil {
            let matches = matches()
            expect(matches.frequencies, numbers("fk"), within: 1e-12)
            expect(matches.populationFrequencies, numbers("Fk"), within: 1e-9)
            expect(IndividualRisk(matches).risks, numbers("rk"), within: 1e-14)
            return
        }
        for alpha in [1, 0.5, 0.1] {
            let figures = expected[alpha == 1 ? "1" : "\(alpha)"] as? [String: Any]
            let matches = matches(alpha: alpha)
            expect(matches.frequencies, numbers("fk", in: figures), within: 1e-12)
            expect(matches.populationFrequencies, numbers("Fk", in: figures), within: 1e-9)
        }
        expect(IndividualRisk(matches()).risks, numbers("rk_alpha1"), within: 1e-14)
    }

    func checkSuda() {
        let names = parameters["variables"] as? [String] ?? rows.first.map { $0.keys.sorted() } ?? []
        let table = table(names)
        let found = SpecialUniques(
            table.tuples, samplingFraction: parameters["DIS_fraction"] as? Double ?? 0.01)
        func byRow(_ values: [Double]) -> [Double] {
            table.tuples.tupleOfRow.map { tuple in found.tuples.firstIndex(of: tuple).map { values[$0] } ?? 0 }
        }
        expect(byRow(found.scores), numbers("score"), within: 0)
        // The peer computes the DIS scores in single precision.
        if expected["dis_score"] != nil {
            expect(byRow(found.intrusionScores), numbers("dis_score"), within: 1e-8)
        }
        for (row, contributions) in (expected["contribution"] as? [[Double]] ?? []).enumerated() {
            expect(found.contributions.map { byRow($0)[row] }, contributions, within: 1e-12)
        }
        if let percent = expected["attribute_contribution_percent"] as? [String: Double] {
            expect(found.columnContributions.map { 100 * $0 }, names.map { percent[$0] ?? -1 }, within: 1e-9)
        }
    }

    func checkDistinctDiversity() {
        let table = table(parameters["keys"] as? [String] ?? [])
        let sensitive = self.table(["sensitive"]).columns[0]
        for (row, wanted) in numbers("distinct_l").enumerated() {
            let inClass = rows.indices.filter { table.tuples.tupleOfRow[$0] == table.tuples.tupleOfRow[row] }
            #expect(Double(Set(inClass.map { sensitive[$0] }).count) == wanted)
        }
        let figures = TablePrivacy(table.tuples, sensitive: [sensitive])
        #expect(figures.k == 2)
        #expect(Double(figures.sensitive[0].distinctL) == numbers("distinct_l").min())
    }
}
