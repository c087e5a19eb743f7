import Foundation
import MessageLog
import Primitives
import Testing

@Suite struct ConformanceInterventionTests {
    private let act = Intervention(
        actor: "tanaka", role: "system-operator", reason: "鍵を\"修復\"した", at: begin.adding(seconds: 5))

    /// A consumer "c" whose event 1 of lane a (events 1, 2) is dead after two tries; lane b holds event 3.
    private func withDeadLetter(_ engine: LogEngine, _ body: (any MessageLog) async throws -> Void) async throws {
        try await engine.withLog { log in
            try await log.register(ConsumerDefinition(name: "c", interests: ["contract.signed.v1"]))
            try await log.add("1", to: stream("a"))
            try await log.add("2", to: stream("a"))
            try await log.add("3", to: stream("b"))
            let first = try #require(try await log.take(1).first)
            try await log.fail(first.lease, reason: "first", at: begin, retryAt: begin)
            let second = try #require(try await log.take(9).first { $0.event.event.id == "1" })
            try await log.fail(second.lease, reason: "no key", at: begin, retryAt: nil)
            try await body(log)
        }
    }

    private struct Payload: Decodable {
        let consumer: String
        let reason: String
        let position: Int64?
        let attempts: Int?
        let failure: String?
    }

    private func lastEvent(_ log: any MessageLog) async throws -> (RecordedEvent, Payload) {
        let event = try #require(try await log.read(after: .start, category: "queue", limit: 99).last)
        return (event, try JSONDecoder().decode(Payload.self, from: Data(event.event.payload.utf8)))
    }

    @Test(arguments: LogEngine.all)
    func `retries a dead letter before the events behind it`(engine: LogEngine) async throws {
        try await withDeadLetter(engine) { log in
            try await log.retry(consumer: "c", position: Position(rawValue: 1), by: act)
            let again = try await log.take(9)
            #expect(again.ids == ["1"] && again.first?.attempt == 1)
            try await log.acknowledge(try #require(again.first?.lease))
            #expect(try await log.take(9).ids == ["2"])
            let (event, payload) = try await lastEvent(log)
            #expect(event.event.type == "queue.delivery-retried.v1" && event.stream.description == "queue/c")
            #expect(event.event.actor == "tanaka" && event.event.role == "system-operator")
            #expect(event.event.at == act.at && event.event.causation == "1" && event.event.tenant == "132292")
            #expect(payload.reason == act.reason && payload.position == 1 && payload.consumer == "c")
            #expect(payload.attempts == 2 && payload.failure == "no key")
        }
    }

    @Test(arguments: LogEngine.all)
    func `skips a dead letter without effect`(engine: LogEngine) async throws {
        try await withDeadLetter(engine) { log in
            try await log.skip(consumer: "c", position: Position(rawValue: 1), by: act)
            #expect(try await log.take(9).ids == ["2"])
            let (event, payload) = try await lastEvent(log)
            #expect(event.event.type == "queue.delivery-skipped.v1" && payload.position == 1)
            #expect(try await log.pending(consumer: "c", at: begin).map(\.position.rawValue) == [2, 3])
        }
    }

    @Test(arguments: LogEngine.all)
    func `refuses to retry or skip what is not dead, and records nothing`(engine: LogEngine) async throws {
        try await withDeadLetter(engine) { log in
            let head = try await log.head()
            for position in [2, 3, 99] as [Int64] {
                let error = MessageLogError.notDead(consumer: "c", position: position)
                await #expect(throws: error) {
                    try await log.retry(consumer: "c", position: Position(rawValue: position), by: act)
                }
                await #expect(throws: error) {
                    try await log.skip(consumer: "c", position: Position(rawValue: position), by: act)
                }
            }
            let unknown = MessageLogError.unknownConsumer(name: "x")
            await #expect(throws: unknown) {
                try await log.retry(consumer: "x", position: Position(rawValue: 1), by: act)
            }
            await #expect(throws: unknown) { try await log.setPaused(true, consumer: "x", by: act) }
            #expect(try await log.head() == head)
        }
    }

    @Test(arguments: LogEngine.all)
    func `pauses and resumes, as events, also over a restart`(engine: LogEngine) async throws {
        try await withFolder { folder in
            var log = try await engine.open(folder)
            try await log.register(ConsumerDefinition(name: "c", interests: ["contract.signed.v1"]))
            try await log.add("1", to: stream("a"))
            try await log.add("2", to: stream("b"))
            let running = try #require(try await log.take(1).first)
            try await log.setPaused(true, consumer: "c", by: act)
            #expect(try await lastEvent(log).0.event.type == "queue.consumer-paused.v1")
            #expect(try await log.take(9).isEmpty)
            #expect(try await log.consumers(at: begin).first?.paused == true)
            // What is in work may be finished.
            let next = try await log.acknowledgeAndClaim(running.lease, limit: 9, at: begin, leaseSeconds: 60)
            #expect(next.isEmpty)
            // Pausing twice is one event.
            try await log.setPaused(true, consumer: "c", by: act)
            await log.close()
            log = try await engine.open(folder)
            #expect(try await log.take(9).isEmpty)
            try await log.setPaused(false, consumer: "c", by: act)
            let (event, payload) = try await lastEvent(log)
            #expect(event.event.type == "queue.consumer-resumed.v1" && event.version == 2)
            #expect(payload.reason == act.reason && payload.position == nil)
            #expect(try await log.take(9).ids == ["2"])
            #expect(try await log.verify { _ in }.intact)
            await log.close()
        }
    }
}
