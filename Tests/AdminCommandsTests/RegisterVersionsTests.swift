import AdminCommands
import Foundation
import Messages
import Primitives
import Testing

@Suite struct RegisterVersionsTests {
    /// An organization that knows the history of one entry.
    struct Remembering: OperatorInterface {
        let entries: [HistoryEntry]
        func command(_ request: CommandRequest) async throws -> CommandReply {
            CommandReply(outcome: .accepted, subject: nil, version: nil, events: [], refusal: nil)
        }
        func views(_ query: ViewQuery) async throws -> [View] { [] }
        func actor(_ id: String) async throws -> Actor? { nil }
        func history(of id: String) async throws -> [HistoryEntry] { id == "FILE-1" ? entries : [] }
        func administer(_ request: AdministrationRequest) async throws -> JSONValue { .null }
    }

    private static func interface() throws -> Remembering {
        let first = try RegisterFixture.entry("台帳")
        let second = try RegisterFixture.entry("台帳") {
            $0.personCount = 49_000
            $0.retention = "5年"
        }
        func entry(_ position: Int64, _ month: Int, _ type: String, _ payload: JSONValue) throws -> HistoryEntry {
            HistoryEntry(
                position: position, at: Instant(startOf: try CivilDate(2026, month, 1)), actor: "clerk",
                role: "municipal-clerk", type: type, payload: payload)
        }
        return Remembering(
            entries: [
                try entry(1, 4, "register.drafted.v1", ["id": "FILE-1", "entry": MessageCoding.value(first)]),
                try entry(2, 5, "register.assessed.v1", ["assessor": "clerk"]),
                try entry(3, 6, "register.published.v1", ["id": "FILE-1", "entry": MessageCoding.value(first)]),
                try entry(4, 7, "register.corrected.v1", ["entry": MessageCoding.value(second), "reason": "年次更新"]),
            ])
    }

    @Test func `each version says what it changed, when, by whom and why`() async throws {
        let ran = await run(RegisterCommandLine.self, ["versions", "FILE-1", "-o", "csv"], try Self.interface())
        #expect(
            ran.data.split(separator: "\r\n").map(String.init) == [
                "number,on,actor,event,changed,reason", "1,2026-04-01,clerk,register.drafted.v1,,",
                "2,2026-06-01,clerk,register.published.v1,,",
                "3,2026-07-01,clerk,register.corrected.v1,\"personCount, retention\",年次更新",
            ])
    }

    @Test func `an old version is shown whole`() async throws {
        let ran = await run(RegisterCommandLine.self, ["versions", "FILE-1", "--number", "2"], try Self.interface())
        #expect(try JSONValue(text: ran.data) == MessageCoding.value(try RegisterFixture.entry("台帳")))
        for words in [
            ["versions", "FILE-1", "--number", "4"], ["versions", "FILE-1", "--number", "0"], ["versions", "FILE-2"],
        ] {
            #expect(await run(RegisterCommandLine.self, words, try Self.interface()).status == 3)
        }
    }

    @Test func `a review can carry the corrected entry`() async throws {
        let interface = FakeInterface()
        try await RegisterFixture.withFolder { folder in
            try RegisterFixture.write(MessageCoding.text(try RegisterFixture.entry("台帳")), folder + "/entry.json")
            let ran = await run(
                RegisterCommandLine.self, ["review", "FILE-1", "--from", folder + "/entry.json", "--as", "clerk"],
                interface)
            #expect(ran.status == 0, "\(ran.messages)")
        }
        let request = try #require(interface.requests.first)
        #expect(request.command == "register.review" && request.payload["entry"]?["name"] == "台帳")
        // The service reads what was sent.
        let command = try MessageCoding.decode(
            FileRegisterCommand.self, name: request.command, json: MessageCoding.text(request.payload))
        guard case .registerReview("FILE-1", let entry?) = command else {
            Issue.record("another command: \(command)")
            return
        }
        #expect(entry == (try RegisterFixture.entry("台帳")))
    }
}
