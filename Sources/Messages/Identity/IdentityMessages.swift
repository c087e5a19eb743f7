/// Commands of the identity service.
public enum IdentityCommand: CommandMessage {
    /// The service that decides these commands.
    public static let service = "identity"
    /// The first two system administrators of an empty installation; afterwards refused.
    case actorFound(administrators: [Actor])
    /// Proposes actors with roles; a second system administrator confirms.
    case actorRegister(actors: [Actor])
    case actorConfirm(id: String)
    /// A proposed batch is given up.
    case actorDecline(id: String, reason: String)
    /// Takes a role away, at once.
    case actorRevoke(id: String, role: Role, reason: String)
    /// Ends an actor's access, at once.
    case actorRetire(id: String, reason: String)
    /// The system's: opens the actor's own stream after the batch was confirmed.
    case actorAdmit(actor: Actor)
}

/// Events of the identity service.
public enum IdentityEvent: EventMessage {
    /// The category of the streams these events stand in.
    public static let service = "identity"
    case actorFounded(administrators: [Actor])
    case actorRegistrationProposed(id: String, actors: [Actor], proposedBy: String)
    case actorRegistrationConfirmed(actors: [Actor])
    case actorRegistrationDeclined(reason: String)
    case actorRoleRevoked(role: Role, reason: String)
    case actorRetired(reason: String)
    /// The first event of the actor's own stream; the roles are in force since the batch was confirmed.
    case actorAdmitted(actor: Actor)
}
