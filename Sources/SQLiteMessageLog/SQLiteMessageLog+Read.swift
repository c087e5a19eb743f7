public import MessageLog

extension SQLiteMessageLog {
    /// Up to `limit` events after a position, in order; of one category where given.
    public func read(
        after position: Position, category: String?, limit: Int
    ) async throws(MessageLogError) -> [RecordedEvent] {
        try await read { (database) throws(MessageLogError) in
            // Without an index: a service reads its whole category once and then only what has come since.
            let condition = category == nil ? "" : "AND +stream >= ?3 || '/' AND +stream < ?3 || '0'"
            let statement = try PreparedStatement(
                cachedIn: database,
                "SELECT \(RecordedEvent.columns) FROM event WHERE position > ?1 \(condition) ORDER BY position LIMIT ?2"
            )
            statement.bind(1, position.rawValue).bind(2, max(0, limit))
            if let category { statement.bind(3, category) }
            return try statement.all { RecordedEvent(row: $0) }
        }
    }

    /// Up to `limit` events of a stream with a version greater than `version`, in order.
    public func read(
        stream: StreamName, after version: Int, limit: Int
    ) async throws(MessageLogError) -> [RecordedEvent] {
        try await read { (database) throws(MessageLogError) in
            try PreparedStatement(
                cachedIn: database,
                """
                SELECT \(RecordedEvent.columns) FROM event WHERE stream = ?1 AND version > ?2
                ORDER BY version LIMIT ?3
                """
            ).bind(1, stream.description).bind(2, version).bind(3, max(0, limit)).all { RecordedEvent(row: $0) }
        }
    }

    /// The last event's place and hash.
    public func head() async throws(MessageLogError) -> LogHead {
        try await read { (database) throws(MessageLogError) in try LogHead.current(in: database) }
    }
}
