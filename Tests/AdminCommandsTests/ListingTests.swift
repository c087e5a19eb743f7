import AdminCommands
import ArgumentParser
import Foundation
import Messages
import MunicipalData
import Primitives
import Testing

@Suite struct ListingTests {
    private var calls: FakeInterface {
        FakeInterface(listed: [
            View(
                kind: "call", id: "CALL-1", title: "=募集,第1回", state: "open", turn: .business,
                dueAt: Instant(milliseconds: 1_781_103_599_999), version: 3),
            View(kind: "call", id: "CALL-2", title: "第2回", state: "draft", turn: .organization, version: 1),
        ])
    }

    @Test func `a list is a table for people, with columns that line up`() async {
        let ran = await run(CallCommandLine.self, ["list"], calls, isTerminal: true)
        let lines = ran.data.split(separator: "\n")
        #expect(lines.count == 3 && lines[0].hasPrefix("ID"))
        #expect(lines[1].contains("2026-06-10"))
    }

    @Test func `a list is lines of tabs where nobody looks`() async {
        let ran = await run(CallCommandLine.self, ["list"], calls)
        let fields = ran.data.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        #expect(fields.map { String($0[0]) } == ["CALL-1", "CALL-2"])
        #expect(fields.allSatisfy { $0.count == 7 })
    }

    @Test func `JSON is one array, JSON lines an object a line`() async throws {
        let json = await run(CallCommandLine.self, ["list", "-o", "json"], calls)
        let rows = try JSONDecoder().decode([[String: JSONValue]].self, from: Data(json.data.utf8))
        #expect(rows.map { $0["id"] } == ["CALL-1", "CALL-2"])
        let lines = await run(CallCommandLine.self, ["list", "-o", "jsonl"], calls)
        #expect(lines.data.split(separator: "\n").count == 2)
    }

    @Test func `CSV follows RFC 4180 and makes formulas harmless`() async {
        let ran = await run(CallCommandLine.self, ["list", "-o", "csv"], calls)
        let lines = ran.data.components(separatedBy: "\r\n")
        #expect(lines.count == 3)
        #expect(lines[1].hasSuffix("\"'=募集,第1回\""))
    }

    @Test func `an empty list is an empty array and no error`() async {
        let ran = await run(CallCommandLine.self, ["list", "-o", "json"], FakeInterface())
        #expect(ran.status == 0 && ran.data == "[]")
    }

    @Test func `one field alone can be printed for scripts`() async {
        let ran = await run(CallCommandLine.self, ["show", "CALL-1", "--field", "state"], calls)
        #expect(ran.data == "open")
        let missing = await run(CallCommandLine.self, ["show", "CALL-1", "--field", "nonsense"], calls)
        #expect(missing.status == 3)
    }

    @Test func `an unknown id is not found`() async {
        let ran = await run(CallCommandLine.self, ["show", "CALL-9"], calls)
        #expect(ran.status == 3 && ran.messages.hasPrefix("E-NOT-FOUND"))
    }

    @Test func `waiting ends with its own status when time is over`() async {
        let reached = await run(CallCommandLine.self, ["wait", "CALL-1", "--for", "closed,open"], calls)
        #expect(reached.status == 0)
        let pending = await run(
            CallCommandLine.self, ["wait", "CALL-1", "--for", "closed", "--timeout", "0"], calls)
        #expect(pending.status == 8)
    }

    @Test func `the inbox shows a municipality its own things only, with the command to give`() async {
        let step = NextStep(command: "request.acknowledge", roles: [.municipalClerk])
        let other = NextStep(command: "request.receive", roles: [.dataReceiver])
        let interface = FakeInterface(listed: [
            View(
                kind: "request", id: "REQ-1", title: "", state: "sent", turn: .municipality, municipality: "132292",
                next: [step, other]),
            View(
                kind: "request", id: "REQ-2", title: "", state: "sent", turn: .municipality, municipality: "132110",
                next: [step]),
        ])
        let ran = await run(InboxCommand.self, ["--as", "clerk"], interface)
        #expect(ran.data.contains("oboro request acknowledge REQ-1 --as clerk"))
        #expect(!ran.data.contains("REQ-2") && !ran.data.contains("receive"))
        let stranger = await run(InboxCommand.self, ["--as", "stranger"], interface)
        #expect(stranger.status == 3)
    }

    @Test func `why says whose turn it is, what blocks and what can be done`() async {
        let interface = FakeInterface(listed: [
            View(
                kind: "request", id: "REQ-1", title: "要請", state: "sent", turn: .municipality,
                next: [NextStep(command: "request.acknowledge", roles: [.municipalClerk])],
                blockers: [Reason("I-WAIT", "waits for the clerk", "担当者の回答待ち", clause: "法69条")])
        ])
        let ran = await run(WhyCommand.self, ["REQ-1"], interface)
        #expect(ran.data.contains("municipality") && ran.data.contains("waits for the clerk [法69条]"))
        #expect(ran.data.contains("municipal-clerk: oboro request acknowledge REQ-1"))
    }

    @Test(arguments: [("abc", 3), ("西東京", 6), ("ｱｲｳ", 3), ("１２", 4), ("a西", 3), ("", 0)])
    func `East Asian wide characters take two cells`(text: String, cells: Int) {
        let table = TextTable(header: [text, "x"], rows: [["", "y"]]).text
        let second = table.split(separator: "\n", omittingEmptySubsequences: false)[1]
        #expect(second.prefix { $0 == " " }.count == cells + 2)
    }
}
