public import Primitives

/// A durable consumer: a named reader whose progress survives the process.
public struct ConsumerDefinition: Sendable, Equatable {
    /// Unique within the log.
    public let name: String
    /// The event types it wants (with version suffix), or nil for all. Other events are passed over.
    public let interests: Set<String>?
    /// Events up to here are not delivered; `.start` for everything. Only used when the consumer is first registered.
    public let startsAfter: Position

    /// A consumer that reads events of the given types.
    public init(name: String, interests: Set<String>?, startsAfter: Position = .start) {
        self.name = name
        self.interests = interests
        self.startsAfter = startsAfter
    }
}

/// The right to work on one delivery until `expires`, proved by the fencing token.
public struct Lease: Sendable, Equatable {
    /// The consumer that the delivery belongs to.
    public let consumer: String
    /// The event's position.
    public let position: Position
    /// Unique per process start, so that a reused name never hides a dead worker.
    public let worker: String
    /// Grows with every claim of the consumer; a late worker's acknowledgement with an older token is refused.
    public let token: Int64
    /// From here on another worker may claim the delivery.
    public let expires: Instant

    /// A lease; engines of the log make these.
    public init(consumer: String, position: Position, worker: String, token: Int64, expires: Instant) {
        self.consumer = consumer
        self.position = position
        self.worker = worker
        self.token = token
        self.expires = expires
    }
}

/// One event handed to a worker.
public struct Delivery: Sendable, Equatable {
    /// The right to work on it, to be given back with the answer.
    public let lease: Lease
    /// What to work on.
    public let event: RecordedEvent
    /// 1 at the first try.
    public let attempt: Int

    /// A delivery; engines of the log make these.
    public init(lease: Lease, event: RecordedEvent, attempt: Int) {
        self.lease = lease
        self.event = event
        self.attempt = attempt
    }
}

/// How a consumer stands.
public struct ConsumerStatus: Sendable, Equatable, Codable {
    /// The consumer's name.
    public let name: String
    /// Everything up to here has been looked at and is either settled or listed as pending.
    public let cursor: Position
    /// Events of interest not yet acknowledged, including those behind the cursor.
    public let lag: Int
    /// In work, with a lease that has not run out.
    public let leased: Int
    /// Waiting for a retry.
    public let waiting: Int
    /// Given up; each blocks its lane until an operator acts.
    public let dead: Int
    /// Whether an operator has stopped its deliveries.
    public let paused: Bool
    /// When the oldest unsettled event happened.
    public let oldest: Instant?

    /// A consumer's status; engines of the log make these.
    public init(
        name: String, cursor: Position, lag: Int, leased: Int, waiting: Int, dead: Int, paused: Bool, oldest: Instant?
    ) {
        self.name = name
        self.cursor = cursor
        self.lag = lag
        self.leased = leased
        self.waiting = waiting
        self.dead = dead
        self.paused = paused
        self.oldest = oldest
    }
}

/// What a delivery that is not settled yet is doing.
public enum PendingState: String, Sendable, Codable {
    case ready, leased, waiting, dead
}

/// A delivery that is not settled: in work, waiting for a retry, or dead. A dead one blocks its lane until an
/// operator retries or skips it, so that the lane's order is kept.
public struct PendingDelivery: Sendable, Equatable, Codable {
    /// Whose delivery it is.
    public let consumer: String
    /// The event's position.
    public let position: Position
    /// The event's stream, which is its lane.
    public let stream: String
    /// The event's type.
    public let type: String
    /// The event's tenant.
    public let tenant: String
    /// What the delivery is doing.
    public let state: PendingState
    /// How often it has been claimed.
    public let attempts: Int
    /// Who had it last.
    public let worker: String?
    /// Until when it is leased.
    public let leaseExpires: Instant?
    /// When it will be tried again.
    public let retryAt: Instant?
    /// Why the last try failed; never carries personal data.
    public let reason: String?
    /// When the last try failed.
    public let failedAt: Instant?

    /// A pending delivery; engines of the log make these.
    public init(
        consumer: String, position: Position, stream: String, type: String, tenant: String, state: PendingState,
        attempts: Int, worker: String?, leaseExpires: Instant?, retryAt: Instant?, reason: String?, failedAt: Instant?
    ) {
        self.consumer = consumer
        self.position = position
        self.stream = stream
        self.type = type
        self.tenant = tenant
        self.state = state
        self.attempts = attempts
        self.worker = worker
        self.leaseExpires = leaseExpires
        self.retryAt = retryAt
        self.reason = reason
        self.failedAt = failedAt
    }
}

/// Who intervened in a consumer, and why. The intervention itself becomes an event of the log.
public struct Intervention: Sendable, Equatable {
    /// Who acts.
    public let actor: String
    /// In which role.
    public let role: String
    /// Why.
    public let reason: String
    /// When, by the injected clock.
    public let at: Instant

    /// An operator's act on a consumer.
    public init(actor: String, role: String, reason: String, at: Instant) {
        self.actor = actor
        self.role = role
        self.reason = reason
        self.at = at
    }
}
