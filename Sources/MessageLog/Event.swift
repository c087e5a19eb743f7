public import Primitives

/// The place of an event in the total order of the log: 1, 2, 3, … without gaps.
public struct Position: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    /// The number.
    public let rawValue: Int64
    /// The position with this number.
    public init(rawValue: Int64) { self.rawValue = rawValue }
    /// Before the first event.
    public static let start = Position(rawValue: 0)
    /// Earlier positions come first.
    public static func < (left: Position, right: Position) -> Bool { left.rawValue < right.rawValue }
    /// Reads a plain number.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int64.self)
    }
    /// Writes a plain number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// The stream an event belongs to: `category/subject`, for example `contracts/CON-1`.
///
/// A stream is the unit of optimistic concurrency and the default lane of consumers; a category is what one
/// service folds.
public struct StreamName: Hashable, Sendable, CustomStringConvertible {
    /// The service that owns the stream.
    public let category: String
    /// The aggregate within the service.
    public let subject: String

    /// The stream of one aggregate of a service.
    public init(category: String, subject: String) {
        self.category = category
        self.subject = subject
    }

    /// Reads `category/subject`; nil where there is no slash or an empty part.
    public init?(_ text: String) {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        self.init(category: String(text[..<slash]), subject: String(text[text.index(after: slash)...]))
        if category.isEmpty || subject.isEmpty { return nil }
    }

    /// `category/subject`.
    public var description: String { "\(category)/\(subject)" }
}

/// A fact that a service asks the log to keep.
public struct NewEvent: Sendable, Equatable {
    /// Unique over the whole log; chosen by the caller, so that a retry carries the same one.
    public var id: String
    /// `noun.fact.vN`, past tense.
    public var type: String
    /// Whose turn in a fair round-robin: a municipality code, or empty for the organization's own affairs.
    public var tenant: String
    /// When it happened, by the injected clock.
    public var at: Instant
    /// Who did it.
    public var actor: String
    /// In which role.
    public var role: String
    /// The command (and everything that followed from it) this event belongs to.
    public var correlation: String
    /// The event that caused the command, where there was one.
    public var causation: String?
    /// JSON text. Never holds a resident's data.
    public var payload: String

    /// A fact to be appended; see the properties for their meaning.
    public init(
        id: String, type: String, tenant: String, at: Instant, actor: String, role: String, correlation: String,
        causation: String?, payload: String
    ) {
        self.id = id
        self.type = type
        self.tenant = tenant
        self.at = at
        self.actor = actor
        self.role = role
        self.correlation = correlation
        self.causation = causation
        self.payload = payload
    }
}

/// A fact as the log keeps it.
public struct RecordedEvent: Sendable, Equatable {
    /// Its place in the total order.
    public let position: Position
    /// The stream it belongs to.
    public let stream: StreamName
    /// 1, 2, 3, … within the stream.
    public let version: Int
    /// The fact itself.
    public let event: NewEvent
    /// The hash of the event at the position before; `EventHash.genesis` at position 1.
    public let previousHash: String
    /// `EventHash.of(…)` over every field of this event and `previousHash`.
    public let hash: String

    /// A recorded event; engines of the log make these.
    public init(
        position: Position, stream: StreamName, version: Int, event: NewEvent, previousHash: String, hash: String
    ) {
        self.position = position
        self.stream = stream
        self.version = version
        self.event = event
        self.previousHash = previousHash
        self.hash = hash
    }
}
