import MessageLog
import Primitives
import Testing

@Suite struct ConformanceReadTests {
    @Test(arguments: LogEngine.all)
    func `gives back every field as it was appended`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            let full = NewEvent(
                id: "id-1", type: "contract.signed.v1", tenant: "132110", at: Instant(milliseconds: -1), actor: "佐藤",
                role: "operator", correlation: "cor", causation: "cause", payload: #"{"text":"朧 \u0000 \"x\" 𠮷"}"#)
            var empty = full
            empty.id = "id-2"
            empty.tenant = ""
            empty.actor = ""
            empty.role = ""
            empty.correlation = ""
            empty.causation = nil
            empty.payload = ""
            var blank = empty
            blank.id = "id-3"
            blank.causation = ""
            _ = try await log.append(AppendRequest(stream: stream("a/b"), events: [full, empty, blank]))
            let read = try await log.read(after: .start, category: nil, limit: 10)
            #expect(read.map(\.event) == [full, empty, blank])
            #expect(read.map(\.version) == [1, 2, 3])
            #expect(read.map(\.stream) == [stream("a/b"), stream("a/b"), stream("a/b")])
            #expect(try await log.verify { _ in }.intact)
        }
    }

    @Test(arguments: LogEngine.all)
    func `reads pages of all, of a category and of a stream`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            for number in 1...20 {
                try await log.add(
                    "\(number)", to: stream("s\(number % 3)", category: number % 2 == 0 ? "even" : "odd"))
            }
            var all: [String] = []
            var position = Position.start
            while true {
                let page = try await log.read(after: position, category: nil, limit: 7)
                all += page.map(\.event.id)
                guard page.count == 7, let last = page.last else { break }
                position = last.position
            }
            #expect(all == (1...20).map(String.init))
            let even = try await log.read(after: Position(rawValue: 4), category: "even", limit: 3)
            #expect(even.map(\.event.id) == ["6", "8", "10"])
            // Even numbers divisible by 3.
            let stream = StreamName(category: "even", subject: "s0")
            let events = try await log.read(stream: stream, after: 1, limit: 10)
            #expect(events.map(\.event.id) == ["12", "18"] && events.map(\.version) == [2, 3])
            #expect(try await log.read(stream: stream, after: 0, limit: 1).map(\.event.id) == ["6"])
            #expect(try await log.read(after: Position(rawValue: 20), category: nil, limit: 5).isEmpty)
            #expect(try await log.read(after: .start, category: "none", limit: 5).isEmpty)
            #expect(try await log.read(after: .start, category: nil, limit: 0).isEmpty)
        }
    }

    @Test(arguments: LogEngine.all)
    func `chains the hashes and records the head`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            #expect(try await log.head() == LogHead(position: .start, hash: EventHash.genesis))
            for number in 1...5 { try await log.add("\(number)", to: stream("s\(number % 2)")) }
            var previous = EventHash.genesis
            let events = try await log.read(after: .start, category: nil, limit: 10)
            for event in events {
                #expect(event.previousHash == previous)
                let hash = EventHash.of(
                    position: event.position, stream: event.stream.description, version: event.version,
                    event: event.event, previousHash: previous)
                #expect(event.hash == hash)
                previous = event.hash
            }
            #expect(try await log.head() == LogHead(position: Position(rawValue: 5), hash: previous))
            let verification = try await log.verify { _ in }
            #expect(verification.intact && verification.events == 5 && verification.headHash == previous)
        }
    }

    @Test(arguments: LogEngine.all)
    func `finds everything again after reopening`(engine: LogEngine) async throws {
        try await withFolder { folder in
            let log = try await engine.open(folder)
            let request = AppendRequest(
                stream: stream("a"), events: [event("1"), event("2")], idempotencyKey: "k")
            _ = try await log.append(request)
            try await log.add("3", to: stream("b"))
            try await log.register(ConsumerDefinition(name: "c", interests: nil))
            let lease = try #require(try await log.take(1).first?.lease)
            try await log.acknowledge(lease)
            let dead = try #require(try await log.take(1).first?.lease)
            try await log.fail(dead, reason: "no key", at: begin, retryAt: nil)
            let events = try await log.read(after: .start, category: nil, limit: 10)
            let consumers = try await log.consumers(at: begin)
            let pending = try await log.pending(consumer: nil, at: begin)
            await log.close()

            let again = try await engine.open(folder)
            #expect(try await again.read(after: .start, category: nil, limit: 10) == events)
            #expect(try await again.consumers(at: begin) == consumers)
            #expect(try await again.pending(consumer: nil, at: begin) == pending)
            #expect(try await again.append(request).repeated)
            #expect(try await again.add("4", to: stream("a")).version == 3)
            let claimed = try await again.take(9)
            #expect(claimed.ids == ["3"] && claimed.allSatisfy { $0.lease.token > dead.token })
            #expect(try await again.verify { _ in }.intact)
            await again.close()
        }
    }

    @Test(arguments: LogEngine.all)
    func `wakes a waiting reader at the next append, or when the time is up`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            let clock = ContinuousClock()
            let short = await clock.measure { await log.waitForAppend(after: .start, milliseconds: 50) }
            #expect(short >= .milliseconds(40))
            async let woken = clock.measure { await log.waitForAppend(after: .start, milliseconds: 600_000) }
            try await Task.sleep(for: .milliseconds(30))
            try await log.add("1", to: stream("a"))
            #expect(await woken < .seconds(600))
            let known = await clock.measure { await log.waitForAppend(after: .start, milliseconds: 600_000) }
            #expect(known < .seconds(600))
        }
    }
}
