import Foundation
import MessageLog

/// A consumer's row as the writer works with it.
struct ConsumerState {
    let name: String
    var interests: Set<String>?
    /// Everything up to here has been looked at. May be ahead of the stored one: events that interest nobody are
    /// passed over without a write of their own.
    var cursor: Int64
    var storedCursor: Int64
    var paused: Bool
    /// The token of the latest lease.
    var token: Int64
    /// The tenant that was served last; the next one in the alphabet has its turn.
    var turn: String

    /// Interests as they are stored: a sorted JSON array, or nil for all.
    static func text(of interests: Set<String>?) throws(MessageLogError) -> String? {
        guard let interests else { return nil }
        return try storage { String(decoding: try JSONEncoder().encode(interests.sorted()), as: UTF8.self) }
    }

    static func interests(from text: String?) throws(MessageLogError) -> Set<String>? {
        guard let text else { return nil }
        return try storage { try JSONDecoder().decode(Set<String>.self, from: Data(text.utf8)) }
    }
}
