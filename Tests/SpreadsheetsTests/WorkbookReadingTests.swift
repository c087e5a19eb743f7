import Foundation
import Spreadsheets
import Testing

@Suite struct WorkbookReadingTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/Spreadsheets")

    /// The files were made by openpyxl 3.1.5; the values are those that were given to it.
    @Test(arguments: ["kinds-1900", "kinds-1904"])
    func `reads what another program wrote, in both systems of dates`(name: String) throws {
        let bytes = try [UInt8](Data(contentsOf: Self.fixtures.appending(path: "\(name).xlsx")))
        let workbook = try Workbook(reading: bytes)
        #expect(workbook.sheets.map(\.name) == ["一覧", "隠し"])
        #expect(workbook.sheets.map(\.isHidden) == [false, true])
        #expect(
            workbook.sheets[0].rows == [
                ["ファイル名", "作成日", "件数"],
                ["住民福祉基礎ファイル", "2024-04-01", "204532"],
                ["0012345", "1989-01-08", "1.1"],
                [" 前後に空白 ", "2019-05-01T09:30:15", "TRUE"],
                [],
                ["013229", "2024-02-29", "-0.5"],
                ["17:05:00", "", "", "", "改\n行"],
                ["結合"],
                ["", "", "", "次"],
                ["太字の部分あり", "0.3", "0.5"],
            ])
        #expect(workbook.sheets[1].rows == [[], ["", "見えない"]])
    }

    @Test func `names the cells that are calculated`() throws {
        let bytes = try [UInt8](Data(contentsOf: Self.fixtures.appending(path: "formulas.xlsx")))
        #expect(
            throws: WorkbookError.formulas(
                [CellPlace(sheet: "集計", row: 4, column: 2), CellPlace(sheet: "集計", row: 5, column: 3)], count: 2)
        ) { try Workbook(reading: bytes) }
    }

    @Test func `joins the runs of a text and leaves its reading out`() throws {
        let strings =
            "<si><r><t>西東</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">京 市</t></r>"
            + "<rPh sb=\"0\" eb=\"3\"><t>ニシトウキョウシ</t></rPh><phoneticPr fontId=\"1\"/></si>"
            + "<si><t>田無</t><rPh sb=\"0\" eb=\"2\"><t>タナシ</t></rPh></si><si/>"
            + "<si><t xml:space=\"preserve\"> </t></si><si><t>a_x000D_b_x005F_x0041_</t></si><si><t><![CDATA[<b>]]>&amp;&#x7530;</t></si>"
        let cells = (0..<6).map { "<c t=\"s\"><v>\($0)</v></c>" }.joined()
        let book = WorkbookBytes(rows: "<row>\(cells)</row>", strings: strings)
        #expect(try rows(book) == [["西東京 市", "田無", "", " ", "a\rb_x0041_", "<b>&田"]])
    }

    /// Numbers and what they show as in Excel; days by Python's datetime.
    @Test(arguments: [
        ("General", "1.1000000000000001", "1.1"), ("General", "123456789012", "123456789012"),
        ("General", "1E+3", "1000"), ("General", "1.5E-10", "1.5E-10"), ("General", "0.25", "0.25"),
        ("00000", "1100", "01100"), ("0", "7", "7"), ("00000", "-5", "-5"), ("#,##0", "45383", "45383"),
        ("0.00E+00", "45383", "45383"), ("0.0&quot;日&quot;", "45383", "45383"), ("\\d0", "45383", "45383"),
        ("yyyy/mm/dd", "45383", "2024-04-01"), ("[$-411]ge.m.d", "32516", "1989-01-08"),
        ("[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "45383", "2024-04-01"),
        ("[$-F800]dddd, mmmm dd, yyyy", "45383", "2024-04-01"), ("m/d", "45383.5", "2024-04-01T12:00:00"),
        ("yyyy/m/d", "61", "1900-03-01"), ("yyyy/m/d", "60", "1900-02-29"), ("yyyy/m/d", "59", "1900-02-28"),
        ("yyyy/m/d", "1", "1900-01-01"), ("yyyy/m/d", "0", "0"), ("yyyy/m/d", "-1", "-1"),
        ("yyyy/m/d", "2958465", "9999-12-31"), ("yyyy/m/d", "2958466", "2958466"), ("yyyy/m/d", "1E+300", "1E+300"),
        ("yyyy/m/d", "45382.999999", "2024-04-01"), ("h:mm", "0.5", "12:00:00"), ("[h]:mm", "0.25", "06:00:00"),
        ("h:mm", "45383.25", "2024-04-01T06:00:00"), ("[Red]0", "5", "5"), ("@", "5", "5"),
    ])
    func `reads a number by its format`(format: String, value: String, text: String) throws {
        let book = WorkbookBytes(rows: "<row><c s=\"1\"><v>\(value)</v></c></row>", formats: [format])
        #expect(try rows(book) == [[text]])
    }

    @Test(arguments: [(14, true), (22, true), (27, true), (36, true), (50, true), (58, true), (0, false), (49, false)])
    func `knows the built-in formats of dates`(format: Int, isDate: Bool) throws {
        let book = WorkbookBytes(rows: "<row><c s=\"1\"><v>45383</v></c></row>", formats: ["0"])
            .replacing("<xf numFmtId=\"164\"/>", in: "xl/styles.xml", with: "<xf numFmtId=\"\(format)\"/>")
        #expect(try rows(book) == [[isDate ? "2024-04-01" : "45383"]])
    }

    @Test func `reads every kind of cell and keeps blank ones in their places`() throws {
        let book = WorkbookBytes(
            rows: "<row r=\"2\"><c r=\"B2\" t=\"str\"><v>式なし</v></c><c r=\"D2\" t=\"b\"><v>0</v></c>"
                + "<c r=\"E2\" t=\"e\"><v>#N/A</v></c><c r=\"F2\" t=\"d\"><v>2024-04-01</v></c><c r=\"G2\" s=\"0\"/></row>"
                + "<row r=\"4\"/><row r=\"5\"><c t=\"inlineStr\"><is><t>下</t></is></c></row><row r=\"9\"><c r=\"A9\"/></row>"
        )
        #expect(try rows(book) == [[], ["", "式なし", "", "FALSE", "#N/A", "2024-04-01"], [], [], ["下"]])
    }

    @Test func `shows nothing in cells that a merged range covers`() throws {
        let cell = "<c><v>1</v></c>"
        let book = WorkbookBytes(
            rows: "<row>\(cell)\(cell)\(cell)</row><row>\(cell)\(cell)\(cell)</row>",
            afterRows: "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>")
        #expect(try rows(book) == [["1", "", "1"], ["", "", "1"]])
    }

    @Test func `takes a value that spans rows for each of them`() throws {
        let row = "<row><c><v>1</v></c><c><v>2</v></c></row>"
        let book = WorkbookBytes(
            rows: row + "<row><c r=\"A2\"><v>3</v></c></row>" + row,
            afterRows: "<mergeCells><mergeCell ref=\"B1:B3\"/></mergeCells>")
        #expect(try rows(book) == [["1", "2"], ["3", "2"], ["1", "2"]])
    }

    @Test func `reads parts whose names carry a prefix`() throws {
        let book = WorkbookBytes(rows: "")
            .replacing(
                "<worksheet xmlns=\"\(WorkbookBytes.namespace)\"><sheetData></sheetData></worksheet>",
                in: "xl/worksheets/sheet1.xml",
                with: "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- > --><x:worksheet "
                    + "xmlns:x=\"\(WorkbookBytes.namespace)\"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"
            )
        #expect(try rows(book) == [["5"]])
    }

    @Test func `reads more rows than one batch holds`() throws {
        let count = 3000
        let book = WorkbookBytes(
            rows: (1...count).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }.joined())
        #expect(try rows(book) == (1...count).map { ["\($0)"] })
    }

    private func rows(_ book: WorkbookBytes) throws -> [[String]] { try Workbook(reading: book.bytes).sheets[0].rows }
}
