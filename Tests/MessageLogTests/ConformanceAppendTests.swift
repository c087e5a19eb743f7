import MessageLog
import Primitives
import Testing

@Suite struct ConformanceAppendTests {
    @Test(arguments: LogEngine.all)
    func `gives positions of one order and versions of each stream`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            let first = try await log.append(
                AppendRequest(stream: stream("a"), events: [event("1"), event("2")], expecting: .exactly(0)))
            #expect(first.first.rawValue == 1 && first.last.rawValue == 2 && first.version == 2 && !first.repeated)
            let second = try await log.add("3", to: stream("b"))
            #expect(second.first.rawValue == 3 && second.version == 1)
            let third = try await log.append(
                AppendRequest(stream: stream("a"), events: [event("4")], expecting: .exactly(2)))
            #expect(third.last.rawValue == 4 && third.version == 3)
        }
    }

    @Test(arguments: LogEngine.all)
    func `refuses a stale version and says the actual one`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            try await log.add("1", to: stream("a"))
            let stale = MessageLogError.versionConflict(stream: "contracts/a", expected: 0, actual: 1)
            await #expect(throws: stale) {
                try await log.append(
                    AppendRequest(stream: stream("a"), events: [event("2")], expecting: .exactly(0)))
            }
            let future = MessageLogError.versionConflict(stream: "contracts/b", expected: 1, actual: 0)
            await #expect(throws: future) {
                try await log.append(
                    AppendRequest(stream: stream("b"), events: [event("2")], expecting: .exactly(1)))
            }
            #expect(try await log.head().position.rawValue == 1)
        }
    }

    @Test(arguments: LogEngine.all)
    func `appends all events of a batch or none`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            try await log.add("1", to: stream("a"))
            await #expect(throws: MessageLogError.duplicateEvent(id: "1")) {
                try await log.append(
                    AppendRequest(
                        stream: stream("b"), events: [event("2"), event("3"), event("1")], idempotencyKey: "k"))
            }
            #expect(try await log.read(stream: stream("b"), after: 0, limit: 10).isEmpty)
            #expect(try await log.appended(key: "k") == nil)
            // The refused ids and the key are free again, and no position was lost.
            let result = try await log.append(
                AppendRequest(stream: stream("b"), events: [event("2"), event("3")], idempotencyKey: "k"))
            #expect(result.first.rawValue == 2 && result.last.rawValue == 3 && result.version == 2)
            #expect(try await log.verify { _ in }.intact)
        }
    }

    @Test(arguments: LogEngine.all)
    func `refuses an id twice, also within one batch`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            await #expect(throws: MessageLogError.duplicateEvent(id: "1")) {
                try await log.append(AppendRequest(stream: stream("a"), events: [event("1"), event("1")]))
            }
            let head = try await log.head()
            #expect(head.position == .start)
        }
    }

    @Test(arguments: LogEngine.all)
    func `returns the first result for a repeated key`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            var request = AppendRequest(
                stream: stream("a"), events: [event("1"), event("2")], expecting: .exactly(0), idempotencyKey: "k")
            let first = try await log.append(request)
            // Asked again after a crash: new ids and a later time, but the same content.
            request.events = [event("5"), event("6")].map { event in
                var event = event
                event.at = begin.adding(seconds: 60)
                return event
            }
            let again = try await log.append(request)
            #expect(again.repeated && !first.repeated)
            #expect(again.first == first.first && again.last == first.last && again.version == first.version)
            #expect(again.stream == first.stream)
            #expect(try await log.appended(key: "k") == again)
            #expect(try await log.appended(key: "other") == nil)
            #expect(try await log.head().position.rawValue == 2)
        }
    }

    @Test(arguments: LogEngine.all)
    func `refuses a used key for another content`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            let request = AppendRequest(stream: stream("a"), events: [event("1")], idempotencyKey: "k")
            _ = try await log.append(request)
            var others = [request, request, request, request]
            others[0].stream = stream("b")
            others[1].events = [event("2", type: "contract.ended.v1")]
            others[2].events = [event("2", payload: #"{"n":2}"#)]
            others[3].events = [event("2"), event("3")]
            for other in others {
                await #expect(throws: MessageLogError.keyReused(key: "k")) { try await log.append(other) }
            }
            #expect(try await log.head().position.rawValue == 1)
        }
    }

    @Test(arguments: LogEngine.all)
    func `refuses a decision that was taken on an outdated category`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            try await log.add("1", to: stream("a"))
            try await log.add("2", to: stream("x", category: "identity"))
            func request(_ id: String, since: Int64) -> AppendRequest {
                AppendRequest(
                    stream: stream("b"), events: [event(id)], categoryUnchangedSince: Position(rawValue: since))
            }
            await #expect(throws: MessageLogError.categoryConflict(category: "contracts", foldedTo: 0, actual: 1)) {
                try await log.append(request("3", since: 0))
            }
            // Another category's event does not matter.
            #expect(try await log.append(request("3", since: 1)).last.rawValue == 3)
            await #expect(throws: MessageLogError.categoryConflict(category: "contracts", foldedTo: 2, actual: 3)) {
                try await log.append(request("4", since: 2))
            }
            #expect(try await log.append(request("4", since: 3)).last.rawValue == 4)
        }
    }

    @Test(arguments: LogEngine.all)
    func `refuses what it cannot keep`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            let requests = [
                AppendRequest(stream: stream("a"), events: []),
                AppendRequest(stream: StreamName(category: "", subject: "a"), events: [event("1")]),
                AppendRequest(stream: StreamName(category: "a/b", subject: "a"), events: [event("1")]),
                AppendRequest(stream: StreamName(category: "a", subject: ""), events: [event("1")]),
                AppendRequest(stream: stream("a"), events: [event("")]),
                AppendRequest(stream: stream("a"), events: [event("1", type: "")]),
                AppendRequest(stream: stream("a\0b"), events: [event("1")]),
                AppendRequest(stream: stream("a"), events: [event("1")], idempotencyKey: ""),
            ]
            for request in requests {
                let error = await #expect(throws: MessageLogError.self) { try await log.append(request) }
                guard case .invalid = error else {
                    Issue.record("\(String(describing: error)) for \(request)")
                    continue
                }
            }
            let head = try await log.head()
            #expect(head.position == .start)
        }
    }

    @Test(arguments: LogEngine.all)
    func `is closed after closing`(engine: LogEngine) async throws {
        try await withFolder { folder in
            let log = try await engine.open(folder)
            try await log.add("1", to: stream("a"))
            await log.close()
            await log.close()
            await #expect(throws: MessageLogError.closed) { try await log.add("2", to: stream("a")) }
            await #expect(throws: MessageLogError.closed) {
                try await log.read(after: .start, category: nil, limit: 1)
            }
            await #expect(throws: MessageLogError.closed) { try await log.head() }
            await #expect(throws: MessageLogError.closed) { try await log.verify { _ in } }
            await #expect(throws: MessageLogError.closed) { try await log.take(1) }
            await log.waitForAppend(after: Position(rawValue: 99), milliseconds: 60_000)
        }
    }
}
