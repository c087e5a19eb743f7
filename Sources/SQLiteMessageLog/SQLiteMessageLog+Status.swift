import GRDB
public import MessageLog
public import Primitives

extension SQLiteMessageLog {
    /// How every consumer stands.
    public func consumers(at now: Instant) async throws(MessageLogError) -> [ConsumerStatus] {
        try await read { (database) throws(MessageLogError) in
            let rows = try PreparedStatement(
                cachedIn: database, "SELECT name, interests, cursor, paused FROM consumer ORDER BY name"
            ).all { ($0.text(0), $0.optionalText(1), $0.integer(2), $0.integer(3) == 1) }
            var consumers: [ConsumerStatus] = []
            for (name, interests, cursor, paused) in rows {
                let listed = try Self.listed(of: name, at: now, in: database)
                let following = try Self.following(cursor, interests: interests, in: database)
                let first = listed.first ?? following.first
                consumers.append(
                    ConsumerStatus(
                        name: name, cursor: Position(rawValue: cursor), lag: listed.count + following.count,
                        leased: listed.leased, waiting: listed.waiting, dead: listed.dead, paused: paused,
                        oldest: try first.flatMap { (first) throws(MessageLogError) in
                            try PreparedStatement(cachedIn: database, "SELECT at FROM event WHERE position = ?1")
                                .bind(1, first).first { Instant(milliseconds: $0.integer(0)) }
                        }))
            }
            return consumers
        }
    }

    /// Deliveries that are not settled, of one consumer or of all.
    public func pending(consumer: String?, at now: Instant) async throws(MessageLogError) -> [PendingDelivery] {
        try await read { (database) throws(MessageLogError) in
            if let consumer {
                let known = try PreparedStatement(cachedIn: database, "SELECT 1 FROM consumer WHERE name = ?1")
                    .bind(1, consumer).first { _ in true }
                if known == nil { throw .unknownConsumer(name: consumer) }
            }
            return try PreparedStatement(
                cachedIn: database,
                """
                SELECT consumer, position, delivery.stream, coalesce(event.type, ''), delivery.tenant, state, attempts,
                    worker, expires, retry_at, reason, failed_at
                FROM delivery LEFT JOIN event USING (position)
                WHERE ?1 IS NULL OR consumer = ?1 ORDER BY consumer, position
                """
            ).bind(1, consumer).all { PendingDelivery(row: $0, at: now) }
        }
    }

    private static func listed(
        of name: String, at now: Instant, in database: Database
    ) throws(MessageLogError) -> (count: Int, leased: Int, waiting: Int, dead: Int, first: Int64?) {
        let counts = try PreparedStatement(
            cachedIn: database,
            """
            SELECT count(*), sum(state = 'leased' AND expires > ?2), sum(state = 'waiting' AND retry_at > ?2),
                sum(state = 'dead'), min(position)
            FROM delivery WHERE consumer = ?1
            """
        ).bind(1, name).bind(2, now.milliseconds).first { row in
            (
                count: Int(row.integer(0)), leased: Int(row.integer(1)), waiting: Int(row.integer(2)),
                dead: Int(row.integer(3)), first: row.optionalInteger(4)
            )
        }
        return counts ?? (0, 0, 0, 0, nil)
    }

    /// Events of interest that no claim has looked at yet.
    private static func following(
        _ cursor: Int64, interests: String?, in database: Database
    ) throws(MessageLogError) -> (count: Int, first: Int64?) {
        let counts = try PreparedStatement(
            cachedIn: database,
            """
            SELECT count(*), min(position) FROM event
            WHERE position > ?1 AND (?2 IS NULL OR type IN (SELECT value FROM json_each(?2)))
            """
        ).bind(1, cursor).bind(2, interests).first { (count: Int($0.integer(0)), first: $0.optionalInteger(1)) }
        return counts ?? (0, nil)
    }
}

extension PendingDelivery {
    /// Reads a row of `pending`. A lease or a delay that is over counts as ready, as the next claim will find it.
    fileprivate init(row: PreparedStatement, at now: Instant) {
        let stored = PendingState(rawValue: row.text(5)) ?? .ready
        let expires = row.optionalInteger(8).map(Instant.init(milliseconds:))
        let retryAt = row.optionalInteger(9).map(Instant.init(milliseconds:))
        let state: PendingState =
            switch stored {
            case .leased: (expires ?? now) > now ? .leased : .ready
            case .waiting: (retryAt ?? now) > now ? .waiting : .ready
            case .ready, .dead: stored
            }
        self.init(
            consumer: row.text(0), position: Position(rawValue: row.integer(1)), stream: row.text(2),
            type: row.text(3), tenant: row.text(4), state: state, attempts: Int(row.integer(6)),
            worker: row.optionalText(7), leaseExpires: state == .leased ? expires : nil,
            retryAt: state == .waiting ? retryAt : nil, reason: row.optionalText(10),
            failedAt: row.optionalInteger(11).map(Instant.init(milliseconds:)))
    }
}
