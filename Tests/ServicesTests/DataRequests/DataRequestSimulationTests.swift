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
    private static let system = [
        "request.note-delivered", "request.record-erasure", "request.note-method-erasure",
        "request.record-certificate",
    ]
    private static let names =
        system + [
            "request.send", "request.acknowledge", "request.consult", "request.draft-answer", "request.return-draft",
            "request.decide", "request.accept-conditions", "request.receive", "request.record-intake",
            "request.withdraw", "request.erase",
        ]
    private static let actors: [Actor] = [
        .with(.municipalClerk), .with(.municipalClerk, of: .kodaira), .with(.municipalApprover), .with(.requestBroker),
        .with(.dataReceiver), .with(.custodyOfficer), .system, .with(.municipalClerk, .municipalApprover, id: "tanaka"),
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
        try ledger.note(story.scenario.run(.roundSend(id: "RND-1"), by: story.broker), by: story.broker, seed: seed)
        for _ in 0..<150 {
            let view = try #require(story.scenario.state.view(of: "REQ-1"))
            if view.state != "planned" { reached.insert(view.state) }
            let (command, actor) = try Self.step(story, view, items: ledger.items, &generator)
            if let decision = try? story.scenario.run(command, by: actor) {
                try ledger.note(decision, by: actor, seed: seed)
            }
            guard Int.random(in: 0..<12, using: &generator) == 0 else { continue }
            story.scenario.wait(
                until: story.scenario.now.japaneseDate.plus(days: .random(in: 1...9, using: &generator)))
            for command in story.scenario.state.due(at: story.scenario.now) {
                let decision = try story.scenario.run(command, by: .system)
                #expect(!decision.events.isEmpty, "time demands \(command) in vain, seed \(seed)")
                try ledger.note(decision, by: .system, seed: seed)
            }
            #expect(story.scenario.state.due(at: story.scenario.now).isEmpty, "seed \(seed)")
        }
    }

    /// Mostly something that is possible, often something that is not.
    private static func step(
        _ story: DataRequestStory, _ view: View, items: Set<String>, _ generator: inout StepGenerator
    ) throws -> (DataRequestCommand, Actor) {
        switch Int.random(in: 0..<400, using: &generator) {
        case 0: return (.roundNoteContractEnd(contract: "CON-1", end: .expired), .system)
        case 1..<5: return (.standingNote(standing: .suspended), .system)
        case 5..<40: return (.standingNote(standing: .certified), .system)
        default: break
        }
        let possible = view.next.map { ($0.command, Actor.with(Set($0.roles))) } + system.map { ($0, .system) }
        let some = Bool.random(using: &generator) ? possible.randomElement(using: &generator) : nil
        let name = try some?.0 ?? #require(names.randomElement(using: &generator))
        let actor = try some?.1 ?? #require(actors.randomElement(using: &generator))
        switch name {
        case "request.draft-answer":
            let decision = try #require(decisions.randomElement(using: &generator))
            return (.requestDraftAnswer(id: "REQ-1", decision: decision), actor)
        case "request.receive", "request.record-intake":
            let problems = Bool.random(using: &generator) ? [DataRequestStory.problem] : []
            let item = "132292.REQ-1.i\(Int.random(in: 0..<1_000_000, using: &generator))"
            return (story.intake(item: item, problems: problems), actor)
        case "request.record-erasure":
            let destroyed = items.map {
                DestructionRecord(item: $0, kind: "source", sha256: nil, method: "key", at: story.scenario.now)
            }
            return (.requestRecordErasure(id: "REQ-1", destroyed: destroyed), actor)
        default: return (try #require(story.command(name)), actor)
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

        mutating func note(_ decision: Decision<DataRequestEvent>, by actor: Actor, seed: UInt64) throws {
            for event in decision.events {
                if case .requestAnswerDrafted(_, let drafter) = event { author = drafter }
                if case .requestDecided = event { #expect(actor.id != author, "decided alone, seed \(seed)") }
                try note(event, of: decision.subject, seed: seed)
            }
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
