import Foundation
package import MessageLog
package import Primitives

/// A load to be killed at random: concurrent callers append with idempotency keys, and a durable consumer with two
/// workers answers each event with an append of its own. What was printed must be found in the log afterwards.
///
/// Lines: `ack KEY POSITION` after an acknowledged append, `fault TEXT` for a broken promise.
package enum LogTorture {
    /// The stream of a source lane.
    package static func source(_ lane: Int) -> StreamName { StreamName(category: "torture", subject: "lane-\(lane)") }
    /// The stream of the effects on a source lane's events, in the order in which they happened.
    package static func effects(of source: StreamName) -> StreamName {
        StreamName(category: "effects", subject: source.subject)
    }
    /// What the callers append.
    package static let sourceType = "torture.requested.v1"
    /// What the consumer's reaction appends; `causation` is the source event's id.
    package static let effectType = "torture.answered.v1"
    /// The consumer's name.
    package static let consumer = "torture"
    package static let lanes = 24

    /// Runs until the process is killed or the log fails.
    ///
    /// - Parameters:
    ///   - directory: the log's folder; a later run continues in it.
    ///   - seed: what the load does; another one for each run, because the idempotency keys begin with it.
    ///   - clock: the present for leases. The default runs twenty times as fast as the wall clock, so that leases
    ///     of one second run out while their holder is at work and late acknowledgements are refused.
    ///   - output: gets each line; it has to write it out at once.
    package static func run(
        directory: String, seed: UInt64, clock: @escaping @Sendable () -> Instant = LogTorture.fastClock,
        output: @escaping @Sendable (String) -> Void
    ) async throws {
        let log = try SQLiteMessageLog.open(at: directory, mode: .readWrite)
        try await log.register(ConsumerDefinition(name: consumer, interests: [sourceType]))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<8 {
                group.addTask { try await call(log, caller: caller, seed: seed, clock: clock, output: output) }
            }
            for worker in 0..<2 {
                group.addTask {
                    let name = "worker-\(seed)-\(worker)"
                    while true {
                        let worked = try await react(log, worker: name, clock: clock)
                        if !worked { await log.waitForAppend(after: try await log.head().position, milliseconds: 5) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Lets the consumer answer everything that is still open, for the check after the last kill.
    package static func drain(_ log: any MessageLog, at now: Instant) async throws {
        // Beyond every lease that a killed worker may have left behind.
        let later = now.adding(seconds: 3600)
        while try await react(log, worker: "drain", clock: { later }) {}
    }

    /// One round of a worker; false when there was nothing to do.
    private static func react(
        _ log: any MessageLog, worker: String, clock: @Sendable () -> Instant
    ) async throws -> Bool {
        var deliveries = try await log.claim(
            consumer: consumer, worker: worker, limit: 3, at: clock(), leaseSeconds: 1)
        if deliveries.isEmpty { return false }
        while let delivery = deliveries.popLast() {
            try await answer(log, delivery.event, at: clock())
            do {
                // Both ways of settling are in use, so both are killed.
                if delivery.event.position.rawValue.isMultiple(of: 2) {
                    try await log.acknowledge(delivery.lease)
                } else {
                    deliveries += try await log.acknowledgeAndClaim(
                        delivery.lease, limit: 1, at: clock(), leaseSeconds: 1)
                }
            } catch MessageLogError.leaseLost {
                // Too slow: somebody else has it now, and the effect's key keeps it single.
            }
        }
        return true
    }

    private static func answer(_ log: any MessageLog, _ source: RecordedEvent, at now: Instant) async throws {
        let event = NewEvent(
            id: "answer-\(source.event.id)", type: effectType, tenant: source.event.tenant, at: now,
            actor: "torture", role: "system", correlation: source.event.correlation, causation: source.event.id,
            payload: #"{"source":\#(source.position.rawValue)}"#)
        _ = try await log.append(
            AppendRequest(
                stream: effects(of: source.stream), events: [event], idempotencyKey: "answer:\(source.event.id)"))
    }

    private static func call(
        _ log: any MessageLog, caller: Int, seed: UInt64, clock: @Sendable () -> Instant,
        output: @Sendable (String) -> Void
    ) async throws {
        var random = SeededGenerator(seed: seed &* 31 &+ UInt64(caller))
        var number = 0
        while true {
            number += 1
            let key = "\(seed)-\(caller)-\(number)"
            let lane = Int.random(in: 0..<lanes, using: &random)
            let count = Int.random(in: 1...3, using: &random)
            let now = clock()
            let events = (0..<count).map { part in
                NewEvent(
                    id: "\(key)-\(part)", type: sourceType, tenant: "tenant-\(lane % 5)", at: now, actor: "torture",
                    role: "system", correlation: key, causation: nil,
                    payload: #"{"key":"\#(key)","part":\#(part)}"#)
            }
            let request = AppendRequest(stream: source(lane), events: events, idempotencyKey: key)
            let result = try await log.append(request)
            output("ack \(key) \(result.first.rawValue)")
            if Int.random(in: 0..<8, using: &random) == 0 {
                let again = try await log.append(request)
                if again.first != result.first || !again.repeated { output("fault \(key) was appended twice") }
            }
        }
    }

    /// The wall clock at twenty times its speed.
    package static let fastClock: @Sendable () -> Instant = {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 20_000))
    }
}
