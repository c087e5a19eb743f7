import MunicipalData
import Primitives
import Processing
import Testing

@Suite struct HandoverManifestTests {
    private static func manifest() throws -> HandoverManifest {
        HandoverManifest(
            request: "REQ-1", municipality: try MunicipalityCode("132292"), body: "西東京市長", fileName: "基礎 \"ファイル\" \\",
            asOf: Desk.day("2026-04-01"), columns: ["宛名番号", "住所"], rows: 3, encoding: "cp932", delimiter: ",",
            bytes: 100, sha256: String(repeating: "a", count: 64), specification: String(repeating: "b", count: 64),
            recipient: String(repeating: "c", count: 64), leftOut: ["history": 2], protection: "none",
            parts: [
                .init(name: "data.part-0001.cms", bytes: 460, sha256: String(repeating: "d", count: 64)),
                .init(name: "data.part-0002.cms", bytes: 470, sha256: String(repeating: "e", count: 64)),
            ],
            tool: "oboro-edge 0.1.0", createdAt: Desk.now)
    }

    @Test func `what is written is read`() throws {
        let manifest = try Self.manifest()
        #expect(try HandoverManifest(reading: manifest.json) == manifest)
    }

    @Test(arguments: [
        ("data.part-0001.cms", "../data.part-0001.cms", "parts[0].name"),
        ("data.part-0002.cms", "data.part-0001.cms", "parts[1].name"),
        ("data.part-0002.cms", "data.part-0003.cms", "parts[1].name"),
        ("\"rows\" : 3", "\"rows\" : -3", "rows"),
        ("\"rows\" : 3", "\"rows\" : 3, \"rows\" : 3", ""),
        ("\"rows\" : 3", "\"rows\" : 3, \"secret\" : 3", ""),
        ("\"rows\" : 3,", "", ""),
        ("\"handover\" : 1", "\"handover\" : 2", "handover"),
        ("\"bytes\" : 100", "\"bytes\" : 930", "parts"),
        ("\"bytes\" : 100", "\"bytes\" : 0, \"x\" : 0", ""),
        ("\"bytes\" : 460", "\"bytes\" : 999999999999", "parts[0].bytes"),
        ("dddddddd", "DDDDDDDD", "parts[0].sha256"),
        ("dddddddd", "ddddddd", "parts[0].sha256"),
        ("aaaaaaaa", "aaaaaaag", "sha256"),
        ("\"住所\"", "\"宛名番号\"", "columns[1]"),
        ("\"住所\"", "\"住\\u202E所\"", "columns[1]"),
        ("cp932", "ebcdic", "encoding"),
        ("\"history\"", "\"others\"", "leftOut"),
        ("132292", "132293", "municipality"),
        ("REQ-1", "../REQ-1", "request"),
        ("2026-04-01\"", "2026-02-30\"", "asOf"),
        ("{\n", "[\n", ""),
    ])
    func `refuses what no kit writes`(old: String, new: String, path: String) throws {
        let text = String(decoding: try Self.manifest().json, as: UTF8.self)
        let broken = text.replacing(old, with: new, maxReplacements: 1)
        #expect(broken != text)
        let faults = #expect(throws: DocumentFaults.self) {
            _ = try HandoverManifest(reading: Array(broken.utf8))
        }
        #expect(faults?.faults.contains { $0.path == path } == true, "\(String(describing: faults))")
    }

    @Test func `refuses any shorter text, and never stops`() throws {
        let json = try Self.manifest().json
        for count in stride(from: 0, to: json.count - 2, by: 7) {
            #expect(throws: DocumentFaults.self) { _ = try HandoverManifest(reading: Array(json[..<count])) }
        }
    }
}
