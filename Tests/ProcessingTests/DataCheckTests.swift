import Foundation
import MunicipalData
import Primitives
import Processing
import Testing

@Suite struct DataCheckTests {
    private struct Answer: Decodable {
        struct Problem: Decodable {
            var row: Int
            var column: String?
            var offset: Int
            var code: String
            var message: String
        }
        var rows: Int
        var columns: Int
        var encoding: String
        var problems: [Problem]
        var counts: [String: Int]
        var notListed: [String: Int]
    }

    private static let layout = """
        layout: 1
        name: 試験
        encoding: utf-8
        items:
          - {name: 番号, type: text, class: linking-code, unique: true}
          - {name: 生年月日, type: date, class: quasi-identifier}
          - {name: 性別, type: code, codes: {"1": 男, "2": 女}, class: quasi-identifier}
        """

    private func check(_ data: String, layout: String = layout, threads: Int = 1) throws -> DataCheckRequest.Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "check-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(data.utf8).write(to: folder.appending(path: "data.csv"))
        try Data(layout.utf8).write(to: folder.appending(path: "layout.yaml"))
        var request = DataCheckRequest(
            dataPath: folder.appending(path: "data.csv").path, layoutPath: folder.appending(path: "layout.yaml").path)
        request.options.threads = threads
        return request.run()
    }

    private func answer(_ outcome: DataCheckRequest.Outcome) throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: Data(outcome.result.json))
    }

    @Test func `a clean file ends with 0`() throws {
        let outcome = try check("番号,生年月日,性別\r\n1,昭和50年1月2日,1\r\n2,2001-02-03,2\r\n")
        #expect(outcome.result.status == .done)
        let answer = try answer(outcome)
        #expect(answer.rows == 2 && answer.columns == 3 && answer.encoding == "utf-8")
        #expect(answer.problems.isEmpty && answer.counts.isEmpty)
    }

    @Test(arguments: [1, 2]) func `problems come with row, column, offset and code`(threads: Int) throws {
        let header = "番号,生年月日,性別\r\n"
        let first = "1,昭和64年1月8日,1\r\n"
        let outcome = try check(header + first + "1,2001-02-03,3\r\n", threads: threads)
        #expect(outcome.result.status.rawValue == 5)
        let answer = try answer(outcome)
        let second = header.utf8.count + first.utf8.count
        let found = answer.problems.map { "\($0.row) \($0.column ?? "-") \($0.offset) \($0.code)" }
        #expect(
            Set(found) == [
                "1 生年月日 \(header.utf8.count + 2) impossible-date", "2 番号 \(second) duplicate-key",
                "2 性別 \(second + 13) unmapped-code",
            ])
        #expect(answer.counts == ["impossible-date": 1, "duplicate-key": 1, "unmapped-code": 1])
        #expect(answer.problems.allSatisfy { !$0.message.isEmpty && !$0.message.contains("昭和64") })
    }

    @Test func `column is written as null where there is none`() throws {
        let outcome = try check("番号,生年月日,性別\r\n1,2001-02-03\r\n")
        #expect(String(decoding: outcome.result.json, as: UTF8.self).contains("\"column\" : null"))
        #expect(try answer(outcome).problems.map(\.code) == ["ragged-row"])
    }

    @Test func `the text tells the same in both languages`() throws {
        let outcome = try check("番号,生年月日,性別\r\n1,2001-02-30,1\r\n")
        #expect(outcome.result.text.contains("impossible-date  1"))
        #expect(outcome.result.text.contains("1 rows, 3 columns, utf-8"))
        #expect(outcome.result.text.contains("row 1, column 生年月日, byte "))
        let report = try #require(outcome.report)
        let japanese = DataCheckAnswer(report, layout: "試験").text(inJapanese: true)
        #expect(japanese.contains("1 行、3 列、utf-8") && japanese.contains("問題 1 件"))
    }

    @Test func `problems that are not listed are counted`() throws {
        var report = CheckReport()
        report.rows = 3
        report.counts = [.type: 5]
        report.problems = [
            DataProblem(.type, row: 1, column: 2, name: "a\u{1B}[2J", offset: 9, detail: .expected(.date))
        ]
        report.profile = [ColumnProfile(name: "a\u{1B}[2J")]
        let made = DataCheckAnswer(report, layout: "試験")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(made.json))
        #expect(answer.notListed == ["type": 4])
        #expect(!made.text(inJapanese: false).contains("\u{1B}"), "a terminal obeys nothing that a file says")
    }

    @Test func `a missing file or a faulty layout says so`() throws {
        let request = DataCheckRequest(dataPath: "/nowhere/a.csv", layoutPath: "/nowhere/b.yaml")
        #expect(request.run().result.status.rawValue == 2)
        let outcome = try check("a\r\n", layout: Self.layout.replacing("date", with: "dat"))
        #expect(outcome.result.status.rawValue == 5)
        #expect(outcome.result.text.contains("did you mean 'date'?"))
    }
}
