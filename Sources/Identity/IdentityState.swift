public import Messages
public import ServiceRuntime

/// One actor and whether the access is in force.
struct ActorRecord: Sendable {
    var stage = ActorStage.active
    var actor: Actor
    /// The actor's own stream was opened.
    var admitted = false
    /// Why roles were taken away or the access ended.
    var reasons: [String] = []
}

/// A batch of actors that somebody proposed.
struct Registration: Sendable {
    var stage: RegistrationStage
    let actors: [Actor]
    let proposedBy: String
    var reason = ""
}

/// The fold of the identity service: who may act, in which roles.
public struct IdentityState: ServiceState {
    /// The commands it decides.
    public typealias Command = IdentityCommand
    /// The events it folds, its own only.
    public typealias Event = IdentityEvent

    /// The batch of the first administrators.
    static let founding = "FOUNDING"

    var actors: [String: ActorRecord] = [:]
    var registrations: [String: Registration] = [:]

    /// An empty installation: nobody may act.
    public init() {}

    /// The actor with the roles in force; nil for an unknown id, for a retired actor, and for one without any role.
    public func actor(_ id: String) -> Actor? {
        guard let record = actors[id], record.stage == .active, !record.actor.roles.isEmpty else { return nil }
        return record.actor
    }

    /// Whether nobody was ever registered, so that the first administrators may be founded.
    public var isEmpty: Bool { actors.isEmpty }

    /// Folds one event in; what is in the log has happened.
    public mutating func apply(_ event: IdentityEvent, _ header: EventHeader) {
        switch event {
        case .actorFounded(let administrators):
            registrations[header.subject] = Registration(
                stage: .confirmed, actors: administrators, proposedBy: header.actor)
            add(administrators)
        case .actorRegistrationProposed(let id, let actors, let proposedBy):
            registrations[id] = Registration(stage: .proposed, actors: actors, proposedBy: proposedBy)
        case .actorRegistrationConfirmed(let actors):
            registrations[header.subject]?.stage = .confirmed
            add(actors)
        case .actorRegistrationDeclined(let reason):
            registrations[header.subject]?.stage = .declined
            registrations[header.subject]?.reason = reason
        case .actorRoleRevoked(let role, let reason):
            guard var record = actors[header.subject] else { return }
            record.actor = Actor(
                id: record.actor.id, name: record.actor.name, organization: record.actor.organization,
                roles: record.actor.roles.subtracting([role]))
            record.reasons.append(reason)
            actors[header.subject] = record
        case .actorRetired(let reason):
            actors[header.subject]?.stage = .retired
            actors[header.subject]?.reasons.append(reason)
        case .actorAdmitted: actors[header.subject]?.admitted = true
        }
    }

    private mutating func add(_ new: [Actor]) {
        for actor in new { actors[actor.id] = ActorRecord(actor: actor) }
    }
}
