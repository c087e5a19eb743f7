import FileRegister
import Messages
import ServiceRuntime
import TestSupport
import Testing

@Suite struct RegisterReactionTests {
    @Test func `an acknowledged delivery is written into the register of its file`() async throws {
        let created = CreatedInformation(
            contract: "CON-1", personCount: 48_000, items: ["要介護度"], desk: "総務課", until: day(2031, 3, 31))
        let event = DeliveryEvent.deliveryAcknowledged(
            request: "REQ-1", file: "FILE-1", created: created, on: day(2026, 12, 1))
        let answers = try await FileRegisterService().answers(to: event, of: "DEL-1")
        let expected = FileRegisterCommand.registerRecordCreation(id: "FILE-1", created: created)
        #expect(answers.map { MessageCoding.text($0) } == [MessageCoding.text(expected)])
    }
}
