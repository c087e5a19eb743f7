import Foundation
import MunicipalData
import Primitives
import Processing
import Testing

@Suite struct LayoutInferenceTests {
    private func infer(
        _ bytes: [UInt8], _ limits: LayoutInference.Limits = .init(), declared: DeclaredFormat = DeclaredFormat()
    ) throws(LayoutInferenceError) -> LayoutInference {
        try LayoutInference(of: MemoryByteStream(bytes), name: "抽出", declared: declared, limits: limits)
    }

    private static func register(_ residents: Int) throws -> [UInt8] {
        let code = try MunicipalityCode("132292")
        return try #require(SyntheticRegister(municipality: code, residents: residents, seed: 3)).bytes()
    }

    @Test func `reads a generated register as its own layout says`() throws {
        let inference = try infer(try Self.register(5000))
        let known = try LayoutShelfTests.layout("juminkiroku-extract.yaml")
        let layout = inference.layout
        #expect(layout.encoding == .exactly(.cp932) && layout.form == known.form)
        #expect(inference.rows == 5000 && inference.isWholeFile)
        #expect(layout.items.map(\.name) == known.items.map(\.name))
        let types: [ItemType] = [
            .text, .text, .text, .text, .date, .code, .address, .integer, .text, .integer, .text, .text,
        ]
        #expect(layout.items.map(\.type) == types)
        // 職業, 所得: whether they are taken for quasi-identifiers is the reviewer's choice.
        for (found, item) in zip(layout.items, known.items) where item.name != "所得" {
            #expect(found.itemClass == item.itemClass, "\(item.name)")
        }
        #expect(layout.item(named: "性別")?.codes == ["1": "男", "2": "女"])
        #expect(layout.item(named: "宛名番号")?.isUnique == true && layout.item(named: "世帯番号")?.isUnique == false)
        #expect(layout.item(named: "宛名番号")?.length == 10)
        #expect(layout.items.allSatisfy { !$0.isConfirmed && !$0.note.isEmpty })
        #expect(layout.problems.isEmpty)
    }

    @Test func `keeps no value of a resident`() throws {
        let bytes = try Self.register(2000)
        let text = LayoutDocument.text(of: try infer(bytes).layout)
        let format = DelimitedFormat(encoding: .exactly(.cp932))
        var looked = 0
        for column in try DelimitedTable(reading: bytes, as: format).columns {
            for value in column.values where value.count >= 4 {
                #expect(!text.contains(value), "a value of \(column.name)")
                looked += 1
            }
        }
        #expect(looked > 4000)
    }

    @Test func `the inferred layout fits the file from which it was made`() throws {
        let bytes = try Self.register(3000)
        let report = try LayoutCheck(try infer(bytes).layout).run(MemoryByteStream(bytes))
        #expect(report.isClean, "\(report.counts)")
    }

    @Test func `looks at the first rows only, and says how many`() throws {
        var limits = LayoutInference.Limits()
        limits.rows = 100
        let inference = try infer(try Self.register(5000), limits)
        #expect(inference.rows == 100 && !inference.isWholeFile)
        #expect(inference.layout.source == "推定（先頭 100 行）")
        limits = LayoutInference.Limits()
        limits.bytes = 10_000
        let cut = try infer(try Self.register(5000), limits)
        #expect((20...100).contains(cut.rows) && !cut.isWholeFile)
    }

    @Test func `a file without header gives numbers as names`() throws {
        let rows = (0..<30).map { "10000000\($0 + 10),山田太郎\($0),昭和5\($0 % 10)年1月2日" }
        let layout = try infer(Array((rows.joined(separator: "\r\n") + "\r\n").utf8)).layout
        #expect(layout.items.map(\.name) == ["項目1", "項目2", "項目3"])
        #expect(layout.form == .delimited(delimiter: 0x2C, header: false))
        #expect(layout.items[2].type == .date && layout.items[2].itemClass == .quasiIdentifier)
        #expect(!LayoutDocument.text(of: layout).contains("山田"))
    }

    @Test func `codes that stand in few rows are not kept`() throws {
        var rows = (0..<50).map { "\($0),\($0 % 2 + 1)" }
        rows.append("50,9")
        let layout = try infer(Array(("整理番号,住民種別コード\n" + rows.joined(separator: "\n") + "\n").utf8)).layout
        #expect(layout.items[1].type == .code)
        #expect(layout.items[1].codes == ["1": "", "2": ""])
    }

    @Test func `individual numbers make a column an identification code`() throws {
        // 123456789018 is the published example with a valid check digit.
        let rows = (0..<10).map { _ in "123456789018" }
        let layout = try infer(Array(("番号列,値\n" + rows.map { "\($0),5" }.joined(separator: "\n") + "\n").utf8)).layout
        #expect(layout.items[0].itemClass == .identificationCode)
        #expect(!LayoutDocument.text(of: layout).contains("123456789018"))
    }

    @Test(
        arguments: [
            ("郵便番号", ["188-0011", "188-0012", "188-0013"], ItemType.postalCode, ItemClass.quasiIdentifier),
            ("市区町村コード", ["132292", "132110", "131016"], .municipalityCode, .quasiIdentifier),
            ("電話番号", ["042-464-1311", "042-464-1312", "042-464-1313"], .text, .directIdentifier),
            ("最新フラグ", ["0", "1", "1"], .flag, .drop), ("体重", ["60.5", "71.2", "50"], .decimal, .specialCare),
            ("異動日", ["20260401", "20260430", "00000000"], .date, .quasiIdentifier),
            ("年額", ["-100", "200", "300"], .integer, .other),
            ("連番", ["0001", "0002", "0003"], .text, .other),
            ("生年月日", ["S50.1.2", "H3.4.5", "R1.5.1"], .date, .quasiIdentifier),
        ] as [(String, [String], ItemType, ItemClass)])
    func `reads type and class of a column`(name: String, values: [String], type: ItemType, itemClass: ItemClass) throws
    {
        let rows = values.map { "\($0),x" }.joined(separator: "\n")
        let layout = try infer(Array("\(name),氏名\n\(rows)\n".utf8)).layout
        #expect(layout.items[0].type == type)
        #expect(layout.items[0].itemClass == itemClass)
    }

    @Test func `refuses a fixed-length file and says what to do`() {
        let text = "0001山田  19500101\r\n0002鈴木  19510101\r\n"
        let error = #expect(throws: LayoutInferenceError.self) { try infer(Array(text.utf8)) }
        #expect(error?.description.contains("fixed: true") == true)
    }

    @Test func `refuses what is no text`() {
        // 0x80, 0xA0 and 0xFD–0xFF have no meaning in CP932 (and none alone in UTF-8).
        let row: [UInt8] = [0xFD, 0xFF, 0xA0, 0x2C, 0x31, 0x0A]
        let bytes = Array(repeatElement(row, count: 200).joined())
        let error = #expect(throws: LayoutInferenceError.self) { try infer(bytes) }
        #expect(error?.description.contains("no text in cp932") == true)
    }

    @Test func `the command writes a layout that reads back`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "infer-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "data.csv")
        try Data(try Self.register(200)).write(to: file)
        let outcome = LayoutInferRequest(dataPath: file.path, name: "住民記録 抽出").run()
        #expect(outcome.result.status == .done)
        let layout = try LayoutDocument(reading: Array(outcome.result.text.utf8), file: "x").layout
        #expect(layout.name == "住民記録 抽出" && layout.items.count == 12)
        let missing = LayoutInferRequest(dataPath: file.path + ".none", name: "x").run()
        #expect(missing.result.status.rawValue == 2)
    }
}
