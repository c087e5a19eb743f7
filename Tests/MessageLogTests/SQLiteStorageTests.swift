import Foundation
import GRDB
import MessageLog
import Primitives
import SQLiteMessageLog
import Testing

@Suite struct SQLiteStorageTests {
    @Test func `lets only one writer in, and any reader beside it or alone`() async throws {
        try await withFolder { folder in
            #expect(throws: MessageLogError.self) { try SQLiteMessageLog.open(at: folder, mode: .readOnly) }
            let log = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
            #expect(throws: MessageLogError.busy) { try SQLiteMessageLog.open(at: folder, mode: .readWrite) }
            try await log.add("1", to: stream("a"))
            let reader = try SQLiteMessageLog.open(at: folder, mode: .readOnly)
            #expect(try await reader.verify { _ in }.events == 1)
            try await log.add("2", to: stream("a"))
            #expect(try await reader.read(after: .start, category: nil, limit: 9).count == 2)
            await log.close()
            await reader.close()
            let alone = try SQLiteMessageLog.open(at: folder, mode: .readOnly)
            #expect(try await alone.head().position.rawValue == 2)
            let error = await #expect(throws: MessageLogError.self) { try await alone.add("3", to: stream("a")) }
            guard case .storage(8, _) = error else {
                Issue.record("expected SQLITE_READONLY, not \(String(describing: error))")
                return
            }
            // A reader does not keep the next writer out.
            let next = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
            #expect(try await next.add("3", to: stream("a")).version == 3)
            await next.close()
            await alone.close()
            await #expect(throws: MessageLogError.closed) { try await alone.head() }
        }
    }

    @Test func `the lease of a process that died holds nobody up after the log is opened anew`() async throws {
        try await withFolder { folder in
            let log = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
            try await log.register(ConsumerDefinition(name: "c", interests: nil))
            try await log.add("1", to: stream("a"))
            let dead = try #require(try await log.take(1, by: "w1", seconds: 3600).first)
            #expect(try await log.take(1, by: "w2").isEmpty)
            await log.close()

            let again = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
            let next = try #require(try await again.take(1, by: "w2").first)
            #expect(next.event.event.id == "1" && next.lease.token > dead.lease.token && next.attempt == 2)
            await again.close()
        }
    }

    @Test func `reports a full disk, loses nothing and goes on when there is space again`() async throws {
        try await withFolder { folder in
            let log = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
            try await log.limitGrowth(toPages: 40)
            let payload = #"{"text":""# + String(repeating: "x", count: 3000) + #""}"#
            var acknowledged: [(String, AppendResult)] = []
            var request: AppendRequest?
            for number in 1...200 where request == nil {
                let next = AppendRequest(
                    stream: stream("a"), events: [event("\(number)", payload: payload)], idempotencyKey: "k\(number)")
                do throws(MessageLogError) {
                    acknowledged.append(("\(number)", try await log.append(next)))
                } catch {
                    #expect(error == .diskFull)
                    request = next
                }
            }
            #expect(acknowledged.count > 5)
            let refused = try #require(request)
            let count = acknowledged.count
            #expect(try await log.head().position.rawValue == Int64(count))
            #expect(try await log.verify { _ in }.intact)
            await #expect(throws: MessageLogError.diskFull) { try await log.append(refused) }
            // Space again: the same key goes through, in the next place.
            try await log.limitGrowth(toPages: nil)
            let result = try await log.append(refused)
            #expect(!result.repeated && result.first.rawValue == Int64(count + 1))
            await log.close()
            let again = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
            let ids = try await again.read(after: .start, category: nil, limit: 999).map(\.event.id)
            #expect(ids == (1...count + 1).map(String.init))
            #expect(try await again.verify { _ in }.intact)
            await again.close()
        }
    }

    @Test func `fails a whole group when its commit finds no space`() async throws {
        try await withFolder { folder in
            let log = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
            try await log.limitGrowth(toPages: 10)
            let payload = String(repeating: "x", count: 20_000)
            let results = await withTaskGroup(of: Result<AppendResult, any Error>.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        do {
                            return .success(
                                try await log.append(
                                    AppendRequest(
                                        stream: stream("s\(number)"), events: [event("\(number)", payload: payload)])))
                        } catch {
                            return .failure(error)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            var kept: Set<Int64> = []
            for result in results {
                switch result {
                case .success(let result): kept.insert(result.first.rawValue)
                case .failure(let error): #expect(error as? MessageLogError == .diskFull)
                }
            }
            let events = try await log.read(after: .start, category: nil, limit: 99)
            #expect(Set(events.map(\.position.rawValue)) == kept && kept.count < 40)
            #expect(try await log.verify { _ in }.intact)
            await log.close()
        }
    }

    @Test func `names unreadable events when the file is damaged, and checks the others`() async throws {
        try await withFolder { folder in
            let log = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
            for number in 1...200 {
                let payload = #"{"marker":"m\#(number)m"}"# + String(repeating: " ", count: 600)
                _ = try await log.append(
                    AppendRequest(stream: stream("a"), events: [event("\(number)", payload: payload)]))
            }
            await log.close()
            // Wipes the page that holds event 100.
            let path = folder + "/" + SQLiteMessageLog.fileName
            var file = try Data(contentsOf: URL(fileURLWithPath: path))
            let place = try #require(file.range(of: Data("m100m".utf8))?.lowerBound)
            let page = place / 4096 * 4096
            file.replaceSubrange(page..<page + 4096, with: Data(repeating: 0xff, count: 4096))
            try file.write(to: URL(fileURLWithPath: path))
            let reader = try SQLiteMessageLog.open(at: folder, mode: .readOnly)
            let result = try await reader.verify { _ in }
            let unreadable = result.problems.filter { $0.kind == .unreadable }.map(\.position)
            #expect(unreadable.contains(100) && unreadable.count < 10)
            #expect(result.events + unreadable.count == 200)
            await reader.close()
        }
    }

    @Test func `keeps the tables of the contract, strict, in WAL mode`() async throws {
        try await withFolder { folder in
            let log = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
            let path = folder + "/" + SQLiteMessageLog.fileName
            let (columns, loose, mode) = try await DatabaseQueue(path: path).read { database in
                (
                    try String.fetchAll(database, sql: "SELECT name FROM pragma_table_xinfo('event')"),
                    try String.fetchAll(
                        database,
                        sql: """
                            SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
                            AND NOT strict AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
                            """),
                    try String.fetchOne(database, sql: "PRAGMA journal_mode")
                )
            }
            #expect(Set(columns).isSuperset(of: ["position", "stream", "version", "type", "payload", "hash"]))
            #expect(loose.isEmpty && mode == "wal")
            #expect(try await log.synchronousMode() == 2, "2 is FULL: a commit is flushed before it is acknowledged")
            await log.close()
            let rest = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(rest == ["log.sqlite", "log.sqlite.lock"], "closing leaves one complete file")
        }
    }
}
