import Foundation
import MunicipalData
import Primitives
import Testing

/// Acceptance: a generated register with faults at known places, checked by the real program.
@Suite struct DataCheckTests {
    /// The answer of `oboro data check -o json`.
    private struct Answer: Decodable {
        struct Problem: Decodable {
            let row: Int
            let column: String?
            let offset: Int
            let code: String
        }
        let rows: Int
        let columns: Int
        let encoding: String
        let problems: [Problem]
        let counts: [String: Int]
    }

    /// Kind, row, column and byte of a problem.
    private struct Place: Hashable, CustomStringConvertible {
        let code: String
        let row: Int
        let column: String?
        let offset: Int
        var description: String { "\(code) in row \(row), \(column ?? "-"), byte \(offset)" }
    }

    private static let layout = Binary.root + "/Config/layouts/juminkiroku-extract.yaml"

    @Test(.enabled(if: Binary.found != nil), arguments: [UInt64(20_261_121), 7])
    func `finds every planted fault at its place and nothing else`(seed: UInt64) async throws {
        let binary = try #require(Binary.found)
        let folder = try TemporaryFolder()
        let register = try #require(
            SyntheticRegister(municipality: try MunicipalityCode("132292"), residents: 200_000, seed: seed))
        let file = FaultyFile(
            try register.bytes(), name: "氏名", date: "生年月日", number: "職業", seed: seed)
        let faulty = folder.path + "/faulty.csv"
        try Data(file.bytes).write(to: URL(fileURLWithPath: faulty))
        let answer = try await check(faulty, with: binary, status: 5)

        let planted = Set(
            file.planted.map { Place(code: $0.kind.rawValue, row: $0.row, column: $0.name, offset: $0.offset) })
        let found = Set(
            answer.problems.map { Place(code: $0.code, row: $0.row, column: $0.column, offset: $0.offset) })
        print(
            "seed \(seed): \(answer.rows) rows, \(answer.columns) columns, \(answer.encoding); planted \(planted.count), "
                + "found \(found.count): \(answer.counts.sorted { $0.key < $1.key })")
        #expect(planted.subtracting(found).isEmpty, "not found")
        #expect(found.subtracting(planted).isEmpty, "reported though not planted")
        #expect(answer.problems.count == planted.count)
        #expect(
            answer.counts
                == ["gaiji": 3, "undecodable-byte": 2, "my-number": 1, "impossible-date": 40, "unknown-column": 1])
        #expect(answer.rows == 200_000)
        #expect(answer.columns == 13)
        #expect(answer.encoding == "cp932")

        let corrected = folder.path + "/corrected.csv"
        try Data(file.correctedBytes).write(to: URL(fileURLWithPath: corrected))
        let clean = try await check(corrected, with: binary, status: 0)
        #expect(clean.problems.isEmpty)
        #expect(clean.counts.isEmpty)
        #expect(clean.rows == 200_000)
        #expect(clean.columns == 12)
    }

    /// By whatever name: the file itself, another way to it, a link.
    @Test(.enabled(if: Binary.found != nil), arguments: ["t.csv", "./t.csv", "link.csv"])
    func `writes no table over the file that it reads`(name: String) async throws {
        let binary = try #require(Binary.found)
        let folder = try TemporaryFolder()
        let rows = Data("a,b\n1,2\n".utf8)
        try rows.write(to: URL(fileURLWithPath: folder.path + "/t.csv"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.csv", withDestinationPath: folder.path + "/t.csv")
        let layout =
            "layout: 1\nname: t\nitems:\n"
            + ["a", "b"].map { "  - {name: \($0), type: text, class: other}\n" }.joined()
        try Data(layout.utf8).write(to: URL(fileURLWithPath: folder.path + "/layout.yaml"))
        let ended = try await binary.run(
            "data", "check", "--data", folder.path + "/t.csv", "--layout", folder.path + "/layout.yaml", "--table",
            folder.path + "/" + name)
        #expect(ended.status == 2)
        #expect(ended.errors.contains("would be overwritten"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/t.csv")) == rows)
    }

    @Test(.enabled(if: Binary.found != nil))
    func `looks for no names of columns in a row of megabytes`() async throws {
        let binary = try #require(Binary.found)
        let folder = try TemporaryFolder()
        try Data(repeating: 0x61, count: 4_000_000).write(to: URL(fileURLWithPath: folder.path + "/t.csv"))
        let ended = try await binary.run("layout", "infer", "--data", folder.path + "/t.csv")
        #expect(ended.status == 5)
        #expect((ended.errors + ended.output).contains("row 0 is longer than"))
    }

    private func check(_ path: String, with binary: Binary, status: Int32) async throws -> Answer {
        let ended = try await binary.run(
            "data", "check", "--data", path, "--layout", Self.layout, "-o", "json")
        #expect(ended.status == status, "\(ended.errors)")
        return try JSONDecoder().decode(Answer.self, from: Data(ended.output.utf8))
    }
}
