import Spreadsheets
import Testing

/// Parts of a workbook that are hostile or wrong.
@Suite struct HostileMarkupTests {
    private static let sheet = "xl/worksheets/sheet1.xml"
    private static let good = WorkbookBytes(rows: "<row><c><v>1</v></c></row>")

    @Test(arguments: [
        "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;\">]>",
        "<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\">",
        "<!ENTITY a \"b\">", "<?php echo 1 ?>", "<?xml version=\"1.0\" encoding=\"UTF-7\"?>",
        "<?xml version=\"1.0\" encoding=\"CP932\"?>",
    ])
    func `refuses declarations before a parser sees them`(prolog: String) {
        for part in ["xl/workbook.xml", "[Content_Types].xml", Self.sheet, "xl/sharedStrings.xml", "xl/styles.xml"] {
            var book = Self.good
            book.parts = book.parts.map { $0.name == part ? ($0.name, prolog + $0.text) : $0 }
            #expect(throws: WorkbookError.forbiddenXML(part: part)) { try Workbook(reading: book.bytes) }
        }
    }

    @Test func `refuses UTF-16, NUL and deep nesting`() {
        let deep = String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000)
        for text in ["a\u{0}b", deep] {
            let book = Self.good.replacing("<row>", in: Self.sheet, with: "<row>\(text)")
            #expect(throws: WorkbookError.forbiddenXML(part: Self.sheet)) { try Workbook(reading: book.bytes) }
        }
        var wide = Self.good
        wide.parts.removeAll { $0.name == Self.sheet }
        let utf16 = ZipBytes.File(
            Array(Self.sheet.utf8), [0xFF, 0xFE] + "<a></a>".utf16.flatMap { ZipBytes.little($0) })
        #expect(throws: WorkbookError.forbiddenXML(part: Self.sheet)) {
            try Workbook(reading: wide.adding(utf16).bytes)
        }
    }

    @Test(arguments: [
        ("<row>", "<row><row>"), ("</row>", ""), ("</worksheet>", ""), ("</worksheet>", "</worksheet><b></b>"),
        ("<v>1", "<v>&x;"),
        ("<v>", "<v a=b>"), ("<v>1</v>", "<v>1</w>"), ("<c>", "<c s=\"x\">"), ("<c>", "<c t=\"s\">"),
        ("<c>", "<c t=\"zz\">"),
        ("<row>", "<row r=\"x\">"), ("<v>1", "<v>&#0;"), ("<v>1", "<v><!--"), ("<v>1", "<v><![CDATA["),
        ("<c>", "<c a=\"<\">"),
    ])
    func `refuses a sheet that is not as the format says`(text: String, other: String) {
        let book = Self.good.replacing(text, in: Self.sheet, with: other)
        let error = #expect(throws: WorkbookError.self) { try Workbook(reading: book.bytes) }
        guard case .malformed(Self.sheet, _) = error else {
            Issue.record("\(other): \(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"1\"/><row r=\"1\"/>", "<row r=\"0\"/>", "<row r=\"1048577\"/>",
        "<row r=\"-1\"/>",
        "<row><c r=\"B1\"/><c r=\"A1\"/></row>", "<row><c r=\"A1\"/><c r=\"A1\"/></row>", "<row><c r=\"A2\"/></row>",
        "<row><c r=\"XFE1\"/></row>", "<row><c r=\"1\"/></row>", "<row><c r=\"A\"/></row>", "<row><c r=\"A01\"/></row>",
        "<row><c r=\"AAAAAAAAAAAAAAAAAAAA1\"/></row>", "<row><c r=\"A99999999999999999999\"/></row>",
        "<row><c r=\"XFD1\"/><c/></row>",
    ])
    func `refuses cells that stand twice, out of order or beyond the sheet`(rows: String) {
        let error = #expect(throws: WorkbookError.self) { try Workbook(reading: WorkbookBytes(rows: rows).bytes) }
        guard case .cellOrder("一覧", _) = error else {
            Issue.record("\(rows): \(String(describing: error))")
            return
        }
    }

    @Test func `refuses more than the limits, and says to use CSV`() {
        var limits = WorkbookLimits()
        limits.rows = 3
        limits.columns = 4
        limits.cells = 6
        limits.sheets = 0
        let table: [(String, WorkbookError.WorkbookLimit, Int)] = [
            ("<row r=\"4\"><c><v>1</v></c></row>", .rows, 3), ("<row/><row/><row/><row/>", .rows, 3),
            ("<row><c r=\"E1\"><v>1</v></c></row>", .columns, 4),
            ("<row><c r=\"D1\"><v>1</v></c></row><row><c r=\"D2\"><v>1</v></c></row>", .cells, 6),
        ]
        let book = WorkbookBytes(rows: "").bytes
        #expect(throws: WorkbookError.tooLarge(.sheets, limit: 0, sheet: nil)) {
            try Workbook(reading: book, limits: limits)
        }
        limits.sheets = 1
        for (rows, what, limit) in table {
            let expected = WorkbookError.tooLarge(what, limit: limit, sheet: "一覧")
            #expect(throws: expected) { try Workbook(reading: WorkbookBytes(rows: rows).bytes, limits: limits) }
            #expect("\(expected)".contains("CSV"))
        }
        limits.entries = 3
        #expect(throws: WorkbookError.tooLarge(.entries, limit: 3, sheet: nil)) {
            try Workbook(reading: book, limits: limits)
        }
        limits.bytes = 100
        #expect(throws: WorkbookError.tooLarge(.bytes, limit: 100, sheet: nil)) {
            try Workbook(reading: book, limits: limits)
        }
    }

    @Test func `refuses one row that fills the memory`() {
        let book = WorkbookBytes(rows: "<row>" + String(repeating: "<c/>", count: 100_000) + "</row>")
        let error = #expect(throws: WorkbookError.self) { try Workbook(reading: book.bytes) }
        guard case .tooLarge(.elementBytes, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        "<f>1+1</f><v>2</v>", "<f/>", "<f t=\"shared\" si=\"0\"/>", "<f>WEBSERVICE(\"http://a.invalid\")</f>",
    ])
    func `a formula is never taken over, however it is written`(content: String) {
        let book = WorkbookBytes(rows: "<row><c/><c t=\"str\">\(content)</c></row>")
        let place = CellPlace(sheet: "一覧", row: 1, column: 2)
        #expect(throws: WorkbookError.formulas([place], count: 1)) { try Workbook(reading: book.bytes) }
        #expect("\(place)" == "'一覧'!B1")
    }

    @Test(arguments: [
        ("sheet.main+xml", "template.macroEnabled.main+xml", WorkbookError.macros(part: "[Content_Types].xml")),
        ("sheet.main+xml", "other", .notAWorkbook(contents: nil)),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.binary.macroEnabled.main", .macros(part: "[Content_Types].xml")
        ),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.binary.main", .binaryFormat
        ),
        ("spreadsheetml.sheet", "wordprocessingml.document", .notAWorkbook(contents: "a text document")),
    ])
    func `refuses other documents by their declared types`(text: String, other: String, expected: WorkbookError) {
        let book = Self.good.replacing(text, in: "[Content_Types].xml", with: other)
        #expect(throws: expected) { try Workbook(reading: book.bytes) }
    }

    @Test func `refuses links to other files`() {
        let name = "xl/_rels/workbook.xml.rels"
        for other in [
            "<Relationship TargetMode=\"External\" ",
            "<Relationship Id=\"rId9\" Type=\"a/externalLink\" Target=\"x\"/><Relationship ",
        ] {
            let book = Self.good.replacing("<Relationship Id=\"rId2\"", in: name, with: "\(other)Id=\"rId2\"")
            #expect(throws: WorkbookError.externalData(part: name)) { try Workbook(reading: book.bytes) }
        }
        // A target that leads out of the archive leads to no file in it.
        let out = Self.good.replacing("worksheets/sheet1.xml", in: name, with: "../../../../etc/passwd")
        #expect(throws: WorkbookError.malformed(part: "etc/passwd", row: nil)) { try Workbook(reading: out.bytes) }
    }

    @Test func `merged ranges that cover everything again and again are refused`() {
        var limits = WorkbookLimits()
        limits.cells = 300
        let merges = String(repeating: "<mergeCell ref=\"A1:J10\"/>", count: 100)
        let book = WorkbookBytes(
            rows: (1...10).map { "<row><c r=\"J\($0)\"><v>1</v></c></row>" }.joined(),
            afterRows: "<mergeCells>\(merges)</mergeCells>")
        let error = #expect(throws: WorkbookError.self) { try Workbook(reading: book.bytes, limits: limits) }
        guard case .malformed(Self.sheet, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `errors never quote what stands in a cell`() {
        for other in ["<v>田中太郎&x;", "<v>田中太郎</w>", "<v a=\"田中太郎\">", "<f>田中太郎</f><v>"] {
            let book = Self.good.replacing("<v>", in: Self.sheet, with: other)
            do {
                _ = try Workbook(reading: book.bytes)
            } catch {
                #expect(!"\(error)".contains("田中"))
            }
        }
    }
}
