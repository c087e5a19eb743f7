import Anonymization
import Messages
import ServiceRuntime
import Testing
import TestSupport

@Suite struct AnonymizationTableTests {
    @Test func `every cell of the recipe's table does what the table says`() throws {
        let cells = RecipeStage.transitions.cells
        #expect(cells.count == 2 * Role.allCases.count * RecipeStage.allCases.count)
        for cell in cells {
            let story = try JobStories.recipe(cell.state)
            #expect(JobStories.state(story, "RCP-1") == cell.state.rawValue)
            let command = try #require(try JobStories.command(cell.command))
            #expect(story.contradiction(to: cell, by: command, of: "RCP-1") == nil)
        }
    }

    @Test func `every cell of the job's table does what the table says`() throws {
        let stories = try Dictionary(
            uniqueKeysWithValues: JobStage.allCases.map { ($0, try JobStories.job($0)) })
        let cells = JobStage.transitions.cells
        #expect(cells.count == 10 * Role.allCases.count * JobStage.allCases.count)
        for cell in cells {
            let story = try #require(stories[cell.state])
            #expect(JobStories.state(story) == cell.state.rawValue)
            let command = try #require(try JobStories.command(cell.command))
            #expect(story.contradiction(to: cell, by: command, of: "JOB-1") == nil)
        }
    }

    @Test(arguments: Role.allCases) func `only an engineer authors recipes and only the system plans jobs`(
        role: Role
    ) throws {
        let story = try JobStories.beginning()
        let fixture = SourceFixture()
        for command in [
            AnonymizationCommand.recipeAuthor(path: "x", hierarchies: nil), .recipeRecord(summary: fixture.recipe),
        ] {
            #expect(story.codes(of: command, by: .with([role])) == (role == .engineer ? [] : ["E-ROLE"]))
        }
        let plan = AnonymizationCommand.jobPlan(source: try fixture.source())
        #expect(story.codes(of: plan, by: .with([role])) == (role == .system ? [] : ["E-ROLE"]))
        let note = AnonymizationCommand.standingNote(standing: .revoked)
        #expect(story.codes(of: note, by: .with([role])) == (role == .system ? [] : ["E-ROLE"]))
    }

    @Test func `an engineer of another body is refused`() throws {
        let stranger = Actor.with(.engineer, .outputChecker, .recipeApprover, id: "stranger", of: .kodaira)
        let assigned = try JobStories.job(.assigned)
        #expect(assigned.codes(of: .jobStart(id: "JOB-1"), by: stranger) == ["E-ORGANIZATION"])
        let awaiting = try JobStories.job(.awaitingCheck)
        #expect(awaiting.codes(of: .outputApprove(id: "JOB-1", note: ""), by: stranger) == ["E-ORGANIZATION"])
        let proposed = try JobStories.recipe(.proposed)
        #expect(proposed.codes(of: .recipeApprove(id: "RCP-1"), by: stranger) == ["E-ORGANIZATION"])
    }

    @Test func `the turn follows the state`() throws {
        for stage in JobStage.allCases {
            let view = try #require(try JobStories.job(stage).state.view(of: "JOB-1"))
            #expect(view.turn == stage.turn)
            if stage.turn == .organization {
                #expect(!view.next.isEmpty)
            } else {
                #expect(!view.next.contains { $0.command == "job.start" })
            }
        }
    }
}
