import AdminCommands
import Foundation
import Messages
import Primitives
import Testing

/// `register import`, `check`, `review` and `publish`, as they are typed.
@Suite struct RegisterCommandTests {
    static let list = "事務の名称,個人情報ファイルの名称,所管課,謎\r\n介護給付,介護台帳,高齢課,1\r\n認定,介護台帳,高齢課,2\r\n賦課,課税台帳,税務課,3\r\n"

    private static func importing(
        _ text: String, _ words: [String] = [], _ interface: FakeInterface
    ) async throws -> Ran {
        var ran = Ran(status: -1, data: "", messages: "")
        try await RegisterFixture.withFolder { folder in
            let path = folder + "/list.csv"
            try RegisterFixture.write(text, path)
            ran = await run(
                RegisterCommandLine.self,
                ["import", "--from", path, "--as", "clerk", "--body", "西東京市長", "-o", "csv"] + words, interface,
                variables: RegisterFixture.variables)
        }
        return ran
    }

    @Test func `a list drafts one entry a file and reports what it did not read`() async throws {
        let interface = FakeInterface()
        let ran = try await Self.importing(Self.list, [], interface)
        #expect(ran.status == 0, "\(ran.messages)")
        #expect(interface.requests.map(\.command) == ["register.draft", "register.draft"])
        let entry = interface.requests.first?.payload["entry"]
        #expect(entry?["name"] == "介護台帳" && entry?["municipality"] == "132292" && entry?["body"] == "西東京市長")
        #expect(entry?["remarks"] == "事務の名称: 介護給付、認定" && entry?["personCount"] == 0)
        #expect(ran.messages.contains("row 1, column 4: the heading '謎' is not declared"))
        #expect(ran.data.contains("drafted,CALL-1,西東京市長,介護台帳,0,"))
    }

    @Test func `importing again drafts nothing new, on another day either`() async throws {
        let first = FakeInterface()
        _ = try await Self.importing(Self.list, [], first)
        let again = FakeInterface(day: "2026-09-09")
        _ = try await Self.importing(Self.list, [], again)
        #expect(first.requests.map(\.idempotencyKey) == again.requests.map(\.idempotencyKey))
        #expect(Set(first.requests.map(\.idempotencyKey)).count == 2)
        let known = FakeInterface(listed: [
            RegisterFixture.view("FILE-7", try RegisterFixture.entry("介護　台帳"), state: "draft"),
            RegisterFixture.view("FILE-8", try RegisterFixture.entry("課税台帳"), state: "struck"),
        ])
        let ran = try await Self.importing(Self.list, [], known)
        #expect(known.requests.map { $0.payload["entry"]?["name"] } == ["課税台帳"])
        #expect(ran.data.contains("exists,FILE-7") && ran.messages.contains("FILE-7 is there already"))
    }

    @Test func `a rehearsal asks the service and drafts nothing`() async throws {
        let interface = FakeInterface()
        let ran = try await Self.importing(Self.list, ["--dry-run"], interface)
        #expect(interface.requests.allSatisfy(\.dryRun) && ran.data.contains("would-draft,,"))
    }

    @Test(
        arguments: [
            ("", [], Int32(64), "empty"), ("a,b\n1,2\n", [], 5, "known headings"),
            ("個人情報ファイルの名称,所管課\n", [], 5, "no file was found"), ("a,\"b", [], 64, "does not end"),
            (list, ["--encoding", "cp392"], 64, "unknown encoding"),
            (list, ["--encoding", "utf-16le"], 5, "known headings"),
            (list, ["--columns", "none.yaml"], 64, "cannot be read"),
            (list, ["--municipality", "132293"], 1, "check digit"),
            (list, ["--layout", "none.yaml"], 64, "cannot be read"),
        ] as [(String, [String], Int32, String)])
    func `a bad list drafts nothing and says what to do`(
        text: String, words: [String], status: Int32, message: String
    ) async throws {
        let interface = FakeInterface()
        let ran = try await Self.importing(text, words, interface)
        #expect(ran.status == status && interface.requests.isEmpty)
        #expect(ran.messages.contains(message), "\(ran.messages)")
    }

    @Test func `a layout and a form are drafted as well`() async throws {
        let interface = FakeInterface()
        try await RegisterFixture.withFolder { folder in
            try RegisterFixture.write(
                "layout: 1\nname: 介護台帳\nitems:\n  - {name: 生年月日, type: date, class: quasi-identifier}\n",
                folder + "/layout.yaml")
            try RegisterFixture.write("entries:\n  - {name: 課税台帳, purpose: 賦課}\n", folder + "/form.yaml")
            for file in ["layout.yaml", "form.yaml"] {
                let ran = await run(
                    RegisterCommandLine.self, ["import", "--from", "\(folder)/\(file)", "--as", "clerk"], interface)
                #expect(ran.status == 0, "\(ran.messages)")
            }
            try RegisterFixture.write("{name: x, purpos: y}\n", folder + "/wrong.yaml")
            let wrong = await run(
                RegisterCommandLine.self, ["import", "--from", folder + "/wrong.yaml", "--as", "clerk"], interface)
            #expect(wrong.status == 64 && wrong.messages.contains("purpos"))
        }
        let entries = interface.requests.map { $0.payload["entry"] }
        #expect(entries.map { $0?["name"] } == ["介護台帳", "課税台帳"])
        #expect(entries.first??["items"] == [["name": "生年月日", "type": "date", "class": "quasi-identifier"]])
    }

    @Test func `a check names every missing field with its reason and ends with 5`() async throws {
        let gap = try RegisterFixture.entry("台帳") {
            $0.purpose = ""
            $0.personCount = 0
        }
        let blocker = Reason("E-REGISTER-NOT-ELIGIBLE", "not assessed", "判定がありません。")
        let interface = FakeInterface(listed: [
            RegisterFixture.view("FILE-1", gap, state: "draft", blockers: gap.completenessReasons + [blocker]),
            RegisterFixture.view("FILE-2", try RegisterFixture.entry("全部")),
        ])
        let ran = await run(RegisterCommandLine.self, ["check", "FILE-1", "-o", "json"], interface)
        #expect(ran.status == 5)
        let rows = try JSONDecoder().decode([[String: JSONValue]].self, from: Data(ran.data.utf8))
        #expect(
            rows.map { $0["code"] } == ["E-REGISTER-MISSING", "E-REGISTER-PERSON-COUNT", "E-REGISTER-NOT-ELIGIBLE"])
        #expect(rows.first?["reason"]?.text?.contains("stated purpose") == true)
        #expect(rows.first?["clause"]?.text?.isEmpty == false)
        let japanese = await run(RegisterCommandLine.self, ["check", "FILE-1", "--lang", "ja"], interface)
        #expect(japanese.data.contains("利用目的を特定しない保有はできません。"))
        #expect(await run(RegisterCommandLine.self, ["check", "FILE-2"], interface).status == 0)
        #expect(await run(RegisterCommandLine.self, ["check", "FILE-9"], interface).status == 3)
        #expect(await run(RegisterCommandLine.self, ["check"], interface).status == 64)
    }

    @Test func `a file is checked without a server`() async throws {
        try await RegisterFixture.withFolder { folder in
            try RegisterFixture.write("{name: 台帳, body: 市長}\n", folder + "/form.yaml")
            let ran = await run(
                RegisterCommandLine.self, ["check", "--from", folder + "/form.yaml", "--municipality", "132292"],
                SocketClient(socket: folder + "/none.sock"))
            #expect(ran.status == 5)
            // department, purpose, scope, collection, disclosure desk, items, and the number of persons.
            #expect(ran.data.split(separator: "\n").count == 7)
        }
    }

    @Test(
        arguments: [
            (["review", "FILE-1"], nil), (["review", "--no-change"], nil),
            (["review", "FILE-1", "--no-change", "--from", "x.yaml"], nil), (["review", "--all-unchanged"], nil),
            (["review", "FILE-1", "--all-unchanged", "--municipality", "132292"], nil),
            (["review", "FILE-1", "--no-change", "--municipality", "132292"], nil),
            (["review", "FILE-1", "--no-change"], ["FILE-1"]),
            (["review", "--all-unchanged", "--municipality", "132292"], ["FILE-2", "FILE-4"]),
        ] as [([String], [String]?)])
    func `a review needs to say what it is`(words: [String], reviewed: [String]?) async throws {
        func view(_ id: String, _ turn: Turn, _ code: String = "132292", state: String = "published") throws -> View {
            RegisterFixture.view(id, try RegisterFixture.entry(id, municipality: code), state: state, turn: turn)
        }
        let interface = FakeInterface(listed: [
            try view("FILE-1", .none), try view("FILE-2", .municipality), try view("FILE-3", .municipality, "132110"),
            try view("FILE-4", .municipality), try view("FILE-5", .municipality, state: "draft"),
        ])
        let ran = await run(RegisterCommandLine.self, words + ["--as", "clerk"], interface)
        #expect((ran.status == 0) == (reviewed != nil))
        #expect(interface.requests.map { $0.payload["id"]?.text } == reviewed ?? [])
        #expect(interface.requests.allSatisfy { $0.command == "register.review" && $0.payload["entry"] == nil })
    }

    @Test func `publish with an id publishes the entry, with a folder it writes the site`() async throws {
        let interface = FakeInterface(
            listed: [
                RegisterFixture.view("FILE-1", try RegisterFixture.entry("介護台帳")),
                RegisterFixture.view("FILE-2", try RegisterFixture.entry("下書き"), state: "draft"), RegisterFixture.actor,
            ], day: "2026-07-01")
        #expect(await run(RegisterCommandLine.self, ["publish", "FILE-1", "--as", "a"], interface).status == 0)
        #expect(interface.requests.map(\.command) == ["register.publish"])
        try await RegisterFixture.withFolder { folder in
            let out = folder + "/site"
            let ran = await run(RegisterCommandLine.self, ["publish", "--out", out], interface)
            #expect(ran.status == 0, "\(ran.messages)")
            #expect(try RegisterFixture.text(out + "/132292/index.html").contains("西東京市"))
            let attributes = try FileManager.default.attributesOfItem(atPath: out + "/132292/FILE-1.html")
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o644)
            #expect(!FileManager.default.fileExists(atPath: out + "/132292/FILE-2.html"))
            // FILE-1 was struck out since: its page goes, what somebody put beside stays.
            try RegisterFixture.write("mine", out + "/132292/note.txt")
            let empty = await run(RegisterCommandLine.self, ["publish", "--out", out], FakeInterface())
            #expect(empty.status == 0 && !FileManager.default.fileExists(atPath: out + "/132292/FILE-1.html"))
            #expect(try RegisterFixture.text(out + "/132292/note.txt") == "mine")
            let other = await run(RegisterCommandLine.self, ["publish", "--out", folder], interface)
            #expect(other.status == 64 && other.messages.contains("something else"))
        }
        #expect(interface.requests.count == 1)
    }

    @Test(
        arguments: [
            ["publish"], ["publish", "FILE-1", "--out", "x"], ["publish", "FILE-1", "--format", "csv"],
            ["publish", "--out", "x", "--format", "pdf"], ["publish", "--out", "x", "--base", "javascript:x"],
        ])
    func `a wrong publication is a usage error`(words: [String]) async {
        #expect(await run(RegisterCommandLine.self, words + ["--as", "a"]).status == 64)
    }
}
