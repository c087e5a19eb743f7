import MessageLog
import Primitives
import Testing

@Suite struct ConformanceDeliveryTests {
    @Test(arguments: LogEngine.all)
    func `delivers each lane in order with one in flight`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            try await log.register(ConsumerDefinition(name: "c", interests: nil))
            for number in 1...3 {
                try await log.add("a\(number)", to: stream("a"))
                try await log.add("b\(number)", to: stream("b"))
            }
            let first = try await log.take(10)
            #expect(Set(first.ids) == ["a1", "b1"] && first.allSatisfy { $0.attempt == 1 })
            #expect(try await log.take(10, by: "w2").isEmpty)
            let lease = try #require(first.first { $0.event.event.id == "a1" }?.lease)
            let second = try await log.acknowledgeAndClaim(lease, limit: 10, at: begin, leaseSeconds: 60)
            #expect(second.ids == ["a2"] && second.first?.lease.worker == "w1")
            try await log.acknowledge(try #require(first.first { $0.event.event.id == "b1" }?.lease))
            #expect(try await log.take(10).ids == ["b2"])
        }
    }

    @Test(arguments: LogEngine.all)
    func `delivers only what interests, from where it starts`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            for number in 1...6 {
                try await log.add(
                    "\(number)", to: stream("s\(number)"), type: number % 2 == 0 ? "x.even.v1" : "x.odd.v1")
            }
            let definition = ConsumerDefinition(
                name: "c", interests: ["x.even.v1"], startsAfter: Position(rawValue: 2))
            try await log.register(definition)
            let even = try await log.take(10)
            #expect(Set(even.ids) == ["4", "6"])
            // A second registration changes the interests, not the place.
            try await log.register(ConsumerDefinition(name: "c", interests: ["x.odd.v1"], startsAfter: .start))
            try await log.add("7", to: stream("s7"), type: "x.odd.v1")
            try await log.add("8", to: stream("s8"), type: "x.even.v1")
            #expect(try await log.take(10).ids == ["7"])
            await #expect(throws: MessageLogError.unknownConsumer(name: "nobody")) {
                try await log.take(1, consumer: "nobody")
            }
        }
    }

    @Test(arguments: LogEngine.all)
    func `serves small tenants between the events of a large one`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            try await log.register(ConsumerDefinition(name: "c", interests: nil))
            for number in 0..<1000 { try await log.add("big-\(number)", to: stream("big-\(number)"), tenant: "131041") }
            let small = ["132110", "132225", "132292"]
            for tenant in small {
                for number in 1...3 { try await log.add("\(tenant)-\(number)", to: stream(tenant), tenant: tenant) }
            }
            // Four tenants in turn: with three rounds every small tenant is done. The look-ahead needs two claims.
            var served: [String] = []
            for _ in 0..<16 {
                let delivery = try #require(try await log.take(1).first)
                served.append(delivery.event.event.tenant)
                try await log.acknowledge(delivery.lease)
            }
            for tenant in small { #expect(served.count { $0 == tenant } == 3) }
            #expect(served.count { $0 == "131041" } == 7)
            // Within one claim the tenants take turns as well.
            try await log.add("late", to: stream("late"), tenant: "132292")
            let batch = try await log.take(4).map(\.event.event.tenant)
            #expect(batch.count { $0 == "132292" } == 1 && batch.count { $0 == "131041" } == 3)
        }
    }

    @Test(arguments: LogEngine.all)
    func `keeps the turn over a restart`(engine: LogEngine) async throws {
        try await withFolder { folder in
            var log = try await engine.open(folder)
            try await log.register(ConsumerDefinition(name: "c", interests: nil))
            for number in 0..<6 { try await log.add("\(number)", to: stream("\(number)"), tenant: "t\(number % 3)") }
            var served: [String] = []
            for _ in 0..<6 {
                served += try await log.take(1).map(\.event.event.tenant)
                await log.close()
                log = try await engine.open(folder)
            }
            #expect(served == ["t0", "t1", "t2", "t0", "t1", "t2"])
            await log.close()
        }
    }

    @Test(arguments: LogEngine.all)
    func `hands every event to exactly one of many workers, in lane order`(engine: LogEngine) async throws {
        try await engine.withLog { log in
            try await log.register(ConsumerDefinition(name: "c", interests: nil))
            for number in 0..<300 {
                try await log.add("\(number)", to: stream("s\(number % 7)"), tenant: "t\(number % 3)")
            }
            let settled = try await withThrowingTaskGroup(of: [RecordedEvent].self) { group in
                for worker in 0..<8 {
                    group.addTask {
                        var settled: [RecordedEvent] = []
                        var idle = 0
                        while idle < 3 {
                            let deliveries = try await log.take(2, by: "w\(worker)")
                            idle = deliveries.isEmpty ? idle + 1 : 0
                            if deliveries.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
                            for delivery in deliveries {
                                settled.append(delivery.event)
                                try await log.acknowledge(delivery.lease)
                            }
                        }
                        return settled
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(settled.map { Int($0.event.id) ?? -1 }.sorted() == Array(0..<300))
            #expect(try await log.consumers(at: begin).first?.lag == 0)
        }
    }
}
