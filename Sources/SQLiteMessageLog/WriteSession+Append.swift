import GRDBSQLite
import MessageLog
import Primitives

extension WriteSession {
    /// Appends a validated request in the open transaction. A refused request leaves no trace.
    func append(_ request: AppendRequest) throws(MessageLogError) -> AppendResult {
        if let key = request.idempotencyKey, let earlier = try appended(request, key: key) { return earlier }
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
            return try insert(request, stream: stream, after: version)
        }
        return try atomically { () throws(MessageLogError) in
            try insert(request, stream: stream, after: version)
        }
    }

    private func insert(
        _ request: AppendRequest, stream: String, after version: Int
    ) throws(MessageLogError) -> AppendResult {
        let first = head.position.rawValue + 1
        var version = version
        // Only the first event of the batch carries the key.
        var key = request.idempotencyKey
        for event in request.events {
            version += 1
            events.insert.bind(15, key).bind(16, key == nil ? nil : Int64(request.events.count))
            key = nil
            try insert(event, stream: stream, version: version)
        }
        lastPositions[request.stream.category] = head.position.rawValue
        return AppendResult(
            stream: request.stream, first: Position(rawValue: first), last: head.position, version: version,
            repeated: false)
    }

    private func insert(_ event: NewEvent, stream: String, version: Int) throws(MessageLogError) {
        try refuseTaken(event.id, stream: stream, version: version)
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

    /// Refuses an id that the index `event_id` cannot refuse: one of the form `<stream>#<version>` that belongs to
    /// another place, or that an event of another place has taken.
    private func refuseTaken(_ id: String, stream: String, version: Int) throws(MessageLogError) {
        guard let mark = id.utf8.lastIndex(of: UInt8(ascii: "#")), let number = Int(id[mark...].dropFirst()) else {
            return
        }
        let place = id[..<mark]
        let taken =
            if number == version, place.utf8.elementsEqual(stream.utf8) {
                try events.strayId.bind(1, id).first { _ in true }
            } else {
                try events.placedId.bind(1, String(place)).bind(2, number).bind(3, id).first { _ in true }
            }
        if taken != nil { throw .duplicateEvent(id: id) }
    }

    /// What the key's first use did, if it asked for the same. Ids and times are not compared: a caller that asks
    /// again after a crash makes new ones.
    private func appended(_ request: AppendRequest, key: String) throws(MessageLogError) -> AppendResult? {
        guard let earlier = try events.key.bind(1, key).first({ AppendResult(row: $0) }) else { return nil }
        let stream = request.stream.description
        var rest = request.events[...]
        let same = try events.batch.bind(1, earlier.first.rawValue).bind(2, earlier.last.rawValue).all { row in
            guard let event = rest.popFirst() else { return false }
            return row.holds(stream, 0) && row.holds(event.type, 1) && row.holds(event.payload, 2)
        }
        guard rest.isEmpty, same.allSatisfy({ $0 }) else { throw .keyReused(key: key) }
        return earlier
    }

    func currentVersion(of stream: String) throws(MessageLogError) -> Int {
        try events.version.bind(1, stream).first { Int($0.integer(0)) } ?? 0
    }

    private func lastPosition(of category: String) throws(MessageLogError) -> Int64 {
        if let known = lastPositions[category] { return known }
        let last = try events.lastOfCategory.bind(1, category).first { $0.integer(0) } ?? 0
        lastPositions[category] = last
        return last
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
