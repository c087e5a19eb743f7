/// The result of recomputing the whole log.
public struct Verification: Sendable, Equatable, Codable {
    /// How many events were looked at.
    public let events: Int
    /// The last position.
    public let head: Position
    /// The last event's hash as recorded.
    public let headHash: String
    /// Empty when the log is intact.
    public let problems: [Problem]

    /// Whether every hash, position and version is right.
    public var intact: Bool { problems.isEmpty }

    /// One thing that is wrong.
    public struct Problem: Sendable, Equatable, Codable {
        /// What kind of damage.
        public enum Kind: String, Sendable, Codable {
            /// The event's fields do not give its hash: it was changed after it was written.
            case changed
            /// The event does not carry its predecessor's hash: something before it was changed, removed or inserted.
            case brokenChain = "broken-chain"
            /// A position is missing.
            case gap
            /// The version within the stream is not the next one.
            case wrongVersion = "wrong-version"
            /// The recorded head is not the last event: events were cut off or added at the end.
            case wrongHead = "wrong-head"
            /// The storage cannot be read.
            case unreadable
        }
        /// What kind of damage it is.
        public let kind: Kind
        /// The event's position, or the first missing one.
        public let position: Int64
        /// The event's stream as stored; empty where there is no event.
        public let stream: String
        /// The event's type as stored; empty where there is no event.
        public let type: String

        /// One problem of the log; engines make these.
        public init(kind: Kind, position: Int64, stream: String, type: String) {
            self.kind = kind
            self.position = position
            self.stream = stream
            self.type = type
        }
    }

    /// The result of a verification; engines of the log make these.
    public init(events: Int, head: Position, headHash: String, problems: [Problem]) {
        self.events = events
        self.head = head
        self.headHash = headHash
        self.problems = problems
    }
}
