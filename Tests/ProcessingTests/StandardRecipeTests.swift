import Deidentification
import Foundation
import MunicipalData
import Primitives
import Processing
import Testing

@Suite struct StandardRecipeTests {
    @Test(arguments: LayoutShelfTests.files, ["132292.yaml", "template.yaml"])
    func `every shipped layout gives a recipe that passes the recipe check`(file: String, standard: String) throws {
        let layout = try LayoutShelfTests.layout(file)
        let made = DefaultRecipe(layout, standard: try LayoutShelfTests.standard(standard))
        #expect(made.recipe.problems().isEmpty)
        let document = try RecipeDocument(reading: Array(made.text.utf8), file: "recipe.yaml")
        #expect(document.recipe == made.recipe, "comments change nothing")
        #expect(made.recipe.columns.map(\.name) == layout.items.map(\.name), "every column is decided")
        #expect(made.decisions.map(\.item) == layout.items.map(\.name))
        #expect(made.decisions.allSatisfy { !$0.reason.isEmpty })
        #expect(made.recipe.quasiIdentifiers.count <= DefaultRecipe.quasiIdentifierLimit)
        for (item, column) in zip(layout.items, made.recipe.columns) {
            switch item.itemClass {
            case .directIdentifier: #expect(column.role == .directIdentifier)
            case .identificationCode: #expect(column.role == .identificationCode)
            case .linkingCode: #expect(column.role == .linkingCode)
            case .drop, .other: #expect(column.role == .drop)
            default: break
            }
        }
    }

    @Test func `limits of the standard stand in the recipe`() throws {
        let layout = try LayoutShelfTests.layout("juminkiroku-extract.yaml")
        let recipe = DefaultRecipe(layout, standard: try LayoutShelfTests.standard("132292.yaml")).recipe
        #expect(recipe.privacy.contains(.kAnonymity(k: 10)))
        #expect(recipe.suppression.limit == 0.05)
        #expect(recipe.column(named: "生年月日")?.minimumLevel == 1, "no finer than the month")
        #expect(recipe.column(named: "住所")?.minimumLevel == 2, "no finer than the town")
        #expect(recipe.column(named: "宛名番号")?.pseudonym == .row)
        #expect(recipe.column(named: "疾病")?.role == .sensitive)
        #expect(recipe.input.encoding == .cp932)
        let dated = DefaultRecipe(
            layout, standard: try LayoutShelfTests.standard("132292.yaml"), asOf: try CivilDate(2026, 4, 1)
        ).recipe
        #expect(
            dated.column(named: "生年月日")?.hierarchy == .ageBand(steps: [5, 10], top: 90, asOf: "2026-04-01"))
    }

    @Test func `an exception of the standard decides, but not against the law`() throws {
        let layout = Layout(
            name: "x",
            items: [
                LayoutItem(name: "氏名", type: .text, itemClass: .directIdentifier),
                LayoutItem(name: "国籍", type: .text, itemClass: .quasiIdentifier),
                LayoutItem(name: "備考", type: .text, itemClass: .insensitive),
                LayoutItem(name: "未定", type: .text, itemClass: .other),
            ])
        var standard = try LayoutShelfTests.standard("132292.yaml")
        standard.exceptions = [
            ItemException(item: "氏名", treatment: .keep, reason: "x"),
            ItemException(item: "国籍", treatment: .remove, reason: "少数"),
        ]
        let made = DefaultRecipe(layout, standard: standard)
        #expect(made.recipe.columns.map(\.role) == [.directIdentifier, .drop, .drop, .drop])
        #expect(made.decisions[1].reason.contains("少数"))
    }

    @Test func `rules of the layout become steps`() throws {
        let layout = try LayoutShelfTests.layout("juminkiroku.yaml")
        let recipe = DefaultRecipe(layout, standard: try LayoutShelfTests.standard("132292.yaml")).recipe
        let dropped = recipe.steps.compactMap { step in
            if case .dropRows(let column, let condition, _) = step { (column, condition) } else { nil }
        }
        #expect(dropped.map(\.0) == ["最新フラグ", "住民状態コード"])
        #expect(dropped.map(\.1) == [.isNotIn(["1"]), .isNotIn(["1"])])
    }

    @Test func `the recipe of the extract processes a generated register`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "layout-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let register = try #require(
            SyntheticRegister(municipality: try MunicipalityCode("132292"), residents: 4000, seed: 11))
        let data = folder.appending(path: "data.csv")
        try Data(try register.bytes()).write(to: data)
        let recipe = folder.appending(path: "recipe.yaml")
        let config = LayoutShelfTests.configuration
        let made = LayoutRecipeRequest(
            layoutPath: config.appending(path: "layouts/juminkiroku-extract.yaml").path,
            standardPath: config.appending(path: "standards/132292.yaml").path
        ).run()
        #expect(made.status == .done)
        try Data(made.text.utf8).write(to: recipe)
        let checked = RecipeCheckRequest(recipePath: recipe.path, dataPath: data.path).run()
        #expect(checked.status == .done, "\(checked.text)")
    }
}
