import MunicipalData
import Processing
import Testing

@Suite struct ExtractionSpecificationTests {
    private static let certificate = "-----BEGIN CERTIFICATE-----\nMIIB+/==\n-----END CERTIFICATE-----\n"

    @Test func `what is written is read`() throws {
        var specification = Desk.specification(certificate: Self.certificate)
        #expect(try read(specification.text) == specification)
        specification.asOf = nil
        specification.neededBy = Desk.day("2026-05-15")
        specification.organization = "一般財団法人 \"試験\": #1"
        specification.layout.form = .delimited(delimiter: UInt8(ascii: "\t"), header: true)
        specification.layout.encoding = .exactly(.cp932)
        specification.layout.history = HistoryRule(key: "宛名番号", order: ["状態"])
        #expect(try read(specification.text) == specification)
    }

    @Test(arguments: [
        ("specification: 1", "specification: 2", "specification"),
        ("request: \"REQ-7\"", "request: \"R Q\"", "request"),
        ("municipality: \"132292\"", "municipality: \"132290\"", "municipality"),
        ("  - \"性別\"", "  - \"姓別\"", "items[1]"),
        ("  - \"性別\"", "  - \"宛名番号\"", "items[1]"),
        ("asOf: 2026-04-01", "asOf: 2026-04-31", "asOf"),
        ("body: \"試験市長\"\n", "", ""),
        ("body: \"試験市長\"\n", "body: \"試験市長\"\nbody: \"試験市長\"\n", ""),
        ("body:", "boddy:", ""),
        ("-----BEGIN CERTIFICATE-----", "-----BEGIN PRIVATE KEY-----", "certificate"),
        ("MIIB+/==", "MIIB+/==\n  -----BEGIN CERTIFICATE-----", "certificate"),
        ("  layout: 1", "  layout: 9", "layout.layout"),
    ])
    func `refuses what cannot be followed`(old: String, new: String, path: String) throws {
        let text = Desk.specification(certificate: Self.certificate).text
        let broken = text.replacing(old, with: new, maxReplacements: 1)
        #expect(broken != text)
        let faults = #expect(throws: DocumentFaults.self) { _ = try read(broken) }
        #expect(faults?.faults.contains { $0.path == path } == true, "\(String(describing: faults))")
    }

    private func read(_ text: String) throws -> ExtractionSpecification {
        try ExtractionSpecification(reading: Array(text.utf8), file: "spec.yaml")
    }
}
