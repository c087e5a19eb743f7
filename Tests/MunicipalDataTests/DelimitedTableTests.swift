import MunicipalData
import Primitives
import Testing

private func read(
    _ text: String, delimiter: Character = ",", header: Bool = true
) throws(DelimitedFileError) -> DelimitedTable {
    let format = DelimitedFormat(delimiter: delimiter.asciiValue ?? 0, hasHeader: header)
    return try DelimitedTable(reading: Array(text.utf8), as: format)
}

private func rows(_ table: DelimitedTable) -> [[String]] { table.rows }

@Suite struct DelimitedTableTests {
    @Test(arguments: [
        ("a,b\r\n1,2\r\n", [["1", "2"]]), ("a,b\n1,2", [["1", "2"]]), ("a,b\n", []),
        ("a,b\n\"1,x\",\"2\"\n", [["1,x", "2"]]), ("a,b\n\"1\"\"2\",\"\"\"\"\n", [["1\"2", "\""]]),
        ("a,b\n\"x\r\ny\",2\r\n", [["x\r\ny", "2"]]), ("a,b\n,\n\"\",\n", [["", ""], ["", ""]]),
        ("a,b\n1,2\n3,", [["1", "2"], ["3", ""]]), ("a,b\nx\"y,\"x\"\"y\"\n", [["x\"y", "x\"y"]]),
        ("\u{FEFF}a,b\n1,2\n", [["1", "2"]]), ("a,b\n\"1\",\"2\"", [["1", "2"]]),
    ])
    func `reads quoted and plain fields`(text: String, expected: [[String]]) throws {
        let table = try read(text)
        #expect(table.columns.map(\.name) == ["a", "b"])
        #expect(rows(table) == expected)
    }

    @Test func `holds equal values once, however they are quoted`() throws {
        let table = try read("a\nx\"y\n\"x\"\"y\"\nx\"y\n\"z\"\nz\n")
        #expect(table.columns[0].values == ["x\"y", "z"])
        #expect(table.columns[0].codes.unpacked == [0, 0, 0, 1, 1])
        #expect(table.columns[0].firstRows == [1, 4])
        #expect(table.columns[0].counts() == [3, 2])
    }

    @Test func `reads a file without header and other delimiters`() throws {
        #expect(try rows(read("1;2\n3;4\n", delimiter: ";", header: false)) == [["1", "2"], ["3", "4"]])
        #expect(try rows(read("a\tb\n1\t2\n", delimiter: "\t")) == [["1", "2"]])
    }

    @Test(arguments: [
        ("", DelimitedFileError.empty), ("\u{FEFF}", .empty),
        ("a,b\n1\n", .wrongFieldCount(row: 1, expected: 2, found: 1)),
        ("a,b\n1,2\n1,2,3\n", .wrongFieldCount(row: 2, expected: 2, found: 3)),
        ("a,b\n1,2\n\n", .wrongFieldCount(row: 2, expected: 2, found: 1)),
        ("a,b\n1,\"2", .unterminatedQuote(row: 1, column: 2)), ("\"a", .unterminatedQuote(row: 0, column: 1)),
        ("a,b\n\"1\"x,2\n", .textAfterQuote(row: 1, column: 1)),
        ("a,b,a\n", .duplicateColumn(first: 1, second: 3)), ("a,,c\n", .unnamedColumn(2)),
    ])
    func `refuses a file that is cut or ragged`(text: String, error: DelimitedFileError) {
        #expect(throws: error) { try read(text) }
    }

    @Test func `says where an undecodable byte stands`() {
        // 氏名,住所 / 亜,B / A,<85 40>: the header takes 11 bytes, the first row 6.
        let bytes: [UInt8] =
            [0x8E, 0x81, 0x96, 0xBC, 0x2C, 0x8F, 0x5A, 0x8F, 0x8A, 0x0D, 0x0A]
            + [0x88, 0x9F, 0x2C, 0x42, 0x0D, 0x0A] + [0x41, 0x2C, 0x42, 0x85, 0x40, 0x0D, 0x0A]
        let position = CellPosition(row: 2, column: 2, name: "住所")
        #expect(throws: DelimitedFileError.undecodable(position, byteOffset: 20, encoding: .cp932)) {
            try DelimitedTable(reading: bytes, as: DelimitedFormat(encoding: .exactly(.cp932)))
        }
        #expect(throws: DelimitedFileError.self) {
            try DelimitedTable(reading: bytes, as: DelimitedFormat(encoding: .exactly(.utf8)))
        }
    }

    @Test func `says where a byte is wrong after doubled quotes`() {
        let bytes = Array("a\n\"x\"\"".utf8) + [0xFF] + Array("\"\n".utf8)
        let position = CellPosition(row: 1, column: 1, name: "a")
        #expect(throws: DelimitedFileError.undecodable(position, byteOffset: 6, encoding: .utf8)) {
            try DelimitedTable(reading: bytes, as: DelimitedFormat())
        }
    }

    @Test func `is not confused by trail bytes of CP932`() throws {
        // ソ (83 5C), ー (81 5B), ポ (83 7C): trail bytes that are \, [ and |.
        let bytes = try TextEncoding.cp932.encode("名,値\r\nソーポ,能\r\n")
        let table = try DelimitedTable(reading: bytes, as: DelimitedFormat(encoding: .exactly(.cp932)))
        #expect(rows(table) == [["ソーポ", "能"]])
    }

    @Test(arguments: [TextEncoding.utf8, .utf8WithMark, .cp932])
    func `detects what the bytes are`(encoding: TextEncoding) throws {
        let bytes = try encoding.encode("氏名,住所\r\n山田,南町\r\n")
        let table = try DelimitedTable(reading: bytes, as: DelimitedFormat(encoding: .detect))
        #expect(table.encoding == encoding)
        #expect(rows(table) == [["山田", "南町"]])
    }

    @Test func `reads UTF-16LE with and without mark`() throws {
        let text = try TextEncoding.utf16LittleEndian.encode("id,氏名\r\n1,𠮷田\r\n")
        for bytes in [text, [0xFF, 0xFE] + text] {
            let table = try DelimitedTable(
                reading: bytes, as: DelimitedFormat(encoding: .exactly(.utf16LittleEndian)))
            #expect(rows(table) == [["1", "𠮷田"]])
        }
        #expect(TextEncoding.detected(in: [0xFF, 0xFE] + text) == .utf16LittleEndian)
        let broken = text + [0x31, 0x00, 0x2C, 0x00, 0x00, 0xD8, 0x41, 0x00]
        let position = CellPosition(row: 2, column: 2, name: nil)
        #expect(
            throws: DelimitedFileError.undecodable(
                position, byteOffset: text.count + 4, encoding: .utf16LittleEndian)
        ) {
            try DelimitedTable(reading: broken, as: DelimitedFormat(encoding: .exactly(.utf16LittleEndian)))
        }
    }

    @Test func `demands a declared byte order mark`() {
        #expect(throws: DelimitedFileError.markMissing) {
            try DelimitedTable(reading: Array("a\n".utf8), as: DelimitedFormat(encoding: .exactly(.utf8WithMark)))
        }
    }

    @Test func `writes what it reads`() throws {
        let values = [["a", "b"], ["x,y", "z\"w"], ["", "line\nbreak"], [" ", "'"]]
        var writer = DelimitedWriter()
        for row in values { writer.append(row: row) }
        let table = try DelimitedTable(reading: writer.bytes, as: DelimitedFormat())
        #expect(rows(table) == Array(values.dropFirst()))
    }
}
