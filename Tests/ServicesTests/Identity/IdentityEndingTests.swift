import Identity
import Messages
import ServiceRuntime
import TestSupport
import Testing

@Suite struct IdentityEndingTests {
    static let sato = IdentityRegistrationTests.sato
    static let suzuki = IdentityRegistrationTests.suzuki

    /// Two administrators and 田中 with two roles.
    static func staffed() throws -> Scenario<IdentityState> {
        var story = try IdentityRegistrationTests.founded()
        try story.run(
            .actorRegister(actors: [.with([.intakeClerk, .examiner], id: "tanaka")]), by: sato)
        try story.run(.actorConfirm(id: "REG-1"), by: suzuki)
        return story
    }

    @Test func `a revoked role is gone at once, and with the last role the access`() throws {
        var story = try Self.staffed()
        try story.run(.actorRevoke(id: "tanaka", role: .examiner, reason: "異動"), by: Self.sato)
        #expect(story.state.actor("tanaka")?.roles == [.intakeClerk])
        let again = IdentityCommand.actorRevoke(id: "tanaka", role: .examiner, reason: "異動")
        #expect(story.codes(of: again, by: Self.sato) == ["E-ROLE-NOT-HELD"])
        try story.run(.actorRevoke(id: "tanaka", role: .intakeClerk, reason: "異動"), by: Self.sato)
        #expect(story.state.actor("tanaka") == nil)
    }

    @Test func `a retired actor may do nothing any more`() throws {
        var story = try Self.staffed()
        #expect(story.codes(of: .actorRetire(id: "tanaka", reason: ""), by: Self.sato) == ["E-REASONS"])
        try story.run(.actorRetire(id: "tanaka", reason: "退職"), by: Self.sato)
        #expect(story.state.actor("tanaka") == nil)
        #expect(story.codes(of: .actorRetire(id: "tanaka", reason: "退職"), by: Self.sato) == ["E-STATE"])
        #expect(story.codes(of: .actorRetire(id: "nobody", reason: "退職"), by: Self.sato) == ["E-NOT-FOUND"])
    }

    @Test func `two system administrators always remain`() throws {
        var story = try Self.staffed()
        let retire = IdentityCommand.actorRetire(id: "suzuki", reason: "退職")
        let revoke = IdentityCommand.actorRevoke(id: "suzuki", role: .systemAdministrator, reason: "異動")
        #expect(story.codes(of: retire, by: Self.sato) == ["E-LAST-ADMINISTRATORS"])
        #expect(story.codes(of: revoke, by: Self.sato) == ["E-LAST-ADMINISTRATORS"])
        try story.run(.actorRegister(actors: [.with(.systemAdministrator, id: "kato")]), by: Self.sato)
        try story.run(.actorConfirm(id: "REG-2"), by: Self.suzuki)
        try story.run(retire, by: Self.sato)
        #expect(story.codes(of: .actorRetire(id: "kato", reason: "退職"), by: Self.sato) == ["E-LAST-ADMINISTRATORS"])
    }

    @Test func `an actor is admitted to an own stream once`() throws {
        var story = try Self.staffed()
        let tanaka = try #require(story.state.actor("tanaka"))
        #expect(try story.run(.actorAdmit(actor: tanaka), by: .system).events.count == 1)
        #expect(try story.run(.actorAdmit(actor: tanaka), by: .system).events.isEmpty)
        #expect(story.state.view(of: "tanaka")?.kind == "actor")
        #expect(story.state.view(of: "REG-1")?.state == "confirmed")
    }

    static let command: [String: IdentityCommand] = [
        "actor.confirm": .actorConfirm(id: "REG-2"), "actor.decline": .actorDecline(id: "REG-2", reason: "理由"),
        "actor.admit": .actorAdmit(actor: .with(.examiner, id: "mori")),
        "actor.revoke": .actorRevoke(id: "mori", role: .examiner, reason: "理由"),
        "actor.retire": .actorRetire(id: "mori", reason: "理由"),
    ]

    static func story(in stage: RegistrationStage) throws -> Scenario<IdentityState> {
        var story = try staffed()
        try story.run(.actorRegister(actors: [.with(.examiner, id: "mori")]), by: sato)
        if stage == .confirmed { try story.run(.actorConfirm(id: "REG-2"), by: suzuki) }
        if stage == .declined { try story.run(.actorDecline(id: "REG-2", reason: "理由"), by: suzuki) }
        return story
    }

    @Test(arguments: RegistrationStage.transitions.cells)
    func `a batch keeps its table`(_ cell: TableCell<RegistrationStage>) throws {
        let command = try #require(Self.command[cell.command])
        #expect(try Self.story(in: cell.state).contradiction(to: cell, by: command, of: "REG-2") == nil)
    }

    @Test(arguments: ActorStage.transitions.cells)
    func `an actor keeps its table`(_ cell: TableCell<ActorStage>) throws {
        let command = try #require(Self.command[cell.command])
        var story = try Self.story(in: .confirmed)
        if cell.state == .retired { try story.run(.actorRetire(id: "mori", reason: "理由"), by: Self.sato) }
        #expect(story.contradiction(to: cell, by: command, of: "mori") == nil)
    }

    @Test func `the tables know every command`() {
        let known = RegistrationStage.transitions.commands.union(ActorStage.transitions.commands)
        #expect(known == Set(Self.command.keys).union(["actor.found", "actor.register"]))
    }
}
