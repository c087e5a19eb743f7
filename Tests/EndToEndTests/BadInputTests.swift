import Foundation
import Testing

/// One wrong input of `oboro anonymize`, and what the answer must name.
struct BadInput: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var data: Data = Data(BadInput.rows.utf8)
    var recipe = BadInput.recipe()
    var hierarchy = "1;*\n2;*\n3;*\n"
    /// Words of the answer: the file, the row or line, the column.
    let named: [String]

    static let rows = "age;sex;note\n" + (0..<20).map { "\(20 + $0 % 4);\(1 + $0 % 3);n\n" }.joined()

    static func recipe(_ replaced: String = "", by text: String = "") -> String {
        let recipe = """
            recipe: 1
            title: 試験
            input: {encoding: utf-8, delimiter: ";", header: true}
            columns:
              - {name: age, role: quasi-identifier, hierarchy: {kind: interval, steps: [10]}}
              - {name: sex, role: quasi-identifier, hierarchy: {file: sex.csv, delimiter: ";"}}
              - {name: note, role: sensitive}
            privacy: [{model: k-anonymity, k: 2}]
            suppression: {limit: 0.5, mode: remove}

            """
        return replaced.isEmpty ? recipe : recipe.replacingOccurrences(of: replaced, with: text)
    }

    private static func changing(_ old: String, to new: String) -> Data {
        Data(rows.replacingOccurrences(of: old, with: new).utf8)
    }

    static let all: [BadInput] = [
        BadInput(testDescription: "value that the hierarchy lacks", hierarchy: "1;*\n2;*\n", named: ["sex", "row 3"]),
        BadInput(testDescription: "duplicate leaf", hierarchy: "1;*\n2;*\n1;*\n3;*\n", named: ["sex.csv", "line 3"]),
        BadInput(testDescription: "ragged hierarchy", hierarchy: "1;*\n2\n3;*\n", named: ["sex.csv", "2"]),
        BadInput(testDescription: "ragged row", data: Data((rows + "20;1\n").utf8), named: ["row 21", "2 fields"]),
        BadInput(
            testDescription: "unterminated quote", data: Data((rows + "20;1;\"n\n").utf8),
            named: ["row 21", "column 3"]),
        BadInput(testDescription: "NUL bytes", data: changing("20;2;n", to: "20;2;\0"), named: ["row", "column 3"]),
        BadInput(
            testDescription: "line of 100 MB",
            data: Data((rows + "20;1;").utf8) + Data(repeating: 0x61, count: 100_000_000),
            named: ["row 21"]),
        BadInput(
            testDescription: "more fields than a table has",
            data: Data(String(repeating: ";", count: 40_000_000).utf8) + Data(rows.utf8), named: ["row 0"]),
        BadInput(testDescription: "empty file", data: Data(), named: ["empty"]),
        BadInput(testDescription: "header only", data: Data("age;sex;note\n".utf8), named: ["row"]),
        BadInput(testDescription: "one row", data: Data("age;sex;note\n20;1;n\n".utf8), named: []),
        BadInput(
            testDescription: "duplicate column names", data: changing("age;sex;note", to: "age;age;note"),
            named: ["column", "2"]),
        BadInput(testDescription: "k larger than the file", recipe: recipe("k: 2", by: "k: 100"), named: ["k"]),
        BadInput(
            testDescription: "limit above 1", recipe: recipe("limit: 0.5", by: "limit: 1.5"), named: ["limit", "9"]),
        BadInput(
            testDescription: "negative limit", recipe: recipe("limit: 0.5", by: "limit: -1"), named: ["limit", "9"]),
        BadInput(
            testDescription: "sensitive column that is a quasi-identifier",
            recipe: recipe(
                "privacy: [{model: k-anonymity, k: 2}]",
                by: "privacy: [{model: l-diversity, column: sex, variant: distinct, l: 2}]"),
            named: ["sex", "sensitive"]),
        BadInput(
            testDescription: "unknown key", recipe: recipe("limit: 0.5", by: "limits: 0.5"), named: ["limit", "9"]),
        BadInput(
            testDescription: "unknown model", recipe: recipe("k-anonymity", by: "k-anonimity"), named: ["k-anonymity"]),
        BadInput(
            testDescription: "column of the recipe that the file lacks",
            recipe: recipe("name: note", by: "name: notes"),
            named: ["note"]),
        BadInput(
            testDescription: "undecodable byte",
            data: Data(rows.utf8) + Data([0x32, 0x30, 0x3B, 0x31, 0x3B, 0xFF, 0x0A]),
            named: ["row 21", "column 3"]),
    ]
}

@Suite(.enabled(if: Binary.found != nil)) struct BadInputTests {
    @Test(arguments: BadInput.all)
    func `is refused with its place, exit 5 and no output`(input: BadInput) async throws {
        let binary = try #require(Binary.found)
        let folder = try TemporaryFolder()
        let path = folder.path
        try input.data.write(to: URL(fileURLWithPath: path + "/data.csv"))
        try Data(input.recipe.utf8).write(to: URL(fileURLWithPath: path + "/recipe.yaml"))
        try Data(input.hierarchy.utf8).write(to: URL(fileURLWithPath: path + "/sex.csv"))
        let ended = try await binary.run(
            "anonymize", "--data", path + "/data.csv", "--recipe", path + "/recipe.yaml", "--out", path + "/out")
        let said = ended.output + ended.errors
        #expect(ended.status == 5, "\(said.prefix(500))")
        for word in input.named { #expect(said.contains(word), "\(said.prefix(500))") }
        #expect(!FileManager.default.fileExists(atPath: path + "/out/data.csv"))
    }

    @Test(arguments: ["\u{FEFF}", ""], ["\n", "\r\n"])
    func `a byte order mark and mixed line breaks are no fault`(mark: String, lineBreak: String) async throws {
        let binary = try #require(Binary.found)
        let folder = try TemporaryFolder()
        let path = folder.path
        let rows = BadInput.rows.replacingOccurrences(of: "20;2;n\n", with: "20;2;n" + lineBreak)
        try Data((mark + rows).utf8).write(to: URL(fileURLWithPath: path + "/data.csv"))
        try Data(BadInput.recipe().utf8).write(to: URL(fileURLWithPath: path + "/recipe.yaml"))
        try Data("1;*\n2;*\n3;*\n".utf8).write(to: URL(fileURLWithPath: path + "/sex.csv"))
        let ended = try await binary.run(
            "anonymize", "--data", path + "/data.csv", "--recipe", path + "/recipe.yaml", "--out", path + "/out")
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(FileManager.default.fileExists(atPath: path + "/out/data.csv"))
    }
}
