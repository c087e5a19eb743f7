import Messages
import Primitives
import ServiceRuntime
import Solicitation
import TestSupport
import Testing

/// SplitMix64, so that a seed gives the same story everywhere.
private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Everybody does anything in any order; what must never happen is watched from outside.
@Suite struct SolicitationSimulationTests {
    static let seeds = Array(UInt64(1)...40)

    @Test func `whatever people do, the law is kept`() throws {
        var names: [String: Int] = [:]
        for seed in Self.seeds {
            let watch = try Self.simulate(seed)
            #expect(watch.violations.isEmpty, "seed \(seed): \(watch.violations)")
            names.merge(watch.names, uniquingKeysWith: +)
        }
        // The stories get far enough to mean something.
        #expect(names["call.opened", default: 0] > 20, "\(names)")
        #expect(names["proposal.approved", default: 0] > 10, "\(names)")
        #expect(names["proposal.lapsed", default: 0] > 0, "\(names)")
    }

    private static func simulate(_ seed: UInt64) throws -> Watch {
        var numbers = SeededNumbers(state: seed)
        var story = try Scenario(SolicitationState.self)
        var watch = Watch()
        for (file, code) in [("FILE-1", "132292"), ("FILE-2", "132110")] {
            let entry = try Stories.entry(code, persons: 50_000)
            try story.run(.catalogueNoteFile(file: file, entry: entry), by: .system)
        }
        for _ in 0..<600 {
            story.now = story.now.adding(seconds: Int.random(in: 0...40_000, using: &numbers))
            if Int.random(in: 0..<3, using: &numbers) == 0 { watch.see(story.runDue(), of: "", at: story.now) }
            let (command, actor) = step(story.now.japaneseDate, &numbers)
            guard let decision = try? story.run(command, by: actor) else { continue }
            watch.see(decision.events, of: decision.subject, at: story.now)
        }
        return watch
    }

    private static func step(
        _ today: CivilDate, _ numbers: inout SeededNumbers
    ) -> (SolicitationCommand, Actor) {
        let call = "CALL-\(Int.random(in: 1...2, using: &numbers))"
        let id = "PROP-\(Int.random(in: 1...3, using: &numbers))"
        let persons = [999, 1000, 80_000, 80_000, 80_000, 100_001].randomElement(using: &numbers)
        let content = Stories.content { content in
            content.personCount = persons
            content.documents?[2] = Stories.document("identity", issued: today)
        }
        let opens = today.plus(days: Int.random(in: 0...3, using: &numbers))
        let length = Int.random(in: 28...45, using: &numbers)
        let plan = Stories.plan { draft in
            draft.opensOn = opens
            draft.closesOn = opens.plus(days: length)
            draft.fiscalYear = opens.fiscalYear
        }
        let standings = CertificationStanding.allCases + Array(repeating: .certified, count: 12)
        let steps: [(SolicitationCommand, Actor)] = [
            (.standingNote(standing: standings.randomElement(using: &numbers) ?? .certified), .system),
            (.callDraft(plan: plan), Stories.clerk), (.callAnnounce(id: call, noticeNumber: "1"), Stories.clerk),
            (.callAnnounce(id: call, noticeNumber: "1"), Stories.clerk),
            (.callSave(id: call, plan: plan), Stories.clerk),
            (.callOpen(id: call), Stories.clerk), (.callFinish(id: call), Stories.clerk),
            (.proposalDraft(call: call, content: content), Stories.business),
            (.proposalSave(id: id, content: content), Stories.business),
            (.proposalSubmit(id: id), Stories.business), (.proposalSubmit(id: id), Stories.business),
            (.proposalReturn(id: id, findings: ["x"]), Stories.clerk),
            (.proposalCorrect(id: id, content: content), Stories.business),
            (.proposalAccept(id: id), Stories.clerk), (.proposalAccept(id: id), Stories.clerk),
            (.proposalExamine(id: id, findings: Stories.findings), Stories.examiner),
            (.proposalApprove(id: id, estimatedMinutes: 60, outsourcing: Yen(0)), Stories.examiner),
            (
                .barringNote(
                    corporateNumber: Organization.business.code, until: today.plus(days: 1), contract: "CON-1"),
                .system
            ),
        ]
        // Somebody who examines goes on with it more often than not.
        if Int.random(in: 0..<4, using: &numbers) == 0 {
            return (.proposalApprove(id: id, estimatedMinutes: 60, outsourcing: Yen(0)), Stories.examiner)
        }
        return steps.randomElement(using: &numbers) ?? steps[0]
    }
}

/// What somebody outside the service sees of its events, and what must never be among them.
private struct Watch {
    private(set) var violations: [String] = []
    private(set) var names: [String: Int] = [:]
    private var plans: [String: CallPlan] = [:]
    private var standing = CertificationStanding.none
    private var barredUntil: CivilDate?
    private var calls: [String: String] = [:]
    private var persons: [String: Int] = [:]
    private var findings: [String: [CriterionFinding]] = [:]

    mutating func see(_ events: [SolicitationEvent], of subject: String, at now: Instant) {
        for event in events {
            names[MessageCoding.name(of: event), default: 0] += 1
            switch event {
            case .standingNoted(let noted): standing = noted
            case .barringNoted(_, let until, _): barredUntil = until
            case .callDrafted(let id, let plan): plans[id] = plan
            case .callSaved(let plan): plans[subject] = plan
            case .callAnnounced(_, let noticed, _, _, _): checkAnnouncement(plans[subject], noticed)
            case .callOpened: if standing != .certified { violations.append("opened while \(standing)") }
            case .proposalDrafted(let id, let call, _, let content, _):
                calls[id] = call
                persons[id] = content.personCount
            case .proposalSaved(let content, _): persons[subject] = content.personCount
            case .proposalCorrected(let content, _): persons[subject] = content.personCount
            case .proposalSubmitted: checkSubmission(subject, at: now)
            case .proposalExamined(let rows): findings[subject] = rows
            case .proposalApproved: checkApproval(subject, on: now.japaneseDate)
            default: break
            }
        }
    }

    private mutating func checkAnnouncement(_ plan: CallPlan?, _ noticed: CivilDate) {
        guard let plan else { return violations.append("announced without a plan") }
        if standing != .certified { violations.append("announced while \(standing)") }
        if plan.opensOn <= noticed { violations.append("announced on or after the opening") }
        if plan.closesOn.dayNumber - plan.opensOn.dayNumber < 30 { violations.append("open for too short a time") }
    }

    private mutating func checkSubmission(_ id: String, at now: Instant) {
        guard let plan = plans[calls[id] ?? ""] else { return violations.append("\(id) submitted to no call") }
        if now < Instant(startOf: plan.opensOn) || now > Instant(endOf: plan.closesOn) {
            violations.append("\(id) received outside of the call's time")
        }
        if !(1000...100_000).contains(persons[id] ?? 0) { violations.append("\(id) for \(persons[id] ?? 0) persons") }
    }

    private mutating func checkApproval(_ id: String, on today: CivilDate) {
        let rows = findings[id] ?? []
        if Set(rows.filter { $0.result == .conforms }.map(\.criterion)).count != 7 {
            violations.append("\(id) approved without seven criteria")
        }
        if let barredUntil, today <= barredUntil { violations.append("\(id) approved for a barred business") }
    }
}
