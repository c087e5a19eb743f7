import MessageLog
import Primitives
import Testing

@Suite struct ConformanceConcurrencyTests {
    @Test(arguments: LogEngine.all)
    func `keeps one order without gaps under 64 writers`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            let results = try await withThrowingTaskGroup(of: [AppendResult].self) { group in
                for writer in 0..<64 {
                    group.addTask {
                        var results: [AppendResult] = []
                        for number in 0..<25 {
                            let events = (0...number % 3).map { event("\(writer)-\(number)-\($0)") }
                            results.append(
                                try await log.append(
                                    AppendRequest(stream: stream("s\(writer % 10)"), events: events)))
                        }
                        return results
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            let positions = results.flatMap { $0.first.rawValue...$0.last.rawValue }.sorted()
            // Per writer: 9 times one event, 8 times two, 8 times three.
            #expect(positions == Array(1...Int64(64 * 49)))
            let verification = try await log.verify { _ in }
            #expect(verification.intact && verification.events == 64 * 49)
        }
    }

    @Test(arguments: LogEngine.all)
    func `lets exactly one of many win each version`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            for version in 0..<20 {
                let winners = await withTaskGroup(of: Bool.self) { group in
                    for rival in 0..<16 {
                        group.addTask {
                            let request = AppendRequest(
                                stream: stream("a"), events: [event("\(version)-\(rival)")],
                                expecting: .exactly(version))
                            do {
                                return try await log.append(request).version == version + 1
                            } catch {
                                guard case .versionConflict(_, version, version + 1) = error as? MessageLogError else {
                                    Issue.record(error)
                                    return false
                                }
                                return false
                            }
                        }
                    }
                    return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(winners == 1)
            }
            let head = try await log.head()
            #expect(head.position.rawValue == 20)
        }
    }

    @Test(arguments: LogEngine.all)
    func `appends once when many ask with one key at the same time`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            let results = try await withThrowingTaskGroup(of: AppendResult.self) { group in
                for rival in 0..<32 {
                    group.addTask {
                        try await log.append(
                            AppendRequest(stream: stream("a"), events: [event("e\(rival)")], idempotencyKey: "k"))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.count { !$0.repeated } == 1)
            #expect(results.allSatisfy { $0.first.rawValue == 1 && $0.version == 1 })
            #expect(try await log.head().position.rawValue == 1)
        }
    }

    /// Decisions that read the whole category stay serializable: a counter that is read, incremented and appended by
    /// many never loses a step.
    @Test(arguments: LogEngine.all)
    func `serializes decisions on a category`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for rival in 0..<8 {
                    group.addTask {
                        var done = 0
                        while done < 10 {
                            let known = try await log.read(after: .start, category: "contracts", limit: 1000)
                            let request = AppendRequest(
                                stream: stream("s\(rival)"),
                                events: [event("\(rival)-\(done)", payload: "\(known.count)")],
                                categoryUnchangedSince: known.last?.position ?? .start)
                            do {
                                _ = try await log.append(request)
                                done += 1
                            } catch MessageLogError.categoryConflict {}
                        }
                    }
                }
                try await group.waitForAll()
            }
            let events = try await log.read(after: .start, category: "contracts", limit: 1000)
            #expect(events.map(\.event.payload) == (0..<80).map(String.init))
        }
    }
}
