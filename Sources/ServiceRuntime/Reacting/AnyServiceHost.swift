import MessageLog
import Messages
import Primitives

/// A service host without its type, as the runtime keeps it.
protocol AnyServiceHost: Sendable {
    var name: String { get }
    var nouns: Set<String> { get }
    /// The consumers of the service's reactions.
    var consumers: [ReactionConsumer] { get }
    func handle(_ request: CommandRequest, by actor: Actor) async -> CommandReply
    func runDue(at now: Instant) async throws -> Int
    func views(changedAfter position: Position) async throws -> (views: [View], position: Position)
    func reset() async
}

/// One durable consumer and what it does with an event.
struct ReactionConsumer: Sendable {
    let definition: ConsumerDefinition
    let isWork: Bool
    /// Answers an event by commands to the service, each keyed by the event's id.
    let react: @Sendable (RecordedEvent) async throws -> Void
}

extension ServiceHost: AnyServiceHost {
    nonisolated var name: String { Self.category }
    nonisolated var nouns: Set<String> { service.nouns }

    nonisolated var consumers: [ReactionConsumer] {
        service.reactions.map { reaction in
            ReactionConsumer(
                definition: ConsumerDefinition(
                    name: "\(Self.category).\(reaction.name)", interests: reaction.interests),
                isWork: reaction.isWork
            ) { record in
                let commands = try await reaction.handle(record, self.currentState())
                for (index, command) in commands.enumerated() {
                    // Bookkeeping answers the same event by the same commands, though perhaps by fewer once some took
                    // effect: the content tells them apart. Work finds other facts at every try: its place does.
                    let (name, json) = try MessageCoding.encode(command)
                    let effect = reaction.isWork ? "\(name)/\(index)" : ContentHash(of: name + json).description
                    let origin = CommandOrigin(
                        actor: .system, key: "\(Self.category).\(reaction.name)/\(record.event.id)/\(effect)",
                        causation: record.event.id)
                    let reply = await self.execute(command, origin)
                    if let refusal = reply.refusal { throw refusal }
                }
            }
        }
    }

    func handle(_ request: CommandRequest, by actor: Actor) async -> CommandReply {
        do {
            let json = MessageCoding.text(request.payload)
            let command = try MessageCoding.decode(State.Command.self, name: request.command, json: json)
            return await execute(
                command,
                CommandOrigin(
                    actor: actor, key: "\(actor.id)/\(request.idempotencyKey)",
                    content: ContentHash(of: "\(request.command)\n\(json)"),
                    expectedVersion: request.expectedVersion, dryRun: request.dryRun))
        } catch {
            let refusal = Refusal(
                .invalid, "E-MALFORMED", "\(error)", "入力の形式に誤りがあります（\(error)）。")
            return CommandReply(outcome: .refused, subject: nil, version: nil, events: [], refusal: refusal)
        }
    }
}
