import Anonymization
import Deidentification
import Messages
import MunicipalData
import Primitives
import Testing
import TestSupport

/// A remark in a kept column, and whether a person can be read in it.
struct NoteCase: Sendable, CustomTestStringConvertible {
    let note: String
    var isFreeText = true
    let isFound: Bool

    var testDescription: String { "\(note), \(isFreeText ? "among texts" : "among categories")" }
}

@Suite struct OutputScanTests {
    /// Rows of a register: 氏名, カナ, 番号.
    private static let people =
        [
            ["林　愛", "ﾊﾔｼ ｱｲ", "5000123"], ["佐藤　一郎左衛門", "サトウ　イチロウザエモン", "1234567890"],
            ["Anna Lee", "ｱﾝﾅ ﾘｰ", "TK1000017"], ["渡部　悟", "ﾜﾀﾍﾞ ｻﾄﾙ", "5000125"],
        ]
        + (0..<96).map { ["仮名　第\($0)番", "カメイ　ダイ\($0)", "\(6_000_000 + $0)"] }

    static let cases: [NoteCase] = [
        NoteCase(note: "林愛の娘と同居", isFound: true),
        NoteCase(note: "昨日、林　愛 様より電話", isFound: true),
        NoteCase(note: "ハヤシ アイから電話", isFound: true),
        NoteCase(note: "ﾜﾀﾍﾞｻﾄﾙから電話", isFound: true),
        NoteCase(note: "ワタベサトルから電話", isFound: true),
        NoteCase(note: "ワタヘ\u{3099}サトルから電話", isFound: true),
        NoteCase(note: "担当は佐藤 一郎左衛門", isFound: true),
        NoteCase(note: "整理番号５０００１２３を参照", isFound: true),
        NoteCase(note: "電話1234567890", isFound: true),
        NoteCase(note: "1234567890", isFound: true),
        NoteCase(note: "見よｔｋ１０００017", isFound: true),
        NoteCase(note: "called Mr ANNA  LEE today", isFound: true),
        NoteCase(note: "林業に従事し愛犬と暮らす", isFound: false),
        NoteCase(note: "整理番号50001234を参照", isFound: false),
        NoteCase(note: "Joanna Leeds", isFound: false),
        NoteCase(note: "所得5000124円", isFound: false),
        NoteCase(note: "5000123", isFound: false),
        NoteCase(note: "林愛", isFreeText: false, isFound: true),
        NoteCase(note: "林愛さん宅", isFreeText: false, isFound: true),
        NoteCase(note: "林 愛氏の事業所", isFreeText: false, isFound: true),
        NoteCase(note: "佐藤一郎左衛門商店", isFreeText: false, isFound: true),
        NoteCase(note: "農林愛好会", isFreeText: false, isFound: false),
    ]

    private static let recipe = Recipe(
        columns: [
            ColumnRecipe(name: "氏名", role: .directIdentifier), ColumnRecipe(name: "カナ", role: .directIdentifier),
            ColumnRecipe(name: "番号", role: .linkingCode), ColumnRecipe(name: "年代", role: .quasiIdentifier),
            ColumnRecipe(name: "備考", role: .insensitive),
        ],
        privacy: [.kAnonymity(k: 5)])

    private func file(_ rows: [[String]]) -> [UInt8] {
        Array(rows.map { $0.joined(separator: ",") + "\n" }.joined().utf8)
    }

    private func findings(
        people: [[String]] = people, ages: [String] = ["40代"], notes: (Int) -> String
    ) throws -> [(code: String, english: String)] {
        let source = file([["氏名", "カナ", "番号"]] + people)
        let identifiers = try OutputScan.identifiers(in: source, recipe: Self.recipe, names: [])
        let output = file([["年代", "備考"]] + people.indices.map { [ages[$0 % ages.count], notes($0)] })
        return try OutputScan(output, recipe: Self.recipe, identifiers: identifiers).findings
            .map { ($0.code, $0.english) }
    }

    @Test(arguments: cases) func `finds persons in remarks and no others`(_ example: NoteCase) throws {
        let found = try findings { row in
            row == 3 ? example.note : example.isFreeText ? "特記事項その\(row)" : "なし"
        }.filter { $0.code == "E-CHECK-IDENTIFIER" }
        #expect(found.count == (example.isFound ? 1 : 0))
        #expect(found.allSatisfy { $0.english.hasPrefix("column '備考': 1 rows ") })
        #expect(found.allSatisfy { !$0.english.contains(example.note) })
    }

    @Test func `finds a column that is a copy of short codes, but not amounts that equal some`() throws {
        let copied = try findings { Self.people[$0][2] }
        #expect(copied.contains { $0.code == "E-CHECK-IDENTIFIER" && $0.english.contains("備考") })
        // Ages equal the codes of a list numbered from 10.
        let listed = Self.people.indices.map { ["仮名　第\($0)番", "カメイ　ダイ\($0)", "\($0 + 10)"] }
        #expect(try findings(people: listed) { "\($0 % 20 + 10)" }.isEmpty)
        #expect(try !findings(people: listed) { "\(99 - $0 + 10)" }.filter { $0.code == "E-CHECK-IDENTIFIER" }.isEmpty)
    }

    @Test func `takes a label of a quasi-identifier for an identifier only as a whole`() throws {
        #expect(try findings(ages: ["仮名第3番以上"]) { _ in "なし" }.isEmpty)
        #expect(try findings(ages: ["仮名 第3番"]) { _ in "なし" }.map(\.code) == ["E-CHECK-IDENTIFIER"])
    }

    @Test func `takes no placeholder and no shared surname for a person`() throws {
        let people = Self.people.indices.map { ["不明", $0 % 10 == 0 ? "小川" : "カナ", "\(6_000_000 + $0)"] }
        #expect(try findings(people: people) { _ in "不明" }.isEmpty)
        let addresses = try findings(people: people) { "小川町\($0)番" }
        #expect(addresses.map(\.code) == ["I-CHECK-NEARLY-UNIQUE"])
    }

    @Test func `remarks a kept column in which most values are rare`() throws {
        // 60 of 100 rows hold a value of their own; then 50, which is not most.
        let remarks = try findings { $0 < 60 ? "その\($0)" : "なし" }
        #expect(remarks.map(\.code) == ["I-CHECK-NEARLY-UNIQUE"])
        #expect(remarks.first?.english.hasPrefix("column '備考': 60% of the rows ") == true)
        #expect(try findings { $0 < 50 ? "その\($0)" : "なし" }.isEmpty)
        // Values of exactly k rows are shared by enough.
        #expect(try findings { "組\($0 / 5)" }.isEmpty)
    }

    @Test func `refuses a source that it cannot read`() {
        var broken = file([["氏名", "カナ", "番号"]] + Self.people)
        broken[60] = 0xFF
        #expect(throws: DelimitedFileError.self) {
            try OutputScan.identifiers(in: broken, recipe: Self.recipe, names: [])
        }
        #expect(throws: DelimitedFileError.self) {
            try OutputScan.identifiers(in: [], recipe: Self.recipe, names: [])
        }
    }

    @Test(arguments: SyntheticRegister.municipalities, [1 as UInt64, 20_261_121])
    func `finds nobody in the other columns of a generated register`(municipality: String, seed: UInt64) throws {
        let register = try #require(
            try SyntheticRegister(municipality: MunicipalityCode(municipality), residents: 3000, seed: seed))
        let table = try DelimitedTable(
            reading: register.bytes(), as: DelimitedFormat(encoding: .exactly(.cp932)))
        let identifying = ["宛名番号", "世帯番号", "氏名", "氏名カナ"]
        // The worst case: every other column leaves as it is.
        let kept = table.columns.filter { !identifying.contains($0.name) }
        let recipe = Recipe(
            columns: identifying.map { ColumnRecipe(name: $0, role: .directIdentifier) }
                + kept.map { ColumnRecipe(name: $0.name, role: .insensitive) },
            privacy: [.kAnonymity(k: 5)])
        var reading = recipe
        reading.input.encoding = .cp932
        let identifiers = try OutputScan.identifiers(in: register.bytes(), recipe: reading, names: [])
        let rows = (0..<table.rowCount).map { row in kept.map { $0.values[Int($0.codes[row])] } }
        let scan = try OutputScan(
            file([kept.map(\.name)] + rows), recipe: recipe, identifiers: identifiers)
        #expect(scan.findings.filter { $0.code.hasPrefix("E-") } == [])
        #expect(scan.findings.contains { $0.code == "I-CHECK-NEARLY-UNIQUE" && $0.english.contains("住所") })
        // The same with one resident's name behind each address.
        let names = try #require(table.column(named: "氏名"))
        let leaking = rows.indices.map { [rows[$0][2] + names.values[Int(names.codes[$0])] + "方"] }
        let leak = try OutputScan(file([["住所"]] + leaking), recipe: recipe, identifiers: identifiers)
        #expect(leak.findings.contains { $0.code == "E-CHECK-IDENTIFIER" && $0.english.contains("3000 rows") })
    }
}
