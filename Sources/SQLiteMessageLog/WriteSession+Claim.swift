import MessageLog
import Primitives

extension WriteSession {
    /// Makes a consumer known, or changes a known one's interests.
    func register(_ definition: ConsumerDefinition) throws(MessageLogError) {
        try deliveries.register.bind(1, definition.name).bind(2, ConsumerState.text(of: definition.interests))
            .bind(3, definition.startsAfter.rawValue).execute()
        consumers[definition.name]?.interests = definition.interests
    }

    /// Leases up to `limit` lane heads, one tenant after the other.
    ///
    /// Tenants take turns in the order of their codes, each with its oldest runnable lane head; who was served last
    /// is stored with the consumer, so that the turns go on after a restart.
    func claim(
        consumer name: String, worker: String, limit: Int, at now: Instant, leaseSeconds: Int
    ) throws(MessageLogError) -> [Delivery] {
        var consumer = try state(of: name)
        if consumer.paused || limit < 1 { return [] }
        try deliveries.expire.bind(1, name).bind(2, now.milliseconds).execute()
        try deliveries.awaken.bind(1, name).bind(2, now.milliseconds).execute()
        let listed = try listFollowing(of: &consumer)
        let expires = now.adding(seconds: leaseSeconds)
        var claimed: [Delivery] = []
        while claimed.count < limit, let (tenant, position) = try nextRunnable(of: consumer) {
            consumer.token += 1
            consumer.turn = tenant
            let lease = Lease(
                consumer: name, position: Position(rawValue: position), worker: worker, token: consumer.token,
                expires: expires)
            let statement = deliveries.lease.bind(1, name).bind(2, position).bind(3, worker).bind(4, lease.token)
                .bind(5, expires.milliseconds)
            let attempts = try statement.first { Int($0.integer(0)) } ?? 1
            claimed.append(Delivery(lease: lease, event: try event(at: position), attempt: attempts))
        }
        if listed || !claimed.isEmpty || consumer.cursor - consumer.storedCursor >= Self.window / 2 {
            try deliveries.saveConsumer.bind(1, name).bind(2, consumer.cursor).bind(3, consumer.token)
                .bind(4, consumer.turn).execute()
            consumer.storedCursor = consumer.cursor
        }
        consumers[name] = consumer
        return claimed
    }

    /// The consumer's row, read once.
    func state(of name: String) throws(MessageLogError) -> ConsumerState {
        if let known = consumers[name] { return known }
        let row = try deliveries.consumer.bind(1, name).first { (row) throws(MessageLogError) in
            ConsumerState(
                name: name, interests: try ConsumerState.interests(from: row.optionalText(0)),
                cursor: row.integer(1), storedCursor: row.integer(1), paused: row.integer(2) == 1,
                token: row.integer(3), turn: row.text(4))
        }
        guard let row else { throw .unknownConsumer(name: name) }
        consumers[name] = row
        return row
    }

    /// Lists the next events of interest as deliveries. Every claim looks one window ahead, whether it needs more
    /// work or not, so that a large batch of one tenant does not hide the others behind it.
    ///
    /// - Returns: whether there were any.
    private func listFollowing(of consumer: inout ConsumerState) throws(MessageLogError) -> Bool {
        guard consumer.cursor < head.position.rawValue else { return false }
        let rows = try deliveries.following.bind(1, consumer.cursor).bind(2, Self.window).all { row in
            (position: row.integer(0), stream: row.text(1), tenant: row.text(2), type: row.text(3))
        }
        var listed = false
        for row in rows {
            consumer.cursor = row.position
            if let interests = consumer.interests, !interests.contains(row.type) { continue }
            try deliveries.insert.bind(1, consumer.name).bind(2, row.position).bind(3, row.stream)
                .bind(4, row.tenant).execute()
            listed = true
        }
        return listed
    }

    private func nextRunnable(
        of consumer: ConsumerState
    ) throws(MessageLogError) -> (tenant: String, position: Int64)? {
        let next = try deliveries.nextTenant.bind(1, consumer.name).bind(2, consumer.turn)
            .first { ($0.text(0), $0.integer(1)) }
        if let next { return next }
        return try deliveries.firstTenant.bind(1, consumer.name).first { ($0.text(0), $0.integer(1)) }
    }

    /// How many events a claim looks at beyond the cursor.
    private static let window: Int64 = 1000
}
