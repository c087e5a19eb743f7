import Deidentification
import Foundation
import MunicipalData
import Processing
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct ReportPageTests {
    /// What the system's XML parser finds in a page; an error where it is not well-formed.
    private final class Reading: NSObject, XMLParserDelegate {
        var elements: [(name: String, attributes: [String: String])] = []
        var text = ""

        init(_ page: [UInt8]) throws {
            super.init()
            let parser = XMLParser(data: Data(page))
            parser.delegate = self
            guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
        }

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) { elements.append((name, attributes)) }

        func parser(_ parser: XMLParser, foundCharacters text: String) { self.text += text }

        func all(_ name: String) -> [[String: String]] { elements.filter { $0.name == name }.map(\.attributes) }
    }

    private func page(_ recipe: String = Residents.recipe, levels: [Int]? = nil) throws -> (Report, [UInt8]) {
        var input = try Residents.input(recipe: recipe)
        input.levels = levels
        let outcome = try Processor.run(input)
        return (outcome.report, try #require(outcome.files[.reportPage]))
    }

    private static let masking = Residents.recipe.replacing("{limit: 0.1}", with: "{limit: 0.1, mode: mask}")
    private static let hopeless = Residents.recipe.replacing("k: 3", with: "k: 61").replacing("0.1", with: "0")
    private static let hostile = Residents.recipe.replacing("住民基本台帳 試験", with: "'<b>&\"x\"</title>'")

    @Test(arguments: [Residents.recipe, masking, hopeless, hostile])
    func `is well-formed, in two languages, with headed tables and nothing from elsewhere`(recipe: String) throws {
        let (report, bytes) = try page(recipe)
        let reading = try Reading(bytes)
        #expect(reading.all("html") == [["lang": "ja"]])
        #expect(reading.all("article").map { $0["lang"] } == ["ja", "en"])
        #expect(reading.all("h1").count == 2 && reading.all("main").count == 1)
        #expect(reading.text.contains(report.recipe.title))
        let heads = reading.all("th")
        #expect(heads.count > 30)
        #expect(heads.allSatisfy { ["row", "col"].contains($0["scope"]) })
        #expect(reading.all("svg").allSatisfy { $0["role"] == "img" && ($0["aria-label"]?.count ?? 0) > 5 })
        let places = Set(reading.elements.compactMap { $0.attributes["id"] })
        for link in reading.all("a") { #expect(link["href"].map { places.contains(String($0.dropFirst())) } == true) }
        let outward: Set<String> = ["src", "srcset", "action", "data", "xlink:href"]
        #expect(reading.elements.allSatisfy { outward.isDisjoint(with: $0.attributes.keys) })
        #expect(Set(reading.elements.map(\.name)).isDisjoint(with: ["script", "link", "iframe", "object", "img"]))
        let page = String(decoding: bytes, as: UTF8.self)
        for word in ["url(", "@import", "//"] { #expect(!page.contains(word)) }
    }

    @Test(arguments: [Residents.recipe, masking, hopeless])
    func `no page or report holds a value that the output lacks`(recipe: String) throws {
        let outcome = try Processor.run(try Residents.input(recipe: recipe))
        let output = String(decoding: outcome.files[.data] ?? [], as: UTF8.self)
        // Single digits are in any page; every other cell of the input must be absent, unless it may leave.
        let values = Set(Residents.rows.joined()).filter { $0.count > 1 && !output.contains($0) }
        #expect(values.count > 150)
        for (file, bytes) in outcome.files where file != .data {
            let text = String(decoding: bytes, as: UTF8.self)
            for value in values { #expect(!text.contains(value) && !text.contains(escapedForPage(value)), "\(file)") }
        }
        let page = String(decoding: outcome.files[.reportPage] ?? [], as: UTF8.self)
        for column in outcome.report.columns { #expect(page.contains(">\(column.name)<")) }
    }

    @Test func `says first what came out`() throws {
        let (report, bytes) = try page()
        let text = try Reading(bytes).text
        // 65 persons of whom 5 do not live there; the recipe removes 氏名, 保険証番号, 世帯番号, 備考 and 住民状態.
        let output = try #require(report.output).rows
        #expect(text.contains("65 人分を受け取り、\(output) 人分を出力しました。前処理で 5 人分を除きました。"))
        #expect(text.contains("氏名、保険証番号、世帯番号、備考、住民状態 の 5 項目は削除しました。"))
        #expect(text.contains("求められた k = 3 に対し、達した k は \(report.classes.smallest) です。"))
        #expect(text.contains("○ 満たす") && !text.contains("× 満たさない"))
    }

    @Test func `says plainly that nothing came out`() throws {
        let (report, bytes) = try page(Self.hopeless)
        #expect(!report.solution)
        let text = try Reading(bytes).text
        #expect(text.contains("データは出力していません。"))
        #expect(text.contains("60 人分を除くことになり、上限の 0 人分を超えるため、レシピの条件を満たしません。"))
        #expect(text.contains("× 満たさない"))
    }

    @Test func `does not claim an optimum for given levels`() throws {
        let text = try Reading(page(levels: [5, 1, 5]).1).text
        #expect(text.contains("一般化の段階は指定されたものです。"))
        #expect(!text.contains("最適"))
        #expect(text.contains("全ての値を * にした"))
    }

    /// The date hierarchy of the recipe has five steps, then `*`; that of addresses five parts.
    @Test(arguments: [
        (0, 0, "年月日まで", "番地まで"), (1, 1, "年月まで", "丁目まで"), (2, 2, "年まで", "町まで"), (3, 3, "5 年きざみ", "市区町村まで"),
        (4, 4, "10 年きざみ", "都道府県まで"), (5, 5, "全ての値を *", "全ての値を *"),
    ])
    func `names what a level means`(date: Int, address: Int, first: String, second: String) throws {
        let text = try Reading(page(levels: [date, 0, address]).1).text
        #expect(text.contains(first) && text.contains(second))
    }

    private func escapedForPage(_ text: String) -> String { text.replacing("'", with: "&#39;") }
}
