import Foundation
import MessageLog
import Primitives
import Synchronization

/// What the log does on this machine, beside what its disk does in the same run.
package enum LogBenchmark {
    /// Measures in a new folder `bench-log` under `directory`, which is removed afterwards; one line of text per figure.
    ///
    /// - Parameter seconds: how long each figure is measured.
    package static func run(directory: String, seconds: Double = 3) async throws -> [String] {
        let folder = directory + "/bench-log"
        try? FileManager.default.removeItem(atPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let log = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
        var lines: [String] = []
        /// Measures between two probes, because a shared disk changes from second to second.
        func figure(_ name: String, _ measure: () async throws -> Double) async throws -> Double {
            let before = try DiskProbe.flushesPerSecond(directory: folder, seconds: 0.5)
            let rate = try await measure()
            let after = try DiskProbe.flushesPerSecond(directory: folder, seconds: 0.5)
            lines.append(
                "\(name)\(whole(rate))/s = \(hundredths(rate * 2 / (before + after))) per fdatasync "
                    + "(probe before \(whole(before))/s, after \(whole(after))/s)")
            return rate
        }
        // A running server overwrites a write-ahead log of full length; lengthening a new one costs further flushes.
        _ = try await appendsPerSecond(log, callers: 64, run: 0, seconds: 1.5, scatter: true)
        let one = try await figure("durable appends, 1 caller     ") {
            try await appendsPerSecond(log, callers: 1, run: 1, seconds: seconds)
        }
        let many = try await figure("durable appends, 64 callers   ") {
            try await appendsPerSecond(log, callers: 64, run: 2, seconds: seconds)
        }
        _ = try await figure("the same, random ids and keys ") {
            try await appendsPerSecond(log, callers: 64, run: 3, seconds: seconds, scatter: true)
        }
        lines.append("64 callers against 1           \(hundredths(many / one)) x")
        _ = try await figure("claim + ack cycles, plain     ") {
            try await cyclesPerSecond(log, consumer: "plain", fused: false, seconds: seconds)
        }
        _ = try await figure("claim + ack cycles, fused     ") {
            try await cyclesPerSecond(log, consumer: "fused", fused: true, seconds: seconds)
        }
        let clock = ContinuousClock()
        let start = clock.now
        let verification = try await log.verify { _ in }
        let rate = Double(verification.events) / ((clock.now - start) / .seconds(1))
        lines.append(
            "verify                        \(whole(rate)) events/s over \(verification.events) events, "
                + (verification.intact ? "intact" : "\(verification.problems.count) problems"))
        await log.close()
        return lines
    }

    /// Ids are made as the services make them, and keys begin with the time.
    ///
    /// - Parameter scatter: random ids and keys instead: each then lands on an index page of its own.
    private static func appendsPerSecond(
        _ log: SQLiteMessageLog, callers: Int, run: Int, seconds: Double, scatter: Bool = false
    ) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<callers {
                group.addTask { @concurrent in
                    var count = 0
                    let stream = StreamName(category: "bench", subject: "run-\(run)-stream-\(caller)")
                    while clock.now - start < .seconds(seconds) {
                        count += 1
                        let time = (clock.now - start) / .microseconds(1)
                        let order = scatter ? UInt64.random(in: .min ... .max) : (1 << 50) + UInt64(time)
                        let key = "\(run)-\(order)-\(caller)-\(count)"
                        let id = scatter ? "event-\(key)" : "\(stream)#\(count)"
                        _ = try await log.append(
                            AppendRequest(
                                stream: stream, events: [event(id, correlation: key, caller)], idempotencyKey: key))
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(total) / ((clock.now - start) / .seconds(1))
    }

    /// One worker, one delivery at a time. Everything is listed first, so that only the cycles are measured.
    private static func cyclesPerSecond(
        _ log: SQLiteMessageLog, consumer: String, fused: Bool, seconds: Double
    ) async throws -> Double {
        let head = try await log.head().position.rawValue
        let begin = Position(rawValue: max(0, head - 50_000))
        try await log.register(ConsumerDefinition(name: consumer, interests: nil, startsAfter: begin))
        func claim() async throws -> [Delivery] {
            try await log.claim(consumer: consumer, worker: "bench", limit: 1, at: now, leaseSeconds: 3600)
        }
        var deliveries: [Delivery] = []
        for _ in 0...50 {
            for delivery in deliveries { try await log.acknowledge(delivery.lease) }
            deliveries = try await claim()
        }
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        while let delivery = deliveries.first, clock.now - start < .seconds(seconds) {
            if fused {
                deliveries = try await log.acknowledgeAndClaim(delivery.lease, limit: 1, at: now, leaseSeconds: 3600)
            } else {
                try await log.acknowledge(delivery.lease)
                deliveries = try await claim()
            }
            count += 1
        }
        return Double(count) / ((clock.now - start) / .seconds(1))
    }

    private static func event(_ id: String, correlation: String, _ caller: Int) -> NewEvent {
        NewEvent(
            id: id, type: "bench.appended.v1", tenant: "tenant-\(caller)", at: now, actor: "bench",
            role: "system", correlation: correlation, causation: nil, payload: payload)
    }

    private static let now = Instant(milliseconds: 1_775_001_600_000)
    /// About what an event of the services carries.
    private static let payload = #"{"text":""# + String(repeating: "0123456789", count: 40) + #""}"#

    private static func whole(_ number: Double) -> String { String(Int(number.rounded())) }
    private static func hundredths(_ number: Double) -> String {
        let value = Int((number * 100).rounded())
        return "\(value / 100).\(value % 100 < 10 ? "0" : "")\(value % 100)"
    }
}
