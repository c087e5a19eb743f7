public import Primitives

/// The append-only, hash-chained log with durable consumers: event store, queue and audit trail in one.
///
/// Every engine promises the same, and is held to it by one conformance suite:
/// - An append is durable (survives power loss) before it returns, atomic for its batch, and gets the next positions
///   of one total order. Concurrent callers share a commit.
/// - A repeated idempotency key returns the first result.
/// - Within a consumer the events of one stream (its lane) are delivered strictly in order, one in flight; lanes of
///   different tenants take turns, so that a large municipality cannot starve a small one.
/// - A delivery comes at least once. Acknowledging needs the fencing token of the latest claim.
public protocol MessageLog: Sendable {
    /// Appends a batch to a stream.
    func append(_ request: AppendRequest) async throws(MessageLogError) -> AppendResult

    /// What an earlier append with this idempotency key did, or nil.
    func appended(key: String) async throws(MessageLogError) -> AppendResult?

    /// Up to `limit` events after a position, in order; of one category where given.
    func read(after position: Position, category: String?, limit: Int) async throws(MessageLogError) -> [RecordedEvent]

    /// Up to `limit` events of a stream with a version greater than `version`, in order.
    func read(stream: StreamName, after version: Int, limit: Int) async throws(MessageLogError) -> [RecordedEvent]

    /// The last event's place and hash.
    func head() async throws(MessageLogError) -> LogHead

    /// Recomputes every hash, counts positions and stream versions, and compares the recorded head. Stops at nothing:
    /// all problems are returned, in order.
    /// - Parameter progress: called now and then with the number of events looked at.
    func verify(progress: @Sendable (Int) -> Void) async throws(MessageLogError) -> Verification

    /// Makes a consumer known; repeating it changes its interests only.
    func register(_ consumer: ConsumerDefinition) async throws(MessageLogError)

    /// Leases up to `limit` deliveries, at most one per lane, tenants in turn. Nothing while the consumer is paused.
    func claim(
        consumer: String, worker: String, limit: Int, at now: Instant, leaseSeconds: Int
    ) async throws(MessageLogError) -> [Delivery]

    /// Acknowledges one delivery and claims the next ones in a single commit.
    func acknowledgeAndClaim(
        _ lease: Lease, limit: Int, at now: Instant, leaseSeconds: Int
    ) async throws(MessageLogError) -> [Delivery]

    /// Settles a delivery. Refused with `.leaseLost` when the lease's token is not the latest one.
    func acknowledge(_ lease: Lease) async throws(MessageLogError)

    /// Prolongs a lease (heartbeat). Refused with `.leaseLost` when somebody else holds the delivery.
    func extend(_ lease: Lease, at now: Instant, leaseSeconds: Int) async throws(MessageLogError) -> Lease

    /// Gives a delivery back: to be tried again at `retryAt`, or, when nil, as a dead letter that blocks its lane.
    func fail(_ lease: Lease, reason: String, at now: Instant, retryAt: Instant?) async throws(MessageLogError)

    /// How every consumer stands.
    func consumers(at now: Instant) async throws(MessageLogError) -> [ConsumerStatus]

    /// Deliveries that are not settled, of one consumer or of all.
    func pending(consumer: String?, at now: Instant) async throws(MessageLogError) -> [PendingDelivery]

    /// Puts a dead letter back at the head of its lane; kept as an event `queue.delivery-retried.v1`.
    func retry(consumer: String, position: Position, by: Intervention) async throws(MessageLogError)

    /// Settles a dead letter without effect; kept as an event `queue.delivery-skipped.v1`.
    func skip(consumer: String, position: Position, by: Intervention) async throws(MessageLogError)

    /// Stops deliveries of a consumer (`paused`) or lets them flow again; kept as an event
    /// `queue.consumer-paused.v1` or `queue.consumer-resumed.v1`.
    func setPaused(_ paused: Bool, consumer: String, by: Intervention) async throws(MessageLogError)

    /// Returns once the head is beyond `position`, or after about `milliseconds`; a hint, never a promise.
    func waitForAppend(after position: Position, milliseconds: Int) async

    /// Waits for running work, writes everything back and closes the files. Later calls throw `.closed`.
    func close() async
}

/// Why the log could not do what was asked. Carries no payloads.
public enum MessageLogError: Error, Sendable, Equatable {
    /// The stream has another version: somebody else was faster. Fold again and decide again.
    case versionConflict(stream: String, expected: Int, actual: Int)
    /// An event of the category was appended after the position the caller had folded up to.
    case categoryConflict(category: String, foldedTo: Int64, actual: Int64)
    /// The idempotency key was used before for a different content.
    case keyReused(key: String)
    /// An event id was used before.
    case duplicateEvent(id: String)
    /// An append without events, or with a field that the log cannot keep.
    case invalid(reason: String)
    /// The delivery's lease is no longer this worker's.
    case leaseLost(consumer: String, position: Int64)
    /// There is no such consumer.
    case unknownConsumer(name: String)
    /// There is no such dead letter.
    case notDead(consumer: String, position: Int64)
    /// No space left where the log lives. Nothing was appended; free some space and repeat with the same key.
    case diskFull
    /// Another process holds the log.
    case busy
    /// The storage is damaged or does not answer; the last commit's fate is unknown: repeat with the same key.
    case storage(code: Int32, message: String)
    /// The log was closed.
    case closed
}

extension MessageLogError: CustomStringConvertible {
    /// What happened and what to do next, in English.
    public var description: String {
        switch self {
        case .versionConflict(let stream, let expected, let actual):
            "stream \(stream) has version \(actual), not \(expected): read it again and decide again"
        case .categoryConflict(let category, let foldedTo, let actual):
            "category \(category) has an event at \(actual), folded to \(foldedTo): read it again and decide again"
        case .keyReused(let key): "idempotency key \(key) was used before for another content: choose a new key"
        case .duplicateEvent(let id): "event id \(id) was used before"
        case .invalid(let reason): "the append is invalid: \(reason)"
        case .leaseLost(let consumer, let position):
            "the lease of consumer \(consumer) at position \(position) is held by another worker"
        case .unknownConsumer(let name): "there is no consumer \(name); oboro queue list shows them"
        case .notDead(let consumer, let position):
            "consumer \(consumer) has no dead letter at position \(position); oboro queue show \(consumer) lists them"
        case .diskFull: "no space left for the message log: free some space and repeat the command, nothing was lost"
        case .busy: "another process holds the message log"
        case .storage(let code, let message): "the message log's storage failed (\(code)): \(message)"
        case .closed: "the message log is closed"
        }
    }
}
