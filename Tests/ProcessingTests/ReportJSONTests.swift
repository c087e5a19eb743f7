import Deidentification
import Foundation
import Processing
import Testing

@Suite struct ReportJSONTests {
    private func object(_ report: Report) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(report.bytes)) as? [String: Any])
    }

    /// The value at a path of keys and positions.
    private func value(_ path: String, in report: Report) throws -> Any? {
        var current: Any? = try object(report)
        for part in path.split(separator: ".") {
            current = Int(part).flatMap { (current as? [Any])?[$0] } ?? (current as? [String: Any])?[String(part)]
        }
        return current
    }

    @Test(arguments: ["年齢", ReportFixture.hostile, "a\u{1}\u{2028}\\\"😀"])
    func `is read back unchanged`(name: String) throws {
        let report = ReportFixture.report(name: name)
        #expect(try Report(reading: report.bytes) == report)
    }

    @Test func `numbers are read back to the last digit`() throws {
        var report = ReportFixture.report()
        for number in 1...200 {
            let loss = 1 / Double(number * 3)
            report.transformation?.loss = loss
            #expect(try Report(reading: report.bytes).transformation?.loss == loss)
        }
    }

    /// The names that the format fixes.
    @Test(arguments: [
        "formatVersion", "input.rows", "input.sha256", "input.encoding", "recipe.sha256", "recipe.title", "solution",
        "transformation.levels.年齢", "transformation.metric", "transformation.loss", "suppressed.rows",
        "suppressed.cells", "output.rows", "output.sha256", "classes.count", "classes.smallest", "classes.largest",
        "classes.average", "search.algorithm", "search.optimal", "search.nodes", "search.checked", "privacy.0.model",
        "privacy.0.k", "privacy.0.reached", "privacy.0.holds", "risk.before", "risk.after.prosecutor.highest",
        "risk.after.prosecutor.average", "risk.after.prosecutor.lowest", "risk.after.prosecutor.atRisk",
        "risk.after.journalist.highest", "risk.after.marketer", "risk.after.sampleUniques",
        "risk.after.populationUniques.zayatz", "utility.loss", "utility.normalizedCertaintyPenalty",
        "utility.discernibility", "utility.averageClassSize", "utility.nonUniformEntropy", "utility.precision",
        "rule62.0.item", "rule62.0.steps", "rule62.0.notApplicable", "columns.0.name", "columns.0.role",
        "columns.1.level", "columns.1.distinctBefore", "columns.0.distinctAfter", "timings.read", "timings.search",
        "timings.write", "timings.total", "peakMemoryBytes",
    ])
    func `has the name that the format fixes`(path: String) throws {
        #expect(try value(path, in: ReportFixture.report()) != nil)
    }

    /// What the format got besides.
    @Test(arguments: [
        ("transformation.coding", "global"), ("search.excludedByBound", "78"),
        ("search.excludedByCoarserFailure", "35"),
        ("search.open", "0"), ("search.lowerBound", "0.25"), ("search.gap", "0"), ("search.verified", "1"),
        ("privacy.1.variant", "recursive"), ("privacy.1.l", "2"), ("privacy.1.c", "3"), ("privacy.2.t", "0.2"),
        ("privacy.2.distance", "ordered"), ("privacy.2.column", "年齢"), ("privacy.9.levels.年齢", "2"),
        ("risk.attack.mostSpecific.high", "0.0411"), ("risk.combinations.0.uniques", "2"),
        ("utility.distributions.0.labels.0.before", "60"), ("utility.correlations.greatestChange", "0.25"),
    ])
    func `writes parameters and figures under their names`(path: String, text: String) throws {
        let found = try #require(try value(path, in: ReportFixture.report()))
        #expect("\(found)" == text)
    }

    @Test func `leaves out what is withheld or does not apply`() throws {
        let report = ReportFixture.report()
        #expect(try value("utility.distributions.0.labels.1.before", in: report) == nil)
        #expect(try value("columns.0.distinctBefore", in: report) == nil)
        #expect(try value("columns.0.level", in: report) == nil)
    }

    @Test func `the gap is what the loss may be above the bound`() {
        func gap(_ loss: Double?, _ bound: Double?) -> Double? {
            let certificate = SearchCertificate(
                nodes: 1e18, checked: 10, excludedByBound: 0, excludedByCoarserFailure: 0, open: 1e18, lowerBound: bound
            )
            return Report.Search(algorithm: "best-effort", optimal: false, certificate: certificate, loss: loss).gap
        }
        #expect(gap(0.5, 0.375) == 0.25)
        #expect(gap(0.5, 0.5) == 0)
        #expect(gap(nil, 0.5) == nil)
        #expect(gap(0.5, nil) == nil)
    }
}
