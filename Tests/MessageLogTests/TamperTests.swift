import Foundation
import GRDB
import MessageLog
import Primitives
import SQLiteMessageLog
import Testing

/// Changes a closed log with plain SQL, as somebody with the file would, and asks what `verify` says.
@Suite struct TamperTests {
    private typealias Kind = Verification.Problem.Kind

    /// 30 events in three streams, some with a causation; then `sql`; then the verification.
    private func verification(after sql: String) async throws -> Verification {
        var result: Verification?
        try await withFolder { folder in
            let log = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
            for number in 1...30 {
                var event = event("id-\(number)", payload: #"{"number":\#(number)}"#)
                if number % 2 == 0 { event.causation = "id-\(number - 1)" }
                _ = try await log.append(AppendRequest(stream: stream("s\(number % 3)"), events: [event]))
            }
            await log.close()
            try await DatabaseQueue(path: folder + "/" + SQLiteMessageLog.fileName)
                .write { try $0.execute(sql: sql) }
            let reader = try SQLiteMessageLog.open(at: folder, mode: .readOnly)
            result = try await reader.verify { _ in }
            await reader.close()
        }
        return try #require(result)
    }

    private func found(_ verification: Verification) -> [String] {
        verification.problems.map { "\($0.kind.rawValue) \($0.position)" }
    }

    /// Changes one byte of a text column, keeping its length.
    private static func oneByte(_ column: String) -> String {
        "CAST(substr(CAST(\(column) AS BLOB), 1, 2) || X'7E' || substr(CAST(\(column) AS BLOB), 4) AS TEXT)"
    }

    @Test func `finds nothing in an untouched log`() async throws {
        let untouched = try await verification(after: "SELECT 1")
        #expect(untouched.intact && untouched.events == 30 && untouched.head.rawValue == 30)
    }

    @Test(arguments: [
        "stream", "type", "payload", "hash", "id", "tenant", "actor", "role", "correlation", "causation",
        "previous_hash",
    ])
    func `names the event whose text was changed by one byte`(column: String) async throws {
        let changed = try await verification(
            after: "UPDATE event SET \(column) = \(Self.oneByte(column)) WHERE position = 12")
        let problem = try #require(changed.problems.first)
        #expect(problem.position == 12 && problem.kind == .changed)
        #expect(problem.stream == (column == "stream" ? "co~tracts/s0" : "contracts/s0"))
        #expect(problem.type == (column == "type" ? "co~tract.signed.v1" : "contract.signed.v1"))
    }

    @Test(arguments: ["payload", "actor", "stream", "hash"])
    func `survives bytes that are no UTF-8`(column: String) async throws {
        let changed = try await verification(
            after: "UPDATE event SET \(column) = CAST(CAST(\(column) AS BLOB) || X'FF' AS TEXT) WHERE position = 12")
        #expect(changed.problems.first?.position == 12 && changed.problems.first?.kind == .changed)
        #expect(changed.events == 30)
    }

    @Test func `tells a replacement character from the broken byte that prints as one`() async throws {
        try await withFolder { folder in
            let log = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
            _ = try await log.append(
                AppendRequest(stream: stream("a"), events: [event("1", payload: "\u{fffd}")]))
            await log.close()
            try await DatabaseQueue(path: folder + "/" + SQLiteMessageLog.fileName)
                .write { try $0.execute(sql: "UPDATE event SET payload = CAST(X'FF' AS TEXT)") }
            let reader = try SQLiteMessageLog.open(at: folder, mode: .readOnly)
            let problems = try await reader.verify { _ in }.problems
            #expect(problems.map(\.kind) == [.changed])
            await reader.close()
        }
    }

    @Test(arguments: [
        ("at = at + 1", ["changed 12"]),
        ("version = 99", ["changed 12", "wrong-version 12", "wrong-version 15"]),
        ("causation = NULL", ["changed 12"]),
        ("causation = ''", ["changed 12"]),
        ("payload = payload || ' '", ["changed 12"]),
        ("position = 40", ["gap 12", "broken-chain 13", "wrong-version 15"]),
    ])
    func `names the event whose field was set`(change: String, expected: [String]) async throws {
        let changed = try await verification(after: "UPDATE event SET \(change) WHERE position = 12")
        #expect(Array(found(changed).prefix(expected.count)) == expected)
        if !change.hasPrefix("position") { #expect(changed.problems.count == expected.count) }
    }

    @Test func `tells an absent causation from an empty one`() async throws {
        let changed = try await verification(after: "UPDATE event SET causation = '' WHERE position = 11")
        #expect(found(changed) == ["changed 11"])
    }

    @Test func `finds a removed event`() async throws {
        let removed = try await verification(after: "DELETE FROM event WHERE position = 12")
        #expect(found(removed) == ["gap 12", "broken-chain 13", "wrong-version 15"])
    }

    @Test func `finds a removed event although the others moved up`() async throws {
        let removed = try await verification(
            after: """
                DELETE FROM event WHERE position = 29;
                UPDATE event SET position = 29 WHERE position = 30;
                UPDATE head SET position = 29;
                """)
        #expect(found(removed) == ["changed 29", "broken-chain 29"])
    }

    @Test func `finds an inserted event, even with a right hash of its own`() async throws {
        let forged = event("forged")
        let genuineLast = "(SELECT hash FROM event WHERE position = 30)"
        let hash = EventHash.of(
            position: Position(rawValue: 31), stream: "contracts/s9", version: 1, event: forged,
            previousHash: EventHash.genesis)
        let inserted = try await verification(
            after: """
                INSERT INTO event (position, stream, version, type, payload, hash, id, tenant, at, actor, role,
                    correlation, previous_hash)
                VALUES (31, 'contracts/s9', 1, '\(forged.type)', '\(forged.payload)', '\(hash)', 'forged',
                    '\(forged.tenant)', \(forged.at.milliseconds), 'sato', 'operator', 'cor-forged',
                    '\(EventHash.genesis)');
                """)
        #expect(found(inserted) == ["broken-chain 31", "wrong-head 30"])
        let copied = try await verification(
            after: """
                INSERT INTO event (position, stream, version, type, payload, hash, id, tenant, at, actor, role,
                    correlation, previous_hash)
                SELECT 31, stream, 99, type, payload, hash, 'copy', tenant, at, actor, role, correlation,
                    \(genuineLast) FROM event WHERE position = 5;
                """)
        #expect(found(copied).contains("changed 31") && found(copied).contains("wrong-head 30"))
    }

    @Test func `finds a cut tail`() async throws {
        let cut = try await verification(after: "DELETE FROM event WHERE position > 27")
        #expect(found(cut) == ["wrong-head 30"] && cut.events == 27 && cut.head.rawValue == 27)
        let all = try await verification(after: "DELETE FROM event")
        #expect(found(all) == ["wrong-head 30"] && all.events == 0)
    }

    @Test func `finds swapped payloads`() async throws {
        let swapped = try await verification(
            after: """
                UPDATE event SET payload = CASE position WHEN 8 THEN '{"number":9}' ELSE '{"number":8}' END
                WHERE position IN (8, 9)
                """)
        #expect(found(swapped) == ["changed 8", "changed 9"])
    }

    @Test func `finds a changed event although its own hash was recomputed`() async throws {
        var forged = event("id-12", payload: #"{"number":13}"#)
        forged.causation = "id-11"
        var previous = EventHash.genesis
        // The chain up to event 11, computed again here.
        for number in 1...11 {
            var event = event("id-\(number)", payload: #"{"number":\#(number)}"#)
            if number % 2 == 0 { event.causation = "id-\(number - 1)" }
            previous = EventHash.of(
                position: Position(rawValue: Int64(number)), stream: "contracts/s\(number % 3)",
                version: (number + 2) / 3, event: event, previousHash: previous)
        }
        let hash = EventHash.of(
            position: Position(rawValue: 12), stream: "contracts/s0", version: 4, event: forged,
            previousHash: previous)
        let changed = try await verification(
            after: "UPDATE event SET payload = '\(forged.payload)', hash = '\(hash)' WHERE position = 12")
        #expect(found(changed) == ["broken-chain 13"])
    }

    @Test func `finds a changed head`() async throws {
        let changed = try await verification(after: "UPDATE head SET hash = '\(EventHash.genesis)'")
        #expect(found(changed) == ["wrong-head 30"])
    }
}
