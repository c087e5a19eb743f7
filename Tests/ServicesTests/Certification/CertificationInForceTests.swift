import Certification
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing

@Suite struct CertificationInForceTests {
    static let representative = CertificationStories.representative
    static let regulator = CertificationStories.regulator

    @Test func `a change is applied for once, and approved or refused`() throws {
        let change = try CertificationStories.change("代表者")
        var story = try CertificationStories.certified()
        #expect(story.codes(of: .certificationApproveChange(id: "CERT-1"), by: Self.regulator) == ["E-CERT-NO-CHANGE"])
        let apply = CertificationCommand.certificationApplyChange(id: "CERT-1", change: change)
        try story.run(apply, by: Self.representative)
        #expect(story.codes(of: apply, by: Self.representative) == ["E-CERT-CHANGE-PENDING"])
        #expect(story.state.view(of: "CERT-1")?.facts["pendingChange"] == "代表者")
        #expect(
            story.codes(of: .certificationRefuseChange(id: "CERT-1", reasons: []), by: Self.regulator) == ["E-REASONS"])
        var refused = story
        try refused.run(.certificationRefuseChange(id: "CERT-1", reasons: ["不適合"]), by: Self.regulator)
        #expect(refused.codes(of: apply, by: Self.representative) == [])
        try story.run(.certificationApproveChange(id: "CERT-1"), by: Self.regulator)
        #expect(story.state.view(of: "CERT-1")?.facts["pendingChange"] == nil)
    }

    @Test func `a notification does not take the place of an approval`() throws {
        let change = try CertificationStories.change("代表者")
        var story = try CertificationStories.certified()
        try story.run(.certificationApplyChange(id: "CERT-1", change: change), by: Self.representative)
        try story.run(.certificationNotifyChange(id: "CERT-1", change: change), by: Self.representative)
        #expect(story.state.view(of: "CERT-1")?.facts["pendingChange"] == "代表者")
    }

    @Test func `an order for improvement has a deadline only while the organization has to act`() throws {
        let ordered = try CertificationStories.story(in: .improvementOrdered)
        #expect(ordered.state.view(of: "CERT-1")?.dueAt == Instant(endOf: day(2026, 5, 1)))
        let reported = try CertificationStories.story(in: .improvementReported)
        #expect(reported.state.view(of: "CERT-1")?.dueAt == nil)
        var suspended = ordered
        try suspended.run(.certificationSuspend(id: "CERT-1", reasons: ["放置"]), by: Self.regulator)
        try suspended.run(.certificationReinstate(id: "CERT-1"), by: Self.regulator)
        #expect(suspended.state.view(of: "CERT-1")?.dueAt == nil)
        #expect(suspended.state.view(of: "CERT-1")?.state == "certified")
    }

    @Test(arguments: [
        (CertificationStage.certified, "certification.suspend", CertificationStanding.suspended),
        (.certified, "certification.revoke", .revoked), (.certified, "certification.abolish", .closed),
        (.suspended, "certification.reinstate", .certified),
    ])
    func `each end and each return changes the standing`(
        _ stage: CertificationStage, _ name: String, _ standing: CertificationStanding
    ) throws {
        let command = try #require(try Self.command(name))
        let actor = name == "certification.abolish" ? Self.representative : Self.regulator
        let events = try CertificationStories.story(in: stage).decide(command, by: actor).events
        #expect(events.compactMap(\.standing) == [standing])
    }

    @Test(arguments: [CertificationStage.certified, .improvementOrdered, .improvementReported, .suspended])
    func `the validity ends at the end of its last day in Japan`(_ stage: CertificationStage) throws {
        var story = try CertificationStories.story(in: stage)
        story.now = Instant(endOf: day(2031, 3, 31))
        #expect(story.state.due(at: story.now).isEmpty)
        #expect(story.codes(of: .certificationLapse(id: "CERT-1"), by: .system) == ["E-CERT-VALID"])
        story.now = Instant(startOf: day(2031, 4, 1))
        let events = story.runDue()
        #expect(events.names == ["certification.lapsed"])
        #expect(events.first?.standing == .lapsed)
        #expect(story.state.due(at: story.now).isEmpty)
    }

    static func command(_ name: String) throws -> CertificationCommand? {
        let id = "CERT-1"
        return switch name {
        case "certification.save": .certificationSave(id: id, application: try CertificationStories.application())
        case "certification.submit": .certificationSubmit(id: id)
        case "certification.return": .certificationReturn(id: id, findings: ["x"])
        case "certification.correct":
            .certificationCorrect(id: id, application: try CertificationStories.application())
        case "certification.accept": .certificationAccept(id: id)
        case "certification.certify": CertificationStories.certify
        case "certification.refuse": .certificationRefuse(id: id, reasons: ["x"])
        case "certification.apply-change":
            .certificationApplyChange(id: id, change: try CertificationStories.change("x"))
        case "certification.approve-change": .certificationApproveChange(id: id)
        case "certification.refuse-change": .certificationRefuseChange(id: id, reasons: ["x"])
        case "certification.notify-change":
            .certificationNotifyChange(id: id, change: try CertificationStories.change("x"))
        case "certification.order-improvement": .certificationOrderImprovement(id: id, order: "x")
        case "certification.report-improvement": .certificationReportImprovement(id: id, report: "x")
        case "certification.accept-improvement": .certificationAcceptImprovement(id: id)
        case "certification.suspend": .certificationSuspend(id: id, reasons: ["x"])
        case "certification.reinstate": .certificationReinstate(id: id)
        case "certification.revoke": .certificationRevoke(id: id, reasons: ["x"])
        case "certification.abolish": .certificationAbolish(id: id, reasons: ["x"])
        case "certification.lapse": .certificationLapse(id: id)
        default: nil
        }
    }

    static let stories = Result {
        try Dictionary(
            uniqueKeysWithValues: CertificationStage.allCases.map { ($0, try CertificationStories.story(in: $0)) })
    }

    @Test(arguments: CertificationStage.transitions.commands.subtracting(["certification.draft"]).sorted())
    func `a certification keeps its table`(_ name: String) throws {
        let command = try #require(try Self.command(name))
        for cell in CertificationStage.transitions.cells where cell.command == name {
            let story = try #require(try Self.stories.get()[cell.state])
            #expect(story.state.view(of: "CERT-1")?.state == cell.state.rawValue)
            #expect(story.contradiction(to: cell, by: command, of: "CERT-1") == nil)
        }
    }

    @Test(arguments: ["return", "refuse", "order-improvement", "report-improvement", "suspend", "revoke", "abolish"])
    func `nothing of weight is done without a reason`(_ verb: String) throws {
        let id = "CERT-1"
        let rows: [String: (CertificationStage, CertificationCommand, Actor)] = [
            "return": (.submitted, .certificationReturn(id: id, findings: []), Self.regulator),
            "refuse": (.submitted, .certificationRefuse(id: id, reasons: [""]), Self.regulator),
            "order-improvement": (.certified, .certificationOrderImprovement(id: id, order: ""), Self.regulator),
            "report-improvement": (
                .improvementOrdered, .certificationReportImprovement(id: id, report: ""), Self.representative
            ),
            "suspend": (.certified, .certificationSuspend(id: id, reasons: []), Self.regulator),
            "revoke": (.certified, .certificationRevoke(id: id, reasons: []), Self.regulator),
            "abolish": (.certified, .certificationAbolish(id: id, reasons: []), Self.representative),
        ]
        let (stage, command, actor) = try #require(rows[verb])
        #expect(try CertificationStories.story(in: stage).codes(of: command, by: actor) == ["E-REASONS"])
    }
}
