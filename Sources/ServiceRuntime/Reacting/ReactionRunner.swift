import Logging
import MessageLog
import Messages
import Primitives

/// Runs one durable consumer: claim, react, acknowledge; on failure back off, and after some tries leave a dead
/// letter that says why.
struct ReactionRunner: Sendable {
    let consumer: ReactionConsumer
    let environment: RuntimeEnvironment
    /// How long a claim holds without a heartbeat.
    var leaseSeconds = 60
    var maximumAttempts = 8

    var name: String { consumer.definition.name }

    /// Works until cancelled.
    func run() async throws {
        try await environment.persistently("consumer \(name)") {
            let head = try await environment.log.head().position
            let worked = try await drain()
            if !worked { await environment.log.waitForAppend(after: head, milliseconds: 200) }
        }
    }

    /// Settles everything that can be settled now; true when there was anything.
    func drain() async throws -> Bool {
        var worked = false
        while !Task.isCancelled {
            let deliveries = try await environment.log.claim(
                consumer: name, worker: environment.worker, limit: 8, at: environment.wallClock.now(),
                leaseSeconds: leaseSeconds)
            if deliveries.isEmpty { return worked }
            worked = true
            for delivery in deliveries { try await settle(delivery) }
        }
        return worked
    }

    private func settle(_ delivery: Delivery) async throws {
        do {
            try await withHeartbeat(delivery.lease) { try await consumer.react(delivery.event) }
            try await environment.log.acknowledge(delivery.lease)
        } catch MessageLogError.leaseLost {
            environment.logger.warning("lease lost, another worker goes on", metadata: metadata(delivery))
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            try await giveBack(delivery, after: error)
        }
    }

    private func giveBack(_ delivery: Delivery, after error: any Error) async throws {
        let reason = Self.describe(error)
        let now = environment.wallClock.now()
        let delay = Int64(100) << Int64(min(delivery.attempt - 1, 9))
        let last = delivery.attempt >= maximumAttempts
        environment.logger.warning(
            last ? "reaction failed for good, dead letter" : "reaction failed, will be tried again",
            metadata: metadata(delivery).merging(["reason": "\(reason)"]) { $1 })
        try? await environment.log.fail(
            delivery.lease, reason: reason, at: now, retryAt: last ? nil : now.adding(milliseconds: delay))
    }

    static func describe(_ error: any Error) -> String {
        if let refusal = error as? Refusal {
            return refusal.reasons.map { "\($0.code): \($0.english)" }.joined(separator: "; ")
        }
        return "\(error)"
    }

    private func withHeartbeat(_ lease: Lease, _ body: @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                var current = lease
                while true {
                    try await Task.sleep(for: .seconds(leaseSeconds / 3))
                    current = try await environment.log.extend(
                        current, at: environment.wallClock.now(), leaseSeconds: leaseSeconds)
                }
            }
            defer { group.cancelAll() }
            try await body()
        }
    }

    private func metadata(_ delivery: Delivery) -> Logger.Metadata {
        [
            "consumer": "\(name)", "position": "\(delivery.event.position.rawValue)",
            "type": "\(delivery.event.event.type)", "attempt": "\(delivery.attempt)",
        ]
    }
}
