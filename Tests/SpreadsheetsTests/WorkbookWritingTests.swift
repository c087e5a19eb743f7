import Spreadsheets
import Testing

@Suite struct WorkbookWritingTests {
    private static let rows = [
        ["項目", "メモ"], ["0012", "=1+1", "", "a\nb\r\nc\td <&>\" _x000D_ _x0041 𠮷"], [],
        ["", " 空白 ", "+1", "@SUM(A1)", "\u{E000}葛\u{E0100}"],
    ]

    @Test func `a workbook comes back as it was written`() throws {
        let workbook = Workbook(sheets: [
            Sheet(name: "一覧", rows: Self.rows), Sheet(name: "空", rows: []), Sheet(name: "3", rows: [["3"]]),
        ])
        #expect(try Workbook(reading: workbook.xlsx()) == workbook)
    }

    @Test func `the same workbook gives the same bytes`() throws {
        let workbook = Workbook(sheets: [Sheet(name: "一覧", rows: Self.rows)])
        #expect(try workbook.xlsx() == workbook.xlsx())
    }

    @Test func `random texts come back`() throws {
        let seed: UInt64 = 20_260_401
        print("seed \(seed)")
        var state = seed
        func random(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        let alphabet = Array("_x00Dd41F&<>\"'=+-@ \n\t,;西東京市髙﨑𠮷ｱﾞ０①\u{3000}\u{E0101}").map(String.init)
        let rows = (0..<200).map { _ in
            (0..<10).map { _ in (0..<random(12)).map { _ in alphabet[Int(random(UInt64(alphabet.count)))] }.joined() }
                + ["終"]
        }
        let workbook = Workbook(sheets: [Sheet(name: "乱", rows: rows)])
        #expect(try Workbook(reading: workbook.xlsx()) == workbook)
    }

    @Test(arguments: [[""], ["a", "A"], ["a/b"], ["'a"], [String(repeating: "あ", count: 32)], [], ["a\nb"]])
    func `refuses names that spreadsheets do not take`(names: [String]) {
        #expect(throws: WorkbookError.sheetName) {
            try Workbook(sheets: names.map { Sheet(name: $0, rows: []) }).xlsx()
        }
    }

    @Test(arguments: ["\u{0}", "a\u{1B}", "\u{FFFF}", String(repeating: "あ", count: 32_768)])
    func `refuses cells that cannot be written`(text: String) {
        #expect(throws: WorkbookError.unwritable(CellPlace(sheet: "一", row: 2, column: 1))) {
            try Workbook(sheets: [Sheet(name: "一", rows: [["a"], [text]])]).xlsx()
        }
    }

    @Test func `the longest text of a cell is written`() throws {
        let workbook = Workbook(sheets: [Sheet(name: "一", rows: [[String(repeating: "あ", count: 32_767)]])])
        #expect(try Workbook(reading: workbook.xlsx()) == workbook)
    }
}
