import Identity
import Messages
import ServiceRuntime
import TestSupport
import Testing

@Suite struct IdentityFoundingTests {
    static let first = Actor.with(.systemAdministrator, id: "sato")
    static let second = Actor.with(.systemAdministrator, id: "suzuki")

    @Test func `two administrators found an empty installation and are in force at once`() throws {
        var story = try Scenario(IdentityState.self)
        #expect(story.state.isEmpty)
        #expect(story.state.actor("sato") == nil)
        let decision = try story.run(.actorFound(administrators: [Self.first, Self.second]), by: Self.first)
        #expect(decision.events.count == 1)
        #expect(story.state.actor("sato") == Self.first)
        #expect(story.state.actor("suzuki") == Self.second)
        #expect(!story.state.isEmpty)
    }

    @Test(arguments: [
        ([first], ["E-TWO-ADMINISTRATORS"]),
        ([], ["E-ACTORS-NONE", "E-TWO-ADMINISTRATORS"]),
        ([first, first], ["E-ACTOR-DUPLICATE", "E-TWO-ADMINISTRATORS"]),
        ([first, .with(.intakeClerk, id: "tanaka")], ["E-FOUNDER-ROLE"]),
        ([first, .with([.systemAdministrator, .intakeClerk], id: "tanaka")], ["E-FOUNDER-ROLE"]),
    ])
    func `founding needs two pure system administrators`(_ founders: [Actor], _ codes: [String]) throws {
        let story = try Scenario(IdentityState.self)
        #expect(story.codes(of: .actorFound(administrators: founders), by: Self.first) == codes)
    }

    @Test func `nobody founds a second time`() throws {
        var story = try Scenario(IdentityState.self)
        try story.run(.actorFound(administrators: [Self.first, Self.second]), by: Self.first)
        let again = IdentityCommand.actorFound(administrators: [
            .with(.systemAdministrator, id: "ito"), .with(.systemAdministrator, id: "kato"),
        ])
        let refusal = story.refusal(of: again, by: Self.first)
        #expect(refusal?.kind == .state)
        #expect(refusal?.reasons.map(\.code) == ["E-FOUNDED"])
    }

    @Test func `only a system administrator of the organization founds`() throws {
        let story = try Scenario(IdentityState.self)
        let command = IdentityCommand.actorFound(administrators: [Self.first, Self.second])
        #expect(story.codes(of: command, by: .with(.representative)) == ["E-ROLE"])
        let stranger = Actor.with(.systemAdministrator, of: .kodaira)
        #expect(story.codes(of: command, by: stranger) == ["E-ORGANIZATION"])
    }
}
