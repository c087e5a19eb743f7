import Foundation
import MessageLog
import Messages
import Primitives
import ServiceRuntime
import Testing

@Suite struct RuntimeTests {
    @Test func `a command becomes events, a view, and the reaction of another service`() async throws {
        try await RuntimeFixture.running { fixture in
            let reply = try await fixture.give(.jarFill(id: "JAR-1", marbles: 3), key: "a")
            #expect(reply.outcome == .accepted)
            #expect(reply.subject == "JAR-1" && reply.version == 1)
            #expect(reply.events.map(\.type) == ["jar.filled.v2"])
            #expect(try fixture.runtime.views.list(ViewQuery(id: "JAR-1")).first?.facts["marbles"] == 3)
            #expect(try await fixture.total() == 3)
        }
    }

    @Test func `a second click with the same key gives the first result and no second effect`() async throws {
        try await RuntimeFixture.running { fixture in
            let first = try await fixture.give(.jarFill(id: "JAR-1", marbles: 3), key: "a")
            let second = try await fixture.give(.jarFill(id: "JAR-1", marbles: 3), key: "a")
            #expect(second.outcome == .repeated)
            #expect(second.subject == first.subject && second.version == first.version)
            #expect(second.events == first.events)
            #expect(try await fixture.total() == 3)
        }
    }

    @Test func `the same key for another content is refused`() async throws {
        try await RuntimeFixture.running { fixture in
            _ = try await fixture.give(.jarFill(id: "JAR-1", marbles: 3), key: "a")
            let other = try await fixture.give(.jarFill(id: "JAR-2", marbles: 9), key: "a")
            #expect(other.refusal?.kind == .conflict)
            #expect(try fixture.runtime.views.list(ViewQuery(id: "JAR-2")).isEmpty)
        }
    }

    @Test func `a dry run shows the events and appends nothing`() async throws {
        try await RuntimeFixture.running { fixture in
            let reply = try await fixture.give(.jarFill(id: "JAR-1", marbles: 3), key: "a", dryRun: true)
            #expect(reply.outcome == .rehearsed)
            #expect(reply.events.map(\.type) == ["jar.filled.v2"])
            #expect(try await fixture.log.head().position == .start)
        }
    }

    @Test func `a stale version is refused as a conflict`() async throws {
        try await RuntimeFixture.running { fixture in
            _ = try await fixture.give(.jarFill(id: "JAR-1", marbles: 3), key: "a")
            _ = try await fixture.give(.jarFill(id: "JAR-1", marbles: 3), key: "b")
            let reply = try await fixture.give(.jarEmpty(id: "JAR-1"), key: "c", expecting: 1)
            #expect(reply.refusal?.kind == .conflict)
            #expect(try fixture.runtime.views.list(ViewQuery(id: "JAR-1")).first?.facts["marbles"] == 6)
        }
    }

    @Test func `a stranger, an unknown noun and a malformed payload are refused`() async throws {
        try await RuntimeFixture.running { fixture in
            let stranger = try await fixture.give(.jarFill(id: "J", marbles: 1), key: "a", actor: "stranger")
            #expect(stranger.refusal?.kind == .forbidden)
            let unknown = await fixture.runtime.handle(
                CommandRequest(command: "pot.fill", payload: [:], actor: "clerk", idempotencyKey: "b"))
            #expect(unknown.refusal?.kind == .notFound)
            let malformed = await fixture.runtime.handle(
                CommandRequest(command: "jar.fill", payload: ["id": "J"], actor: "clerk", idempotencyKey: "c"))
            #expect(malformed.refusal?.kind == .invalid)
            #expect(malformed.refusal?.reasons.first?.english.contains("marbles is missing") == true)
        }
    }

    @Test func `concurrent commands of one service all take effect exactly once`() async throws {
        try await RuntimeFixture.running { fixture in
            try await withThrowingTaskGroup(of: CommandReply.Outcome.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        try await fixture.give(.jarFill(id: "JAR-\(index % 3)", marbles: 1), key: "k\(index)").outcome
                    }
                }
                for try await outcome in group { #expect(outcome == .accepted) }
            }
            await fixture.runtime.settleAll(milliseconds: 120_000)
            #expect(try await fixture.total() == 40)
        }
    }

    @Test func `a reaction that fails is tried again and takes effect once`() async throws {
        try await RuntimeFixture.running(failures: 3) { fixture in
            _ = try await fixture.give(.jarFill(id: "JAR-1", marbles: 5), key: "a")
            #expect(await fixture.runtime.settleAll(milliseconds: 120_000))
            #expect(try await fixture.total() == 5)
        }
    }

    @Test func `a reaction that took effect by half is completed, and nothing is done twice`() async throws {
        try await RuntimeFixture.running { fixture in
            let jar = NewEvent(
                id: "jar", type: "jar.emptied.v1", tenant: "", at: fixture.clock.now(), actor: "a", role: "",
                correlation: "c", causation: nil, payload: #"{"marbles":1}"#)
            _ = try await fixture.log.append(
                AppendRequest(stream: StreamName(category: "jars", subject: "JAR-1"), events: [jar]))
            #expect(await fixture.runtime.settleAll(milliseconds: 120_000))
            #expect(try await fixture.total() == 300)
        }
    }

    @Test func `a passed deadline becomes an event, once`() async throws {
        try await RuntimeFixture.running { fixture in
            _ = try await fixture.give(.jarFill(id: "JAR-1", marbles: 1), key: "a")
            try await fixture.runtime.runDeadlines()
            #expect(try fixture.runtime.views.list(ViewQuery(id: "JAR-1")).first?.state == "open")
            fixture.clock.set(fixture.clock.now().adding(days: 11))
            try await fixture.runtime.runDeadlines()
            try await fixture.runtime.runDeadlines()
            await fixture.runtime.settleAll(milliseconds: 120_000)
            #expect(try fixture.runtime.views.list(ViewQuery(id: "JAR-1")).first?.state == "expired")
            let stream = StreamName(category: "jars", subject: "JAR-1")
            let types = try await fixture.log.read(stream: stream, after: 0, limit: 10).map(\.event.type)
            #expect(types == ["jar.filled.v2", "jar.expired.v1"])
        }
    }

    @Test func `rebuilt views give the same answers`() async throws {
        try await RuntimeFixture.running { fixture in
            for index in 0..<20 {
                _ = try await fixture.give(.jarFill(id: "JAR-\(index % 7)", marbles: index + 1), key: "k\(index)")
            }
            _ = try await fixture.give(.jarEmpty(id: "JAR-2"), key: "e")
            await fixture.runtime.settleAll(milliseconds: 120_000)
            let before = try fixture.runtime.views.list(ViewQuery())
            let inbox = try fixture.runtime.views.list(ViewQuery(roles: [.intakeClerk]))
            #expect(before.count == 8 && inbox.count == 7)
            let folded = try await fixture.runtime.rebuildViews()
            #expect(folded == (try await fixture.log.head().position.rawValue))
            #expect(try fixture.runtime.views.list(ViewQuery()) == before)
            #expect(try fixture.runtime.views.list(ViewQuery(roles: [.intakeClerk])) == inbox)
        }
    }

    @Test func `a rebuild in the middle of commands loses no view`() async throws {
        try await RuntimeFixture.running { fixture in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<60 {
                    group.addTask {
                        _ = try await fixture.give(.jarFill(id: "JAR-\(index)", marbles: 1), key: "k\(index)")
                    }
                }
                for _ in 0..<6 { group.addTask { _ = try await fixture.runtime.rebuildViews() } }
                try await group.waitForAll()
            }
            await fixture.runtime.settleAll(milliseconds: 120_000)
            #expect(try fixture.runtime.views.list(ViewQuery(kind: "jar")).count == 60)
            #expect(try await fixture.total() == 60)
        }
    }

    @Test func `a projection file that is garbage is made anew`() async throws {
        let path = NSTemporaryDirectory() + "oboro-views-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("this is no database, and long enough to be none".utf8).write(to: URL(fileURLWithPath: path))
        #expect(try ViewStore(path: path).list(ViewQuery()).isEmpty)
    }

    @Test func `an old version of an event is read in the present shape`() async throws {
        try await RuntimeFixture.running { fixture in
            let old = NewEvent(
                id: "old", type: "jar.filled.v1", tenant: "", at: fixture.clock.now(), actor: "a", role: "",
                correlation: "c", causation: nil, payload: #"{"id":"JAR-9","marbles":2}"#)
            _ = try await fixture.log.append(
                AppendRequest(stream: StreamName(category: "jars", subject: "JAR-9"), events: [old]))
            await fixture.runtime.settleAll(milliseconds: 120_000)
            let view = try fixture.runtime.views.list(ViewQuery(id: "JAR-9")).first
            #expect(view?.title == "clear" && view?.facts["marbles"] == 2)
        }
    }
}
