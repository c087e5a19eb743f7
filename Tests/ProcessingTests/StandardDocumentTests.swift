import MunicipalData
import Primitives
import Processing
import Testing

@Suite struct StandardDocumentTests {
    private func read(_ text: String) throws(DocumentFaults) -> ProcessingStandard {
        try StandardDocument(reading: Array(text.utf8), file: "standard.yaml").standard
    }

    private static let head = "standard: 1\nmunicipality: \"132292\"\nname: 基準\nversion: \"1\"\n"

    @Test func `the example of a standard answers all five items`() throws {
        let standard = try LayoutShelfTests.standard("132292.yaml")
        #expect(standard.findings.isEmpty)
        #expect(standard.council?.on == (try CivilDate(2026, 3, 10)))
        #expect(standard.limits.k == 10 && standard.limits.address == .town && standard.limits.birth == .month)
        #expect(standard.treatments[.linkingCode] == .pseudonym)
        let text = StandardDocument.text(of: standard)
        #expect(try read(text) == standard)
    }

    @Test func `the template leaves open what a municipality decides`() throws {
        let standard = try LayoutShelfTests.standard("template.yaml")
        #expect(standard.openItems == [4, 5])
        #expect(standard.findings.contains { $0.item == nil && $0.english.contains("council") })
        #expect(try read(StandardDocument.text(of: standard)) == standard)
    }

    @Test(arguments: 1...5) func `an item without rule is open`(item: Int) throws {
        var standard = try LayoutShelfTests.standard("132292.yaml")
        standard.rules[item] = nil
        #expect(standard.openItems == [item])
        standard.rules[item] = .notApplicable("該当する記述等がない")
        #expect(standard.openItems.isEmpty)
    }

    @Test(arguments: [
        (ItemClass.directIdentifier, Treatment.keep, 1), (.directIdentifier, .generalize, 1),
        (.identificationCode, .protect, 2), (.linkingCode, .keep, 3), (.quasiIdentifier, .keep, 5),
    ])
    func `a treatment against an item opens it`(itemClass: ItemClass, treatment: Treatment, item: Int) throws {
        var standard = try LayoutShelfTests.standard("132292.yaml")
        standard.treatments[itemClass] = treatment
        #expect(standard.openItems == [item])
    }

    @Test func `limits that are missing or too low open item 5`() throws {
        var standard = try LayoutShelfTests.standard("132292.yaml")
        standard.limits.k = 2
        #expect(standard.openItems == [5])
        standard.limits.k = nil
        #expect(standard.openItems == [5])
        standard = try LayoutShelfTests.standard("132292.yaml")
        standard.limits.ageTop = nil
        standard.limits.rareValues = nil
        standard.limits.amountTop = nil
        #expect(standard.openItems == [4])
    }

    @Test(
        arguments: [
            ("limits: {k: 1}", "limits.k", nil), ("limits: {suppression: 1.5}", "limits.suppression", nil),
            ("limits: {postal-digits: 8}", "limits.postal-digits", nil),
            ("limits: {adress: town}", "limits", "address"),
            ("limits: {address: twon}", "limits.address", "town"), ("rule62: {6: {rule: x}}", "rule62", nil),
            ("rule62: {1: {}}", "rule62.1", nil), ("rule62: {1: {rule: x, not-applicable: y}}", "rule62.1", nil),
            ("treatments: {direct: remove}", "treatments", "direct-identifier"),
            ("treatments: {other: pseudonym}", "treatments.other", nil),
            ("treatments: {sensitive: portect}", "treatments.sensitive", "protect"),
            ("items: [{name: a, treatment: remove}]", "items[1]", nil), ("in-force: 2026-04-31", "in-force", nil),
            ("council: {name: a, on: 2026-04-01, opinion: b, refernce: c}", "council", "reference"), ("k: 5", "", nil),
        ] as [(String, String, String?)])
    func `names place and nearest name of a fault`(line: String, path: String, suggestion: String?) {
        let error = #expect(throws: DocumentFaults.self) { try read(Self.head + line) }
        #expect(error?.faults.first?.line == 5)
        #expect(error?.faults.first?.path == path)
        #expect(error?.faults.first?.suggestion == suggestion)
    }

    @Test func `a wrong municipality code is a fault`() {
        let text = Self.head.replacing("132292", with: "132293")
        let error = #expect(throws: DocumentFaults.self) { try read(text) }
        #expect(error?.faults.map(\.path) == ["municipality"])
    }
}
