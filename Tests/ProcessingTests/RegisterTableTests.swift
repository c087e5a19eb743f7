import MunicipalData
import Processing
import Testing

@Suite struct RegisterTableTests {
    @Test(
        arguments: [
            ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), ("a,b\nc", [["a", "b"], ["c"]]), ("a\rb", [["a"], ["b"]]),
            ("a\tb,c\n", [["a\tb", "c"]]), ("a\tb\nc,d\te", [["a", "b"], ["c,d", "e"]]),
            ("\"a,\"\"b\"\"\r\nc\",d\n", [["a,\"b\"\r\nc", "d"]]), ("\n\na", [[""], [""], ["a"]]), ("\"\"", [[""]]),
            ("a,\n", [["a", ""]]), ("\u{FEFF}a", [["a"]]), ("a\"b\"", [["a\"b\""]]),
        ])
    func `rows are what a spreadsheet makes of them`(text: String, rows: [[String]]) throws {
        #expect(try RegisterTable(reading: Array(text.utf8)).rows == rows)
    }

    @Test(arguments: [TextEncoding.cp932, .utf8, .utf8WithMark])
    func `every encoding of lists is found`(encoding: TextEncoding) throws {
        let text = "個人情報ファイルの名称,所管課\r\n介護保険受給者台帳,高齢者支援課\r\n"
        let table = try RegisterTable(reading: try encoding.encode(text))
        #expect(table.encoding == encoding)
        #expect(table.rows == [["個人情報ファイルの名称", "所管課"], ["介護保険受給者台帳", "高齢者支援課"]])
    }

    @Test func `a declared encoding is never replaced by another`() throws {
        let bytes = try TextEncoding.cp932.encode("名称,課\n台帳,課")
        #expect(throws: RegisterTableError.self) { try RegisterTable(reading: bytes, encoding: .exactly(.utf8)) }
    }

    @Test(
        arguments: [
            ([], .empty), ([0xEF, 0xBB, 0xBF], .empty),
            ([0x61, 0x0A, 0x62, 0x83], .undecodable(line: 2, offset: 3, encoding: .cp932)),
            (Array("a\n\"b".utf8), .unterminatedQuote(row: 2)), ([0x61, 0x2C, 0x00, 0x62, 0x63], .nulByte(row: 1)),
        ] as [([UInt8], RegisterTableError)])
    func `what is no list is refused with its place`(bytes: [UInt8], error: RegisterTableError) {
        #expect(throws: error) { try RegisterTable(reading: bytes) }
        #expect(!error.description.isEmpty)
    }
}
