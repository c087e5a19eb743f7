import MunicipalData
import Primitives
import Testing

private func survey(_ bytes: [UInt8], _ encoding: EncodingDeclaration = .detect) throws -> DelimitedTable {
    try DelimitedTable.surveying(bytes, as: DelimitedFormat(encoding: encoding)) { $0 != "氏名" }
}

@Suite struct UnkeptColumnTests {
    @Test(arguments: [TextEncoding.utf8, .cp932, .utf16LittleEndian])
    func `forgets the values of a column that is not kept, and checks them`(encoding: TextEncoding) throws {
        let text = "番号,氏名,町\n1,山田,南\n2,\"佐藤\"\"\",北\n3,1234-5678-9018,南\n4,１２３４５６７８９０１８,南\n5,123456789019,南\n"
        let table = try survey(encoding.encode(text), .exactly(encoding))
        #expect(table.columns.map(\.isKept) == [true, false, true])
        #expect(table.columns[1].values.isEmpty)
        #expect(table.columns[1].codes.count == 0)
        #expect(table.columns[2].values == ["南", "北"])
        #expect(table.rowCount == 5)
        let first = CellPosition(row: 3, column: 2, name: "氏名")
        #expect(IndividualNumberScan.findings(in: table) == [IndividualNumberFinding(first: first, rows: 2)])
    }

    @Test func `says where a byte without meaning stands, and in how many rows`() throws {
        // 番号,氏名 take 3·4 + 1 bytes and the line break.
        let bytes = Array("番号,氏名\n1,山\n2,x".utf8) + [0xFF] + Array("\n3,y\n4,".utf8) + [0xE5, 0x0A]
        let table = try survey(bytes, .exactly(.utf8))
        let position = CellPosition(row: 2, column: 2, name: "氏名")
        #expect(table.undecodable.map(\.position) == [position])
        #expect(table.undecodable.map(\.byteOffset) == [23])
        #expect(table.undecodable.map(\.rows) == [2])
    }

    @Test func `detects an encoding from columns that are not kept, too`() throws {
        let cp932 = try survey(TextEncoding.cp932.encode("番号,氏名\n1,山田\n"))
        #expect(cp932.encoding == .cp932)
        #expect(cp932.undecodable.isEmpty)
        // Nothing but the cell that is not kept tells it.
        let bytes = Array("n,x\n1,".utf8) + [0x8E, 0x52] + Array("\n".utf8)
        let table = try DelimitedTable.surveying(bytes, as: DelimitedFormat(encoding: .detect)) { $0 == "n" }
        #expect(table.encoding == .cp932)
        #expect(table.undecodable.isEmpty)
        let utf8 = try survey(Array("n,氏名\n1,山\n".utf8))
        #expect(utf8.encoding == .utf8)
    }

    @Test func `refuses what is no table in them, too`() {
        #expect(throws: DelimitedFileError.wrongFieldCount(row: 2, expected: 2, found: 3)) {
            try survey(Array("氏名,x\n山,1\n山,2,3\n".utf8))
        }
        #expect(throws: DelimitedFileError.textAfterQuote(row: 1, column: 1)) {
            try survey(Array("氏名,x\n\"山\"田,1\n".utf8))
        }
    }
}
