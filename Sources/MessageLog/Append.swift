/// What must be true of a stream for an append to be accepted (optimistic concurrency).
public enum ExpectedVersion: Sendable, Equatable {
    /// Any version will do.
    case any
    /// The stream has exactly this many events; 0 = it does not exist yet.
    case exactly(Int)
}

/// One atomic batch for one stream.
public struct AppendRequest: Sendable, Equatable {
    public var stream: StreamName
    /// At least one.
    public var events: [NewEvent]
    public var expecting: ExpectedVersion
    /// When given: no event of the stream's category may stand after this position. A service that decides from
    /// the fold of its whole category passes the position up to which it has folded; so decisions of one service
    /// are serializable, on however many hosts they are taken.
    public var categoryUnchangedSince: Position?
    /// A repeated key returns the first result and appends nothing.
    public var idempotencyKey: String?

    /// A batch to be appended; see the properties for their meaning.
    public init(
        stream: StreamName, events: [NewEvent], expecting: ExpectedVersion = .any,
        categoryUnchangedSince: Position? = nil, idempotencyKey: String? = nil
    ) {
        self.stream = stream
        self.events = events
        self.expecting = expecting
        self.categoryUnchangedSince = categoryUnchangedSince
        self.idempotencyKey = idempotencyKey
    }
}

/// What an append did, or, for a repeated key, what the first one had done.
public struct AppendResult: Sendable, Equatable {
    public let stream: StreamName
    public let first: Position
    public let last: Position
    /// The stream's version after the batch.
    public let version: Int
    /// True when the idempotency key had been used before: nothing was appended now.
    public let repeated: Bool

    /// The result of an append; engines of the log make these.
    public init(stream: StreamName, first: Position, last: Position, version: Int, repeated: Bool) {
        self.stream = stream
        self.first = first
        self.last = last
        self.version = version
        self.repeated = repeated
    }
}

/// The last event's place and hash.
public struct LogHead: Sendable, Equatable {
    public let position: Position
    public let hash: String
    /// The head of a log; engines make these.
    public init(position: Position, hash: String) {
        self.position = position
        self.hash = hash
    }
}
