public import MessageLog
public import Messages

/// A service: its pure state, and the thin shell of I/O around it.
public protocol Service: Sendable {
    associatedtype State: ServiceState

    /// The nouns of the commands that people may give to it.
    var nouns: Set<String> { get }

    /// Events of other services (and its own) that it reacts to.
    var reactions: [Reaction<State>] { get }

    /// Turns a command that needs I/O (a file to take in, a document to sign) into one that carries the facts. Called
    /// after the command itself was decided without refusal, so that nothing is done for somebody who may not.
    /// In a rehearsal (dry run) it may read but must not store.
    func prepare(
        _ command: State.Command, state: State, in context: DecisionContext, rehearsal: Bool
    ) async throws(Refusal) -> State.Command

    /// Undoes what `prepare` stored, when its command was refused after all.
    func abandon(_ prepared: State.Command) async

    /// Acts on the outside once the events are durable, such as copying sealed files. Must be repeatable: the caller
    /// who gets a refusal here may repeat the command.
    func complete(_ events: [State.Event], subject: String, state: State) async throws(Refusal)
}

extension Service {
    /// None: a service that only answers commands.
    public var reactions: [Reaction<State>] { [] }
    /// The command as it is: it needs no I/O.
    public func prepare(
        _ command: State.Command, state: State, in context: DecisionContext, rehearsal: Bool
    ) async throws(Refusal) -> State.Command { command }
    /// Nothing: `prepare` stored nothing.
    public func abandon(_ prepared: State.Command) async {}
    /// Nothing: the events are all there is.
    public func complete(_ events: [State.Event], subject: String, state: State) async throws(Refusal) {}
}

/// What a service does about an event: commands to itself, keyed by the event's id, so that the effect comes exactly
/// once however often the event is delivered.
public struct Reaction<State: ServiceState>: Sendable {
    /// Unique within the service; the consumer is called `service.name`.
    public let name: String
    /// Event types with version suffix.
    public let interests: Set<String>
    /// True for work with files that may take long; false for mere bookkeeping, which replies wait for.
    public let isWork: Bool
    /// The commands that follow from an event. Throwing means: try again later.
    public let handle: @Sendable (RecordedEvent, State) async throws -> [State.Command]

    /// A reaction; see the properties for their meaning.
    public init(
        _ name: String, to interests: Set<String>, isWork: Bool = false,
        handle: @escaping @Sendable (RecordedEvent, State) async throws -> [State.Command]
    ) {
        self.name = name
        self.interests = interests
        self.isWork = isWork
        self.handle = handle
    }
}

extension Reaction {
    /// Keeps the certification's standing in the service's own fold.
    public static func noteStanding(
        as command: @escaping @Sendable (CertificationStanding) -> State.Command
    ) -> Reaction<State> {
        Reaction(
            "standing",
            to: [
                "certification.certified.v1", "certification.suspended.v1", "certification.reinstated.v1",
                "certification.revoked.v1", "certification.lapsed.v1", "certification.abolished.v1",
            ]
        ) { record, _ in
            let event = try EventCoding.decode(CertificationEvent.self, record)
            return event.standing.map { [command($0)] } ?? []
        }
    }
}
