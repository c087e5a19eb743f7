public import MessageLog
public import Primitives

extension SQLiteMessageLog {
    /// Makes a consumer known; repeating it changes its interests only.
    public func register(_ consumer: ConsumerDefinition) async throws(MessageLogError) {
        if consumer.name.isEmpty { throw .invalid(reason: "a consumer's name is not empty") }
        try await write { (session) throws(MessageLogError) in try session.register(consumer) }
    }

    /// Leases up to `limit` deliveries, at most one per lane, tenants in turn.
    public func claim(
        consumer: String, worker: String, limit: Int, at now: Instant, leaseSeconds: Int
    ) async throws(MessageLogError) -> [Delivery] {
        try await write { (session) throws(MessageLogError) in
            try session.claim(consumer: consumer, worker: worker, limit: limit, at: now, leaseSeconds: leaseSeconds)
        }
    }

    /// Acknowledges one delivery and claims the next ones in a single commit.
    public func acknowledgeAndClaim(
        _ lease: Lease, limit: Int, at now: Instant, leaseSeconds: Int
    ) async throws(MessageLogError) -> [Delivery] {
        try await write { (session) throws(MessageLogError) in
            try session.acknowledge(lease)
            return try session.claim(
                consumer: lease.consumer, worker: lease.worker, limit: limit, at: now, leaseSeconds: leaseSeconds)
        }
    }

    /// Settles a delivery.
    public func acknowledge(_ lease: Lease) async throws(MessageLogError) {
        try await write { (session) throws(MessageLogError) in try session.acknowledge(lease) }
    }

    /// Prolongs a lease.
    public func extend(_ lease: Lease, at now: Instant, leaseSeconds: Int) async throws(MessageLogError) -> Lease {
        try await write { (session) throws(MessageLogError) in
            try session.extend(lease, at: now, leaseSeconds: leaseSeconds)
        }
    }

    /// Gives a delivery back for a later try, or as a dead letter.
    public func fail(
        _ lease: Lease, reason: String, at now: Instant, retryAt: Instant?
    ) async throws(MessageLogError) {
        try await write { (session) throws(MessageLogError) in
            try session.fail(lease, reason: reason, at: now, retryAt: retryAt)
        }
    }

    /// Puts a dead letter back at the head of its lane.
    public func retry(consumer: String, position: Position, by act: Intervention) async throws(MessageLogError) {
        try await write { (session) throws(MessageLogError) in
            try session.retry(consumer: consumer, position: position, by: act)
        }
    }

    /// Settles a dead letter without effect.
    public func skip(consumer: String, position: Position, by act: Intervention) async throws(MessageLogError) {
        try await write { (session) throws(MessageLogError) in
            try session.skip(consumer: consumer, position: position, by: act)
        }
    }

    /// Stops deliveries of a consumer or lets them flow again.
    public func setPaused(_ paused: Bool, consumer: String, by act: Intervention) async throws(MessageLogError) {
        try await write { (session) throws(MessageLogError) in
            try session.setPaused(paused, consumer: consumer, by: act)
        }
    }
}
