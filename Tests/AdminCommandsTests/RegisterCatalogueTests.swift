import AdminCommands
import Foundation
import Messages
import Primitives
import Testing

/// The catalogue against what DCAT-AP demands of its three classes.
@Suite struct RegisterCatalogueTests {
    static func catalogue(
        _ path: String, base: String = "", formats: Set<RegisterSite.Format> = [.jsonld]
    ) throws -> JSONValue {
        let files = [
            try RegisterSiteTests.file("FILE-1", "介護\"台帳\\") { $0.purpose = "給付\n認定" },
            PublishedFile(id: "FILE-2", entry: try RegisterFixture.entry("課税台帳", municipality: "132110")),
        ]
        let site = try RegisterSiteTests.site(files, base: base)
        return try JSONValue(text: try #require(site.pages(formats)[path]))
    }

    static func list(_ value: JSONValue?) -> [JSONValue] {
        if case .array(let values) = value { return values }
        return value.map { [$0] } ?? []
    }

    /// The mandatory properties of DCAT-AP: of a catalogue, of a data set, of a distribution.
    static let mandatory = [
        "dcat:Catalog": ["dct:title", "dct:description", "dct:publisher", "dcat:dataset"],
        "dcat:Dataset": ["dct:title", "dct:description"], "dcat:Distribution": ["dcat:accessURL"],
    ]

    private static func lacking(_ value: JSONValue) -> [String] {
        guard case .object(let members) = value else {
            return list(value).count > 1 ? list(value).flatMap(lacking) : []
        }
        let kind = members["@type"]?.text ?? ""
        let own = mandatory[kind, default: []].filter { members[$0] == nil }.map { "\(kind) lacks \($0)" }
        return own + members.values.flatMap { value in list(value).flatMap(lacking) }
    }

    @Test(arguments: ["catalog.jsonld", "132292/catalog.jsonld", "132110/catalog.jsonld"])
    func `every class has its mandatory properties`(path: String) throws {
        let catalogue = try Self.catalogue(path, formats: [.html, .csv, .jsonld])
        #expect(catalogue["@type"] == "dcat:Catalog")
        #expect(Self.lacking(catalogue) == [])
    }

    @Test func `every prefix that is used is declared in the context`() throws {
        let catalogue = try Self.catalogue("catalog.jsonld")
        guard case .object(let context) = catalogue["@context"] else {
            Issue.record("no context")
            return
        }
        #expect(context["dcat"] == "http://www.w3.org/ns/dcat#" && context["dct"] == "http://purl.org/dc/terms/")
        let terms = MessageCoding.text(catalogue).matches(of: /"([a-z]+):[A-Za-z]+"/).map { String($0.1) }
        #expect(Set(terms).isSubset(of: context.keys) && !terms.isEmpty)
    }

    @Test func `registers and files are data sets, the register alone can be fetched`() throws {
        let all = try Self.catalogue("catalog.jsonld", formats: [.html, .csv, .jsonld])
        let datasets = Self.list(all["dcat:dataset"])
        #expect(datasets.count == 4)
        let registers = datasets.filter { $0["dcat:distribution"] != nil }
        #expect(registers.count == 2)
        #expect(Self.list(registers[0]["dcat:distribution"]).map { $0["dct:title"] } == ["HTML", "CSV"])
        let file = try #require(datasets.first { $0["dct:identifier"] == "FILE-1" })
        #expect(file["dct:title"] == ["@value": "介護\"台帳\\", "@language": "ja"])
        #expect(file["dct:issued"] == ["@value": "2026-04-01", "@type": "xsd:date"])
        #expect(file["dct:modified"] == ["@value": "2026-06-30", "@type": "xsd:date"])
        #expect(file["dct:accessRights"]?["@id"]?.text?.hasSuffix("/RESTRICTED") == true)
        #expect(file["dct:publisher"]?["foaf:name"] == ["@value": "西東京市長", "@language": "ja"])
    }

    @Test func `a catalogue has one publisher, and names no distribution that the site lacks`() throws {
        #expect(try Self.catalogue("catalog.jsonld")["dct:publisher"]?["foaf:name"]?["@value"] == "作成組織")
        let own = try Self.catalogue("132292/catalog.jsonld")
        #expect(own["dct:publisher"]?["foaf:name"]?["@value"] == "西東京市")
        #expect(own["@id"] == "../132292/catalog.jsonld#catalog")
        // The fixture's catalogue is written alone: nothing can be fetched.
        #expect(!MessageCoding.text(own).contains("dcat:distribution"))
    }

    @Test func `addresses lead to the pages, from where the catalogue lies or from the base`() throws {
        func pages(_ path: String, _ base: String) throws -> [String?] {
            Self.list(try Self.catalogue(path, base: base, formats: [.html, .jsonld])["dcat:dataset"]).filter {
                $0["dct:identifier"] != nil
            }
            .map { $0["dcat:landingPage"]?["@id"]?.text }
        }
        #expect(try pages("catalog.jsonld", "") == ["132110/FILE-2.html", "132292/FILE-1.html"])
        #expect(try pages("132292/catalog.jsonld", "") == ["../132292/FILE-1.html"])
        #expect(
            try pages("132292/catalog.jsonld", "https://example.jp/bo") == ["https://example.jp/bo/132292/FILE-1.html"])
    }
}
