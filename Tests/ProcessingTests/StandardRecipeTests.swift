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
        let out = folder.appending(path: "out")
        var run = AnonymizeRequest(dataPath: data.path, recipePath: recipe.path, outputDirectory: out.path)
        run.analysis = .basic
        #expect(run.run().status == .done)
        let report = try Report(reading: Array(try Data(contentsOf: out.appending(path: "report.json"))))
        #expect(report.classes.smallest >= 10)
        let levels = report.transformation?.levels ?? [:]
        print("default recipe: \(levels), suppressed \(report.suppressed.rows) of 4000 rows")
        let text = String(decoding: try Data(contentsOf: out.appending(path: "data.csv")), as: UTF8.self)
        #expect(text.hasPrefix("宛名番号,生年月日,性別,住所,世帯人数,職業,所得,要介護度,疾病"))
        #expect(!text.contains("丁目"), "no finer than the town")
    }
}

/// What a standard's limits do to single columns.
@Suite struct StandardLimitTests {
    private func column(
        _ item: LayoutItem, asOf day: CivilDate? = nil, _ change: (inout StandardLimits) -> Void = { _ in }
    ) throws -> ColumnRecipe {
        var standard = try LayoutShelfTests.standard("132292.yaml")
        change(&standard.limits)
        let made = DefaultRecipe(Layout(name: "x", items: [item]), standard: standard, asOf: day)
        #expect(made.recipe.problems().isEmpty)
        return made.recipe.columns[0]
    }

    private func item(_ name: String, _ type: ItemType, _ itemClass: ItemClass = .quasiIdentifier) -> LayoutItem {
        LayoutItem(name: name, type: type, itemClass: itemClass)
    }

    @Test func `ages at the top are pooled at every level`() throws {
        let age = try column(item("年齢", .integer))
        #expect(age.hierarchy == .ageBand(steps: [5, 10], top: 90, asOf: nil) && age.minimumLevel == 1)
        let birth = try column(item("生年月日", .date), asOf: try CivilDate(2026, 4, 1))
        #expect(birth.minimumLevel == 2, "level 1 would be the age itself")
        let odd = try column(item("年齢", .integer)) { $0.ageTop = 88 }
        #expect(odd.hierarchy == .ageBand(steps: [5, 10], top: 80, asOf: nil))
    }

    @Test(
        arguments: [
            (StandardLimits.AddressLevel.chome, Role.quasiIdentifier, nil, 1), (.town, .quasiIdentifier, 1, 2),
            (.municipality, .drop, 1, 3), (.prefecture, .drop, 1, 4),
        ] as [(StandardLimits.AddressLevel, Role, Int?, Int)])
    func `no part of an address is finer than the limit`(
        level: StandardLimits.AddressLevel, role: Role, code: Int?, address: Int
    ) throws {
        var town = item("住所_町字コード", .text)
        town.check = .townID
        let townColumn = try column(town) { $0.address = level }
        #expect(townColumn.role == role)
        if role == .quasiIdentifier { #expect(townColumn.minimumLevel == code) }
        #expect(try column(item("住所", .address)) { $0.address = level }.minimumLevel == address)
        #expect(try column(item("住所_町字", .text)) { $0.address = level }.minimumLevel == address)
        let name = try column(item("住所_市区郡町村名", .text)) { $0.address = level }
        #expect((name.role == .drop) == (level == .prefecture))
    }

    @Test(arguments: [1_000_000, 3_000_000, 12_345_678, 20_000_000, 1]) func `any bound of amounts gives a recipe`(
        top: Int
    ) throws {
        let income = try column(item("所得", .integer)) { $0.amountTop = top }
        guard case .interval(_, 0, let bound) = income.hierarchy else {
            Issue.record("no interval")
            return
        }
        #expect(bound == top && income.minimumLevel == 1)
    }

    @Test func `rare values are pooled where the standard says so`() throws {
        let job = try column(item("職業", .text))
        #expect(job.hierarchy == .frequency(minimums: [10, 100], label: "その他") && job.minimumLevel == 1)
        #expect(try column(item("職業", .text)) { $0.rareValues = nil }.minimumLevel == nil)
    }

    @Test func `only a person's own number gets a pseudonym`() throws {
        var person = item("宛名番号", .text, .linkingCode)
        person.isUnique = true
        #expect(try column(person).pseudonym == .row)
        let household = try column(item("世帯番号", .text, .linkingCode))
        #expect(household.role == .linkingCode && household.pseudonym == nil)
    }

    @Test(arguments: 0...7) func `postal codes keep no more digits than allowed`(digits: Int) throws {
        let code = try column(item("郵便番号", .postalCode)) { $0.postalDigits = digits }
        #expect((code.role == .drop) == (digits == 0))
        if digits > 0 { #expect(code.minimumLevel == 1) }
    }
}
