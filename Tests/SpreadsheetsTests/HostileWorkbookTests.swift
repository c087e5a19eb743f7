import Spreadsheets
import Testing

/// Every file here is hostile or wrong, and each is refused for its own reason.
@Suite struct HostileWorkbookTests {
    private static let good = WorkbookBytes(rows: "<row><c><v>1</v></c></row>")
    private static let link: UInt32 = 0o120777 << 16

    @Test func `the book that the others are made from is read`() throws {
        #expect(try Workbook(reading: Self.good.bytes).sheets[0].rows == [["1"]])
    }

    @Test(arguments: [
        ([UInt8]("a,b\r\n1,2\r\n".utf8), WorkbookError.notAnArchive), ([], .notAnArchive),
        ([0x1F, 0x8B, 8, 0], .notAnArchive),
        (compound(["EncryptedPackage"]), .passwordProtected), (compound(["EncryptionInfo"]), .passwordProtected),
        (compound(["Root Entry", "Workbook"]), .oldFormat),
        (compound(["WordDocument"]), .notAWorkbook(contents: "an OLE document")),
        (ZipBytes.archive([.init("a.txt", "a")]), .notAWorkbook(contents: nil)),
        (ZipBytes.archive([.init("mimetype", "x")]), .notAWorkbook(contents: "an OpenDocument file")),
    ])
    func `says what a file is that is no workbook`(bytes: [UInt8], expected: WorkbookError) {
        #expect(throws: expected) { try Workbook(reading: bytes) }
    }

    @Test(arguments: [
        ("../evil.xml", WorkbookError.EntryNameFault.traversal), ("xl/../../evil.xml", .traversal),
        ("xl\\..\\evil.xml", .traversal),
        ("/etc/passwd", .absolute), ("C:\\evil.xml", .absolute), ("\\\\host\\share", .absolute),
        ("a\nb.xml", .character),
        ("gpj.\u{202E}exe", .character), ("a\u{200F}", .character), ("a\u{1B}[2J", .character),
        (String(repeating: "a", count: 256), .length), ("XL/Workbook.XML", .duplicate), ("xl/workbook.xml", .duplicate),
    ])
    func `refuses names that no program writes`(name: String, fault: WorkbookError.EntryNameFault) {
        let error = #expect(throws: WorkbookError.self) {
            try Workbook(reading: Self.good.adding(.init(name, "<a></a>")).bytes)
        }
        guard case .entryName(fault, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        // What is printed steers no terminal and turns no direction.
        let text = error.map { "\($0)" } ?? ""
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x200E...0x202E).contains($0.value) })
    }

    @Test func `refuses a name that is not text`() {
        #expect(throws: WorkbookError.self) { try Workbook(reading: Self.good.adding(.init([0xFF, 0xFE], [])).bytes) }
    }

    @Test func `a name of 255 bytes is no fault`() throws {
        _ = try Workbook(reading: Self.good.adding(.init(String(repeating: "名", count: 85), "x")).bytes)
    }

    @Test func `refuses links, encrypted files, unknown methods and archives inside`() {
        var symbolic = ZipBytes.File("xl/link.xml", "/etc/passwd")
        symbolic.attributes = Self.link
        var encrypted = ZipBytes.File("xl/secret.xml", "0123456789abcdef")
        encrypted.flags = 1
        var packed = ZipBytes.File("xl/packed.bin", "BZh9")
        packed.method = 12
        let table: [(ZipBytes.File, WorkbookError)] = [
            (symbolic, .symbolicLink(part: "xl/link.xml")), (encrypted, .passwordProtected),
            (packed, .compression(part: "xl/packed.bin")),
            (.init("inner.zip", "x"), .nestedArchive(part: "inner.zip")),
            (.init("xl/media/image1.png", "PK\u{3}\u{4}inner"), .nestedArchive(part: "xl/media/image1.png")),
            (.init("xl/embeddings/oleObject1.bin", "x"), .nestedArchive(part: "xl/embeddings/oleObject1.bin")),
            (.init("xl/vbaProject.bin", "x"), .macros(part: "xl/vbaProject.bin")),
            (.init("xl/macrosheets/sheet1.xml", "x"), .macros(part: "xl/macrosheets/sheet1.xml")),
            (
                .init("xl/externalLinks/externalLink1.xml", "x"),
                .externalData(part: "xl/externalLinks/externalLink1.xml")
            ),
            (.init("xl/connections.xml", "x"), .externalData(part: "xl/connections.xml")),
        ]
        for (file, expected) in table {
            #expect(throws: expected) { try Workbook(reading: Self.good.adding(file).bytes) }
        }
    }

    @Test func `refuses what the directory shows to be a bomb`() {
        var large = ZipBytes.File("xl/worksheets/sheet9.xml", "tiny")
        large.method = 8
        for size in [UInt64(2 << 20), 300 << 20, UInt64(UInt32.max) - 1] {
            large.claimedSize = size
            #expect(throws: WorkbookError.bomb(part: "xl/worksheets/sheet9.xml")) {
                try Workbook(reading: Self.good.adding(large).bytes)
            }
        }
        large.isZip64 = true
        for size in [UInt64(5) << 40, UInt64.max - 1] {
            large.claimedSize = size
            let error = #expect(throws: WorkbookError.self) { try Workbook(reading: Self.good.adding(large).bytes) }
            #expect(error == .bomb(part: "xl/worksheets/sheet9.xml") || error == .damaged(part: nil), "size \(size)")
        }
        // Many files, each of which alone would pass.
        var limits = WorkbookLimits()
        limits.inflatedBytes = 100_000
        let files = (0..<10).map { ZipBytes.File("f\($0).xml", String(repeating: "x", count: 20_000)) }
        var book = Self.good
        book.more = files
        #expect(throws: WorkbookError.bomb(part: nil)) { try Workbook(reading: book.bytes, limits: limits) }
    }

    @Test func `stops inflating where a directory lies`() {
        let runs = 40_000
        let stream = ZipBytes.deflatedZeros(runs: runs)
        // The whole stream is ten million bytes; the directory says a hundred.
        var lie = ZipBytes.File(Array("xl/worksheets/sheet1.xml".utf8), stream)
        lie.method = 8
        lie.inflated = [UInt8](repeating: 0, count: 1 + 258 * runs)
        lie.claimedSize = 100
        var book = Self.good
        book.parts.removeAll { $0.name == "xl/worksheets/sheet1.xml" }
        #expect(throws: WorkbookError.bomb(part: "xl/worksheets/sheet1.xml")) {
            try Workbook(reading: book.adding(lie).bytes)
        }
        // And with the truth in the directory it is inflated, and is no XML.
        lie.claimedSize = nil
        #expect(throws: WorkbookError.forbiddenXML(part: "xl/worksheets/sheet1.xml")) {
            try Workbook(reading: book.adding(lie).bytes)
        }
        // A checksum that does not fit.
        lie.inflated?[0] = 1
        #expect(throws: WorkbookError.damaged(part: "xl/worksheets/sheet1.xml")) {
            try Workbook(reading: book.adding(lie).bytes)
        }
    }

    @Test func `a workbook cut off anywhere is refused`() {
        let bytes = Self.good.bytes
        for count in 0..<bytes.count {
            #expect(throws: WorkbookError.self) { try Workbook(reading: Array(bytes[..<count])) }
        }
    }

    /// What a compound file's directory holds, sector by sector.
    private static func compound(_ names: [String]) -> [UInt8] {
        var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        bytes += [UInt8](repeating: 0, count: 512 - bytes.count)
        for name in names {
            let units = name.utf16.flatMap { ZipBytes.little($0) }
            bytes += units + [UInt8](repeating: 0, count: 128 - units.count)
        }
        return bytes
    }
}
