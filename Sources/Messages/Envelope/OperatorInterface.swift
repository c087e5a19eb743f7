public import Primitives

/// What an operator's tool can ask of a running organization. The server offers it over a Unix socket; the
/// demonstration uses it in the same process.
public protocol OperatorInterface: Sendable {
    /// Gives a command.
    func command(_ request: CommandRequest) async throws -> CommandReply
    /// Reads the projection.
    func views(_ query: ViewQuery) async throws -> [View]
    /// Who somebody is, with the roles in force; nil for a stranger.
    func actor(_ id: String) async throws -> Actor?
    /// What happened to an aggregate, oldest first.
    func history(of id: String) async throws -> [HistoryEntry]
    /// Looks at or intervenes in the machinery: queue, projections, clock.
    func administer(_ request: AdministrationRequest) async throws -> JSONValue
}

/// One event in an aggregate's history.
public struct HistoryEntry: Sendable, Codable, Equatable {
    /// The event's place in the total order of the log.
    public let position: Int64
    /// When it happened.
    public let at: Instant
    /// Who did it, by actor id; `system` for reactions and deadlines.
    public let actor: String
    /// The roles the actor had then, joined by commas.
    public let role: String
    /// `noun.fact` with the version suffix, such as `call.opened.v1`.
    public let type: String
    /// The event's labelled values as one JSON object.
    public let payload: JSONValue

    /// An entry of a history.
    public init(position: Int64, at: Instant, actor: String, role: String, type: String, payload: JSONValue) {
        self.position = position
        self.at = at
        self.actor = actor
        self.role = role
        self.type = type
        self.payload = payload
    }
}

/// A look at, or an act on, the machinery. Acts need the role of a system administrator and are kept in the log.
public enum AdministrationRequest: Sendable, Codable, Equatable {
    /// Whether it runs, since when, up to which event.
    case status
    case queueList
    /// Unsettled deliveries of one consumer, or of all.
    case queuePending(consumer: String?)
    case queuePause(consumer: String, actor: String, reason: String)
    case queueResume(consumer: String, actor: String, reason: String)
    case queueRetry(consumer: String, position: Int64, actor: String, reason: String)
    case queueSkip(consumer: String, position: Int64, actor: String, reason: String)
    case projectionRebuild(actor: String)
    case clockShow
    /// Moves a simulated clock forward day by day to a point in time, letting deadlines and reactions happen on the
    /// way. An absolute point, so that a repetition does not move it twice.
    case clockAdvance(until: Instant)
    /// Waits until everything is settled; for scripts.
    case settle(milliseconds: Int)
}

/// Routes of the operator's interface over HTTP.
public enum OperatorRoute: String, Sendable, CaseIterable {
    case command = "/v1/commands"
    case views = "/v1/views"
    case actor = "/v1/actors"
    case history = "/v1/history"
    case administration = "/v1/administration"
}

/// Asks for one thing by its id.
public struct IdentifierQuery: Sendable, Codable, Equatable {
    /// The id of the aggregate or actor asked for.
    public let id: String
    /// A query for one id.
    public init(id: String) { self.id = id }
}

/// An answer that may be nothing.
public struct OptionalReply<Value: Codable & Sendable>: Sendable, Codable {
    /// Nil when there is no such thing.
    public let value: Value?
    /// An answer or nothing.
    public init(value: Value?) { self.value = value }
}
