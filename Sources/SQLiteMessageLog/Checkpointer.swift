import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Moves the write-ahead log's pages into the database file, off the commit path.
///
/// The bulk is moved by a second connection in the background while commits go on. The writer then moves the few
/// pages that came meanwhile: only when nothing is left to move does SQLite begin to overwrite the write-ahead log
/// instead of lengthening it.
final class Checkpointer: Sendable {
    private enum Phase {
        case idle, moving, moved
    }

    private struct State {
        var phase = Phase.idle
        /// The length, in pages, at which the next checkpoint begins.
        var limit = Checkpointer.interval
        /// Since the last commit that SQLite reported.
        var pages = 0
    }

    private let state = Mutex(State())
    private let connection: DatabaseQueue
    private let background = DispatchQueue(label: "oboro-log-checkpoint", qos: .utility)

    init(connection: DatabaseQueue) { self.connection = connection }

    /// About 16 MiB: rare enough that checkpoints do not compete with commits for the disk, and read again within a
    /// fraction of a second after a crash.
    private static let interval = 4096

    /// Makes the writer's connection report the length of the write-ahead log after each commit, in place of
    /// SQLite's own automatic checkpoint. The connection must not outlive this object.
    func observe(_ database: Database) {
        sqlite3_wal_hook(
            database.sqliteConnection,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                let checkpointer = Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue()
                checkpointer.state.withLock { $0.pages = Int(pages) }
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Called by the writer when a group's callers have been answered.
    func afterCommit(_ database: Database) {
        let phase = state.withLock { state in
            switch state.phase {
            case .idle where state.pages >= state.limit: state.phase = .moving
            case .idle:
                if state.pages < Self.interval { state.limit = Self.interval }
            case .moving: return Phase.idle
            case .moved:
                state.phase = .idle
                // Where a reader holds the old pages the file goes on growing: try again after the next interval.
                state.limit = state.pages + Self.interval
                return .moved
            }
            return state.phase
        }
        switch phase {
        case .moving:
            background.async { [self] in
                connection.inDatabase { Self.checkpoint($0) }
                state.withLock { $0.phase = .moved }
            }
        case .moved: Self.checkpoint(database)
        case .idle: break
        }
    }

    /// Waits for a running checkpoint and closes the connection.
    func close() {
        background.sync {}
        try? connection.close()
    }

    /// A checkpoint that waits for nobody. Its failure costs only space: the pages stay in the write-ahead log.
    private static func checkpoint(_ database: Database) {
        sqlite3_wal_checkpoint_v2(database.sqliteConnection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    }
}
