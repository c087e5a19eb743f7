public import Messages
public import ServiceRuntime

extension IdentityState {
    /// Decides on actors; granting takes two system administrators, taking away only one.
    public func decide(
        _ command: IdentityCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<IdentityEvent> {
        switch command {
        case .actorFound(let administrators): return try found(administrators, in: context)
        case .actorRegister(let actors): return try register(actors, in: context)
        case .actorConfirm(let id): return try confirm(id, in: context)
        case .actorDecline(let id, let reason):
            _ = try registration(id, "actor.decline", in: context)
            try Self.requireReason(reason)
            return Decision(id, [.actorRegistrationDeclined(reason: reason)])
        case .actorRevoke(let id, let role, let reason):
            return try revoke(role, from: id, reason: reason, in: context)
        case .actorRetire(let id, let reason):
            let record = try record(id, "actor.retire", in: context)
            try Self.requireReason(reason)
            if record.actor.roles.contains(.systemAdministrator) { try requireThirdAdministrator() }
            return Decision(id, [.actorRetired(reason: reason)])
        case .actorAdmit(let actor):
            let record = try record(actor.id, "actor.admit", in: context)
            return Decision(actor.id, record.admitted ? [] : [.actorAdmitted(actor: record.actor)])
        }
    }

    private func found(
        _ administrators: [Actor], in context: DecisionContext
    ) throws(Refusal) -> Decision<IdentityEvent> {
        try RegistrationStage.transitions.check("actor.found", in: nil, by: context.actor)
        try Self.requireOrganization(context.actor)
        if !isEmpty {
            throw Refusal(
                .state, "E-FOUNDED", "the installation has actors already: use oboro actor register",
                "利用者が既に登録されています。actor register を使用してください。")
        }
        var reasons = registrationReasons(administrators)
        if Set(administrators.map(\.id)).count < 2 {
            reasons.append(
                Reason(
                    "E-TWO-ADMINISTRATORS", "name at least two system administrators: roles are granted by two persons",
                    "役割の付与は2人で行うため、システム管理者を2人以上指定してください。"))
        }
        for actor in administrators where actor.roles != [.systemAdministrator] {
            reasons.append(
                Reason(
                    "E-FOUNDER-ROLE", "\(actor.id): founders have the role system-administrator and no other",
                    "\(actor.id): 最初に登録できるのはシステム管理者のみの役割を持つ者です。"))
        }
        if !reasons.isEmpty { throw Refusal(.invalid, reasons) }
        return Decision(Self.founding, [.actorFounded(administrators: administrators)])
    }

    private func register(_ new: [Actor], in context: DecisionContext) throws(Refusal) -> Decision<IdentityEvent> {
        try RegistrationStage.transitions.check("actor.register", in: nil, by: context.actor)
        try Self.requireOrganization(context.actor)
        try requireRegistrable(new)
        let id = "REG-\(registrations.keys.count { $0 != Self.founding } + 1)"
        return Decision(
            id, [.actorRegistrationProposed(id: id, actors: new, proposedBy: context.actor.id)])
    }

    private func confirm(_ id: String, in context: DecisionContext) throws(Refusal) -> Decision<IdentityEvent> {
        let registration = try registration(id, "actor.confirm", in: context)
        if registration.proposedBy == context.actor.id {
            throw Refusal(
                .secondPerson, "E-SECOND-PERSON",
                "\(id) was proposed by \(context.actor.id): another system administrator confirms it",
                "\(id) は本人が提案したものです。別のシステム管理者が確認してください。")
        }
        // Others may have been registered since it was proposed.
        try requireRegistrable(registration.actors)
        return Decision(id, [.actorRegistrationConfirmed(actors: registration.actors)])
    }

    private func revoke(
        _ role: Role, from id: String, reason: String, in context: DecisionContext
    ) throws(Refusal) -> Decision<IdentityEvent> {
        let record = try record(id, "actor.revoke", in: context)
        try Self.requireReason(reason)
        guard record.actor.roles.contains(role) else {
            throw Refusal(
                .state, "E-ROLE-NOT-HELD", "\(id) does not have the role \(role.rawValue): oboro actor show \(id)",
                "\(id) に役割（\(role.rawValue)）は付与されていません。")
        }
        if role == .systemAdministrator { try requireThirdAdministrator() }
        return Decision(id, [.actorRoleRevoked(role: role, reason: reason)])
    }

    private func registration(
        _ id: String, _ command: String, in context: DecisionContext
    ) throws(Refusal) -> Registration {
        guard let registration = registrations[id] else { throw .notFound("registration", id) }
        try RegistrationStage.transitions.check(command, in: registration.stage, by: context.actor)
        try Self.requireOrganization(context.actor)
        return registration
    }

    private func record(
        _ id: String, _ command: String, in context: DecisionContext
    ) throws(Refusal) -> ActorRecord {
        guard let record = actors[id] else { throw .notFound("actor", id) }
        try ActorStage.transitions.check(command, in: record.stage, by: context.actor)
        if !context.actor.roles.contains(.system) { try Self.requireOrganization(context.actor) }
        return record
    }

    private func requireThirdAdministrator() throws(Refusal) {
        let administrators = actors.keys.compactMap(actor).count { $0.roles.contains(.systemAdministrator) }
        if administrators > 2 { return }
        throw Refusal(
            .state, "E-LAST-ADMINISTRATORS",
            "two system administrators must remain: register another one first (oboro actor register)",
            "システム管理者が2人未満になります。先に別のシステム管理者を登録してください。")
    }

    private static func requireOrganization(_ actor: Actor) throws(Refusal) {
        if actor.organization.kind == .organization { return }
        throw Refusal(
            .forbidden, "E-ORGANIZATION", "only the organization's own system administrators register actors",
            "利用者の登録は作成組織のシステム管理者のみが行えます。")
    }

    private static func requireReason(_ reason: String) throws(Refusal) {
        if !reason.isEmpty { return }
        throw Refusal(.invalid, "E-REASONS", "give a reason (--reason)", "理由を記載してください。")
    }
}
