import AdminCommands
import ArgumentParser
import Foundation
import Messages
import Primitives
import Testing

@Suite struct CommandLineTests {
    private func refused(_ kind: Refusal.Kind) -> FakeInterface {
        FakeInterface(
            reply: CommandReply(
                outcome: .refused, subject: nil, version: nil, events: [],
                refusal: Refusal(kind, "E-TEST", "because", "そのため", clause: "法1条")))
    }

    @Test(arguments: [
        (Refusal.Kind.notFound, Int32(3)), (.forbidden, 4), (.state, 5), (.invalid, 5), (.conflict, 6),
        (.secondPerson, 7), (.integrity, 9), (.unavailable, 10),
    ])
    func `a refusal ends with the status of its kind`(kind: Refusal.Kind, status: Int32) async {
        let ran = await run(CallCommandLine.self, ["open", "CALL-1", "--as", "a"], refused(kind))
        #expect(ran.status == status)
        #expect(ran.messages == "E-TEST: because (法1条)")
        #expect(ran.data.isEmpty)
    }

    @Test func `reasons are Japanese where the language is`() async {
        let ran = await run(
            CallCommandLine.self, ["open", "CALL-1", "--as", "a"], refused(.state), variables: ["LANG": "ja_JP.UTF-8"])
        #expect(ran.messages == "E-TEST: そのため（法1条）")
    }

    @Test func `the message carries noun, verb and id`() async throws {
        let interface = FakeInterface()
        let ran = await run(CallCommandLine.self, ["open", "CALL-1", "--as", "clerk"], interface)
        #expect(ran.status == 0)
        let request = try #require(interface.requests.first)
        #expect(request.command == "call.open" && request.payload == ["id": "CALL-1"] && request.actor == "clerk")
        #expect(!request.dryRun && request.expectedVersion == nil)
    }

    @Test func `the same command on the same day has the same key, on another day another`() async {
        func key(_ day: String, _ words: [String]) async -> String? {
            let interface = FakeInterface(day: day)
            _ = await run(CallCommandLine.self, words, interface)
            return interface.requests.first?.idempotencyKey
        }
        let first = await key("2026-04-01", ["open", "CALL-1", "--as", "a"])
        #expect(first != nil)
        #expect(await key("2026-04-01", ["open", "CALL-1", "--as", "a"]) == first)
        #expect(await key("2026-04-02", ["open", "CALL-1", "--as", "a"]) != first)
        #expect(await key("2026-04-01", ["open", "CALL-1", "--as", "b"]) != first)
        #expect(await key("2026-04-01", ["open", "CALL-2", "--as", "a"]) != first)
        #expect(
            await key("2026-04-01", ["open", "CALL-1", "--as", "a", "--idempotency-key", "mine"]) == "mine")
    }

    @Test func `without an actor the usage is wrong, and the environment can name one`() async {
        let interface = FakeInterface()
        let without = await run(CallCommandLine.self, ["open", "CALL-1"], interface)
        #expect(without.status != 0 && interface.requests.isEmpty)
        let with = await run(CallCommandLine.self, ["open", "CALL-1"], interface, variables: ["OBORO_ACTOR": "me"])
        #expect(with.status == 0 && interface.requests.first?.actor == "me")
    }

    @Test func `what cannot be undone needs its id again`() async {
        let interface = FakeInterface()
        let words = ["revoke", "CERT-1", "--reason", "重大な違反", "--as", "r"]
        let without = await run(CertificationCommandLine.self, words, interface)
        #expect(without.status == 2 && interface.requests.isEmpty)
        let wrong = await run(CertificationCommandLine.self, words + ["--confirm", "CERT-2"], interface)
        #expect(wrong.status == 2 && interface.requests.isEmpty)
        let right = await run(CertificationCommandLine.self, words + ["--confirm", "CERT-1"], interface)
        #expect(right.status == 0 && interface.requests.first?.payload["reasons"] == ["重大な違反"])
        let dry = await run(CertificationCommandLine.self, words + ["--dry-run"], interface)
        #expect(dry.status == 0 && interface.requests.last?.dryRun == true)
    }

    @Test func `no server is its own status and says how to start one`() async {
        let socket = SocketClient(socket: "\(NSTemporaryDirectory())none/oboro.sock")
        let ran = await run(CallCommandLine.self, ["list"], socket)
        #expect(ran.status == 10 && ran.messages.contains("oboro serve"))
    }

    @Test func `content comes from YAML and JSON, codes keep their leading zeros, documents become hashes`()
        async throws
    {
        let folder = NSTemporaryDirectory() + "oboro-content-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("abc".utf8).write(to: URL(fileURLWithPath: folder + "/pledge.txt"))
        let yaml = """
            title: 募集
            fiscalYear: 2026
            code: 013201
            quoted: "2026"
            flag: true
            nothing: ~
            documents:
              - {kind: pledge, name: 誓約書, file: pledge.txt}
            """
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: folder + "/plan.yaml"))
        let interface = FakeInterface()
        let ran = await run(
            CallCommandLine.self, ["draft", "--from", folder + "/plan.yaml", "--as", "a"], interface)
        #expect(ran.status == 0)
        let plan = try #require(interface.requests.first?.payload["plan"])
        #expect(plan["title"] == "募集" && plan["fiscalYear"] == 2026 && plan["code"] == "013201")
        #expect(plan["quoted"] == "2026" && plan["flag"] == true && plan["nothing"] == .null)
        // SHA-256 of "abc" (FIPS 180-2, appendix B.1).
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(plan["documents"] == [["kind": "pledge", "name": "誓約書", "hash": .string(hash)]])
    }

    @Test(arguments: [["--from", "/nonexistent.yaml"], [] as [String]])
    func `a missing content file is a usage error`(words: [String]) async {
        let interface = FakeInterface()
        let ran = await run(CallCommandLine.self, ["draft", "--as", "a"] + words, interface)
        #expect(ran.status != 0 && interface.requests.isEmpty && !ran.messages.isEmpty)
    }
}
