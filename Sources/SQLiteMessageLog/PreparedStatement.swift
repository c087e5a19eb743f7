import GRDB
import GRDBSQLite
import MessageLog

/// A prepared statement of one connection, used only on that connection's thread.
///
/// Values go to SQLite with their exact length and come back as the stored bytes: the hash chain is about bytes, and
/// the commit path is too hot for a value enumeration per column.
final class PreparedStatement {
    /// Owns the SQLite object and finalizes it.
    private let statement: Statement
    private let pointer: OpaquePointer

    /// A statement that lives as long as this object.
    init(_ database: Database, _ sql: String) throws(MessageLogError) {
        statement = try storage { try database.makeStatement(sql: sql) }
        pointer = statement.sqliteStatement
    }

    /// A statement from the connection's cache, for connections that serve many short reads.
    init(cachedIn database: Database, _ sql: String) throws(MessageLogError) {
        statement = try storage { try database.cachedStatement(sql: sql) }
        pointer = statement.sqliteStatement
    }

    @discardableResult
    func bind(_ index: Int32, _ value: Int64?) -> PreparedStatement {
        if let value { sqlite3_bind_int64(pointer, index, value) } else { sqlite3_bind_null(pointer, index) }
        return self
    }

    @discardableResult
    func bind(_ index: Int32, _ value: Int) -> PreparedStatement { bind(index, Int64(value)) }

    @discardableResult
    func bind(_ index: Int32, _ value: String?) -> PreparedStatement {
        guard var value else {
            sqlite3_bind_null(pointer, index)
            return self
        }
        value.withUTF8 { bytes in
            // An empty buffer may have no address, which SQLite would read as NULL.
            _ = UnsafeRawBufferPointer(bytes).withMemoryRebound(to: CChar.self) { characters in
                sqlite3_bind_text64(
                    pointer, index, characters.baseAddress ?? Self.nothing, UInt64(characters.count), Self.transient,
                    UInt8(SQLITE_UTF8))
            }
        }
        return self
    }

    /// Steps to the next row; false at the end. After an error or the end the statement is reset.
    func step() throws(MessageLogError) -> Bool {
        let code = sqlite3_step(pointer)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE {
            sqlite3_reset(pointer)
            return false
        }
        let error = MessageLogError(code: code, connection: sqlite3_db_handle(pointer))
        sqlite3_reset(pointer)
        throw error
    }

    /// Runs a statement that returns no rows.
    func execute() throws(MessageLogError) {
        while try step() {}
    }

    /// The first row's values, or nil where there is none.
    func first<Value>(
        _ read: (PreparedStatement) throws(MessageLogError) -> Value
    ) throws(MessageLogError) -> Value? {
        guard try step() else { return nil }
        defer { reset() }
        return try read(self)
    }

    /// All rows' values.
    func all<Value>(_ read: (PreparedStatement) throws(MessageLogError) -> Value) throws(MessageLogError) -> [Value] {
        defer { reset() }
        var values: [Value] = []
        while try step() { values.append(try read(self)) }
        return values
    }

    func reset() { sqlite3_reset(pointer) }

    /// How many rows the connection's last change touched.
    var changes: Int { Int(sqlite3_changes(sqlite3_db_handle(pointer))) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(pointer, column) == SQLITE_NULL }
    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(pointer, column) }
    func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }
    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    /// The text of a column; bytes that are no UTF-8 appear as U+FFFD.
    func text(_ column: Int32) -> String {
        withBytes(column) { String(decoding: $0, as: UTF8.self) }
    }

    /// The text of a column, or nil where the stored bytes are no UTF-8.
    func validText(_ column: Int32) -> String? {
        withBytes(column) { String(validating: $0, as: UTF8.self) }
    }

    /// Whether a column holds exactly the bytes of a text.
    func holds(_ text: String, _ column: Int32) -> Bool {
        withBytes(column) { text.utf8.elementsEqual($0) }
    }

    private func withBytes<Value>(_ column: Int32, _ read: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        let start = sqlite3_column_text(pointer, column)
        return read(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column))))
    }

    /// Tells SQLite to copy the bound bytes at once (`SQLITE_TRANSIENT`).
    private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
    /// An address for the empty string.
    private static var nothing: UnsafePointer<CChar> { UnsafePointer(bitPattern: 1).unsafelyUnwrapped }
}
