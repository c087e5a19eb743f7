import Deidentification
import MunicipalData
import Processing
import Testing

@Suite struct OutputFileTests {
    /// Columns whose fields have all lengths, so that several are joined and some are copied in many steps.
    private func table(rows: Int, seed: UInt64) throws -> Table {
        var random = SystemLikeGenerator(state: seed)
        let texts = [
            "", "a", "男", "=1+1", "-5", "x,y", "x\"y", "l\r\nm", "専門的・技術的職業", String(repeating: "長", count: 40),
        ]
        let columns = (0..<6).map { column in
            let distinct = [2, 3, 10, 5, 300, 1][column]
            return Column(
                name: "列\(column)",
                cells: (0..<rows).map { _ in
                    let number = Int.random(in: 0..<distinct, using: &random)
                    return distinct > 10 ? "値\(number)" : texts[number]
                })
        }
        return try Table(columns: columns, rowCount: rows)
    }

    /// The same file put together cell by cell.
    private func obvious(_ table: Table, order: [Int]) -> String {
        func field(_ text: String) -> String {
            let isFormula = text.first.map { "=+-@\t\r".contains($0) } == true && Double(text) == nil
            let safe = isFormula ? "'" + text : text
            let mustQuote = safe.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
            return mustQuote ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
        }
        let rows = [table.columns.map(\.name)] + order.map { row in table.columns.map { $0[row] } }
        return rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    @Test(arguments: [0, 1, 2, 1023, 1024, 1025, 5000])
    func `writes what a loop over cells writes, in any order`(rows: Int) throws {
        let table = try table(rows: rows, seed: UInt64(rows))
        let kept = try OutputFile(table, format: OutputFormat())
        #expect(String(decoding: kept.bytes, as: UTF8.self) == obvious(table, order: Array(0..<rows)))
        #expect(kept.byteCount == kept.bytes.count)
        #expect(kept.rowCount == rows)

        var generator = KeystreamGenerator()
        let order = Array(generator.permutation(rows).prefix(rows / 2 + 1))
        var sink = MemorySink()
        let file = try OutputFile(table, format: OutputFormat(), order: order, to: &sink)
        #expect(String(decoding: sink.bytes, as: UTF8.self) == obvious(table, order: order.map { Int($0) }))
        #expect(file.rowCount == order.count)
    }

    @Test(
        arguments: [
            (OutputFormat(encoding: .cp932), TextEncoding.cp932),
            (OutputFormat(encoding: .utf16LittleEndian, byteOrderMark: true), .utf16LittleEndian),
            (OutputFormat(byteOrderMark: true), .utf8WithMark),
        ] as [(OutputFormat, MunicipalData.TextEncoding)])
    func `writes every encoding as a whole`(format: OutputFormat, encoding: MunicipalData.TextEncoding) throws {
        let table = try table(rows: 100, seed: 1)
        let file = try OutputFile(table, format: format)
        let text = obvious(table, order: Array(0..<100))
        let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : []
        #expect(file.bytes == mark + (try encoding.encode(text)))
    }

    @Test func `refuses a character that the encoding lacks, where a row has it`() throws {
        let column = try Column(name: "a", values: ["x", "𠮷"], codes: [0, 0])
        #expect(throws: Never.self) { try OutputFile(Table(columns: [column]), format: OutputFormat(encoding: .cp932)) }
        let used = try Column(name: "a", values: ["x", "𠮷"], codes: [0, 1])
        #expect(throws: ProcessingError.unencodable(column: "a")) {
            try OutputFile(Table(columns: [used]), format: OutputFormat(encoding: .cp932))
        }
    }
}

/// SplitMix64, so that a failing case can be repeated from its seed.
private struct SystemLikeGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct KeystreamGeneratorTests {
    @Test func `gives the key stream of RFC 8439`() {
        // Appendix A.1, test vector 2: key and nonce zero, block counter 1.
        var generator = KeystreamGenerator(key: [UInt8](repeating: 0, count: 32))
        #expect(generator.next() == 0x7A38_5155_BEE7_079F)
        #expect(generator.next() == 0x0D08_2D73_7C97_BA98)
    }

    @Test func `gives every order of few rows about as often`() {
        var generator = KeystreamGenerator()
        var counts: [[Int32]: Int] = [:]
        for _ in 0..<24_000 { counts[generator.permutation(4), default: 0] += 1 }
        #expect(counts.count == 24)
        // 1,000 each are expected; 6 standard deviations are 186.
        #expect(counts.values.allSatisfy { abs($0 - 1000) < 186 }, "\(counts)")
        #expect(generator.permutation(0).isEmpty)
        #expect(generator.permutation(100_000).sorted() == Array(0..<100_000))
    }
}
