import MunicipalData
import Primitives
import Testing

private func read(
    _ bytes: [UInt8], limits: DelimitedLimits, blockSize: Int = 1 << 19, header: Bool = true
) throws -> DelimitedTable {
    try DelimitedTable.surveying(
        bytes, as: DelimitedFormat(hasHeader: header), options: ReadingOptions(blockSize: blockSize, limits: limits))
}

/// As many bytes as are asked for, made while they are read.
private struct EndlessStream: ByteStream {
    var left: Int
    let byte: UInt8

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, left)
        for index in 0..<count { buffer[index] = byte }
        left -= count
        return count
    }
}

private struct BrokenStream: ByteStream {
    struct Fault: Error {}
    var isFirst = true

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard isFirst else { throw Fault() }
        isFirst = false
        buffer.copyBytes(from: "a\n1\n".utf8)
        return 4
    }
}

@Suite struct DelimitedLimitTests {
    @Test(arguments: [UInt8(ascii: "x"), UInt8(ascii: "\"")])
    func `refuses a line of 100 MB without holding it`(byte: UInt8) {
        let stream = EndlessStream(left: 100 << 20, byte: byte)
        do throws(DelimitedReadError) {
            _ = try DelimitedTable.surveying(stream, as: DelimitedFormat())
            Issue.record("read")
        } catch {
            guard case .file(let fault) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(fault == .rowTooLong(row: 0, limit: 16 << 20))
        }
    }

    @Test(arguments: [8, 16, 64, 1000])
    func `refuses the same row as too long, whatever the blocks`(blockSize: Int) throws {
        let limits = DelimitedLimits(rowBytes: 20)
        let fits = "a,b\n" + String(repeating: "x", count: 18) + ",\n1,2\n"
        #expect(try read(Array(fits.utf8), limits: limits, blockSize: blockSize).rowCount == 2)
        let long = "a,b\n1,2\n3,4\n" + String(repeating: "x", count: 19) + ",\n1,2\n"
        #expect(throws: DelimitedFileError.rowTooLong(row: 3, limit: 20)) {
            try read(Array(long.utf8), limits: limits, blockSize: blockSize)
        }
        let quoted = "a,b\n1,2\n\"" + String(repeating: "\n", count: 30) + "\",\n"
        #expect(throws: DelimitedFileError.rowTooLong(row: 2, limit: 20)) {
            try read(Array(quoted.utf8), limits: limits, blockSize: blockSize)
        }
        let header = String(repeating: "x", count: 30) + "\n"
        #expect(throws: DelimitedFileError.rowTooLong(row: 0, limit: 20)) {
            try read(Array(header.utf8), limits: limits, blockSize: blockSize)
        }
    }

    @Test func `refuses more columns, rows and values than the limits`() {
        let text = "a,b\n1,1\n2,1\n3,1\n"
        #expect(throws: DelimitedFileError.tooManyColumns(limit: 1)) {
            try read(Array(text.utf8), limits: DelimitedLimits(columns: 1))
        }
        #expect(throws: DelimitedFileError.tooManyRows(limit: 2)) {
            try read(Array(text.utf8), limits: DelimitedLimits(codes: 2))
        }
        #expect(throws: Never.self) { try read(Array(text.utf8), limits: DelimitedLimits(columns: 2, codes: 3)) }
    }

    @Test(arguments: [
        ("a,b\n1,2\u{0}\n", 1, 2, 7), ("a,b\n1,2\n\u{0},\n", 2, 1, 8), ("a,\u{0}\n", 0, 2, 2),
        ("a,b\n\"1\",\"x\u{0}\"\n", 1, 2, 10),
    ])
    func `says where a zero byte stands`(text: String, row: Int, column: Int, offset: Int) {
        let position = CellPosition(row: row, column: column, name: nil)
        #expect(throws: DelimitedFileError.nulByte(position, byteOffset: offset)) {
            try DelimitedTable(reading: Array(text.utf8), as: DelimitedFormat())
        }
        let wide = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(throws: DelimitedFileError.nulByte(position, byteOffset: offset * 2)) {
            try DelimitedTable(reading: wide, as: DelimitedFormat(encoding: .exactly(.utf16LittleEndian)))
        }
    }

    @Test func `hands on the fault of a stream`() {
        #expect(throws: DelimitedReadError.self) {
            try DelimitedTable.surveying(BrokenStream(), as: DelimitedFormat())
        }
    }

    @Test(arguments: [("a,b\r\n", 0), ("a,b", 0), ("a,b\n1,2", 1), ("a\n\n", 1)])
    func `reads files with hardly a row`(text: String, rows: Int) throws {
        let table = try DelimitedTable(reading: Array(text.utf8), as: DelimitedFormat(encoding: .detect))
        #expect(table.rowCount == rows)
        #expect(table.columns.allSatisfy { $0.codes.count == rows })
    }
}
