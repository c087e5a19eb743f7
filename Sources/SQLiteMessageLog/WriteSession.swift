import GRDB
import MessageLog

/// What the writer thread works with: its connection, its prepared statements, and the head of the log as the open
/// transaction sees it. Never leaves the thread.
final class WriteSession {
    let events: EventStatements
    let deliveries: DeliveryStatements
    /// Consumers as the open transaction sees them; forgotten when one is rolled back.
    var consumers: [String: ConsumerState] = [:]
    /// The last position of each category that was asked for or appended to, as the open transaction sees it.
    var lastPositions: [String: Int64] = [:]
    /// Set by a job that met a failing storage: the transaction cannot be saved.
    var failure: MessageLogError?
    private(set) var durableHead: LogHead
    var head: LogHead

    private let control: ControlStatements
    private let database: Database

    init(_ database: Database) throws(MessageLogError) {
        self.database = database
        events = try EventStatements(database)
        deliveries = try DeliveryStatements(database)
        control = try ControlStatements(database)
        durableHead = try control.head()
        head = durableHead
    }

    /// One durable transaction: when this returns the changes survive a power loss; when it throws they are undone,
    /// except that after a failed COMMIT the disk may hold them or not.
    func transaction(_ body: () throws(MessageLogError) -> Void) throws(MessageLogError) {
        do throws(MessageLogError) {
            try control.begin.execute()
            try body()
            if head != durableHead {
                try control.setHead.bind(1, head.position.rawValue).bind(2, head.hash).execute()
            }
            try control.commit.execute()
            durableHead = head
        } catch {
            // SQLite has already rolled back after some errors.
            if database.isInsideTransaction { try? control.rollback.execute() }
            consumers = [:]
            lastPositions = [:]
            failure = nil
            head = durableHead
            throw error
        }
    }

    /// All or nothing within the transaction, for requests that may be refused after their first change.
    func atomically<Value>(_ body: () throws(MessageLogError) -> Value) throws(MessageLogError) -> Value {
        let before = (head, lastPositions)
        try control.savepoint.execute()
        do throws(MessageLogError) {
            let value = try body()
            try control.release.execute()
            return value
        } catch {
            (head, lastPositions) = before
            if database.isInsideTransaction {
                try control.undo.execute()
                try control.release.execute()
            }
            throw error
        }
    }

    /// Test seam: lets the file grow no further than this many pages, so that SQLite reports a full disk.
    func limitPages(_ count: Int) throws(MessageLogError) {
        _ = try PreparedStatement(database, "PRAGMA max_page_count = \(count)").all { _ in 0 }
    }

    /// Test seam: how the connection flushes.
    func synchronousMode() throws(MessageLogError) -> Int {
        try PreparedStatement(database, "PRAGMA synchronous").first { Int($0.integer(0)) } ?? -1
    }

    /// The number of pages of the file.
    func pageCount() throws(MessageLogError) -> Int {
        try PreparedStatement(database, "PRAGMA page_count").first { Int($0.integer(0)) } ?? 0
    }
}

private struct ControlStatements {
    let begin: PreparedStatement
    let commit: PreparedStatement
    let rollback: PreparedStatement
    let savepoint: PreparedStatement
    let release: PreparedStatement
    let undo: PreparedStatement
    let setHead: PreparedStatement
    private let selectHead: PreparedStatement

    init(_ database: Database) throws(MessageLogError) {
        begin = try PreparedStatement(database, "BEGIN IMMEDIATE")
        commit = try PreparedStatement(database, "COMMIT")
        rollback = try PreparedStatement(database, "ROLLBACK")
        savepoint = try PreparedStatement(database, "SAVEPOINT request")
        release = try PreparedStatement(database, "RELEASE request")
        undo = try PreparedStatement(database, "ROLLBACK TO request")
        setHead = try PreparedStatement(
            database,
            """
            INSERT INTO head (singleton, position, hash) VALUES (1, ?1, ?2)
            ON CONFLICT (singleton) DO UPDATE SET position = excluded.position, hash = excluded.hash
            """)
        selectHead = try PreparedStatement(database, LogHead.query)
    }

    func head() throws(MessageLogError) -> LogHead {
        try selectHead.first { LogHead(row: $0) } ?? .empty
    }
}

extension LogHead {
    static let query = "SELECT position, hash FROM head"
    static let empty = LogHead(position: .start, hash: EventHash.genesis)

    /// Reads a row of `query`.
    init(row: PreparedStatement) {
        self.init(position: Position(rawValue: row.integer(0)), hash: row.text(1))
    }
}
