import Foundation
import MunicipalData
import Primitives
import Testing

/// Small tables of an invented city.
enum AreaFixture {
    static let header = "都道府県,二次医療圏,市区町村,町字,地区,合算先\n"

    static func table(_ rows: [String]) throws -> AreaTable {
        let text = header + rows.map { $0 + "\n" }.joined()
        return try AreaTable(DelimitedTable(reading: Array(text.utf8), as: DelimitedFormat()))
    }

    static func rows(_ towns: [(name: String, district: String)]) -> [String] {
        towns.map { "東京都,北部,朧市,\($0.name),\($0.district)," }
    }

    static let towns = try? table(
        rows([
            ("南町一丁目", "南小学校区"), ("南町二丁目", "南小学校区"), ("南町三丁目", "南小学校区"), ("南町四丁目", "南小学校区"),
            ("たかの台", "南小学校区"), ("霞ケ丘一丁目", "北小学校区"), ("霞ケ丘二丁目", "南小学校区"), ("大字北野", "北小学校区"),
        ]))
}

@Suite struct AreaTableTests {
    @Test(
        arguments: [
            ("東京都朧市南町3-6", "南町三丁目"), ("朧市南町３丁目６番１号", "南町三丁目"), ("南町3-6-1", "南町三丁目"), ("南町3", "南町三丁目"),
            ("東京都朧市たかの台1-2-3", "たかの台"), ("たかの台５番地", "たかの台"), ("朧市霞ヶ丘1-2-3", "霞ケ丘一丁目"),
            ("朧市霞が丘二丁目5", "霞ケ丘二丁目"), ("朧市北野123", "大字北野"), ("朧市字北野123", nil), ("朧市西町1-2-3", nil),
            ("東京都朧市", nil),
        ] as [(String, String?)])
    func `finds the 町字 that an address means`(text: String, name: String?) throws {
        let table = try #require(AreaFixture.towns)
        let expected = name.flatMap { name in table.areas.firstIndex { $0.name == name } }
        #expect((expected == nil) == (name == nil))
        #expect(table.place(of: text) == expected.map { .area($0) } ?? .municipality("東京都朧市"))
        #expect(table.place(of: table.normalized(text)) == table.place(of: text))
    }

    @Test func `an address elsewhere keeps its municipality`() throws {
        let table = try #require(AreaFixture.towns)
        let texts = ["埼玉県新座市野火止一丁目1番1号", "不明", "", "神奈川県朧市南町1-2-3"]
        let hierarchy = AddressHierarchy(texts, persons: [1, 2, 3, 4], table: table, floor: nil)
        #expect(hierarchy.elsewhere == 10)
        #expect(
            hierarchy.rows.map { Array($0.dropFirst()) } == [
                ["埼玉県新座市", "埼玉県新座市", "埼玉県新座市", "埼玉県新座市", "埼玉県", "埼玉県", "*"],
                ["不詳", "不詳", "不詳", "不詳", "不詳", "不詳", "*"], ["不詳", "不詳", "不詳", "不詳", "不詳", "不詳", "*"],
                ["神奈川県朧市", "神奈川県朧市", "神奈川県朧市", "神奈川県朧市", "神奈川県", "神奈川県", "*"],
            ])
    }

    @Test func `labels go from the address to the prefecture`() throws {
        let table = try #require(AreaFixture.towns)
        let texts = ["朧市南町3-6", "朧市霞ヶ丘1-2-3", "朧市西町9"]
        let hierarchy = AddressHierarchy(
            texts.map(table.normalized), persons: [1, 1, 5], table: table, floor: nil)
        #expect(hierarchy.unlisted == 5)
        #expect(
            hierarchy.rows == [
                [
                    "朧市南町3-6", "東京都朧市南町三丁目", "東京都朧市南町", "東京都朧市南小学校区", "東京都朧市", "東京都北部", "東京都", "*",
                ],
                [
                    "朧市霞ヶ丘一丁目2-3", "東京都朧市霞ケ丘一丁目", "東京都朧市霞ケ丘（北小学校区）", "東京都朧市北小学校区", "東京都朧市",
                    "東京都北部", "東京都", "*",
                ],
                [
                    "朧市西町9", "東京都朧市（町字不詳）", "東京都朧市（町字不詳）", "東京都朧市（町字不詳）", "東京都朧市", "東京都北部",
                    "東京都", "*",
                ],
            ])
        #expect(hierarchy.rows.allSatisfy { $0.count == AreaTable.levelCount })
    }

    @Test(
        arguments: [
            ([], AreaTableError.empty), (["東京都,,朧市,,,"], .blank(row: 1, column: "町字")),
            (["東京都,,朧市,南町,,", "東京都,,朧市,南町,,"], .townTwice(row: 2, firstRow: 1)),
            (["東京都,,朧市,霞ヶ丘,,", "東京都,,朧市,霞が丘,,"], .townTwice(row: 2, firstRow: 1)),
            (
                ["東京都,北部,朧市,南町,,", "東京都,南部,朧市,北町,,"],
                .municipalityDiffers(row: 2, firstRow: 1, column: "二次医療圏")
            ),
            (["東京都,,朧市,南町,A,", "東京都,,朧市,北町,,"], .partlyBlank(row: 2, column: "地区")),
            (["東京,,朧市,南町,,"], .unreadable(row: 1, column: "都道府県")),
            (["東京都,,朧,南町,,"], .unreadable(row: 1, column: "市区町村")),
            (["東京都,,朧市,南町5-6,,"], .unreadable(row: 1, column: "町字")),
            (["東京都,,朧市,南町,,西町"], .neighbourUnknown(row: 1)), (["東京都,,朧市,南町,,南町"], .neighbourUnknown(row: 1)),
            (["東京都,,朧市,南町,A,北町", "東京都,,朧市,北町,B,"], .neighbourInOtherDistrict(row: 1)),
        ] as [([String], AreaTableError)])
    func `refuses a table with a fault, with its row`(rows: [String], error: AreaTableError) {
        #expect(throws: error) { try AreaFixture.table(rows) }
    }

    @Test func `refuses a table without a column that it needs`() throws {
        let table = try DelimitedTable(reading: Array("都道府県,町字\n東京都,南町\n".utf8), as: DelimitedFormat())
        #expect(throws: AreaTableError.columnMissing("市区町村")) { try AreaTable(table) }
    }

    @Test(arguments: ["132039", "132110", "132225", "132292"])
    func `the tables that ship can be read`(code: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let url = root.appending(path: "Config/areas/\(code).csv")
        let table = try AreaTable(
            DelimitedTable(reading: Array(try Data(contentsOf: url)), as: DelimitedFormat()))
        #expect(table.areas.count > 50)
        #expect(table.areas.allSatisfy { $0.prefecture == "東京都" && $0.medicalArea.hasPrefix("北多摩") })
        for (index, area) in table.areas.enumerated() {
            #expect(table.place(of: area.municipality + area.name + "１２番３号") == .area(index))
        }
    }
}
