import GRDBSQLite
import MessageLog
import Primitives

extension WriteSession {
    /// Appends a validated request in the open transaction. A refused request leaves no trace.
    ///
    /// - Parameter fingerprint: the request's, where it has an idempotency key.
    func append(_ request: AppendRequest, fingerprint: String?) throws(MessageLogError) -> AppendResult {
        if let key = request.idempotencyKey, let earlier = try appended(key: key, fingerprint: fingerprint) {
            return earlier
        }
        let stream = request.stream.description
        let version = try currentVersion(of: stream)
        if case .exactly(let expected) = request.expecting, expected != version {
            throw .versionConflict(stream: stream, expected: expected, actual: version)
        }
        if let folded = request.categoryUnchangedSince {
            let last = try lastPosition(of: request.stream.category)
            guard last <= folded.rawValue else {
                throw .categoryConflict(
                    category: request.stream.category, foldedTo: folded.rawValue, actual: last)
            }
        }
        // A single insert that is refused changes nothing, so only larger batches need their own savepoint.
        if request.events.count == 1 {
            return try insert(request, stream: stream, after: version, fingerprint: fingerprint)
        }
        return try atomically { () throws(MessageLogError) in
            try insert(request, stream: stream, after: version, fingerprint: fingerprint)
        }
    }

    private func insert(
        _ request: AppendRequest, stream: String, after version: Int, fingerprint: String?
    ) throws(MessageLogError) -> AppendResult {
        let first = head.position.rawValue + 1
        var version = version
        for event in request.events {
            version += 1
            try insert(event, stream: stream, version: version)
        }
        let result = AppendResult(
            stream: request.stream, first: Position(rawValue: first), last: head.position, version: version,
            repeated: false)
        if let key = request.idempotencyKey {
            try events.insertKey.bind(1, key).bind(2, fingerprint ?? request.fingerprint).bind(3, stream)
                .bind(4, result.first.rawValue).bind(5, result.last.rawValue).bind(6, result.version).execute()
        }
        return result
    }

    private func insert(_ event: NewEvent, stream: String, version: Int) throws(MessageLogError) {
        let position = Position(rawValue: head.position.rawValue + 1)
        let hash = EventHash.of(
            position: position, stream: stream, version: version, event: event, previousHash: head.hash)
        events.insert.bind(1, position.rawValue).bind(2, stream).bind(3, version).bind(4, event.type)
            .bind(5, event.payload).bind(6, hash).bind(7, event.id).bind(8, event.tenant)
            .bind(9, event.at.milliseconds).bind(10, event.actor).bind(11, event.role).bind(12, event.correlation)
            .bind(13, event.causation).bind(14, head.hash)
        do throws(MessageLogError) {
            try events.insert.execute()
        } catch .storage(uniqueConstraint, "UNIQUE constraint failed: event.id") {
            throw .duplicateEvent(id: event.id)
        }
        head = LogHead(position: position, hash: hash)
    }

    private func appended(key: String, fingerprint: String?) throws(MessageLogError) -> AppendResult? {
        let earlier = try events.key.bind(1, key).first { (AppendResult(row: $0), $0.text(4)) }
        guard let (result, known) = earlier else { return nil }
        guard known == fingerprint else { throw .keyReused(key: key) }
        return result
    }

    func currentVersion(of stream: String) throws(MessageLogError) -> Int {
        try events.version.bind(1, stream).first { Int($0.integer(0)) } ?? 0
    }

    private func lastPosition(of category: String) throws(MessageLogError) -> Int64 {
        try events.lastOfCategory.bind(1, category).first { $0.integer(0) } ?? 0
    }

    /// The event at a position that a delivery names.
    func event(at position: Int64) throws(MessageLogError) -> RecordedEvent {
        guard let event = try events.one.bind(1, position).first({ RecordedEvent(row: $0) }) else {
            throw .storage(code: SQLITE_CORRUPT, message: "event \(position) is missing: run oboro log verify")
        }
        return event
    }
}

/// `SQLITE_CONSTRAINT_UNIQUE`; a C macro with an expression, which Swift does not import.
private let uniqueConstraint = SQLITE_CONSTRAINT | (8 << 8)
