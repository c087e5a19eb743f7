import GRDB
import MessageLog
import Primitives

/// The writer's statements about events.
struct EventStatements {
    let insert: PreparedStatement
    let version: PreparedStatement
    let lastOfCategory: PreparedStatement
    let key: PreparedStatement
    let batch: PreparedStatement
    let strayId: PreparedStatement
    let placedId: PreparedStatement
    let one: PreparedStatement

    init(_ database: Database) throws(MessageLogError) {
        insert = try PreparedStatement(
            database,
            """
            INSERT INTO event (\(RecordedEvent.columns), key, batch)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
            """)
        version = try PreparedStatement(database, "SELECT max(version) FROM event WHERE stream = ?1")
        lastOfCategory = try PreparedStatement(
            database, "SELECT max(position) FROM event WHERE \(StreamName.isOfCategory)")
        key = try PreparedStatement(database, AppendResult.query)
        batch = try PreparedStatement(
            database,
            "SELECT stream, type, payload FROM event WHERE position BETWEEN ?1 AND ?2 ORDER BY position")
        // The condition is the one of the index `event_id`, which SQLite therefore uses.
        strayId = try PreparedStatement(
            database, "SELECT 1 FROM event WHERE id = ?1 AND id <> stream || '#' || version")
        placedId = try PreparedStatement(
            database, "SELECT 1 FROM event WHERE stream = ?1 AND version = ?2 AND id = ?3")
        one = try PreparedStatement(database, "SELECT \(RecordedEvent.columns) FROM event WHERE position = ?1")
    }
}

extension RecordedEvent {
    /// What `init(row:)` reads and the writer inserts, in this order.
    static let columns = """
        position, stream, version, type, payload, hash, id, tenant, at, actor, role, correlation, causation, \
        previous_hash
        """

    /// Reads a row of `columns`. A damaged stream name is kept as far as it goes: telling is `verify`'s task.
    init(row: PreparedStatement) {
        let stream = row.text(1)
        self.init(
            position: Position(rawValue: row.integer(0)),
            stream: StreamName(stream) ?? StreamName(category: stream, subject: ""),
            version: Int(row.integer(2)),
            event: NewEvent(
                id: row.text(6), type: row.text(3), tenant: row.text(7), at: Instant(milliseconds: row.integer(8)),
                actor: row.text(9), role: row.text(10), correlation: row.text(11), causation: row.optionalText(12),
                payload: row.text(4)),
            previousHash: row.text(13), hash: row.text(5))
    }
}

extension StreamName {
    /// The streams of the category ?1: from `category/` up to `category0`, for 0 is the character after the slash.
    static let isOfCategory = "stream >= ?1 || '/' AND stream < ?1 || '0'"
}

extension AppendResult {
    /// The first use of an idempotency key: the first event of the batch.
    static let query = "SELECT stream, position, version, batch FROM event WHERE key = ?1"

    /// Reads a row of `query`.
    init(row: PreparedStatement) {
        let stream = row.text(0)
        let following = row.integer(3) - 1
        self.init(
            stream: StreamName(stream) ?? StreamName(category: stream, subject: ""),
            first: Position(rawValue: row.integer(1)), last: Position(rawValue: row.integer(1) + following),
            version: Int(row.integer(2) + following), repeated: true)
    }
}
