import GRDB
import MessageLog
import Primitives

/// Walks through all events in the order of their positions and recomputes what each must be.
struct ChainVerifier {
    private var problems: [Verification.Problem] = []
    private var events = 0
    private var last = LogHead.empty
    private var versions: [String: Int] = [:]

    /// Verifies what a connection sees. Damage of the file becomes a problem of the result, never an error.
    static func verify(_ database: Database, progress: (Int) -> Void) throws(MessageLogError) -> Verification {
        var verifier = ChainVerifier()
        do throws(MessageLogError) {
            let head = try LogHead.current(in: database)
            try verifier.walk(database, to: head.position.rawValue, progress: progress)
            if head != verifier.last { verifier.report(.wrongHead, at: head.position.rawValue) }
        } catch let error where error.isDamage {
            if verifier.problems.last?.kind != .unreadable {
                verifier.report(.unreadable, at: verifier.last.position.rawValue + 1)
            }
        }
        progress(verifier.events)
        return Verification(
            events: verifier.events, head: verifier.last.position, headHash: verifier.last.hash,
            problems: verifier.problems)
    }

    private mutating func walk(_ database: Database, to end: Int64, progress: (Int) -> Void) throws(MessageLogError) {
        let scan = try PreparedStatement(
            database, "SELECT \(RecordedEvent.columns) FROM event WHERE position > ?1 ORDER BY position")
        var start = Int64.min
        while true {
            do throws(MessageLogError) {
                scan.bind(1, start)
                while try scan.step() {
                    check(scan)
                    start = last.position.rawValue
                    if events % Self.progressInterval == 0 { progress(events) }
                }
                return
            } catch let error where error.isDamage {
                // A damaged page: every event that is still readable alone is checked, every other one is named.
                start = max(start, 0)
                guard try crossDamage(database, from: &start, to: end) else { return }
            }
        }
    }

    /// Looks at single events after `position` until one can be read; false at the end of the log.
    private mutating func crossDamage(
        _ database: Database, from position: inout Int64, to end: Int64
    ) throws(MessageLogError) -> Bool {
        let one = try PreparedStatement(
            database, "SELECT \(RecordedEvent.columns) FROM event WHERE position = ?1")
        while position < end {
            position += 1
            do throws(MessageLogError) {
                guard try one.bind(1, position).step() else { continue }
                check(one)
                one.reset()
                return true
            } catch let error where error.isDamage {
                report(.unreadable, at: position)
            }
        }
        return false
    }

    private mutating func check(_ row: PreparedStatement) {
        let position = row.integer(0)
        let stream = row.text(1)
        let type = row.text(3)
        func report(_ kind: Verification.Problem.Kind) {
            problems.append(Verification.Problem(kind: kind, position: position, stream: stream, type: type))
        }
        if position > last.position.rawValue + 1 { self.report(.gap, at: last.position.rawValue + 1) }
        let version = Int(row.integer(2))
        let hash = row.text(5)
        if Self.recomputedHash(row) != hash { report(.changed) }
        if row.text(13) != last.hash { report(.brokenChain) }
        if version != versions[stream, default: 0] + 1 { report(.wrongVersion) }
        versions[stream] = version
        last = LogHead(position: Position(rawValue: position), hash: hash)
        events += 1
    }

    /// The hash that the row's fields give, or nil where a field holds what the log never writes. Bytes that are no
    /// UTF-8 are not repaired first: the repaired text could be the original one.
    private static func recomputedHash(_ row: PreparedStatement) -> String? {
        guard let stream = row.validText(1), let type = row.validText(3), let payload = row.validText(4),
            let id = row.validText(6), let tenant = row.validText(7), let actor = row.validText(9),
            let role = row.validText(10), let correlation = row.validText(11), let previous = row.validText(13)
        else { return nil }
        var causation: String?
        if !row.isNull(12) {
            guard let text = row.validText(12) else { return nil }
            causation = text
        }
        let event = NewEvent(
            id: id, type: type, tenant: tenant, at: Instant(milliseconds: row.integer(8)), actor: actor, role: role,
            correlation: correlation, causation: causation, payload: payload)
        return EventHash.of(
            position: Position(rawValue: row.integer(0)), stream: stream, version: Int(row.integer(2)), event: event,
            previousHash: previous)
    }

    private mutating func report(_ kind: Verification.Problem.Kind, at position: Int64) {
        problems.append(Verification.Problem(kind: kind, position: position, stream: "", type: ""))
    }

    private static let progressInterval = 10_000
}
