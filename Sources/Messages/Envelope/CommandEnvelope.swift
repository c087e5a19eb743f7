/// A command as it travels to the service that decides it.
public struct CommandRequest: Sendable, Codable, Equatable {
    /// `noun.verb`.
    public var command: String
    /// The command's labelled values as one JSON object.
    public var payload: JSONValue
    /// The id of the actor who commands.
    public var actor: String
    /// Repeating a request with the same key gives the first result.
    public var idempotencyKey: String
    /// The subject's version that the actor saw; another version is refused as a conflict.
    public var expectedVersion: Int?
    /// Decide and show the events, but append nothing and touch no file.
    public var dryRun: Bool

    /// A command request; see the properties for their meaning.
    public init(
        command: String, payload: JSONValue, actor: String, idempotencyKey: String, expectedVersion: Int? = nil,
        dryRun: Bool = false
    ) {
        self.command = command
        self.payload = payload
        self.actor = actor
        self.idempotencyKey = idempotencyKey
        self.expectedVersion = expectedVersion
        self.dryRun = dryRun
    }

    /// A request for a typed command.
    public init(
        _ command: some CommandMessage, actor: String, idempotencyKey: String, expectedVersion: Int? = nil,
        dryRun: Bool = false
    ) throws {
        let (name, json) = try MessageCoding.encode(command)
        self.init(
            command: name, payload: try JSONValue(text: json), actor: actor, idempotencyKey: idempotencyKey,
            expectedVersion: expectedVersion, dryRun: dryRun)
    }
}

/// An event in a reply or a listing.
public struct EventSummary: Sendable, Codable, Equatable {
    /// Nil in a dry run.
    public let position: Int64?
    /// `category/ID`, such as `solicitation/CALL-1`.
    public let stream: String
    /// `noun.fact` with the version suffix, such as `call.opened.v1`.
    public let type: String
    /// The event's labelled values as one JSON object.
    public let payload: JSONValue

    /// An event to show.
    public init(position: Int64?, stream: String, type: String, payload: JSONValue) {
        self.position = position
        self.stream = stream
        self.type = type
        self.payload = payload
    }
}

/// What became of a command.
public struct CommandReply: Sendable, Codable, Equatable {
    /// The outcome in one word.
    public enum Outcome: String, Sendable, Codable {
        /// Events were appended.
        case accepted
        /// The idempotency key was used before: this is the first result.
        case repeated
        /// Dry run: these events would have been appended.
        case rehearsed
        case refused
    }

    /// What became of it, in one word.
    public let outcome: Outcome
    /// The aggregate the command was about, `CALL-1`; of a creation, the new one.
    public let subject: String?
    /// The subject's version after the command.
    public let version: Int?
    /// What was, or in a dry run would have been, appended; empty when there was nothing to do.
    public let events: [EventSummary]
    /// The reasons; only when `outcome` is `refused`.
    public let refusal: Refusal?

    /// A reply; see the properties for their meaning.
    public init(outcome: Outcome, subject: String?, version: Int?, events: [EventSummary], refusal: Refusal?) {
        self.outcome = outcome
        self.subject = subject
        self.version = version
        self.events = events
        self.refusal = refusal
    }
}
