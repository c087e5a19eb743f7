public import Messages
public import ServiceRuntime

/// Who may act, in which roles. No I/O of its own.
public struct IdentityService: Service {
    /// The fold this service decides from.
    public typealias State = IdentityState

    /// An identity service.
    public init() {}

    /// `actor` only; registrations are batches of actors.
    public var nouns: Set<String> { ["actor"] }

    /// Opens each actor's own stream once its batch is in force.
    public var reactions: [Reaction<IdentityState>] {
        [
            // A batch is one decision; afterwards each of its actors gets a stream, and so a view, of its own.
            Reaction("admission", to: ["actor.founded.v1", "actor.registration-confirmed.v1"]) { record, _ in
                switch try EventCoding.decode(IdentityEvent.self, record) {
                case .actorFounded(let actors), .actorRegistrationConfirmed(let actors):
                    actors.map { .actorAdmit(actor: $0) }
                default: []
                }
            }
        ]
    }
}

extension IdentityState {
    /// An actor or a proposed batch as it is shown; nil for an unknown id.
    public func view(of subject: String) -> View? {
        if let registration = registrations[subject] { return view(registration, subject) }
        guard let record = actors[subject] else { return nil }
        let actor = record.actor
        let isMunicipal = actor.organization.kind == .municipality
        let isBusiness = actor.organization.kind == .business
        return View(
            kind: "actor", id: subject, title: actor.name, state: record.stage.rawValue, turn: record.stage.turn,
            municipality: isMunicipal ? actor.organization.code : nil,
            business: isBusiness ? actor.organization.code : nil,
            next: ActorStage.transitions.steps(in: record.stage),
            blockers: record.stage == .retired ? record.reasons.map { Reason("I-ACTOR-RETIRED", $0, $0) } : [],
            facts: [
                "organization": .string(actor.organization.name),
                "roles": .array(actor.roles.map(\.rawValue).sorted().map(JSONValue.string)),
            ])
    }

    private func view(_ registration: Registration, _ id: String) -> View {
        let proposed = registration.stage == .proposed
        let waiting = Reason(
            "I-SECOND-PERSON", "a system administrator other than \(registration.proposedBy) confirms it",
            "\(registration.proposedBy) 以外のシステム管理者の確認を待っています。")
        return View(
            kind: "registration", id: id, title: registration.actors.map(\.name).joined(separator: "、"),
            state: registration.stage.rawValue, turn: registration.stage.turn,
            next: RegistrationStage.transitions.steps(in: registration.stage), blockers: proposed ? [waiting] : [],
            related: registration.actors.map(\.id),
            facts: [
                "proposedBy": .string(registration.proposedBy),
                "roles": .object(
                    Dictionary(
                        registration.actors.map {
                            ($0.id, .array($0.roles.map(\.rawValue).sorted().map(JSONValue.string)))
                        }, uniquingKeysWith: { $1 })),
            ])
    }
}
