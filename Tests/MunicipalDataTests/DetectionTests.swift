import MunicipalData
import Primitives
import Testing

@Suite struct DetectionTests {
    private func detect(
        _ text: String, as encoding: TextEncoding = .utf8, whole: Bool = true,
        declared: DeclaredFormat = DeclaredFormat()
    ) throws -> FormatDetection {
        FormatDetection(of: FileSample(try encoding.encode(text), isWhole: whole), declared: declared)
    }

    private static let table = "宛名番号,氏名,生年月日\r\n1000000001,山田　太郎,昭和50年1月2日\r\n1000000002,鈴木　花子,平成3年4月5日\r\n"

    @Test(arguments: [TextEncoding.utf8, .utf8WithMark, .cp932, .utf16LittleEndian])
    func `finds the encoding of a Japanese table`(encoding: TextEncoding) throws {
        let detection = try detect(Self.table, as: encoding)
        #expect(detection.encoding.value == encoding)
        #expect(detection.delimiter.value == 0x2C && detection.hasHeader.value && detection.fieldCount == 3)
        #expect(detection.lineBreaks.name == "CRLF")
        #expect(detection.sampleLines.first == "宛名番号,氏名,生年月日")
        #expect(detection.sampleLines.count == 3)
    }

    @Test func `UTF-16LE with its mark`() throws {
        let detection = FormatDetection(
            of: FileSample([0xFF, 0xFE] + (try TextEncoding.utf16LittleEndian.encode(Self.table)), isWhole: true))
        #expect(detection.encoding.value == .utf16LittleEndian && detection.encoding.basis == .certain)
        #expect(detection.sampleLines.first == "宛名番号,氏名,生年月日")
    }

    @Test(arguments: [(",", UInt8(ascii: ",")), ("\t", 0x09), (";", UInt8(ascii: ";")), ("|", UInt8(ascii: "|"))])
    func `finds the delimiter`(text: String, byte: UInt8) throws {
        let detection = try detect(Self.table.replacing(",", with: text))
        #expect(detection.delimiter.value == byte && detection.delimiter.basis == .likely)
    }

    @Test func `a delimiter inside of quotes is none`() throws {
        let detection = try detect("a;b\n\"1,2,3\";4\n\"5,6,7\";8\n")
        #expect(detection.delimiter.value == UInt8(ascii: ";") && detection.fieldCount == 2)
    }

    @Test(arguments: [
        ("山田太郎,昭和50年1月2日,1\n鈴木花子,昭和51年1月2日,2\n", false), ("氏名,生年月日,性別\n山田,1950-01-01,1\n", true),
        ("1000000001,山田\n1000000002,鈴木\n", false), ("a,b\n1,2\n3,4\n5,6\n", true), ("山田,鈴木\n佐藤,高橋\n", false),
        ("種別,種別\n1,2\n", false), ("項目A,項目B\n10,20\n30,40\n50,60\n", true), ("続柄1コード,検査値2\n1,2\n", true),
        ("東京都西東京市中町1丁目5番1号,1\n", false),
    ])
    func `tells names from values`(text: String, hasHeader: Bool) throws {
        #expect(try detect(text).hasHeader.value == hasHeader)
    }

    @Test func `a declaration is never overridden`() throws {
        var declared = DeclaredFormat()
        declared.encoding = .exactly(.cp932)
        declared.delimiter = UInt8(ascii: ";")
        declared.hasHeader = false
        let detection = try detect(Self.table, declared: declared)
        #expect(detection.encoding.value == .cp932 && detection.encoding.basis == .declared)
        #expect(detection.delimiter.value == UInt8(ascii: ";") && detection.delimiter.basis == .declared)
        #expect(!detection.hasHeader.value && detection.hasHeader.basis == .declared)
    }

    @Test func `newlines are told apart`() throws {
        #expect(try detect("a,b\n1,2\n").lineBreaks.name == "LF")
        let mixed = try detect("a,b\r\n1,2\n3,4").lineBreaks
        #expect(mixed.name == "mixed" && mixed.isLastMissing)
        #expect(try !detect("a,b\r\n1,2", whole: false).lineBreaks.isLastMissing)
    }

    @Test func `lines of one length without delimiter look fixed`() throws {
        #expect(try detect("0001山田  19500101\r\n0002鈴木  19510101\r\n", as: .cp932).looksFixed)
        #expect(try !detect("a,b\nc,d\n").looksFixed)
    }

    @Test func `a sample ends with a whole line and never inside of a character`() throws {
        let bytes = try TextEncoding.cp932.encode(Self.table)
        for end in 30..<bytes.count {
            let detection = FormatDetection(of: FileSample(Array(bytes[..<end]), isWhole: false))
            #expect(detection.encoding.value == .cp932)
            #expect(detection.encoding.basis == .likely)
        }
    }

    @Test func `sample lines hold nothing that a terminal obeys`() throws {
        let lines = try detect("a,\u{1B}[2J,\u{202E}b\u{7}\n").sampleLines
        #expect(lines == ["a, [2J, b "])
    }

    @Test func `any bytes give an answer`() {
        var state: UInt64 = 5
        func below(_ bound: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % bound)
        }
        for _ in 0..<300 {
            // Half of the bytes are those that mean something in a table.
            let signs = Array("\r\n\",;\t|0".utf8) + [0, 0xFF, 0xFE, 0x83, 0xEF]
            let bytes = (0..<below(400)).map { _ in
                below(2) == 0 ? signs[below(UInt64(signs.count))] : UInt8(below(256))
            }
            let detection = FormatDetection(of: FileSample(bytes, isWhole: below(2) == 0))
            #expect(detection.sampleLines.count <= FormatDetection.sampleLimit, "seed 5")
        }
    }
}
