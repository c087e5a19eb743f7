import GRDB
import MessageLog
import Primitives

/// The writer's statements about events.
struct EventStatements {
    let insert: PreparedStatement
    let version: PreparedStatement
    let lastOfCategory: PreparedStatement
    let key: PreparedStatement
    let insertKey: PreparedStatement
    let one: PreparedStatement

    init(_ database: Database) throws(MessageLogError) {
        insert = try PreparedStatement(
            database,
            """
            INSERT INTO event (\(RecordedEvent.columns))
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            """)
        version = try PreparedStatement(database, "SELECT max(version) FROM event WHERE stream = ?1")
        lastOfCategory = try PreparedStatement(database, "SELECT max(position) FROM event WHERE category = ?1")
        key = try PreparedStatement(database, AppendResult.query)
        insertKey = try PreparedStatement(
            database,
            """
            INSERT INTO idempotency (key, fingerprint, stream, first, last, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """)
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

extension AppendResult {
    /// The first use of an idempotency key, with its fingerprint at the end.
    static let query = "SELECT stream, first, last, version, fingerprint FROM idempotency WHERE key = ?1"

    /// Reads a row of `query`.
    init(row: PreparedStatement) {
        let stream = row.text(0)
        self.init(
            stream: StreamName(stream) ?? StreamName(category: stream, subject: ""),
            first: Position(rawValue: row.integer(1)), last: Position(rawValue: row.integer(2)),
            version: Int(row.integer(3)), repeated: true)
    }
}
