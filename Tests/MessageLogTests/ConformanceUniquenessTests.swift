import MessageLog
import Testing

/// Ids, idempotency keys and category names that are almost alike.
@Suite struct ConformanceUniquenessTests {
    /// The services make ids of this form; an engine may treat them in its own way, and still each is there once.
    @Test(arguments: LogEngine.all)
    func `refuses an id twice whatever it looks like and wherever it stands`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            func expectTaken(_ id: String, _ place: StreamName) async throws {
                let head = try await log.head()
                await #expect(throws: MessageLogError.duplicateEvent(id: id)) { try await log.add(id, to: place) }
                #expect(try await log.head() == head)
            }
            // In the place that it names: taken in every other place.
            try await log.add("contracts/a#1", to: stream("a"))
            try await expectTaken("contracts/a#1", stream("a"))
            try await expectTaken("contracts/a#1", stream("b"))
            // In another place: taken in the place that it names, and in every third one.
            try await log.add("contracts/a#2", to: stream("b"))
            try await expectTaken("contracts/a#2", stream("a"))
            try await expectTaken("contracts/a#2", stream("c"))
            // The same in one batch, in both orders.
            await #expect(throws: MessageLogError.duplicateEvent(id: "contracts/d#2")) {
                try await log.append(
                    AppendRequest(stream: stream("d"), events: [event("contracts/d#2"), event("contracts/d#2")]))
            }
            await #expect(throws: MessageLogError.duplicateEvent(id: "contracts/d#1")) {
                try await log.append(
                    AppendRequest(stream: stream("d"), events: [event("contracts/d#1"), event("contracts/d#1")]))
            }
            // Almost of this form.
            for id in ["contracts/a#", "#1", "contracts/a#01", "contracts/a#+1", "contracts/a#1 ", "contracts/a##1"] {
                try await log.add(id, to: stream("e"))
                try await expectTaken(id, stream("e"))
                try await expectTaken(id, stream("f"))
            }
            #expect(try await log.verify { _ in }.intact)
        }
    }

    /// The bytes have to be the same, not only the characters.
    @Test(arguments: LogEngine.all)
    func `tells a repeated request from one with equivalent characters`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            func request(_ payload: String) -> AppendRequest {
                AppendRequest(stream: stream("a"), events: [event("1", payload: payload)], idempotencyKey: "k")
            }
            _ = try await log.append(request("が"))
            #expect(try await log.append(request("が")).repeated)
            await #expect(throws: MessageLogError.keyReused(key: "k")) {
                try await log.append(request("\u{304b}\u{3099}"))
            }
        }
    }

    @Test(arguments: LogEngine.all)
    func `keeps categories apart whose names begin alike, also after a refused batch`(
        engine: LogEngine
    ) async throws {
        try await withFolder { folder in
            let log = try await engine.open(folder)
            for (number, category) in ["a", "ab", "a-b", "A", "a0"].enumerated() {
                try await log.add("\(number + 1)", to: stream("s", category: category))
            }
            // Refused at its second event: nothing of it counts as the category's last.
            await #expect(throws: MessageLogError.duplicateEvent(id: "2")) {
                try await log.append(
                    AppendRequest(stream: stream("s", category: "a"), events: [event("x"), event("2")]))
            }
            await log.close()
            let again = try await engine.open(folder)
            for (number, category) in ["a", "ab", "a-b", "A", "a0"].enumerated() {
                let position = Int64(number + 1)
                let read = try await again.read(after: .start, category: category, limit: 9)
                #expect(read.map(\.position.rawValue) == [position])
                await #expect(
                    throws: MessageLogError.categoryConflict(
                        category: category, foldedTo: position - 1, actual: position)
                ) {
                    try await again.append(
                        AppendRequest(
                            stream: stream("t", category: category), events: [event("y")],
                            categoryUnchangedSince: Position(rawValue: position - 1)))
                }
            }
            await again.close()
        }
    }
}
