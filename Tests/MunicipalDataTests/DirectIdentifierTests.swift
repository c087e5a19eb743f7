import MunicipalData
import Primitives
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#endif

@Suite struct DirectIdentifierTests {
    @Test(
        arguments: [
            ("123456789018", [.individualNumber]), ("番号は1234-5678-9018です", [.individualNumber]),
            ("1234ー5678ー9018", [.individualNumber]), ("1234ｰ5678ｰ9018", [.individualNumber]),
            ("1234\u{A0}5678\t9018", [.individualNumber]), ("1234/5678・9018", [.individualNumber]),
            ("1234 5678 9018", [.individualNumber]), ("１２３４５６７８９０１８", [.individualNumber]),
            ("1234-567890", [.pensionNumber]), ("１２３４－５６７８９０", [.pensionNumber]),
            ("AB12345678CD", [.residenceCard]), ("ＡＢ１２３４５６７８ＣＤ", [.residenceCard]), ("TK1234567", [.passport]),
            ("旅券MZ1234567(有効)", [.passport]), ("042-464-1311", [.telephone]), ("(042)464-1311", [.telephone]),
            ("042(464)1311", [.telephone]), ("０４２ー４６４ー１３１１", [.telephone]), ("090-1234-5678", [.telephone]),
            ("09012345678", [.telephone]), ("070 1234 5678", [.telephone]), ("0120-123-456", [.telephone]),
            ("+81-42-464-1311", [.telephone]), ("+81-90-1234-5678", [.telephone]), ("03-1234-5678", [.telephone]),
            ("連絡先:0422-12-3456 携帯:080-1234-5678", [.telephone]), ("taro@example.jp", [.mail]),
            ("連絡は taro.yamada@city.example.lg.jp まで", [.mail]), ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", [.mail]),
            ("4111111111111111", [.creditCard]), ("4012-8888-8888-1881", [.creditCard]),
            ("3530 1113 3330 0000", [.creditCard]), ("3782-822463-10005", [.creditCard]),
            ("378282246310005", [.creditCard]),
            ("30569309025904", [.creditCard]), ("5555 5555 5555 4444", [.creditCard]),
        ] as [(String, Set<DirectIdentifierKind>)])
    func `finds identifiers in a text`(text: String, kinds: Set<DirectIdentifierKind>) {
        #expect(DirectIdentifierScan.kinds(in: text) == kinds)
    }

    @Test(arguments: [
        "", "2026-04-01", "20260401", "2026/04/01 12:30:45", "20260401123045", "188-8666", "田無町一丁目2-3", "1-2-3",
        "2026-000123", "123456789012", "AB1234567", "0000012345", "00000012345", "4111111111111112",
        "1234567890123456", "12,345,678", "192.168.100.200", "3.14159265358979", "a@b", "@example.jp", "taro@",
        "taro@example", "123-4567-8901",
        "090-1234-567", "00-1234-5678", "0120-123-45", "1180301018771", "東京都西東京市南町五丁目6番13号", "R08.12.01-R09.03.31",
        "10-20-30-40", "042-464-1311-2", "1042-464-1311", "131016", "0-4歳", "山田 太郎", "ABC12345678CD", "AB12345678CDE",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ])
    func `takes nothing else for one`(text: String) {
        #expect(DirectIdentifierScan.kinds(in: text).isEmpty)
    }

    /// Findings in one column with a header.
    private func kinds(_ name: String, _ values: [String]) -> [DirectIdentifierKind: DirectIdentifierFinding.Reason] {
        let findings = DirectIdentifierScan.findings(
            values: values, counts: values.map { _ in 1 }, name: name, number: 1)
        return Dictionary(uniqueKeysWithValues: findings.map { ($0.kind, $0.reason) })
    }

    @Test func `needs most of a column where the form alone says little`() {
        // Spread over all first digits as random codes are.
        let codes = (0..<100).map { number in String(10_000_000_019 + number * 897_654_321 % 89_999_999_980) }
        #expect(kinds("番号", codes) == [.residentRecordCode: .share])
        #expect(kinds("住民票コード", Array(codes.prefix(3))) == [.residentRecordCode: .columnName])
        let counted = (0..<100).map { String(10_000_000_000 + $0) }
        #expect(kinds("番号", counted).isEmpty)
        #expect(kinds("宛名番号", (0..<100).map { String(1_000_000_000 + $0 * 7) }).isEmpty)
        #expect(kinds("TEL", ["0424641311", "0424641312"]) == [.telephone: .columnName])
        #expect(kinds("旅券番号", ["AB1234567", "XY7654321"]) == [.passport: .columnName])
        #expect(kinds("備考", ["AB1234567", "XY7654321"]).isEmpty)
        let licences = (0..<100).map { String(300_000_000_000 + $0 * 97_654_321) }
        #expect(kinds("番号", licences)[.drivingLicence] == .share)
        let counted12 = (0..<100).map { String(300_000_000_000 + $0) }.filter { !IndividualNumber.isValid($0) }
        #expect(kinds("番号", counted12).isEmpty)
        // Some times have a check digit by chance; that alone is a matter of the scan for individual numbers.
        let times = (10..<60).map { "2026040112\($0)" }.filter { !IndividualNumber.isValid($0) }
        #expect(kinds("時刻", times).isEmpty)
    }

    @Test func `knows card numbers by check digits that are right more often than by chance`() {
        // Sixteen digits beginning with 4; one in ten has the check digit.
        let numbers = (0..<1000).map { String(4_000_000_000_000_000 + $0 * 7_919_191_919) }
        #expect(kinds("番号", numbers).isEmpty)
        #expect(kinds("番号", ["4111111111111111", "4012888888881881"]) == [.creditCard: .checkDigit])
    }

    @Test func `finds names by the column's name or by their look`() {
        let surnames = ["山田", "佐藤", "鈴木", "長谷川", "林", "高橋", "田中", "伊藤"]
        let given = ["太郎", "花子", "一", "さくら", "健一", "由美子"]
        let names = surnames.flatMap { surname in given.map { "\(surname)　\($0)" } }
        #expect(kinds("列1", names) == [.name: .share])
        #expect(kinds("氏名", names.map { $0.replacing("　", with: "") }) == [.name: .columnName])
        #expect(kinds("列1", names.map { $0.replacing("　", with: "") }).isEmpty)
        let readings = ["ﾔﾏﾀﾞ", "ｻﾄｳ", "ｽｽﾞｷ", "ﾊﾔｼ", "ﾀﾅｶ"].flatMap { surname in
            ["ﾀﾛｳ", "ﾊﾅｺ", "ｹﾝｲﾁ", "ﾕﾐｺ"].map { "\(surname) \($0)" }
        }
        #expect(kinds("列2", readings) == [.nameReading: .share])
        #expect(kinds("フリガナ", readings) == [.nameReading: .columnName])
        #expect(kinds("町名カナ", ["ﾐﾅﾐﾁｮｳ", "ﾀﾅｼﾁｮｳ"]).isEmpty)
    }

    @Test func `finds nothing in a register for measurements`() throws {
        var bytes: [UInt8] = []
        BenchmarkRegister(rows: 20_000, seed: 4).write { bytes += $0 }
        let table = try DelimitedTable(reading: bytes, as: DelimitedFormat(delimiter: UInt8(ascii: ";")))
        #expect(table.rowCount == 20_000)
        #expect(DirectIdentifierScan.findings(in: table).isEmpty)
    }

    @Test(arguments: SyntheticRegister.municipalities)
    func `finds the names of a generated register and nothing else`(municipality: String) throws {
        let register = try #require(
            SyntheticRegister(municipality: MunicipalityCode(municipality), residents: 5000, seed: 4))
        let table = try DelimitedTable(reading: register.bytes(), as: DelimitedFormat(encoding: .exactly(.cp932)))
        let findings = DirectIdentifierScan.findings(in: table)
        #expect(findings.map(\.name) == ["氏名", "氏名カナ"])
        #expect(findings.map(\.kind) == [.name, .nameReading])
        #expect(findings.allSatisfy { $0.rows == 5000 })
        // The same values without their headings.
        let unnamed = table.columns.flatMap { column in
            DirectIdentifierScan.findings(values: column.values, counts: column.counts(), name: "x", number: 1)
        }
        #expect(Set(unnamed.map(\.kind)).isSubset(of: [.name, .nameReading]))
    }

    @Test func `takes the towns of Tokyo for no names`() throws {
        guard let bytes = SharedData.bytes("towns-tokyo.csv") else { return }
        let table = try DelimitedTable(reading: bytes, as: DelimitedFormat())
        #expect(table.rowCount > 3000)
        #expect(DirectIdentifierScan.findings(in: table).isEmpty)
        let spaced = table.rows.map { "\($0[0]) \($0[1])" }
        #expect(kinds("所在", spaced).isEmpty)
    }

    @Test func `says where and why, and no value`() throws {
        let text = "番号,備考\n1,電話042-464-1311\n2,なし\n3,電話042-464-1311\n"
        let table = try DelimitedTable(reading: Array(text.utf8), as: DelimitedFormat())
        let finding = try #require(DirectIdentifierScan.findings(in: table).first)
        #expect(finding == DirectIdentifierFinding(kind: .telephone, column: 2, name: "備考", rows: 2, reason: .form))
        #expect(!finding.description.contains("464"))
    }
}

/// Third-party data beside the repository.
enum SharedData {
    /// The bytes of a file; `nil` and a message where it is absent.
    static func bytes(_ name: String) -> [UInt8]? {
        var root = URL(filePath: #filePath).deletingLastPathComponent()
        for _ in 0..<2 { root.deleteLastPathComponent() }
        let folder =
            ProcessInfo.processInfo.environment["OBORO_SHARED_DATA"].map { URL(filePath: $0) }
            ?? root.deletingLastPathComponent().appending(path: "shared/data")
        guard let data = try? Data(contentsOf: folder.appending(path: name)) else {
            print("skipped: \(name) is not there; set OBORO_SHARED_DATA to the folder that has it")
            return nil
        }
        return Array(data)
    }
}
