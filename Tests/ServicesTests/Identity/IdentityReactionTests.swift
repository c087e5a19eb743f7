import Identity
import Messages
import ServiceRuntime
import TestSupport
import Testing

@Suite struct IdentityReactionTests {
    @Test func `every actor of a batch gets a stream of its own`() async throws {
        let actors = [Actor.with(.examiner, id: "mori"), .with(.engineer, id: "kato")]
        let expected = actors.map { MessageCoding.text(IdentityCommand.actorAdmit(actor: $0)) }
        for event in [
            IdentityEvent.actorFounded(administrators: actors), .actorRegistrationConfirmed(actors: actors),
        ] {
            let answers = try await IdentityService().answers(to: event, of: "REG-1")
            #expect(answers.map { MessageCoding.text($0) } == expected)
        }
    }
}
