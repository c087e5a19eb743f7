import Foundation
import GRDB
import GRDBSQLite
public import MessageLog
import Synchronization

/// The message log in one SQLite file: the embedded engine for one host.
///
/// `log.sqlite` in its folder, in WAL mode with `synchronous=FULL`: a commit is on the disk before it is
/// acknowledged. One process writes, guarded by `log.sqlite.lock`; any number of processes may open it for reading
/// at the same time.
///
/// ```swift
/// let log = try SQLiteMessageLog.open(at: home, mode: .readWrite)
/// let result = try await log.append(AppendRequest(stream: stream, events: events, idempotencyKey: key))
/// await log.close()
/// ```
public final class SQLiteMessageLog: MessageLog {
    /// What a log is opened for.
    public enum Mode: Sendable {
        /// For the one process that serves.
        case readWrite
        /// For looking at it, beside a server or without one. Every change is refused.
        case readOnly
    }

    /// The file's name within its folder.
    public static let fileName = "log.sqlite"

    let signal: AppendSignal
    private let writer: LogWriter?
    private let readers: DatabasePool
    private let closed = Mutex(false)

    private init(writer: LogWriter?, readers: DatabasePool, signal: AppendSignal) {
        self.writer = writer
        self.readers = readers
        self.signal = signal
    }

    /// A log that is forgotten without `close()` ends its thread by itself.
    deinit { writer?.abandon() }

    /// Opens the log in a folder; `.readWrite` makes folder and file where they do not exist yet.
    ///
    /// - Throws: `.busy` when another opening writes; `.storage` when the folder or file cannot be used.
    public static func open(at directory: String, mode: Mode) throws(MessageLogError) -> SQLiteMessageLog {
        let path = directory + "/" + fileName
        switch mode {
        case .readOnly:
            return SQLiteMessageLog(writer: nil, readers: try pool(path), signal: AppendSignal(head: .max))
        case .readWrite:
            try storage {
                try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            }
            let lock = try ProcessLock(path: path + ".lock")
            let queue = try writingQueue(path)
            // What a crash has left in the write-ahead log would be read again at every start.
            try storage { try queue.inDatabase { _ = try $0.checkpoint(.passive) } }
            let checkpointer = Checkpointer(connection: try writingQueue(path))
            let head = try storage {
                try queue.write { database in
                    // The lock proves that no other process works: whoever held a lease is dead, and nobody has to wait
                    // until it runs out. A new claim takes a new fencing token all the same.
                    try database.execute(sql: "UPDATE delivery SET expires = 0 WHERE state = 'leased'")
                    return try LogHead.current(in: database)
                }
            }
            let readers = try pool(path)
            let signal = AppendSignal(head: head.position.rawValue)
            let writer = LogWriter(queue: queue, signal: signal, checkpointer: checkpointer)
            writer.start { queue in
                checkpointer.close()
                try? readers.close()
                // With no reader left the write-ahead log is emptied into the file, which is then all there is.
                queue.inDatabase { database in
                    _ = sqlite3_wal_checkpoint_v2(database.sqliteConnection, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
                }
                try? queue.close()
                lock.release()
            }
            return SQLiteMessageLog(writer: writer, readers: readers, signal: signal)
        }
    }

    /// Waits for running work, writes everything back and closes the files.
    public func close() async {
        let first = closed.withLock { closed in
            defer { closed = true }
            return !closed
        }
        signal.close()
        if let writer { await writer.stop() } else if first { try? readers.close() }
    }

    /// Wakes at the next append of this process; a log opened for reading only waits for the time.
    public func waitForAppend(after position: Position, milliseconds: Int) async {
        if writer == nil, !closed.withLock({ $0 }) {
            try? await Task.sleep(for: .milliseconds(milliseconds))
        } else {
            await signal.wait(beyond: position.rawValue, milliseconds: milliseconds)
        }
    }

    /// Runs a change in the next group's transaction.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (WriteSession) throws(MessageLogError) -> Value
    ) async throws(MessageLogError) -> Value {
        if let writer { return try await writer.perform(body) }
        if closed.withLock({ $0 }) { throw .closed }
        throw .storage(code: SQLITE_READONLY, message: "the log was opened for reading only")
    }

    /// Reads one consistent state of the log. Not cut short when the task is cancelled.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws(MessageLogError) -> Value
    ) async throws(MessageLogError) -> Value {
        if closed.withLock({ $0 }) { throw .closed }
        let result = await withCheckedContinuation { (caller: CheckedContinuation<Result<Value, MessageLogError>, _>) in
            readers.asyncRead { database in
                do {
                    caller.resume(returning: .success(try body(try database.get())))
                } catch {
                    caller.resume(returning: .failure(MessageLogError(error)))
                }
            }
        }
        if case .failure = result, closed.withLock({ $0 }) { throw .closed }
        return try result.get()
    }

    /// Reads one consistent state of the log for long; ends early when the task is cancelled.
    func readLong<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value
    ) async throws(MessageLogError) -> Value {
        if closed.withLock({ $0 }) { throw .closed }
        do {
            return try await readers.read(body)
        } catch {
            throw MessageLogError(error)
        }
    }

    private static func writingQueue(_ path: String) throws(MessageLogError) -> DatabaseQueue {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        return try storage {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { database in
                // After GRDB's own choice for WAL, which may lose the last commits with the power.
                try database.execute(
                    sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY")
            }
            try LogSchema.migrator().migrate(queue)
            return queue
        }
    }

    private static func pool(_ path: String) throws(MessageLogError) -> DatabasePool {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.maximumReaderCount = 4
        return try storage { try DatabasePool(path: path, configuration: configuration) }
    }
}

extension LogHead {
    /// The recorded head as a connection sees it.
    static func current(in database: Database) throws(MessageLogError) -> LogHead {
        try PreparedStatement(cachedIn: database, query).first { LogHead(row: $0) } ?? .empty
    }
}
