import MunicipalData
import Primitives
import Testing

@Suite struct CheckFormTests {
    private static let layout = Layout(name: "試験", items: [item("番号"), item("氏名")])

    @Test func `finds undecodable bytes and 外字 of CP932 at their places`() throws {
        var layout = Self.layout
        layout.encoding = .exactly(.cp932)
        // The header has 9 bytes and CRLF.
        var bytes = try TextEncoding.cp932.encode("番号,氏名\r\n1,")
        #expect(bytes.count == 13)
        bytes += [
            0x8E, 0x52, 0xFF, 0x0D, 0x0A, 0x32, 0x2C, 0xF0, 0x40, 0xF0, 0x40, 0x0D, 0x0A, 0x33, 0x2C, 0x8E, 0x0D, 0x0A,
        ]
        bytes += [0x34, 0x2C, 0x22, 0x22, 0x22, 0x22, 0x22, 0x85, 0x40, 0x22, 0x0D, 0x0A]
        let (report, written) = try checked(bytes, layout)
        #expect(
            places(report) == [
                "undecodable-byte 1 2 15", "gaiji 2 2 20", "undecodable-byte 3 2 28", "undecodable-byte 4 2 38",
            ])
        #expect(report.gaiji == [GaijiUse(code: "F040", column: "氏名", cells: 1)])
        #expect(written == bytes)
        #expect(report.lineBreaks.name == "CRLF" && report.lineBreaks.pairs == 5)
    }

    @Test func `finds units of UTF-16 without meaning and goes on`() throws {
        var layout = Self.layout
        layout.encoding = .exactly(.utf16LittleEndian)
        var bytes: [UInt8] = [0xFF, 0xFE]
        bytes += try TextEncoding.utf16LittleEndian.encode("番号,氏名\r\n😀,x") + [0x00, 0xD8]
        bytes += try TextEncoding.utf16LittleEndian.encode("y\n2,\u{E000}\n3,") + [0x41]
        let (report, _) = try checked(bytes, layout)
        // Mark 2, header 14 with its line break, then a pair of units, a comma, x: the lone unit stands at 24.
        #expect(places(report) == ["undecodable-byte 1 2 24", "gaiji 2 2 34", "undecodable-byte 3 2 42"])
        #expect(report.gaiji.map(\.code) == ["U+E000"])
        #expect(report.encoding == .utf16LittleEndian)
        #expect(report.lineBreaks.name == "mixed" && report.lineBreaks.isLastMissing)
    }

    @Test(arguments: [TextEncoding.utf8, .cp932, .utf8WithMark, .utf16LittleEndian])
    func `detects the encoding and records it`(encoding: TextEncoding) throws {
        var layout = Self.layout
        layout.encoding = .detect
        var bytes = try encoding.encode("番号,氏名\n1,山田\n2,佐藤\n")
        if encoding == .utf16LittleEndian { bytes = [0xFF, 0xFE] + bytes }
        let (report, written) = try checked(bytes, layout)
        #expect(report.encoding == encoding)
        #expect(report.isClean)
        #expect(try written == encoding.encode("番号,氏名\r\n1,山田\r\n2,佐藤\r\n"))
    }

    @Test(arguments: [TextEncoding.utf8, .cp932])
    func `detects the encoding by a character far behind the beginning`(encoding: TextEncoding) throws {
        var layout = Layout(name: "試験", items: [item("a"), item("b")])
        layout.encoding = .detect
        let bytes = try encoding.encode("a,b\n" + String(repeating: "1,plain\n", count: 40_000) + "2,佐藤\n")
        for (threads, blockSize) in [(1, 1 << 20), (2, 1000), (2, 77)] {
            var options = CheckOptions()
            (options.threads, options.blockSize) = (threads, blockSize)
            let report = try LayoutCheck(layout, options: options).run(MemoryByteStream(bytes))
            #expect(report.encoding == encoding)
            #expect(report.isClean)
            #expect(report.profile.map(\.lengths) == [1...1, 2...5])
        }
    }

    @Test func `never overrides a declaration`() throws {
        let bytes = try TextEncoding.cp932.encode("a,b\n1,山田\n")
        let layout = Layout(name: "試験", items: [item("a"), item("b")])
        let (report, _) = try checked(bytes, layout)
        #expect(report.encoding == .utf8)
        #expect(places(report) == ["undecodable-byte 1 2 6"])
    }

    @Test func `demands the mark that was declared`() throws {
        var layout = Self.layout
        layout.encoding = .exactly(.utf8WithMark)
        let (report, _) = try checked(Array("番号,氏名\n".utf8), layout)
        #expect(report.problems.map(\.detail) == [.file(.markMissing)])
        #expect(try checked([0xEF, 0xBB, 0xBF] + Array("番号,氏名\n".utf8), layout).report.isClean)
        layout.encoding = .exactly(.utf8)
        #expect(try checked([0xEF, 0xBB, 0xBF] + Array("番号,氏名\n".utf8), layout).report.isClean)
    }

    @Test(arguments: [TextEncoding.utf8, .cp932])
    func `reads cells of fixed width and takes the padding off`(encoding: TextEncoding) throws {
        var layout = Layout(name: "試験", items: [item("番号", .integer), item("氏名") { $0.length = 3 }, item("コード")])
        layout.form = .fixed
        layout.encoding = .exactly(encoding)
        let wide = encoding == .cp932 ? 2 : 3
        layout.items[0].width = 4
        layout.items[1].width = 4 * wide
        layout.items[2].width = 3
        let text = "  12山田　　A,B\r\n 3x 山田太郎 Q \r\n123山田　　ABC\r\n   4　　　　a\"b"
        let bytes = try encoding.encode(text)
        let (report, written) = try checked(bytes, layout)
        let rowLength = 4 + 4 * wide + 3
        #expect(
            places(report) == [
                "type 2 1 \(rowLength + 2 + 1)", "length 2 2 \(rowLength + 2 + 4)",
                "ragged-row 3 0 \(2 * rowLength + 4)",
            ])
        #expect(try written == encoding.encode("番号,氏名,コード\r\n12,山田,\"A,B\"\r\n3x,山田太郎,Q\r\n4,,\"a\"\"b\"\r\n"))
        #expect(report.rows == 4 && report.lineBreaks.isLastMissing && report.lineBreaks.pairs == 3)
    }

    @Test(arguments: [1, 7, 500])
    func `has room for the separators of narrow cells of fixed width`(rows: Int) throws {
        let width = 40
        var layout = Layout(name: "試験", items: (0..<width).map { number in item("\(number)") { $0.width = 1 } })
        layout.form = .fixed
        let row = (0..<width).map { String($0 % 10) }
        let bytes = Array(String(repeating: row.joined() + "\n", count: rows).utf8)
        let (report, written) = try checked(bytes, layout)
        #expect(report.isClean && report.rows == rows)
        let header = (0..<width).map(String.init).joined(separator: ",") + "\r\n"
        #expect(written == Array((header + String(repeating: row.joined(separator: ",") + "\r\n", count: rows)).utf8))
    }

    @Test func `does not take a trail byte for padding`() throws {
        var layout = Layout(name: "試験", items: [item("a") { $0.width = 3 }])
        layout.form = .fixed
        layout.encoding = .exactly(.cp932)
        // 88 81 has no meaning, 89 81 is one character; the commercial at behind it is no second half of a wide space.
        let (report, written) = try checked([0x89, 0x81, 0x40, 0x0A, 0x81, 0x40, 0x41, 0x0A], layout)
        #expect(report.isClean)
        #expect(written == Array("a\r\n".utf8) + [0x89, 0x81, 0x40, 0x0D, 0x0A, 0x41, 0x0D, 0x0A])
    }

    @Test func `writes no names before it knows the encoding`() throws {
        var layout = Self.layout
        layout.form = .delimited(delimiter: 0x2C, header: false)
        layout.encoding = .detect
        let bytes = try TextEncoding.cp932.encode("1,x\n2,佐藤\n")
        let error = #expect(throws: LayoutCheckError.self) { try checked(bytes, layout) }
        guard case .layout(.encodingNeeded) = error else { throw CheckTestError.unexpected }
        #expect(try LayoutCheck(layout, options: CheckOptions()).run(MemoryByteStream(bytes)).encoding == .cp932)
        layout.encoding = .exactly(.cp932)
        #expect(try checked(bytes, layout).written == TextEncoding.cp932.encode("番号,氏名\r\n1,x\r\n2,佐藤\r\n"))
        layout = Layout(name: "試験", items: [item("a"), item("b")])
        (layout.form, layout.encoding) = (.delimited(delimiter: 0x2C, header: false), .detect)
        #expect(try checked(bytes, layout).written == TextEncoding.cp932.encode("a,b\r\n1,x\r\n2,佐藤\r\n"))
    }

    @Test func `takes the items in order where there is no header`() throws {
        var layout = Layout(name: "試験", items: [item("番号", .integer), item("氏名")])
        layout.form = .delimited(delimiter: 0x09, header: false)
        let (report, written) = try checked(Array("1\t山田\nx\t佐藤\n3\n".utf8), layout)
        #expect(places(report) == ["type 2 1 9", "ragged-row 3 0 18"])
        #expect(report.rows == 3)
        #expect(report.columns == ["番号", "氏名"])
        #expect(written == Array("番号\t氏名\r\n1\t山田\r\nx\t佐藤\r\n".utf8))
    }
}
