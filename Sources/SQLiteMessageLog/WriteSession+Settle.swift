import MessageLog
import Primitives

extension WriteSession {
    /// Settles a delivery and lets the next one of its lane step forward.
    func acknowledge(_ lease: Lease) throws(MessageLogError) {
        let stream = try held(deliveries.settle, lease).first { $0.text(0) }
        guard let stream else { throw .lost(lease) }
        try advanceLane(of: lease.consumer, stream: stream)
    }

    /// Prolongs a lease, also an expired one that nobody else has claimed.
    func extend(_ lease: Lease, at now: Instant, leaseSeconds: Int) throws(MessageLogError) -> Lease {
        let expires = now.adding(seconds: leaseSeconds)
        let statement = held(deliveries.extend, lease).bind(4, expires.milliseconds)
        try statement.execute()
        guard statement.changes == 1 else { throw .lost(lease) }
        return Lease(
            consumer: lease.consumer, position: lease.position, worker: lease.worker, token: lease.token,
            expires: expires)
    }

    /// Gives a delivery back for a later try, or as a dead letter. Either keeps its place at the head of the lane.
    func fail(_ lease: Lease, reason: String, at now: Instant, retryAt: Instant?) throws(MessageLogError) {
        let state: PendingState = retryAt == nil ? .dead : .waiting
        let statement = held(deliveries.fail, lease).bind(4, state.rawValue).bind(5, retryAt?.milliseconds)
            .bind(6, reason).bind(7, now.milliseconds)
        try statement.execute()
        guard statement.changes == 1 else { throw .lost(lease) }
    }

    func advanceLane(of consumer: String, stream: String) throws(MessageLogError) {
        try deliveries.advanceLane.bind(1, consumer).bind(2, stream).execute()
    }

    private func held(_ statement: PreparedStatement, _ lease: Lease) -> PreparedStatement {
        statement.bind(1, lease.consumer).bind(2, lease.position.rawValue).bind(3, lease.token)
    }
}

extension MessageLogError {
    fileprivate static func lost(_ lease: Lease) -> MessageLogError {
        .leaseLost(consumer: lease.consumer, position: lease.position.rawValue)
    }
}
