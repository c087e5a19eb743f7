import MessageLog
import Messages
import Primitives
import ServiceRuntime
import Synchronization

/// A jar of marbles: as small a service as shows everything a runtime must do.
enum JarCommand: CommandMessage {
    static let service = "jars"
    case jarFill(id: String, marbles: Int)
    case jarEmpty(id: String)
    case jarExpire(id: String)
}

enum JarEvent: EventMessage {
    static let service = "jars"
    static let versions = ["jar.filled": 2]
    case jarFilled(id: String, marbles: Int, colour: String)
    case jarEmptied(marbles: Int)
    case jarExpired

    /// Version 1 had no colour.
    static func upcast(_ name: String, from version: Int, json: String) -> String {
        name == "jar.filled" ? String(json.dropLast()) + #","colour":"clear"}"# : json
    }
}

struct JarState: ServiceState {
    var jars: [String: Int] = [:]
    var colours: [String: String] = [:]
    var expires: [String: Instant] = [:]
    var expired: Set<String> = []

    func decide(_ command: JarCommand, in context: DecisionContext) throws(Refusal) -> Decision<JarEvent> {
        switch command {
        case .jarFill(let id, let marbles):
            if marbles < 1 { throw Refusal(.invalid, "E-JAR-NOTHING", "at least one marble", "1個以上にしてください。") }
            return Decision(id, [.jarFilled(id: id, marbles: marbles, colour: "blue")])
        case .jarEmpty(let id):
            guard let marbles = jars[id] else { throw .notFound("jar", id) }
            return Decision(id, marbles == 0 ? [] : [.jarEmptied(marbles: marbles)])
        case .jarExpire(let id):
            if expired.contains(id) { return Decision(id, []) }
            return Decision(id, [.jarExpired])
        }
    }

    mutating func apply(_ event: JarEvent, _ header: EventHeader) {
        switch event {
        case .jarFilled(let id, let marbles, let colour):
            jars[id, default: 0] += marbles
            colours[id] = colour
            expires[id] = header.at.adding(days: 10)
        case .jarEmptied: jars[header.subject] = 0
        case .jarExpired: expired.insert(header.subject)
        }
    }

    func due(at now: Instant) -> [JarCommand] {
        expires.filter { $0.value < now && !expired.contains($0.key) }.keys.sorted().map { .jarExpire(id: $0) }
    }

    func view(of subject: String) -> View? {
        guard let marbles = jars[subject] else { return nil }
        return View(
            kind: "jar", id: subject, title: colours[subject] ?? "",
            state: expired.contains(subject) ? "expired" : "open", turn: .organization,
            next: [NextStep(command: "jar.empty", roles: [.intakeClerk])], facts: ["marbles": .integer(marbles)])
    }
}

struct JarService: Service {
    typealias State = JarState
    var nouns: Set<String> { ["jar"] }
}

/// A second service that counts the marbles of all jars: it learns of them only by events.
enum TallyCommand: CommandMessage {
    static let service = "tally"
    case tallyAdd(marbles: Int)
    case tallyRefuse
}

enum TallyEvent: EventMessage {
    static let service = "tally"
    case tallyAdded(marbles: Int)
}

struct TallyState: ServiceState {
    var total = 0

    func decide(_ command: TallyCommand, in context: DecisionContext) throws(Refusal) -> Decision<TallyEvent> {
        switch command {
        case .tallyAdd(let marbles): return Decision("TALLY", [.tallyAdded(marbles: marbles)])
        case .tallyRefuse: throw Refusal(.state, "E-TALLY", "not now", "今はできません。")
        }
    }

    mutating func apply(_ event: TallyEvent, _ header: EventHeader) {
        switch event {
        case .tallyAdded(let marbles): total += marbles
        }
    }

    func view(of subject: String) -> View? {
        View(kind: "tally", id: subject, title: "", state: "open", turn: .none, facts: ["total": .integer(total)])
    }
}

struct TallyService: Service {
    typealias State = TallyState
    /// Fails so many times before it works, as a disk or a peer may.
    let failures: FailureBudget
    var nouns: Set<String> { ["tally"] }

    var reactions: [Reaction<TallyState>] {
        [
            Reaction("count", to: ["jar.filled.v1", "jar.filled.v2"]) { record, _ in
                try failures.spend()
                guard case .jarFilled(_, let marbles, _) = try EventCoding.decode(JarEvent.self, record) else {
                    return []
                }
                return [.tallyAdd(marbles: marbles)]
            },
            // Half of the answer takes effect, then the delivery fails; the next try answers by the other half only.
            Reaction("halves", to: ["jar.emptied.v1"]) { _, state in
                state.total == 0 ? [.tallyAdd(marbles: 100), .tallyRefuse] : [.tallyAdd(marbles: 200)]
            },
        ]
    }
}

final class FailureBudget: Sendable {
    private let left: Mutex<Int>
    init(_ count: Int) { left = Mutex(count) }

    struct Failure: Error {}

    func spend() throws {
        try left.withLock { left in
            if left > 0 {
                left -= 1
                throw Failure()
            }
        }
    }
}
