import MessageLog
import Primitives
import Testing

@Suite struct ConformanceLeaseTests {
    /// A consumer "c" with the events 1, 2 in lane a and 3 in lane b.
    private func withLanes(_ engine: LogEngine, _ body: (any MessageLog) async throws -> Void) async throws {
        try await engine.withLog { log in
            try await log.register(ConsumerDefinition(name: "c", interests: nil))
            try await log.add("1", to: stream("a"))
            try await log.add("2", to: stream("a"))
            try await log.add("3", to: stream("b"))
            try await body(log)
        }
    }

    @Test(arguments: LogEngine.all)
    func `gives an expired lease to the next worker and refuses the late one`(engine: LogEngine) async throws {
        try await withLanes(engine) { log in
            let old = try #require(try await log.take(1, by: "w1", seconds: 30).first)
            #expect(old.event.event.id == "1" && old.lease.expires == begin.adding(seconds: 30))
            let before = begin.adding(milliseconds: 29_999)
            #expect(try await log.take(9, by: "w2", at: before).ids == ["3"])
            let new = try #require(try await log.take(9, by: "w2", at: begin.adding(seconds: 30)).first)
            #expect(new.event.event.id == "1" && new.attempt == 2 && new.lease.token > old.lease.token)
            let lost = MessageLogError.leaseLost(consumer: "c", position: 1)
            let late = begin.adding(seconds: 31)
            await #expect(throws: lost) { try await log.acknowledge(old.lease) }
            await #expect(throws: lost) { try await log.extend(old.lease, at: late, leaseSeconds: 30) }
            await #expect(throws: lost) {
                try await log.fail(old.lease, reason: "late", at: late, retryAt: nil)
            }
            await #expect(throws: lost) {
                try await log.acknowledgeAndClaim(old.lease, limit: 5, at: late, leaseSeconds: 30)
            }
            try await log.acknowledge(new.lease)
            await #expect(throws: lost) { try await log.acknowledge(new.lease) }
            #expect(try await log.take(9, by: "w1", at: late).ids == ["2"])
        }
    }

    @Test(arguments: LogEngine.all)
    func `accepts a late acknowledgement while nobody else has claimed`(engine: LogEngine) async throws {
        try await withLanes(engine) { log in
            let delivery = try #require(try await log.take(1, seconds: 30).first)
            let later = begin.adding(seconds: 300)
            let extended = try await log.extend(delivery.lease, at: later, leaseSeconds: 30)
            #expect(extended.expires == later.adding(seconds: 30) && extended.token == delivery.lease.token)
            try await log.acknowledge(delivery.lease)
        }
    }

    @Test(arguments: LogEngine.all)
    func `keeps a lease alive by its heartbeat`(engine: LogEngine) async throws {
        try await withLanes(engine) { log in
            let delivery = try #require(try await log.take(1, by: "w1", seconds: 30).first)
            let beat = try await log.extend(delivery.lease, at: begin.adding(seconds: 20), leaseSeconds: 30)
            #expect(beat.expires == begin.adding(seconds: 50))
            #expect(try await log.take(9, by: "w2", at: begin.adding(seconds: 49)).ids == ["3"])
            #expect(try await log.take(9, by: "w2", at: begin.adding(seconds: 50)).ids == ["1"])
        }
    }

    @Test(arguments: LogEngine.all)
    func `tries again not before the backoff is over and then in the same place`(engine: LogEngine) async throws {
        try await withLanes(engine) { log in
            let delivery = try #require(try await log.take(1).first)
            let retryAt = begin.adding(seconds: 10)
            try await log.fail(delivery.lease, reason: "vault closed", at: begin, retryAt: retryAt)
            await #expect(throws: MessageLogError.leaseLost(consumer: "c", position: 1)) {
                try await log.acknowledge(delivery.lease)
            }
            let waiting = try #require(try await log.pending(consumer: "c", at: begin).first)
            #expect(waiting.state == .waiting && waiting.retryAt == retryAt && waiting.reason == "vault closed")
            #expect(waiting.attempts == 1 && waiting.failedAt == begin && waiting.worker == "w1")
            #expect(try await log.consumers(at: begin).first?.waiting == 1)
            #expect(try await log.take(9, at: begin.adding(milliseconds: 9_999)).ids == ["3"])
            let again = try #require(try await log.take(9, at: retryAt).first)
            #expect(again.event.event.id == "1" && again.attempt == 2)
        }
    }

    @Test(arguments: LogEngine.all)
    func `lets a dead letter block its lane only`(engine: LogEngine) async throws {
        try await withLanes(engine) { log in
            let delivery = try #require(try await log.take(1).first)
            try await log.fail(delivery.lease, reason: "wrong key", at: begin, retryAt: nil)
            let later = begin.adding(days: 400)
            #expect(try await log.take(9, at: later).ids == ["3"])
            let status = try #require(try await log.consumers(at: later).first)
            #expect(status.dead == 1 && status.lag == 3 && status.leased == 1 && status.oldest == begin)
            let letter = try #require(try await log.pending(consumer: "c", at: later).first)
            #expect(letter.state == .dead && letter.reason == "wrong key" && letter.position.rawValue == 1)
            #expect(letter.type == "contract.signed.v1" && letter.stream == "contracts/a" && letter.tenant == "132292")
        }
    }

    @Test(arguments: LogEngine.all)
    func `shares the status of leases with everybody`(engine: LogEngine) async throws {
        try await withLanes(engine) { log in
            _ = try await log.take(9, by: "w7", seconds: 30)
            let now = begin.adding(seconds: 10)
            let status = try #require(try await log.consumers(at: now).first)
            #expect(status.leased == 2 && status.lag == 3 && status.cursor.rawValue == 3 && !status.paused)
            let pending = try await log.pending(consumer: nil, at: now)
            #expect(pending.map(\.state) == [.leased, .ready, .leased])
            #expect(pending.map(\.worker) == ["w7", nil, "w7"])
            #expect(pending.first?.leaseExpires == begin.adding(seconds: 30))
            let later = try await log.pending(consumer: "c", at: begin.adding(seconds: 30))
            #expect(later.map(\.state) == [.ready, .ready, .ready])
            await #expect(throws: MessageLogError.unknownConsumer(name: "nobody")) {
                try await log.pending(consumer: "nobody", at: now)
            }
        }
    }
}
