import Deidentification
import Foundation
import Testing

/// Top- and bottom-coding against the published case of sdcMicro.
@Suite struct TechniqueCasesTests {
    @Test(.enabled(if: SharedData.hasAdult)) func `codes top and bottom as sdcMicro does`() throws {
        let data = try Data(contentsOf: SharedData.directory.appendingPathComponent("sdc-cases.json"))
        let file = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let cases = file?["cases"] as? [[String: Any]] ?? []
        let found = try #require(cases.first { $0["id"] as? String == "sdcmicro/topbottom" })
        let input = try #require(found["input"] as? [Double])
        let parameters = try #require(found["parameters"] as? [String: Any])
        let value = try #require(parameters["value"] as? Double)
        let expected = try #require(found["expected"] as? [String: [Double]])
        let table = StepTable(["n": input.map { "\($0)" }])
        // The peer's replacement is the number 0; a label that reads as a number is one for later steps too.
        let top = try table.prepared([.topCode(column: "n", at: value, label: "0")])
        #expect(top.cells("n").compactMap(Double.init) == expected["top"])
        let bottom = try table.prepared([.bottomCode(column: "n", at: value, label: "0")])
        #expect(bottom.cells("n").compactMap(Double.init) == expected["bottom"])
        print("1 case of sdcMicro run")
    }
}
