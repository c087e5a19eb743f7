import Foundation
import GRDB
import Testing

/// One whole cycle by the real program, small registers.
@Suite(.serialized) struct CycleTests {
    /// Markers as residents' names: one plain, one that is its own in every encoding.
    static let markers = ["ZZMARKERALPHA", "ＺＺ目印ベータ", "ZZMARKERGAMMA"]

    static func demo(_ binary: Binary, _ folder: String, _ more: [String] = []) async throws -> Binary.Ended {
        let list = folder + "/markers.txt"
        try markers.joined(separator: "\n").write(toFile: list, atomically: true, encoding: .utf8)
        return try await binary.run(
            ["demo", "--home", folder + "/home", "--residents", "3000", "--markers", list] + more)
    }

    struct Row: Decodable {
        let municipality: String
        let decision: String
        let refusedItems: [String]
        let rowsIn: Int
        let rowsOut: Int
        let k: Int
        let output: String
        let certificate: String
    }

    static func summary(_ home: String) throws -> [Row] {
        try JSONDecoder().decode([Row].self, from: Data(contentsOf: URL(fileURLWithPath: home + "/summary.json")))
    }

    @Test func `three municipalities decide differently and each gets an output of its own`() async throws {
        guard let binary = Binary.found else { return }
        let folder = try TemporaryFolder()
        let ended = try await Self.demo(binary, folder.path)
        try #require(ended.status == 0, "\(ended.errors)")
        let home = folder.path + "/home"
        let rows = try Self.summary(home)
        #expect(rows.map(\.municipality) == ["132292", "132110", "132225"])
        #expect(rows.map(\.decision) == ["granted", "granted-on-conditions", "partly-granted"])
        #expect(rows.map(\.rowsIn) == [3000, 3000, 3000])
        for (row, k) in zip(rows, [5, 10, 5]) {
            #expect(row.k >= k && row.rowsOut <= row.rowsIn && row.rowsOut >= 2940)
            let text = try String(contentsOfFile: home + "/" + row.output, encoding: .utf8)
            let lines = text.split(whereSeparator: \.isNewline)
            #expect(lines.count == row.rowsOut + 1)
            let header = lines[0].split(separator: ",").map(String.init)
            for absent in row.refusedItems + ["氏名", "氏名カナ", "世帯番号"] { #expect(!header.contains(absent)) }
            #expect(FileManager.default.fileExists(atPath: home + "/" + row.certificate))
        }
        try Self.checkNoMarkers(home)
        try await checkTampering(binary, home)
        try await checkCutTail(binary, home)
        try await checkLostKeys(binary, home)
    }

    /// A name of a resident may be nowhere: not in the log, the projections, the outputs, the letters, the keys.
    static func checkNoMarkers(_ home: String) throws {
        var looked = 0
        for marker in markers {
            let forms: [Data] = [
                Data(marker.utf8), marker.data(using: .shiftJIS), marker.data(using: .utf16LittleEndian),
                Data(marker.utf8).base64EncodedString().dropLast(4).data(using: .utf8),
            ].compactMap(\.self)
            for file in files(below: home) {
                looked += 1
                for form in forms where file.contents.range(of: form) != nil {
                    Issue.record("a marker is found in \(file.name)")
                }
            }
        }
        #expect(looked > 30)
    }

    private func checkTampering(_ binary: Binary, _ home: String) async throws {
        #expect(try await binary.run("log", "verify", "--home", home).status == 0)
        let copy = home + "-copy"
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: home + "/log.sqlite", toPath: copy + "/log.sqlite")
        let database = try DatabaseQueue(path: copy + "/log.sqlite")
        try await database.write { db in
            try db.execute(
                sql: "UPDATE event SET payload = replace(payload, '募集', '慕集') WHERE type = 'call.drafted.v1'")
            #expect(db.changesCount == 1)
        }
        let position = try #require(
            try await database.read {
                try Int.fetchOne($0, sql: "SELECT position FROM event WHERE type = 'call.drafted.v1'")
            }
        )
        try database.close()
        let verdict = try await binary.run("log", "verify", "--home", copy)
        #expect(verdict.status == 9)
        #expect(verdict.errors.contains("position \(position),"))
    }

    /// A new key would not vouch for what the old one signed, nor open what it closed.
    private func checkLostKeys(_ binary: Binary, _ home: String) async throws {
        for key in ["signing.key", "organization.key"] {
            let path = "\(home)/keys/\(key)"
            try FileManager.default.moveItem(atPath: path, toPath: path + ".kept")
            let served = try await binary.run("serve", "--home", home)
            #expect(served.status != 0 && !FileManager.default.fileExists(atPath: path))
            try FileManager.default.moveItem(atPath: path + ".kept", toPath: path)
        }
    }

    /// A chain that was cut off and closed again is intact in itself: only the signed checkpoint tells.
    private func checkCutTail(_ binary: Binary, _ home: String) async throws {
        let copy = home + "-cut"
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        for name in ["log.sqlite", "checkpoint.json", "verification-key.txt"] {
            try FileManager.default.copyItem(atPath: "\(home)/\(name)", toPath: "\(copy)/\(name)")
        }
        #expect(try await binary.run("log", "verify", "--home", copy).status == 0)
        let database = try DatabaseQueue(path: copy + "/log.sqlite")
        try await database.write { db in
            try db.execute(
                sql: """
                    DELETE FROM event WHERE position > 100;
                    UPDATE head SET position = 100, hash = (SELECT hash FROM event WHERE position = 100);
                    """)
        }
        try database.close()
        let verdict = try await binary.run("log", "verify", "--home", copy)
        #expect(verdict.status == 9)
        #expect(verdict.errors.contains("E-LOG-CHECKPOINT") && verdict.errors.contains("cut off"))
        let served = try await binary.run("serve", "--home", copy)
        #expect(served.status == 9)
    }
}
