import Identity
import Messages
import ServiceRuntime
import TestSupport
import Testing

@Suite struct IdentityRegistrationTests {
    static let sato = Actor.with(.systemAdministrator, id: "sato")
    static let suzuki = Actor.with(.systemAdministrator, id: "suzuki")

    static func founded() throws -> Scenario<IdentityState> {
        var story = try Scenario(IdentityState.self)
        try story.run(.actorFound(administrators: [sato, suzuki]), by: sato)
        return story
    }

    static func codes(registering actor: Actor) throws -> [String] {
        try founded().codes(of: .actorRegister(actors: [actor]), by: sato)
    }

    @Test func `a batch is in force when a second administrator confirms it, and not before`() throws {
        var story = try Self.founded()
        let clerk = Actor.with(.intakeClerk, id: "tanaka")
        let approver = Actor.with(.municipalApprover, id: "kodaira.approver", of: .kodaira)
        let proposed = try story.run(.actorRegister(actors: [clerk, approver]), by: Self.sato)
        #expect(proposed.subject == "REG-1")
        #expect(story.state.actor("tanaka") == nil)

        let refusal = story.refusal(of: .actorConfirm(id: "REG-1"), by: Self.sato)
        #expect(refusal?.kind == .secondPerson)
        #expect(refusal?.reasons.map(\.code) == ["E-SECOND-PERSON"])

        try story.run(.actorConfirm(id: "REG-1"), by: Self.suzuki)
        #expect(story.state.actor("tanaka") == clerk)
        #expect(story.state.actor("kodaira.approver") == approver)
        #expect(story.codes(of: .actorConfirm(id: "REG-1"), by: Self.suzuki) == ["E-STATE"])
        #expect(
            try story.run(.actorRegister(actors: [.with(.examiner, id: "mori")]), by: Self.suzuki).subject == "REG-2")
    }

    @Test func `a declined batch never comes into force`() throws {
        var story = try Self.founded()
        try story.run(.actorRegister(actors: [.with(.examiner, id: "mori")]), by: Self.sato)
        #expect(story.codes(of: .actorDecline(id: "REG-1", reason: ""), by: Self.suzuki) == ["E-REASONS"])
        try story.run(.actorDecline(id: "REG-1", reason: "退職"), by: Self.suzuki)
        #expect(story.state.actor("mori") == nil)
        #expect(story.codes(of: .actorConfirm(id: "REG-1"), by: Self.suzuki) == ["E-STATE"])
    }

    /// 職務の分離 as written in the requirements, pair by pair.
    @Test(arguments: [
        [Role.systemAdministrator, .dataReceiver], [.systemAdministrator, .engineer],
        [.systemAdministrator, .recipeApprover], [.systemAdministrator, .outputChecker],
        [.systemAdministrator, .releaseOfficer], [.systemAdministrator, .custodyOfficer],
        [.auditor, .representative], [.auditor, .intakeClerk], [.auditor, .examiner], [.auditor, .contractOfficer],
        [.auditor, .requestBroker], [.auditor, .dataReceiver], [.auditor, .engineer], [.auditor, .recipeApprover],
        [.auditor, .outputChecker], [.auditor, .releaseOfficer], [.auditor, .custodyOfficer], [.auditor, .accountant],
        [.auditor, .systemAdministrator], [.engineer, .outputChecker], [.engineer, .recipeApprover],
        [.outputChecker, .releaseOfficer],
    ])
    func `two roles that exclude each other are never given to one person`(_ roles: [Role]) throws {
        #expect(try Self.codes(registering: .with(Set(roles), id: "tanaka", of: .maker)) == ["E-ROLE-EXCLUDED"])
    }

    @Test(arguments: [
        [Role.intakeClerk, .examiner], [.representative, .contractOfficer], [.systemAdministrator, .accountant],
        [.recipeApprover, .outputChecker], [.engineer, .dataReceiver], [.releaseOfficer, .custodyOfficer], [.auditor],
    ])
    func `other roles go together`(_ roles: [Role]) throws {
        #expect(try Self.codes(registering: .with(Set(roles), id: "tanaka", of: .maker)) == [])
    }

    @Test func `every role fits one kind of body only`() throws {
        let bodies: [OrganizationKind: Organization] = [
            .organization: .maker, .municipality: .kodaira, .business: .business, .regulator: .regulator,
        ]
        let outside: [Role: OrganizationKind] = [
            .municipalClerk: .municipality, .municipalApprover: .municipality, .businessRepresentative: .business,
            .businessRecipient: .business, .regulator: .regulator,
        ]
        for role in Role.allCases where role != .system {
            for (kind, body) in bodies {
                let codes = try Self.codes(registering: .with([role], id: "tanaka", of: body))
                let fits = (outside[role] ?? .organization) == kind
                #expect(codes == (fits ? [] : ["E-ROLE-KIND"]), "\(role) for \(kind)")
            }
        }
    }

    static func actor(
        _ body: Organization, _ roles: Set<Role>, id: String = "tanaka", name: String = "田中"
    ) -> Actor {
        Actor(id: id, name: name, organization: body, roles: roles)
    }

    @Test(arguments: [
        (actor(.maker, [.system]), ["E-ROLE-SYSTEM"]),
        (actor(.maker, []), ["E-ROLE-NONE"]),
        (actor(.maker, [.examiner], name: ""), ["E-ACTOR-NAME"]),
        (actor(.maker, [.examiner], id: "Tanaka"), ["E-ACTOR-ID"]),
        (actor(.maker, [.examiner], id: "REG-1"), ["E-ACTOR-ID"]),
        (actor(.maker, [.examiner], id: "system"), ["E-ACTOR-ID"]),
        (actor(.maker, [.examiner], id: "t"), ["E-ACTOR-ID"]),
        (actor(.maker, [.examiner], id: "sato"), ["E-ACTOR-DUPLICATE"]),
        (
            actor(Organization(kind: .municipality, code: "132291", name: "西東京市"), [.municipalClerk]),
            ["E-ORGANIZATION-CODE"]
        ),
        (
            actor(Organization(kind: .business, code: "8000012050002", name: "事業者"), [.businessRecipient]),
            ["E-ORGANIZATION-CODE"]
        ),
        (
            actor(Organization(kind: .system, code: "system", name: "x"), [.system]),
            ["E-ORGANIZATION-CODE", "E-ROLE-SYSTEM"]
        ),
    ])
    func `a wrong actor is refused with its reasons`(_ actor: Actor, _ codes: [String]) throws {
        #expect(try Self.codes(registering: actor) == codes)
    }

    @Test func `an id is not given twice, by two batches nor after retirement`() throws {
        var story = try Self.founded()
        let mori = Actor.with(.examiner, id: "mori")
        try story.run(.actorRegister(actors: [mori]), by: Self.sato)
        try story.run(.actorRegister(actors: [mori]), by: Self.sato)
        try story.run(.actorConfirm(id: "REG-1"), by: Self.suzuki)
        #expect(story.codes(of: .actorConfirm(id: "REG-2"), by: Self.suzuki) == ["E-ACTOR-DUPLICATE"])
        try story.run(.actorRetire(id: "mori", reason: "退職"), by: Self.sato)
        #expect(story.codes(of: .actorRegister(actors: [mori]), by: Self.sato) == ["E-ACTOR-DUPLICATE"])
    }
}
