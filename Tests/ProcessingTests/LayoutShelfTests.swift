import Foundation
import MunicipalData
import Primitives
import Processing
import Testing

/// The layouts and standards that ship with the product.
@Suite struct LayoutShelfTests {
    static let configuration = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Config")

    static let files = [
        "juminkiroku.yaml", "juminkiroku-extract.yaml", "kojin-juminzei.yaml", "kokumin-kenko-hoken.yaml",
        "kaigo-hoken.yaml", "koki-koreisha-iryo.yaml", "jido-teate.yaml", "shogaisha-fukushi.yaml", "kenko-kanri.yaml",
    ]

    static func layout(_ file: String) throws -> Layout {
        let url = configuration.appending(path: "layouts/\(file)")
        return try LayoutDocument(reading: Array(try Data(contentsOf: url)), file: file).layout
    }

    static func standard(_ file: String) throws -> ProcessingStandard {
        let url = configuration.appending(path: "standards/\(file)")
        return try StandardDocument(reading: Array(try Data(contentsOf: url)), file: file).standard
    }

    @Test func `the shelf holds the main businesses`() throws {
        let shelf = try #require(LayoutShelf(folder: Self.configuration.appending(path: "layouts").path))
        #expect(shelf.faults.isEmpty)
        #expect(Set(shelf.entries.map(\.file)) == Set(Self.files))
        #expect(LayoutShelf(folder: Self.configuration.appending(path: "none").path) == nil)
    }

    @Test(arguments: files) func `a shipped layout can be followed and is written back equal`(file: String) throws {
        let layout = try Self.layout(file)
        #expect(layout.problems.isEmpty)
        let text = LayoutDocument.text(of: layout)
        #expect(try LayoutDocument(reading: Array(text.utf8), file: file).layout == layout)
        #expect(layout.review == nil, "a shipped layout is reviewed by the municipality that uses it")
    }

    /// What the law calls each of these items (令1条, 規則62条), whatever the business.
    @Test(arguments: files) func `classes follow the law in every layout`(file: String) throws {
        let classes: [String: ItemClass] = [
            "宛名番号": .linkingCode, "世帯番号": .linkingCode, "個人番号": .identificationCode, "住民票コード": .identificationCode,
            "被保険者番号": .identificationCode, "被保険者記号": .identificationCode, "在留カード等番号": .identificationCode,
            "氏名": .directIdentifier, "氏名フリガナ": .directIdentifier, "通称": .directIdentifier, "旧氏": .directIdentifier,
            "生年月日": .quasiIdentifier, "性別コード": .quasiIdentifier, "住所": .quasiIdentifier, "操作者": .drop,
            "疾病": .specialCare, "障害名": .specialCare,
        ]
        let layout = try Self.layout(file)
        var seen = 0
        for item in layout.items {
            guard let known = classes[item.name] else { continue }
            #expect(item.itemClass == known, "\(item.name)")
            seen += 1
        }
        #expect(seen >= 4)
        #expect(layout.item(named: "宛名番号")?.itemClass == .linkingCode)
    }

    @Test func `the resident record holds every field of the standard interface`() throws {
        let names = Set(try Self.layout("juminkiroku.yaml").items.map(\.name))
        // The fields of 001o006 as the domain's description lists them.
        let fields = [
            "宛名番号", "履歴番号", "最新フラグ", "世帯番号", "記載順位", "住民種別コード", "住民状態コード", "氏名優先区分", "氏名", "氏_日本人", "名_日本人",
            "氏名_外国人ローマ字", "氏名_外国人漢字", "通称", "旧氏", "生年月日", "生年月日_不詳フラグ", "生年月日_不詳表記", "続柄1コード", "続柄4コード", "続柄表記",
            "性別コード", "性別表記", "住所_市区町村コード", "住所_町字コード", "住所_都道府県", "住所_市区郡町村名", "住所_町字", "住所_番地号表記", "住所_番地枝番数値",
            "住所_方書コード", "住所_方書", "住所_郵便番号", "本籍_市区町村コード", "本籍_地番号", "筆頭者_氏", "筆頭者_名", "異動年月日", "異動届出年月日", "異動事由コード",
            "住民日",
            "外国人住民日", "住定日", "転入通知年月日", "転出届出年月日", "転出予定年月日", "転出年月日_確定", "国籍コード", "国籍名等", "30条45規定区分コード", "在留資格コード",
            "在留期間_年コード", "在留期間満了年月日", "在留カード等番号", "30条46又は47区分コード", "個人番号", "住民票コード", "操作年月日", "操作時刻", "操作者",
        ]
        for field in fields { #expect(names.contains(field), "\(field)") }
        let layout = try Self.layout("juminkiroku.yaml")
        #expect(layout.history?.key == "宛名番号" && layout.history?.latest == LatestFlag(item: "最新フラグ", value: "1"))
        #expect(layout.protection?.treatment == .undecided, "nobody but the municipality decides")
    }

    @Test func `the extract has the columns of the generated register`() throws {
        #expect(try Self.layout("juminkiroku-extract.yaml").items.map(\.name) == SyntheticRegister.columns)
    }

    @Test func `a generated register passes the extract layout`() throws {
        let code = try MunicipalityCode("132292")
        let register = try #require(SyntheticRegister(municipality: code, residents: 3000, seed: 4))
        let report = try LayoutCheck(try Self.layout("juminkiroku-extract.yaml")).run(
            MemoryByteStream(try register.bytes()))
        #expect(report.isClean, "\(report.counts) \(report.problems.prefix(5).map(\.message))")
        #expect(report.rows == 3000)
    }
}
