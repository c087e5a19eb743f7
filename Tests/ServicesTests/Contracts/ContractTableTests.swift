import Contracts
import Messages
import ServiceRuntime
import TestSupport
import Testing

@Suite struct ContractTableTests {
    @Test(arguments: ContractStage.allCases)
    func `a history leads to every state`(stage: ContractStage) throws {
        #expect(try ContractStory.at(stage).stage == stage.rawValue)
    }

    @Test func `every cell of the table holds`() throws {
        let stories = try Dictionary(
            uniqueKeysWithValues: ContractStage.allCases.map { ($0, try ContractStory.at($0)) })
        for cell in ContractStage.transitions.cells {
            let story = try #require(stories[cell.state])
            let command = try #require(story.command(cell.command))
            let refusal = story.scenario.refusal(of: command, by: .with([cell.role]))
            #expect(cell.agrees(with: refusal), "\(cell) but was \(refusal?.reasons.map(\.code) ?? [])")
        }
    }

    @Test(arguments: ContractStage.allCases)
    func `a second click is refused by the state or changes nothing`(stage: ContractStage) throws {
        var story = try ContractStory.at(stage)
        for step in story.scenario.state.view(of: "CON-1")?.next ?? [] {
            // Terms may be redrafted until they are agreed on.
            guard step.command != "contract.draft-terms", let command = story.command(step.command) else { continue }
            let actor = Actor.with(Set(step.roles))
            let before = story.scenario
            guard (try? story.scenario.run(command, by: actor)) != nil else { continue }
            #expect(!story.scenario.codes(of: command, by: actor).isEmpty, "\(step.command) twice")
            story.scenario = before
        }
    }

    @Test func `there is no contract of another name`() throws {
        let story = try ContractStory()
        let refusal = story.scenario.refusal(of: .contractApply(id: "CON-2"), by: story.business)
        #expect(refusal?.kind == .notFound)
    }
}
