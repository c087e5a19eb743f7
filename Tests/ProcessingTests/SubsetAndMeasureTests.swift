import Deidentification
import MunicipalData
import Processing
import Testing

private let recipe = """
    recipe: 1
    title: t
    input: {encoding: utf-8, delimiter: ";"}
    columns:
      - {name: 氏名, role: direct-identifier}
      - {name: 番号, role: linking-code, pseudonym: row}
      - {name: 年齢, role: quasi-identifier, hierarchy: {file: age.csv, delimiter: ";"}, levels: {min: 1}}
      - {name: 生年, role: quasi-identifier, hierarchy: {kind: date, steps: [day, year, decade]}}
      - {name: 病名, role: sensitive}
      - {name: 状態, role: drop}
    steps:
      - {kind: drop-rows, where: {column: 状態, not-in: ["1"]}, reason: 転出}
    privacy: MODELS
    suppression: {limit: 0.5, mode: mask}
    """

private let header = "氏名;番号;年齢;生年;病名;状態\n"
private let rows = (0..<40).map {
    "人\($0);N\($0);\(20 + $0 % 2);20\(10 + $0 % 20)-01-01;病\($0 % 3);\($0 == 39 ? 2 : 1)\n"
}

private func input(
    _ models: String = "[{model: k-anonymity, k: 2}]", data: String? = nil, subset: String = ""
) -> ProcessingInput {
    ProcessingInput(
        data: Array((data ?? header + rows.joined()).utf8),
        recipe: Array(recipe.replacing("MODELS", with: models).utf8), recipeName: "r.yaml",
        hierarchyFile: { name in
            Array((name == "age.csv" ? "20;20-39;*\n21;20-39;*\n" : subset).utf8)
        })
}

@Suite struct MeasureTests {
    @Test(arguments: [
        "[{model: k-anonymity, k: 2}]",
        "[{model: k-anonymity, k: 2}, {model: l-diversity, column: 病名, variant: distinct, l: 1}]",
    ])
    func `measures its own output by the labels that stand in it`(models: String) throws {
        let outcome = try Processor.run(input(models))
        let bytes = try #require(outcome.files[.data])
        // 氏名 and 状態 are gone, and 年齢 holds 20-39, which is no value of its hierarchy.
        let table = try DelimitedTable(reading: bytes, as: DelimitedFormat())
        #expect(table.columns.map(\.name) == ["番号", "年齢", "生年", "病名"])
        let report = try Processor.measure(input(models, data: String(decoding: bytes, as: UTF8.self)))
        #expect(report.rows == table.rowCount)
        // Counted by hand from the rows as they stand.
        var classes: [[String]: Int] = [:]
        for row in table.rows { classes[[row[1], row[2]], default: 0] += 1 }
        #expect(report.classes.count == classes.count)
        #expect(report.classes.smallest == classes.values.min())
    }

    @Test func `measures the source without the rows that a step drops`() throws {
        let report = try Processor.measure(input())
        #expect(report.rows == 40)
        // One of the 40 rows is dropped; the other 39 are told apart by age and year of birth, written by hand.
        let tuples = Set((0..<39).map { "\($0 % 2) \($0 % 20)" })
        #expect(report.classes.count == tuples.count)
        #expect(report.histogram.reduce(0) { $0 + $1.size * $1.classes } == 39)
    }

    @Test func `refuses a file that lacks a column which stays`() {
        #expect(throws: ProcessingError.self) { try Processor.measure(input(data: "年齢,生年\n20,2010-01-01\n")) }
    }
}

@Suite struct ResearchSubsetTests {
    private let models = "[{model: k-map, k: 1, subset: {file: s.csv, delimiter: \",\"}}]"

    @Test func `finds rows of a subset as often as the subset has them`() throws {
        let commas = { (text: String) in text.replacing(";", with: ",") }
        let subset = commas(header + rows[3] + rows[5])
        #expect(throws: Never.self) { try Processor.run(input(models, subset: subset)) }
        let twice = commas(header + rows[3] + rows[5] + rows[3])
        #expect(throws: ProcessingError.subsetRow(name: "s.csv", row: 3)) {
            try Processor.run(input(models, subset: twice))
        }
        let strange = commas(header + rows[3] + "人3,N3,20,2013-01-01,病9,1\n")
        #expect(throws: ProcessingError.subsetRow(name: "s.csv", row: 2)) {
            try Processor.run(input(models, subset: strange))
        }
        #expect(throws: ProcessingError.subsetHeader(name: "s.csv")) {
            try Processor.run(input(models, subset: "氏名,番号\n"))
        }
        #expect(throws: ProcessingError.self) { try Processor.run(input(models, subset: "")) }
    }
}
