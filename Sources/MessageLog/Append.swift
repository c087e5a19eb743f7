/// What must be true of a stream for an append to be accepted (optimistic concurrency).
public enum ExpectedVersion: Sendable, Equatable {
    /// Any version will do.
    case any
    /// The stream has exactly this many events; 0 = it does not exist yet.
    case exactly(Int)
}

/// One atomic batch for one stream.
public struct AppendRequest: Sendable, Equatable {
    /// The stream that the events are appended to.
    public var stream: StreamName
    /// At least one.
    public var events: [NewEvent]
    /// What must be true of the stream.
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
    /// The stream that was appended to.
    public let stream: StreamName
    /// The position of the batch's first event.
    public let first: Position
    /// The position of the batch's last event.
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
    /// The last event's position; `.start` for an empty log.
    public let position: Position
    /// The last event's hash; `EventHash.genesis` for an empty log.
    public let hash: String
    /// The head of a log; engines make these.
    public init(position: Position, hash: String) {
        self.position = position
        self.hash = hash
    }
}
