import Anonymization
import Messages
import Testing
import TestSupport

/// One result and what the machine must say.
struct MachineCheckCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let check: MachineCheck
    let codes: [String]
    let result: @Sendable (SourceFixture) -> JobResult
}

@Suite struct MachineCheckTests {
    static let cases: [MachineCheckCase] = [
        MachineCheckCase(testDescription: "everything well", check: .pass, codes: []) { $0.result() },
        MachineCheckCase(testDescription: "k reached by a hair", check: .review, codes: ["I-CHECK-MARGIN"]) {
            $0.result(k: 5)
        },
        MachineCheckCase(testDescription: "rows suppressed", check: .review, codes: ["I-CHECK-SUPPRESSED"]) {
            $0.result(rowsOut: 2990, suppressed: 10)
        },
        MachineCheckCase(testDescription: "k missed", check: .fail, codes: ["E-CHECK-K"]) { $0.result(k: 4) },
        MachineCheckCase(testDescription: "a finding of the detectors", check: .fail, codes: ["E-X"]) {
            $0.result(findings: [Reason("E-X", "found", "検出")])
        },
        MachineCheckCase(testDescription: "a remark of the detectors", check: .review, codes: ["I-X"]) {
            $0.result(findings: [Reason("I-X", "look at this", "確認")])
        },
        MachineCheckCase(testDescription: "a remark beside a finding", check: .fail, codes: ["E-X"]) {
            $0.result(findings: [Reason("I-X", "look at this", "確認"), Reason("E-X", "found", "検出")])
        },
        MachineCheckCase(testDescription: "an absent column came out", check: .fail, codes: ["E-CHECK-COLUMN"]) {
            $0.result(columns: ["年齢", "職業"])
        },
        MachineCheckCase(testDescription: "a removed column came out", check: .fail, codes: ["E-CHECK-COLUMN"]) {
            $0.result(columns: ["年齢", "氏名"])
        },
        MachineCheckCase(testDescription: "999 persons left", check: .fail, codes: ["E-CHECK-PERSONS"]) {
            var fixture = $0
            fixture.rows = 999
            return fixture.result(rowsOut: 999)
        },
        MachineCheckCase(testDescription: "more suppressed than allowed", check: .fail, codes: ["E-CHECK-SUPPRESSION"])
        {
            $0.result(rowsOut: 2699, suppressed: 301)
        },
        MachineCheckCase(
            testDescription: "as much suppressed as allowed", check: .review, codes: ["I-CHECK-SUPPRESSED"]
        ) {
            $0.result(rowsOut: 2700, suppressed: 300)
        },
        MachineCheckCase(
            testDescription: "everything wrong at once", check: .fail,
            codes: ["E-X", "E-CHECK-K", "E-CHECK-COLUMN", "E-CHECK-PERSONS", "E-CHECK-SUPPRESSION"]
        ) {
            $0.result(
                k: 1, rowsOut: 10, suppressed: 2990, columns: ["旅券番号"], findings: [Reason("E-X", "found", "検出")])
        },
    ]

    @Test(arguments: cases) func `judges`(_ example: MachineCheckCase) throws {
        var fixture = SourceFixture()
        fixture.recipeK = 5
        let (check, findings) = MachineCheck.judging(
            example.result(fixture), source: try fixture.source(), rules: try fixture.composed(),
            recipe: fixture.recipe,
            minimumPersons: try testRules().rule(.minimumPersonCount, on: .start))
        #expect(check == example.check)
        #expect(findings.map(\.code) == example.codes)
    }
}
