import AdminCommands
import Foundation
import Messages
import Primitives
import Testing

@Suite struct RegisterSiteTests {
    static let hostile = "<script>alert('x')</script>&\"\u{202E}\u{0000}台帳"

    static func site(_ files: [PublishedFile], base: String = "") throws -> RegisterSite {
        RegisterSite(files: files, names: ["132292": "西東京市"], base: base, day: try CivilDate(2026, 7, 1))
    }

    static func file(_ id: String, _ name: String, _ change: (inout RegisterEntry) -> Void = { _ in }) throws
        -> PublishedFile
    {
        PublishedFile(
            id: id, entry: try RegisterFixture.entry(name, change), publishedOn: "2026-04-01", changedOn: "2026-06-30")
    }

    static func all(_ site: RegisterSite) -> [String: String] { site.pages(Set(RegisterSite.Format.allCases)) }

    @Test func `the site has an index, a page a file, a table and a catalogue`() throws {
        let other = PublishedFile(id: "FILE-2", entry: try RegisterFixture.entry("課税台帳", municipality: "132110"))
        let pages = Self.all(try Self.site([try Self.file("FILE-1", "介護台帳"), other]))
        #expect(
            pages.keys.sorted() == [
                "132110/FILE-2.html", "132110/catalog.jsonld", "132110/index.html", "132110/register.csv",
                "132292/FILE-1.html", "132292/catalog.jsonld", "132292/index.html", "132292/register.csv",
                "catalog.jsonld", "index.html",
            ])
        #expect(pages["index.html"]?.contains("団体コード132110") == true)
        #expect(pages["132292/index.html"]?.contains("<a href=\"FILE-1.html\">介護台帳</a>") == true)
        #expect(try Self.site([other]).pages([.csv]).keys.sorted() == ["132110/register.csv"])
    }

    @Test func `a page is the official form of nineteen fields in order`() throws {
        let page = try #require(Self.all(try Self.site([try Self.file("FILE-1", "介護台帳")]))["132292/FILE-1.html"])
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"ja\">"))
        let numbers = page.matches(of: /<th scope="row"><span class="number">(\d+)<\/span>/).compactMap { Int($0.1) }
        #expect(numbers == Array(1...19))
        #expect(page.contains("<li>生年月日</li>") && page.contains("令和8年6月30日"))
        #expect(page.contains("50000人") && page.contains("@media print"))
        // Nothing is fetched from anywhere.
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("src="))
    }

    @Test func `every page is well-formed, its tags closed`() throws {
        let item = RegisterItem(name: Self.hostile, type: "text", itemClass: .other, length: 5, missingRate: 0.125)
        let file = try Self.file("FILE-1", Self.hostile) {
            $0.items = [item]
            $0.purpose = Self.hostile
            $0.body = Self.hostile
        }
        for (path, page) in try Self.site([file]).pages([.html]) {
            // Void elements are the only ones that XML does not know.
            let xml = page.replacing(/<(meta|br)([^>]*)>/) { "<\($0.1)\($0.2)/>" }
                .replacing("<!DOCTYPE html>", with: "")
            #expect(WellFormed.check(xml), "\(path)")
            #expect(!page.contains("<script") && !page.contains("\u{202E}") && !page.contains("\u{0000}"))
        }
        #expect(try Self.site([file]).pages([.html])["132292/FILE-1.html"]?.contains("欠損率 12.5%") == true)
    }

    @Test(
        arguments: [
            ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"), ("\u{202E}x\u{2066}", "x"), ("\u{1B}[2J", "[2J"),
            ("か\u{3099}", "か\u{3099}"),
            ("葛󠄀城", "葛󠄀城"),
        ])
    func `names are shown as they are and do nothing`(text: String, html: String) {
        #expect(text.escapedHTML == html)
    }

    @Test func `what was made from a file stands in the fields 16 to 18`() throws {
        let created = CreatedInformation(
            contract: "CON-1", personCount: 48_000, items: ["要介護度"], desk: "総務課", until: try CivilDate(2031, 3, 31))
        let file = PublishedFile(id: "FILE-1", entry: try RegisterFixture.entry("台帳"), created: [created])
        let page = try #require(try Self.site([file]).pages([.html])["132292/FILE-1.html"])
        #expect(page.contains("本人の数 48000人、情報の項目 要介護度") && page.contains("令和13年3月31日まで"))
    }

    @Test func `the table is for spreadsheets and runs nothing in them`() throws {
        let files = [
            try Self.file("FILE-1", "=HYPERLINK(\"http://x\")") { $0.purpose = "a,\"b\"\nc" },
            try Self.file("FILE-2", "＋cmd"), try Self.file("FILE-3", "－5") { $0.refreshCycle = "@毎月" },
        ]
        let csv = try #require(try Self.site(files).pages([.csv])["132292/register.csv"])
        #expect(Array(csv.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF] && csv.utf8.suffix(2).elementsEqual([0x0D, 0x0A]))
        let rows = CSVReader.rows(String(csv.dropFirst()))
        #expect(rows.count == 4 && Set(rows.map(\.count)) == [24])
        let header = try #require(rows.first)
        #expect(header.prefix(3) == ["管理番号", "団体コード", "1 個人情報ファイルの名称"])
        #expect(header.suffix(3) == ["本人の数", "更新頻度", "保存期間"])
        let byID = Dictionary(rows.dropFirst().map { ($0[0], $0) }, uniquingKeysWith: { first, _ in first })
        #expect(byID["FILE-1"]?[2] == "'=HYPERLINK(\"http://x\")" && byID["FILE-1"]?[5] == "a,\"b\"\nc")
        #expect(byID["FILE-2"]?[2] == "'＋cmd" && byID["FILE-3"]?[2] == "'－5")
        #expect(byID["FILE-3"]?[22] == "'@毎月" && byID["FILE-2"]?[22] == "－")
    }
}
