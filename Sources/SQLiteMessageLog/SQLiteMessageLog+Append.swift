public import MessageLog

extension SQLiteMessageLog {
    /// Appends a batch; durable when it returns.
    public func append(_ request: AppendRequest) async throws(MessageLogError) -> AppendResult {
        try request.validate()
        return try await write { (session) throws(MessageLogError) in try session.append(request) }
    }

    /// What an earlier append with this idempotency key did, or nil.
    public func appended(key: String) async throws(MessageLogError) -> AppendResult? {
        try await read { (database) throws(MessageLogError) in
            try PreparedStatement(cachedIn: database, AppendResult.query).bind(1, key).first { AppendResult(row: $0) }
        }
    }
}

// Test seams.
extension SQLiteMessageLog {
    /// Lets the file grow by this many pages at most, or without bound when nil: then SQLite itself reports a full
    /// disk (`SQLITE_FULL`), as it does when the file system has no space left.
    package func limitGrowth(toPages pages: Int?) async throws(MessageLogError) {
        try await write { (session) throws(MessageLogError) in
            let limit = if let pages { try session.pageCount() + pages } else { 1 << 30 }
            try session.limitPages(limit)
        }
    }
    /// `PRAGMA synchronous` of the writing connection.
    package func synchronousMode() async throws(MessageLogError) -> Int {
        try await write { (session) throws(MessageLogError) in try session.synchronousMode() }
    }
}
