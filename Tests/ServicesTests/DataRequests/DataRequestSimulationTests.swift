import DataRequests
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing

/// SplitMix64 (Steele, Lea, Flood 2014).
private struct StepGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// Anybody gives any command at any time; the promises hold all the same.
@Suite struct DataRequestSimulationTests {
    private static let names = [
        "request.send", "request.acknowledge", "request.consult", "request.draft-answer", "request.return-draft",
        "request.decide", "request.accept-conditions", "request.receive", "request.record-intake", "request.withdraw",
        "request.note-delivered", "request.erase", "request.record-erasure", "request.note-method-erasure",
        "request.record-certificate",
    ]
    private static let actors: [Actor] = [
        .with(.municipalClerk), .with(.municipalClerk, of: .kodaira), .with(.municipalApprover), .with(.requestBroker),
        .with(.dataReceiver), .with(.custodyOfficer), .system,
    ]
    private static let decisions = [
        DataRequestStory.granted, DataRequestStory.onConditions, DataRequestStory.refusing,
    ]

    @Test func `no order of commands breaks a promise`() throws {
        var reached: Set<String> = []
        for seed in UInt64(1)...80 { try walk(seed: seed, reaching: &reached) }
        // The walks went everywhere, so that the promises were put to the test.
        #expect(reached == Set(RequestStage.allCases.map(\.rawValue)).subtracting(["planned"]))
    }

    private func walk(seed: UInt64, reaching reached: inout Set<String>) throws {
        var generator = StepGenerator(state: seed)
        var story = try DataRequestStory()
        var ledger = Ledger()
        try ledger.note(story.scenario.run(.roundSend(id: "RND-1"), by: story.broker), seed: seed)
        for _ in 0..<250 {
            let (command, actor) = try Self.step(story, &generator)
            if let decision = try? story.scenario.run(command, by: actor) { try ledger.note(decision, seed: seed) }
            if let stage = story.stage(), stage != "planned" { reached.insert(stage) }
            guard Int.random(in: 0..<12, using: &generator) == 0 else { continue }
            story.scenario.wait(
                until: story.scenario.now.japaneseDate.plus(days: .random(in: 1...9, using: &generator)))
            for command in story.scenario.state.due(at: story.scenario.now) {
                let decision = try story.scenario.run(command, by: .system)
                #expect(!decision.events.isEmpty, "time demands \(command) in vain, seed \(seed)")
                try ledger.note(decision, seed: seed)
            }
            #expect(story.scenario.state.due(at: story.scenario.now).isEmpty, "seed \(seed)")
        }
    }

    private static func step(
        _ story: DataRequestStory, _ generator: inout StepGenerator
    ) throws -> (DataRequestCommand, Actor) {
        let actor = try #require(actors.randomElement(using: &generator))
        switch Int.random(in: 0..<40, using: &generator) {
        case 0: return (.standingNote(standing: .suspended), .system)
        case 1...4: return (.standingNote(standing: .certified), .system)
        case 5 where Int.random(in: 0..<8, using: &generator) == 0:
            return (.roundNoteContractEnd(contract: "CON-1", end: .expired), .system)
        case 6...12:
            let decision = try #require(decisions.randomElement(using: &generator))
            return (.requestDraftAnswer(id: "REQ-1", decision: decision), actor)
        case 13...18:
            let bad = Bool.random(using: &generator)
            let item = "132292.REQ-1.i\(Int.random(in: 0..<1_000_000, using: &generator))"
            return (story.intake(item: item, problems: bad ? [DataRequestStory.problem] : []), actor)
        default:
            let name = try #require(names.randomElement(using: &generator))
            return (try #require(story.command(name)), actor)
        }
    }

    /// What happened to REQ-1 so far, kept without the service's own fold.
    private struct Ledger {
        var isCertified = true
        var contractEnded = false
        var decision: MunicipalDecision?
        var accepted = false
        var author: String?
        var isHeld = false
        var isOver = false
        var items: Set<String> = []

        mutating func note(_ decision: Decision<DataRequestEvent>, seed: UInt64) throws {
            for event in decision.events { try note(event, of: decision.subject, seed: seed) }
        }

        private mutating func note(_ event: DataRequestEvent, of subject: String, seed: UInt64) throws {
            switch event {
            case .standingNoted(let standing): isCertified = standing == .certified
            case .roundContractEndNoted: contractEnded = true
            default: if subject == "REQ-1" { try note(event, seed: seed) }
            }
        }

        private mutating func note(_ event: DataRequestEvent, seed: UInt64) throws {
            #expect(!isOver, "something after the end, seed \(seed)")
            switch event {
            case .requestSent: #expect(isCertified && !contractEnded, "seed \(seed)")
            case .requestDecided(let decided, let outcome, _):
                decision = decided
                isOver = outcome == .refused
            case .requestConditionsAccepted: accepted = true
            case .requestReceived(_, let source, _):
                #expect(isCertified && !contractEnded && !isHeld, "seed \(seed)")
                #expect(source.facts.problems.isEmpty, "seed \(seed)")
                let granted = try #require(decision)
                #expect(accepted || granted == DataRequestStory.granted, "conditions open, seed \(seed)")
                isHeld = true
                items.insert(source.facts.item)
            case .requestQuarantined(_, let facts):
                #expect(!isHeld, "seed \(seed)")
                items.insert(facts.item)
            case .requestErasureBegun(_, let begun, _): #expect(Set(begun) == items, "seed \(seed)")
            case .requestExpired, .requestLapsed, .requestErasureCertified: isOver = true
            case .requestWithdrawn: isOver = items.isEmpty
            default: break
            }
        }
    }
}
