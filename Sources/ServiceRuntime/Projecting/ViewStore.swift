import Foundation
import GRDB
import MessageLog
public import Messages
import Primitives

/// The projection that lists and explanations are read from: one row per aggregate, in a SQLite file of its own that
/// can be thrown away and rebuilt from the log at any time.
public final class ViewStore: Sendable {
    private let database: DatabaseQueue

    /// Opens or makes the file; nil keeps the views in memory. A file that cannot be used is thrown away: everything in
    /// it comes from the log and is made anew.
    public init(path: String?) throws {
        do {
            database = try Self.opened(path)
        } catch let error as DatabaseError
            where path != nil && [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode)
        {
            for suffix in ["", "-wal", "-shm", "-journal"] { unlink((path ?? "") + suffix) }
            database = try Self.opened(path)
        }
    }

    private static func opened(_ path: String?) throws -> DatabaseQueue {
        let database = try path.map { try DatabaseQueue(path: $0) } ?? DatabaseQueue()
        try migrator.migrate(database)
        return database
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 views") { db in
            try db.execute(
                sql: """
                    CREATE TABLE view (
                        kind TEXT NOT NULL, id TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL,
                        state TEXT NOT NULL, turn TEXT NOT NULL, municipality TEXT, business TEXT, due_at INTEGER,
                        document TEXT NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX view_by_kind ON view (kind, number);
                    CREATE TABLE next_step (
                        id TEXT NOT NULL REFERENCES view (id) ON DELETE CASCADE, role TEXT NOT NULL,
                        command TEXT NOT NULL, PRIMARY KEY (id, role, command)
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE cursor (service TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL) STRICT;
                    """)
        }
        return migrator
    }

    /// Up to which position a service's views are right.
    func cursor(of service: String) throws -> Position {
        try database.read { db in
            let value = try Int64.fetchOne(
                db, sql: "SELECT position FROM cursor WHERE service = ?", arguments: [service])
            return Position(rawValue: value ?? 0)
        }
    }

    /// Replaces views and moves the cursor, in one transaction.
    func store(_ views: [View], of service: String, position: Position) throws {
        try database.write { db in
            for view in views {
                try db.execute(sql: "DELETE FROM view WHERE id = ?", arguments: [view.id])
                try db.execute(
                    sql: "INSERT INTO view VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        view.kind, view.id, Self.number(view.id), view.state, view.turn.rawValue, view.municipality,
                        view.business, view.dueAt?.milliseconds, MessageCoding.text(view),
                    ])
                for step in view.next {
                    for role in step.roles {
                        try db.execute(
                            sql: "INSERT OR IGNORE INTO next_step VALUES (?, ?, ?)",
                            arguments: [view.id, role.rawValue, step.command])
                    }
                }
            }
            try db.execute(
                sql: "INSERT INTO cursor VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position",
                arguments: [service, position.rawValue])
        }
    }

    /// Throws all views away.
    func clear() throws {
        try database.write { db in try db.execute(sql: "DELETE FROM view; DELETE FROM cursor;") }
    }

    /// The views that a query asks for, in the order of their numbers.
    public func list(_ query: ViewQuery) throws -> [View] {
        var conditions: [String] = []
        var arguments: [any DatabaseValueConvertible] = []
        func add(_ condition: String, _ value: String?) {
            guard let value else { return }
            conditions.append(condition)
            arguments.append(value)
        }
        add("kind = ?", query.kind)
        add("id = ?", query.id)
        add("state = ?", query.state)
        add("turn = ?", query.turn?.rawValue)
        add("municipality = ?", query.municipality)
        add("business = ?", query.business)
        if let roles = query.roles {
            let marks = Array(repeating: "?", count: roles.count).joined(separator: ", ")
            conditions.append("id IN (SELECT id FROM next_step WHERE role IN (\(marks)))")
            arguments += roles.map(\.rawValue).sorted()
        }
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let order = query.roles == nil ? "kind, number, id" : "due_at IS NULL, due_at, kind, number, id"
        return try database.read { db in
            let documents = try String.fetchAll(
                db, sql: "SELECT document FROM view \(filter) ORDER BY \(order)",
                arguments: StatementArguments(arguments))
            return try documents.map { try JSONDecoder().decode(View.self, from: Data($0.utf8)) }
        }
    }

    /// The first number in an id, for ordering: `CALL-12` → 12.
    static func number(_ id: String) -> Int {
        let digits = id.drop { !$0.isNumber }.prefix { $0.isNumber }
        return Int(digits) ?? 0
    }
}
