import DataRequests
import Messages
import ServiceRuntime
import TestSupport
import Testing

@Suite struct DataRequestTableTests {
    @Test(arguments: RequestStage.allCases)
    func `a history leads to every state`(stage: RequestStage) throws {
        #expect(try DataRequestStory.at(stage).stage() == stage.rawValue)
    }

    @Test func `every cell of the request's table holds`() throws {
        let stories = try Dictionary(
            uniqueKeysWithValues: RequestStage.allCases.map { ($0, try DataRequestStory.at($0)) })
        for cell in RequestStage.transitions.cells {
            let story = try #require(stories[cell.state])
            let command = try #require(story.command(cell.command))
            let actor = Actor.with([cell.role])
            let refusal = story.scenario.refusal(of: command, by: actor)
            if cell.role == .system, cell.answer == .state, cell.command != "request.erase" {
                // A note that says nothing new is no event, and no refusal that a consumer would repeat for ever.
                #expect(try story.scenario.decide(command, by: actor).events.isEmpty, "\(cell)")
            } else {
                #expect(cell.agrees(with: refusal), "\(cell) but was \(refusal?.reasons.map(\.code) ?? [])")
            }
        }
    }

    @Test func `every cell of the round's table holds`() throws {
        let planned = try DataRequestStory()
        let sent = try DataRequestStory.at(.sent)
        var closed = sent
        try closed.scenario.run(.roundNoteContractEnd(contract: "CON-1", end: .expired), by: .system)
        closed.scenario.runDue()
        let stories: [RoundStage: DataRequestStory] = [.planned: planned, .sent: sent, .closed: closed]
        for cell in RoundStage.transitions.cells {
            let story = try #require(stories[cell.state])
            #expect(story.stage(of: "RND-1") == cell.state.rawValue)
            let command: DataRequestCommand =
                cell.command == "round.send"
                ? .roundSend(id: "RND-1") : .roundNoteContractEnd(contract: "CON-1", end: .expired)
            let refusal = story.scenario.refusal(of: command, by: .with([cell.role]))
            #expect(cell.agrees(with: refusal), "\(cell) but was \(refusal?.reasons.map(\.code) ?? [])")
        }
    }

    @Test(arguments: RequestStage.allCases)
    func `a second click is refused or changes nothing`(stage: RequestStage) throws {
        var story = try DataRequestStory.at(stage)
        // An answer may be drafted, and a council heard, more than once.
        let repeatable: Set = ["request.draft-answer", "request.consult"]
        for step in story.scenario.state.view(of: "REQ-1")?.next ?? [] where !repeatable.contains(step.command) {
            let command = try #require(story.command(step.command))
            let actor = Actor.with(Set(step.roles))
            let before = story.scenario
            guard (try? story.scenario.run(command, by: actor)) != nil else { continue }
            let again = try? story.scenario.decide(command, by: actor)
            #expect(again?.events.isEmpty ?? true, "\(step.command) twice")
            story.scenario = before
        }
    }

    @Test func `there is no request and no round of another name`() throws {
        let story = try DataRequestStory()
        #expect(story.scenario.refusal(of: .requestAcknowledge(id: "REQ-9"), by: story.clerk)?.kind == .notFound)
        #expect(story.scenario.refusal(of: .roundSend(id: "RND-9"), by: story.broker)?.kind == .notFound)
    }
}
