import Delivery
import Messages
import ServiceRuntime
import Testing
import TestSupport

@Suite struct DeliveryTableTests {
    @Test func `every cell of the recipient's table does what the table says`() throws {
        let cells = RecipientStage.transitions.cells
        #expect(cells.count == 3 * Role.allCases.count * RecipientStage.allCases.count)
        for cell in cells {
            let story = try DeliveryStories.recipient(cell.state)
            #expect(DeliveryStories.state(story, "RCPT-CON-1") == cell.state.rawValue)
            let command = try #require(DeliveryStories.command(cell.command))
            if cell.command == "recipient.enrol" {
                // The event comes of what the preparation makes of it, recipient.record.
                #expect(cell.agrees(with: story.refusal(of: command, by: .with([cell.role]))), "\(cell)")
            } else {
                #expect(story.contradiction(to: cell, by: command, of: "RCPT-CON-1") == nil)
            }
        }
    }

    @Test func `every cell of the delivery's table does what the table says`() throws {
        let stories = try Dictionary(
            uniqueKeysWithValues: DeliveryStage.allCases.map { ($0, try DeliveryStories.delivery($0)) })
        let cells = DeliveryStage.transitions.cells
        #expect(cells.count == 8 * Role.allCases.count * DeliveryStage.allCases.count)
        for cell in cells {
            let story = try #require(stories[cell.state])
            #expect(DeliveryStories.state(story) == cell.state.rawValue)
            let command = try #require(DeliveryStories.command(cell.command))
            #expect(story.contradiction(to: cell, by: command, of: "DEL-1") == nil)
        }
    }

    @Test(arguments: Role.allCases) func `only the system notes contracts and plans deliveries`(role: Role) throws {
        let story = try DeliveryStories.recipient(.enrolled)
        var other = SourceFixture()
        other.contract = "CON-2"
        let commands: [DeliveryCommand] = [
            .recipientNoteContract(contract: try other.effectiveContract()),
            .deliveryPlan(approved: try DeliveryStories.approved()), .standingNote(standing: .revoked),
        ]
        for command in commands {
            #expect(story.codes(of: command, by: .with([role])) == (role == .system ? [] : ["E-ROLE"]))
        }
    }

    @Test func `a business acts for its own contracts only`() throws {
        let rival = Actor.with(.businessRecipient, .businessRepresentative, id: "rival", of: .rival)
        let sealed = try DeliveryStories.delivery(.sealed)
        #expect(sealed.codes(of: .deliveryDownload(id: "DEL-1", destination: "/x"), by: rival) == ["E-ORGANIZATION"])
        let downloaded = try DeliveryStories.delivery(.downloaded)
        let acknowledge = DeliveryCommand.deliveryAcknowledge(id: "DEL-1", manifestHash: DeliveryStories.manifest)
        #expect(downloaded.codes(of: acknowledge, by: rival) == ["E-ORGANIZATION"])
        let awaited = try DeliveryStories.recipient(.awaited)
        #expect(awaited.codes(of: DeliveryStories.record, by: rival) == ["E-ORGANIZATION"])
    }

    @Test func `release officers of another body are refused`() throws {
        let stranger = Actor.with(.releaseOfficer, id: "stranger", of: .kodaira)
        let planned = try DeliveryStories.delivery(.planned)
        #expect(planned.codes(of: .deliverySeal(id: "DEL-1"), by: stranger) == ["E-ORGANIZATION"])
        #expect(planned.codes(of: .deliveryRecall(id: "DEL-1", reason: "x"), by: stranger) == ["E-ORGANIZATION"])
    }
}
