import Identity
import MessageLog
import Messages
import Primitives
import ServiceRuntime

/// Knows the actors with the roles in force, from a fold of its own over Identity's events.
actor Authenticator {
    private let log: any MessageLog
    private var state = IdentityState()
    private var foldedTo = Position.start
    private var isEmpty = true

    init(log: any MessageLog) { self.log = log }

    /// The actor with this id. In an empty installation everybody is a system administrator, who can do nothing but
    /// name the first administrators.
    func actor(_ id: String) async throws -> Actor? {
        while true {
            let records = try await log.read(after: foldedTo, category: IdentityEvent.service, limit: 1000)
            for record in records where record.position > foldedTo {
                let event = try EventCoding.decode(IdentityEvent.self, record)
                state.apply(
                    event,
                    EventHeader(
                        subject: record.stream.subject, at: record.event.at, actor: record.event.actor,
                        id: record.event.id))
                foldedTo = record.position
                isEmpty = false
            }
            if records.count < 1000 { break }
        }
        if isEmpty {
            return Actor(
                id: id, name: id,
                organization: Organization(kind: .organization, code: "organization", name: "organization"),
                roles: [.systemAdministrator])
        }
        return state.actor(id)
    }
}
