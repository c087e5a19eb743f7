import Messages
import Primitives
import ServiceRuntime
import Solicitation
import TestSupport
import Testing

@Suite struct ProposalExaminationTests {
    /// Results by criterion as an examination with the four rows of a person would record them.
    static func results(_ story: Scenario<SolicitationState>) throws -> [Criterion: CriterionFinding.Result] {
        let command = SolicitationCommand.proposalExamine(id: "PROP-1", findings: Stories.findings)
        let events = try story.decide(command, by: Stories.examiner).events
        guard case .proposalExamined(let findings) = try #require(events.first) else { return [:] }
        return Dictionary(uniqueKeysWithValues: findings.map { ($0.criterion, $0.result) })
    }

    @Test func `the checklist has seven rows, three of them computed`() throws {
        var story = try Stories.underExamination()
        let events = try story.run(
            .proposalExamine(id: "PROP-1", findings: Stories.findings), by: Stories.examiner
        ).events
        guard case .proposalExamined(let findings) = try #require(events.first) else {
            Issue.record("not examined: \(events)")
            return
        }
        #expect(findings.map(\.criterion) == Criterion.allCases)
        #expect(findings.filter(\.computed).map(\.criterion.number) == [1, 2, 5])
        #expect(findings.allSatisfy { $0.result == .conforms && !$0.evidence.isEmpty })
    }

    @Test(arguments: DisqualificationGround.allCases)
    func `each declared ground disqualifies`(_ ground: DisqualificationGround) throws {
        let story = try Stories.underExamination {
            $0.disqualifications?.append(
                DisqualificationDeclaration(person: "役員 花子", position: "取締役", grounds: [ground]))
        }
        #expect(try Self.results(story)[.notDisqualified] == .fails)
    }

    @Test func `a cancelled contract bars the business until the last day of the two years`() throws {
        var story = try Stories.underExamination()
        try story.run(
            .barringNote(corporateNumber: Organization.rival.code, until: day(2028, 6, 1), contract: "CON-8"),
            by: .system)
        #expect(try Self.results(story)[.notDisqualified] == .conforms)
        try story.run(
            .barringNote(corporateNumber: Organization.business.code, until: day(2026, 6, 1), contract: "CON-9"),
            by: .system)
        #expect(try Self.results(story)[.notDisqualified] == .fails)
        story.wait(until: day(2026, 6, 2))
        #expect(try Self.results(story)[.notDisqualified] == .conforms)
    }

    @Test func `a bar that comes after the examination still stops the approval`() throws {
        var story = try Stories.examined()
        #expect(story.codes(of: Stories.approval, by: Stories.examiner) == [])
        try story.run(
            .barringNote(corporateNumber: Organization.business.code, until: day(2028, 6, 1), contract: "CON-9"),
            by: .system)
        #expect(story.codes(of: Stories.approval, by: Stories.examiner) == ["E-CRITERION-FAILS"])
    }

    @Test(arguments: [(day(2031, 9, 30), CriterionFinding.Result.conforms), (day(2031, 10, 1), .fails)])
    func `a use of five years conforms, one of a day more does not`(
        _ until: CivilDate, _ result: CriterionFinding.Result
    ) throws {
        let story = try Stories.underExamination { $0.useUntil = until }
        #expect(try Self.results(story)[.usePeriod] == result)
    }

    @Test(arguments: [Criterion.notDisqualified, .personCount, .usePeriod])
    func `nobody overrides a computed row`(_ criterion: Criterion) throws {
        let story = try Stories.underExamination()
        func examine(_ result: CriterionFinding.Result) -> [String] {
            let row = CriterionFinding(criterion: criterion, result: result, evidence: "判断", computed: false)
            return story.codes(of: .proposalExamine(id: "PROP-1", findings: [row]), by: Stories.examiner)
        }
        #expect(examine(.fails) == ["E-CRITERION-COMPUTED"])
        #expect(examine(.conforms) == [])
    }

    @Test func `a finding needs its evidence, and an examination a finding`() throws {
        let story = try Stories.underExamination()
        let bare = CriterionFinding(criterion: .contribution, result: .conforms, evidence: "", computed: false)
        #expect(
            story.codes(of: .proposalExamine(id: "PROP-1", findings: [bare]), by: Stories.examiner)
                == ["E-CRITERION-EVIDENCE"])
        #expect(
            story.codes(of: .proposalExamine(id: "PROP-1", findings: []), by: Stories.examiner) == ["E-CRITERION-NONE"])
    }

    @Test func `approval needs all seven criteria`() throws {
        var story = try Stories.underExamination()
        #expect(
            story.codes(of: Stories.approval, by: Stories.examiner) == Array(repeating: "E-CRITERION-OPEN", count: 4))
        // Rows may come one by one.
        for row in Stories.findings.dropLast() {
            try story.run(.proposalExamine(id: "PROP-1", findings: [row]), by: Stories.examiner)
        }
        #expect(story.codes(of: Stories.approval, by: Stories.examiner) == ["E-CRITERION-OPEN"])
        #expect(story.state.view(of: "PROP-1")?.next.map(\.command).contains("proposal.approve") == false)
        let failing = CriterionFinding(criterion: .noHindrance, result: .fails, evidence: "事務に支障", computed: false)
        try story.run(.proposalExamine(id: "PROP-1", findings: [failing]), by: Stories.examiner)
        #expect(story.codes(of: Stories.approval, by: Stories.examiner) == ["E-CRITERION-FAILS"])
        try story.run(.proposalExamine(id: "PROP-1", findings: Stories.findings), by: Stories.examiner)
        #expect(story.codes(of: Stories.approval, by: Stories.examiner) == [])
        #expect(story.state.view(of: "PROP-1")?.next.map(\.command).contains("proposal.approve") == true)
    }

    @Test func `the notice carries the fee, the pinned files and the deadline for the contract`() throws {
        var story = try Stories.examined {
            $0.files = [RequestedFile(file: "FILE-2", items: ["要介護度"])]; $0.personCount = 40_000
        }
        let events = try story.run(Stories.approval, by: Stories.examiner).events
        guard case .proposalApproved(let conforming, let fee, let applyBy) = try #require(events.last) else {
            Issue.record("not approved: \(events)")
            return
        }
        #expect(conforming.files.map(\.file) == ["FILE-2"])
        #expect(conforming.call == "CALL-1")
        // 40 hours and 10 minutes are 41 started hours: 21,000 + 41 × 3,950.
        #expect(fee.total == Yen(182_950))
        #expect(applyBy.lastDay == day(2026, 7, 1))
    }

    @Test func `a fee needs an estimate`() throws {
        let story = try Stories.examined()
        for (minutes, outsourcing) in [(0, 0), (-60, 0), (60, -1)] {
            let command = SolicitationCommand.proposalApprove(
                id: "PROP-1", estimatedMinutes: minutes, outsourcing: Yen(outsourcing))
            #expect(story.codes(of: command, by: Stories.examiner) == ["E-FEE"])
        }
    }

    @Test func `a rejection has reasons`() throws {
        let story = try Stories.examined()
        #expect(story.codes(of: .proposalReject(id: "PROP-1", reasons: [""]), by: Stories.examiner) == ["E-REASONS"])
        #expect(story.codes(of: .proposalReject(id: "PROP-1", reasons: ["不適合"]), by: Stories.examiner) == [])
    }
}
