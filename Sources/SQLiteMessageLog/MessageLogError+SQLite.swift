import GRDB
import GRDBSQLite
import MessageLog

extension MessageLogError {
    /// The failure that SQLite reports with a result code (extended or not). SQLite's texts name tables and columns,
    /// never values.
    init(code: Int32, connection: OpaquePointer?) {
        self.init(code: code, message: connection.map { String(cString: sqlite3_errmsg($0)) } ?? "")
    }

    init(code: Int32, message: String) {
        switch code & 0xff {
        case SQLITE_FULL: self = .diskFull
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        default: self = .storage(code: code, message: message)
        }
    }

    init(_ error: any Error) {
        switch error {
        case let error as MessageLogError: self = error
        case let error as DatabaseError:
            self.init(code: error.extendedResultCode.rawValue, message: error.message ?? "")
        case is CancellationError: self = .storage(code: SQLITE_INTERRUPT, message: "cancelled")
        default: self = .storage(code: SQLITE_ERROR, message: String(describing: type(of: error)))
        }
    }

    /// Whether the file itself is at fault, and not somebody who holds it or has cancelled the work.
    var isDamage: Bool {
        guard case .storage(let code, _) = self else { return false }
        return code & 0xff != SQLITE_INTERRUPT
    }

    /// Whether the whole transaction is lost and not only the request: the storage failed, not the request.
    var endsTransaction: Bool {
        switch self {
        case .diskFull, .busy, .storage: true
        default: false
        }
    }
}

/// Runs GRDB's code and turns its errors into the log's.
func storage<Value>(_ body: () throws -> Value) throws(MessageLogError) -> Value {
    do { return try body() } catch { throw MessageLogError(error) }
}
