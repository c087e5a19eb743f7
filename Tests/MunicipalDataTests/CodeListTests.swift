import Foundation
import MunicipalData
import Primitives
import Testing

@Suite struct CodeListTests {
    private static func list(_ text: String, name: String = "test.csv") throws -> CodeList {
        try CodeList(DelimitedTable(reading: Array(text.utf8), as: DelimitedFormat()), name: name)
    }

    private static func shipped(_ name: String) throws -> CodeList {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = try Data(contentsOf: root.appending(path: "Config/codes/\(name)"))
        return try list(String(decoding: data, as: UTF8.self), name: name)
    }

    @Test(
        arguments: [
            ("1", "男"), ("２", "女"), ("3", "不詳"), ("9", "不詳"), ("0", "不詳"), (" 1 ", "男"), ("4", nil), ("", nil),
            ("男", nil),
        ] as [(String, String?)])
    func `gives the standard label of a sex`(code: String, label: String?) throws {
        #expect(try Self.shipped("sex.csv").label(of: code) == label)
    }

    @Test(
        arguments: [
            ("01", "世帯主"), ("10", "子"), ("1003", "子の妻"), ("10-03", "子の妻"), ("10030000", "子の妻"), ("03 10", "妻の子"),
            ("10101010", "子の子の子の子"), ("1010101010", nil), ("1099", nil), ("1", nil), ("00", nil),
        ] as [(String, String?)])
    func `gives the labels of up to four chained relations`(code: String, label: String?) throws {
        #expect(try Self.shipped("relation.csv").label(of: code) == label)
    }

    @Test func `ships lists whose unconfirmed lines are marked`() throws {
        #expect(try Self.shipped("sex.csv").unconfirmed.count == 5)
        let reasons = try Self.shipped("reason.csv")
        #expect(reasons.entry(for: "23")?.label == "死亡")
        #expect(reasons.entries.filter(\.isConfirmed).map(\.code) == ["23"])
        let relations = try Self.shipped("relation.csv")
        #expect(relations.unconfirmed.count == relations.entries.count)
        for entry in relations.entries { #expect(FamilyRelation(reading: entry.label) != nil, "\(entry.label)") }
    }

    @Test(arguments: [
        ("code,standard,label\n1,1,男\n", CodeListError.Reason.columnMissing("confirmed")),
        ("code,standard,label,confirmed\n", .empty),
        ("code,standard,label,confirmed\n1,,男,true\n", .blank(row: 1, column: "standard")),
        ("code,standard,label,confirmed\n1,1,男,yes\n", .notTrueOrFalse(row: 1)),
        ("code,standard,label,confirmed\n1,1,男,true\n１,1,男,true\n", .codeTwice(row: 2, firstRow: 1)),
    ])
    func `refuses a list with a fault`(text: String, reason: CodeListError.Reason) {
        #expect(throws: CodeListError(list: "test.csv", reason)) { try Self.list(text) }
    }

    @Test(arguments: [("7", "7"), ("A-1", "A-1"), ("", "(blank)"), ("山田太郎", "(a text of 4 characters)")])
    func `names a code in an error, and no other value`(value: String, shown: String) {
        #expect(CodeListError.shown(value) == shown)
    }
}
