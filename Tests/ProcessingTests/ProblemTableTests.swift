import MunicipalData
import Processing
import Testing

@Suite struct ProblemTableTests {
    private static func report(_ problems: [DataProblem], counts: [DataProblem.Kind: Int] = [:]) -> CheckReport {
        var report = CheckReport()
        report.problems = problems
        report.counts = Dictionary(problems.map { ($0.kind, 1) }, uniquingKeysWith: +).merging(counts) { $1 }
        return report
    }

    @Test func `every problem has a row with its place and what to do`() {
        let table = ProblemTable(
            Self.report([
                DataProblem(.missingColumn, row: 0, name: "世帯番号", offset: 0),
                DataProblem(.unmappedCode, row: 17, column: 3, name: "続柄", offset: 2045, detail: .code("9。9")),
            ]))
        #expect(table.cells.map(\.count) == [7, 7, 7])
        #expect(table.cells[0] == ["行", "列", "項目名", "位置(バイト)", "種類", "内容", "直し方"])
        #expect(table.rows[0].prefix(5) == ["0", "", "世帯番号", "0", "不足する項目"])
        #expect(table.rows[1].prefix(5) == ["17", "3", "続柄", "2045", "一覧にないコード"])
        #expect(table.rows[1][5].contains("「9。9」") && table.rows[1][5].hasSuffix("。"))
        #expect(table.rows.allSatisfy { !$0[5].isEmpty && !$0[6].isEmpty })
    }

    @Test func `every kind has a name of its own in Japanese`() {
        let names = DataProblem.Kind.allCases.map {
            ProblemTable(Self.report([DataProblem($0, row: 1, offset: 0)])).rows[0][4]
        }
        #expect(Set(names).count == DataProblem.Kind.allCases.count)
        #expect(names.allSatisfy { name in name.unicodeScalars.allSatisfy { $0.value >= 0x3000 } })
    }

    @Test func `problems beyond the list are counted in it`() {
        let table = ProblemTable(
            Self.report(
                [DataProblem(.gaiji, row: 1, column: 1, name: "氏名", offset: 9)], counts: [.gaiji: 12_001, .type: 1]))
        #expect(table.rows.map { $0[4] } == ["外字", "外字", "形式の誤り"])
        #expect(table.rows[1][5].contains("12000件") && table.rows[2][5].contains("1件"))
    }

    @Test func `a column's name is never a formula in the CSV`() {
        for name in ["=cmd()", "+1+1", "-x", "@SUM(A1)", "\t=1"] {
            let table = ProblemTable(Self.report([DataProblem(.type, row: 1, column: 1, name: name, offset: 3)]))
            let text = String(decoding: table.csv, as: UTF8.self)
            #expect(table.csv.starts(with: [0xEF, 0xBB, 0xBF]))
            #expect(text.contains(",'\(name),") && !text.contains(",\(name),"))
            #expect(text.split(separator: "\r\n").count == 2)
        }
    }
}
