import Deidentification
import Foundation
import MunicipalData
import Processing
import Testing

/// Recipes with areas, codes and household types, run over small files.
@Suite struct AddressAreaTests {
    private static let areas = """
        都道府県,二次医療圏,市区町村,町字,地区,合算先
        東京都,北部,朧市,南町一丁目,南小,
        東京都,北部,朧市,南町二丁目,南小,
        東京都,北部,朧市,北町,北小,

        """
    private static let sexes = "code,standard,label,confirmed\n1,1,男,false\n2,2,女,false\n9,9,不詳,false\n"

    private static func recipe(
        _ floor: String = ", floor: 3", steps: String = "", address: String = "levels: {min: 1, max: 1}"
    )
        -> String
    {
        """
        recipe: 1
        title: t
        columns:
          - {name: 世帯番号, role: linking-code}
          - {name: 続柄, role: drop}
          - {name: 性別, role: insensitive}
          - {name: 住所, role: quasi-identifier, hierarchy: {kind: address, areas: areas.csv\(floor)}, \(address)}
          - {name: 世帯類型, role: insensitive}
        steps:
          - {kind: codes, column: 性別, file: sex.csv}
          - {kind: derive, from: 続柄, household: 世帯番号, to: 世帯類型}
        \(steps)privacy:
          - {model: k-anonymity, k: 1}
        """
    }

    private static let data = """
        世帯番号,続柄,性別,住所
        1,世帯主,1,朧市南町1-2-3
        1,妻,2,東京都朧市南町一丁目2番3号
        2,世帯主,9,南町２丁目８
        2,同居人,1,南町2-8
        3,世帯主,1,朧市北町5
        3,母,2,朧市北町5
        3,弟,1,朧市北町5
        ,世帯主,1,朧市北町9

        """

    private static func input(
        data: String = data, recipe: String = recipe(), sexes: String = sexes, areas: String = areas
    ) -> ProcessingInput {
        ProcessingInput(
            data: Array(data.utf8), recipe: Array(recipe.utf8), recipeName: "recipe.yaml",
            hierarchyFile: { name in
                switch name {
                case "areas.csv": Array(areas.utf8)
                case "sex.csv": Array(sexes.utf8)
                default: throw CocoaError(.fileNoSuchFile)
                }
            }, arrangement: .kept)
    }

    private static func rows(_ input: ProcessingInput) throws -> [[String]] {
        let outcome = try Processor.run(input)
        let bytes = try #require(outcome.files[.data])
        return try DelimitedTable(reading: bytes, as: DelimitedFormat()).rows
    }

    private static func error(_ input: ProcessingInput) -> ProcessingError? {
        do {
            _ = try Processor.run(input)
            return nil
        } catch {
            return error
        }
    }

    @Test func `gives labels of areas, labels of codes, and types of households`() throws {
        #expect(
            try Self.rows(Self.input()) == [
                ["男", "東京都朧市南町一丁目・二丁目", "夫婦のみの世帯"], ["女", "東京都朧市南町一丁目・二丁目", "夫婦のみの世帯"],
                ["不詳", "東京都朧市南町一丁目・二丁目", "非親族を含む世帯"],
                ["男", "東京都朧市南町一丁目・二丁目", "非親族を含む世帯"],
                ["男", "東京都朧市北町", "ひとり親と子供から成る世帯"], ["女", "東京都朧市北町", "ひとり親と子供から成る世帯"],
                ["男", "東京都朧市北町", "ひとり親と子供から成る世帯"], ["男", "東京都朧市北町", "不詳"],
            ])
    }

    @Test(arguments: [
        (0, "東京都朧市南町一丁目2-3"), (1, "東京都朧市南町一丁目"), (2, "東京都朧市南町"), (3, "東京都朧市南小"), (4, "東京都朧市"),
        (5, "東京都北部"), (6, "東京都"), (7, "*"),
    ])
    func `each level is coarser, without a floor`(level: Int, label: String) throws {
        let recipe = Self.recipe("", address: "levels: {min: \(level), max: \(level)}")
        let rows = try Self.rows(
            Self.input(data: Self.data.replacing("朧市南町1-2-3", with: "東京都朧市南町1-2-3"), recipe: recipe))
        #expect(rows[0][1] == label)
    }

    @Test func `an unmapped code is an error that names it`() {
        let error = Self.error(Self.input(data: Self.data.replacing("2,同居人,1", with: "2,同居人,7")))
        #expect(
            error == .codes(CodeListError(list: "sex.csv", .unmapped(column: "性別", codes: ["7"], rows: 1))))
        #expect(error?.description.contains("column '性別': code 7 is not in code list sex.csv (1 rows)") == true)
    }

    @Test func `a faulty table or list is named with its row`() {
        #expect(
            Self.error(Self.input(areas: Self.areas + "東京都,北部,朧市,北町,北小,\n"))
                == .areas(name: "areas.csv", .townTwice(row: 4, firstRow: 3)))
        #expect(
            Self.error(Self.input(sexes: Self.sexes + "1,1,男,false\n"))
                == .codes(CodeListError(list: "sex.csv", .codeTwice(row: 4, firstRow: 1))))
    }

    @Test func `refuses a file that has the derived column already, and a step that comes too late`() throws {
        let data = "世帯番号,続柄,性別,住所,世帯類型\n1,世帯主,1,朧市北町5,x\n"
        guard case .recipe(let faults)? = Self.error(Self.input(data: data)) else {
            Issue.record("the file must be refused")
            return
        }
        #expect(faults.faults.map(\.path) == ["columns[5]"])
        let late = Self.recipe(steps: "  - {kind: codes, column: 性別, file: sex.csv}\n")
            .replacing("steps:\n", with: "steps:\n  - {kind: shuffle}\n")
        let found = #expect(throws: DocumentFaults.self) {
            try RecipeDocument(reading: Array(late.utf8), file: "recipe.yaml")
        }
        #expect(found?.faults.map(\.path) == ["steps[2]", "steps[3]", "steps[4]"])
    }

    @Test func `a later file gets the areas of the first, whatever it holds`() throws {
        var input = Self.input()
        input.wantsMapping = true
        let mapping = try #require(try Processor.run(input).mapping)
        let later = "世帯番号,続柄,性別,住所\n" + String(repeating: "9,世帯主,1,朧市南町1-9-9\n", count: 9)
        var second = Self.input(data: later)
        second.mapping = ("mapping.json", mapping)
        #expect(try Set(Self.rows(second).map { $0[1] }) == ["東京都朧市南町一丁目・二丁目"])
        second.mapping = nil
        #expect(try Set(Self.rows(second).map { $0[1] }) == ["東京都朧市南町一丁目"])
    }

    @Test func `measures the source and the output`() throws {
        let source = try Processor.measure(Self.input())
        let output = try #require(try Processor.run(Self.input()).files[.data])
        let measured = try Processor.measure(Self.input(data: String(decoding: output, as: UTF8.self)))
        #expect(source.rows == 8)
        #expect(measured.rows == 8)
    }
}
