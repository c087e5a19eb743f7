import AdminCommands
import Messages
import Testing

@Suite struct RegisterSearchTests {
    @Test(
        arguments: [
            ("介護", ["name", "purpose", "scope"]), ("ヨウカイゴ", ["items"]), ("ようかいご度", ["items"]), ("ﾖｳｶｲｺﾞ", ["items"]),
            ("5-6-13", ["disclosureDesk"]), ("５－６－１３", ["disclosureDesk"]), ("存在しない", []),
        ])
    func `width and kind of kana make no difference`(word: String, fields: [String]) throws {
        let matches = RegisterSearch(words: [word]).matches(in: try RegisterFixture.entry("介護台帳"))
        #expect(matches.map(\.field) == fields)
    }

    @Test func `every word must be found, in the fields asked for`() throws {
        let entry = try RegisterFixture.entry("介護台帳")
        #expect(RegisterSearch(words: ["介護", "生年月日"]).matches(in: entry).map(\.field).contains("items"))
        #expect(RegisterSearch(words: ["介護 生年月日"], fields: ["items"]).matches(in: entry).isEmpty)
        #expect(RegisterSearch(words: ["介護", "ない"]).matches(in: entry).isEmpty)
        #expect(RegisterSearch(words: ["生年"], fields: ["items"]).matches(in: entry).map(\.excerpt) == ["生年月日"])
        #expect(RegisterSearch(words: [" "]).matches(in: entry).isEmpty)
    }

    @Test func `the excerpt of a long text holds the word`() throws {
        let long = String(repeating: "あ", count: 500) + "ﾃﾞｰﾀ連携" + String(repeating: "い", count: 500)
        let entry = try RegisterFixture.entry("台帳") { $0.purpose = long }
        let excerpt = try #require(RegisterSearch(words: ["データ連携"]).matches(in: entry).first?.excerpt)
        #expect(excerpt.contains("ﾃﾞｰﾀ連携") && excerpt.count <= 42 && excerpt.hasPrefix("…") && excerpt.hasSuffix("…"))
    }

    private static func interface() throws -> FakeInterface {
        FakeInterface(
            listed: [
                RegisterFixture.view("FILE-1", try RegisterFixture.entry("介護台帳")),
                RegisterFixture.view("FILE-2", try RegisterFixture.entry("課税台帳", municipality: "132110")),
            ])
    }

    @Test func `the command lists the entries of all municipalities with the place that matched`() async throws {
        let ran = await run(
            RegisterCommandLine.self, ["search", "台帳", "--field", "name", "-o", "csv"], try Self.interface())
        #expect(ran.status == 0)
        #expect(
            ran.data.split(separator: "\r\n").map(String.init) == [
                "id,municipality,body,name,state,field,match", "FILE-1,132292,西東京市長,介護台帳,published,name,介護台帳",
                "FILE-2,132110,西東京市長,課税台帳,published,name,課税台帳",
            ])
        let json = await run(RegisterCommandLine.self, ["search", "ない", "-o", "json"], try Self.interface())
        #expect(json.status == 0 && json.data == "[]" && json.messages == "nothing was found")
    }

    @Test(arguments: [["search", "x", "--field", "nmae"], ["search"], ["search", " "]])
    func `a wrong search is a usage error`(words: [String]) async throws {
        #expect(await run(RegisterCommandLine.self, words, try Self.interface()).status != 0)
    }

    @Test func `two thousand entries are searched while one waits`() throws {
        let entries = try (1...2000).map { number in
            try RegisterFixture.entry("台帳\(number)") { $0.purpose = String(repeating: "介護保険の給付に関する事務", count: 10) }
        }
        let search = RegisterSearch(words: ["台帳1999"])
        let start = ContinuousClock.now
        let found = entries.filter { !search.matches(in: $0).isEmpty }
        let elapsed = ContinuousClock.now - start
        print("search over 2,000 entries:", elapsed)
        #expect(found.map(\.name) == ["台帳1999"])
    }
}
