import Certification
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing

@Suite struct CertificationApplicationTests {
    static let representative = CertificationStories.representative
    static let regulator = CertificationStories.regulator

    /// What the formal check finds in an application.
    static func findings(_ replace: [String: JSONValue]) throws -> [String] {
        var story = try Scenario(CertificationState.self)
        let application = try CertificationStories.application(replace)
        try story.run(.certificationDraft(application: application), by: representative)
        let events = try story.run(.certificationSubmit(id: "CERT-1"), by: representative).events
        guard case .certificationSubmitted(let findings) = try #require(events.first) else { return ["?"] }
        return findings
    }

    @Test func `a complete application is certified with conditions, scope and validity`() throws {
        #expect(try Self.findings([:]) == [])
        var story = try CertificationStories.story(in: .underExamination)
        let certify = CertificationCommand.certificationCertify(
            id: "CERT-1", conditions: ["年次報告"], scope: ["介護"], validUntil: day(2031, 3, 31))
        let events = try story.run(certify, by: Self.regulator).events
        #expect(events.names == ["certification.certified"])
        #expect(events.first?.standing == .certified)
        let facts = try #require(story.state.view(of: "CERT-1")).facts
        #expect(facts["conditions"] == ["年次報告"])
        #expect(facts["validUntil"] == "2031-03-31")
    }

    @Test(
        arguments: [
            ("corporateNumber", "8000012050002", "法人番号"), ("managementMethods", "", "情報の管理の方法"),
            ("documents", [], "定款"), ("officers", [], "役員"),
            ("officers", [["name": "役員 花子", "position": "理事", "declared": false]], "理事"),
            ("safetyMeasures", ["organizational": "責任者", "human": "教育", "physical": "区画"], "technical"),
        ] as [(String, JSONValue, String)])
    func `the formal check finds what is missing, and nothing is accepted with it`(
        _ member: String, _ value: JSONValue, _ word: String
    ) throws {
        let findings = try Self.findings([member: value])
        #expect(findings.contains { $0.contains(word) }, "\(findings)")

        var story = try Scenario(CertificationState.self)
        try story.run(
            .certificationDraft(application: try CertificationStories.application([member: value])),
            by: Self.representative)
        try story.run(.certificationSubmit(id: "CERT-1"), by: Self.representative)
        let codes = story.codes(of: .certificationAccept(id: "CERT-1"), by: Self.regulator)
        #expect(codes == Array(repeating: "E-CERT-INCOMPLETE", count: findings.count))

        try story.run(.certificationReturn(id: "CERT-1", findings: findings), by: Self.regulator)
        try story.run(
            .certificationCorrect(id: "CERT-1", application: try CertificationStories.application()),
            by: Self.representative)
        #expect(story.codes(of: .certificationAccept(id: "CERT-1"), by: Self.regulator) == [])
    }

    @Test func `all six documents are asked for`() throws {
        #expect(try Self.findings(["documents": []]).count { $0.contains("添付書類") } == 6)
    }

    @Test func `a returned application has fourteen days before it can be refused`() throws {
        var story = try CertificationStories.story(in: .returned)
        #expect(story.state.view(of: "CERT-1")?.dueAt == Instant(endOf: day(2026, 4, 15)))
        let refuse = CertificationCommand.certificationRefuse(id: "CERT-1", reasons: ["補正なし"])
        story.now = Instant(endOf: day(2026, 4, 15))
        #expect(story.codes(of: refuse, by: Self.regulator) == ["E-CORRECTION-RUNNING"])
        story.now = Instant(startOf: day(2026, 4, 16))
        #expect(story.codes(of: refuse, by: Self.regulator) == [])
    }

    @Test func `after a revocation nobody applies for two years, with an older draft neither`() throws {
        var story = try CertificationStories.certified()
        let application = try CertificationStories.application()
        try story.run(.certificationDraft(application: application), by: Self.representative)
        try story.run(.certificationRevoke(id: "CERT-1", reasons: ["重大な違反"]), by: Self.regulator)
        let draft = CertificationCommand.certificationDraft(application: application)
        let submit = CertificationCommand.certificationSubmit(id: "CERT-2")
        story.wait(until: day(2028, 4, 1))
        #expect(story.codes(of: draft, by: Self.representative) == ["E-CERT-BARRED"])
        #expect(story.codes(of: submit, by: Self.representative) == ["E-CERT-BARRED"])
        story.wait(until: day(2028, 4, 2))
        #expect(story.codes(of: draft, by: Self.representative) == [])
        #expect(story.codes(of: submit, by: Self.representative) == [])
    }

    @Test func `no second certification while one is in force or suspended`() throws {
        for stage in [CertificationStage.certified, .suspended, .improvementOrdered] {
            var story = try CertificationStories.story(in: stage)
            try story.run(
                .certificationDraft(application: try CertificationStories.application()), by: Self.representative)
            try story.run(.certificationSubmit(id: "CERT-2"), by: Self.representative)
            try story.run(.certificationAccept(id: "CERT-2"), by: Self.regulator)
            let certify = CertificationCommand.certificationCertify(
                id: "CERT-2", conditions: [], scope: [], validUntil: day(2032, 3, 31))
            #expect(story.codes(of: certify, by: Self.regulator) == ["E-CERT-OTHER"], "\(stage)")
        }
    }

    @Test func `a certification cannot end before it begins`() throws {
        let story = try CertificationStories.story(in: .underExamination)
        let certify = CertificationCommand.certificationCertify(
            id: "CERT-1", conditions: [], scope: [], validUntil: .start)
        #expect(story.codes(of: certify, by: Self.regulator) == ["E-DATE-PAST"])
    }

    @Test func `neither side acts for the other`() throws {
        let story = try CertificationStories.story(in: .submitted)
        let accept = CertificationCommand.certificationAccept(id: "CERT-1")
        #expect(story.codes(of: accept, by: .with(.regulator, of: .maker)) == ["E-ORGANIZATION"])
        let draft = CertificationCommand.certificationDraft(application: try CertificationStories.application())
        #expect(story.codes(of: draft, by: .with(.representative, of: .business)) == ["E-ORGANIZATION"])
    }
}
