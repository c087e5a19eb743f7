import Deidentification
import Processing
import Testing

private let sound = """
    recipe: 1
    title: 試験
    input: {encoding: cp932, delimiter: ";"}
    columns:
      - {name: 氏名, role: direct-identifier}
      - {name: 番号, role: linking-code, pseudonym: row}
      - {name: 年齢, role: quasi-identifier, hierarchy: {kind: interval, steps: [5, 10], top: 90}, levels: {min: 1, max: 3}}
      - {name: 生年月日, role: quasi-identifier, hierarchy: {kind: date, steps: [day, month, year]}, weight: 2.5}
      - {name: 職業, role: quasi-identifier, hierarchy: {file: occupation.csv, delimiter: ";"}}
      - {name: 住所, role: quasi-identifier, hierarchy: {kind: address}}
      - {name: 病名, role: sensitive}
    steps:
      - {kind: top-code, column: 年齢, at: 90, label: 90歳以上}
      - {kind: drop-rows, where: {column: 職業, not-in: ["1", 2]}, reason: 対象外}
    privacy:
      - {model: k-anonymity, k: 5}
    suppression: {limit: 0.02, mode: mask}
    output: {encoding: utf-8, bom: true}
    utility: {metric: loss, aggregate: geometric-mean, gs-factor: 0.5}
    coding: global
    search: {algorithm: optimal}
    """

@Suite struct RecipeDocumentTests {
    @Test func `reads every part of a recipe`() throws {
        let recipe = try RecipeDocument(reading: Array(sound.utf8), file: "r.yaml").recipe
        #expect(recipe.title == "試験")
        #expect(recipe.input == InputFormat(encoding: .cp932, delimiter: ";"))
        #expect(
            recipe.columns.map(\.role) == [
                .directIdentifier, .linkingCode, .quasiIdentifier, .quasiIdentifier, .quasiIdentifier,
                .quasiIdentifier, .sensitive,
            ])
        #expect(recipe.columns[1].pseudonym == .row)
        #expect(recipe.columns[2].hierarchy == .interval(steps: [5, 10], bottom: nil, top: 90))
        #expect(recipe.columns[2].minimumLevel == 1)
        #expect(recipe.columns[2].maximumLevel == 3)
        #expect(recipe.columns[3].hierarchy == .date(steps: [.day, .month, .year]))
        #expect(recipe.columns[3].weight == 2.5)
        #expect(recipe.columns[4].hierarchy == .file(name: "occupation.csv", delimiter: ";"))
        #expect(recipe.columns[5].hierarchy == .address)
        #expect(
            recipe.steps == [
                .topCode(column: "年齢", at: 90, label: "90歳以上"),
                .dropRows(column: "職業", condition: .isNotIn(["1", "2"]), reason: "対象外"),
            ])
        #expect(recipe.privacy == [.kAnonymity(k: 5)])
        #expect(recipe.suppression == Suppression(limit: 0.02, mode: .mask))
        #expect(recipe.output == OutputFormat(encoding: .utf8, byteOrderMark: true))
        #expect(recipe.search == .optimal)
    }

    /// What to replace in the sound recipe, by what, and the line, the path and the suggestion of the fault.
    @Test(
        arguments: [
            ("recipe: 1", "recipe: 2", 1, "recipe", nil), ("title: 試験", "titel: 試験", 2, "", "title"),
            ("cp932", "cp923", 3, "input.encoding", "cp932"),
            ("\";\"}\ncol", "\";;\"}\ncol", 3, "input.delimiter", nil),
            ("direct-identifier", "direct-identifer", 5, "columns[1].role", "direct-identifier"),
            ("{name: 氏名, role: direct-identifier}", "{name: 氏名}", 5, "columns[1]", nil),
            ("{name: 氏名, ", "{nmae: 氏名, ", 5, "columns[1]", "name"),
            ("pseudonym: row", "pseudonym: rows", 6, "columns[2].pseudonym", "row"),
            ("role: linking-code", "role: insensitive", 6, "columns[2]", nil),
            ("steps: [5, 10]", "steps: [5, 12]", 7, "columns[3]", nil),
            ("steps: [5, 10]", "steps: [5, ten]", 7, "columns[3].hierarchy.steps", nil),
            ("kind: interval", "kind: intervall", 7, "columns[3].hierarchy.kind", "interval"),
            ("min: 1, max: 3", "min: 4, max: 3", 7, "columns[3]", nil),
            ("min: 1, max: 3", "min: 1, maximum: 3", 7, "columns[3].levels", "max"),
            ("day, month, year", "day, moth, year", 8, "columns[4].hierarchy.steps", "month"),
            ("day, month, year", "month, day, year", 8, "columns[4]", nil),
            ("weight: 2.5", "weight: -1", 8, "columns[4]", nil),
            ("weight: 2.5", "weight: heavy", 8, "columns[4].weight", nil),
            ("file: occupation.csv,", "file: occupation.csv, kind: date,", 9, "columns[5].hierarchy", nil),
            ("{kind: address}", "{}", 10, "columns[6].hierarchy", nil),
            ("role: sensitive}", "role: sensitive, weight: 2}", 11, "columns[7]", nil),
            ("{name: 病名", "{name: 住所", 11, "columns[7]", nil),
            ("kind: top-code", "kind: topcode", 13, "steps[1].kind", "top-code"), ("at: 90, ", "", 13, "steps[1]", nil),
            ("column: 年齢, at", "column: 年令, at", 13, "steps[1]", nil),
            ("not-in: [\"1\", 2]", "notin: [1]", 14, "steps[2].where", "not-in"),
            (", reason: 対象外", "", 14, "steps[2]", nil),
            ("k: 5", "k: 0", 16, "privacy[1]", nil), ("k: 5", "k: five", 16, "privacy[1].k", nil),
            (", k: 5", "", 16, "privacy[1]", nil), ("k: 5", "k: 5, l: 3", 16, "privacy[1]", nil),
            ("k-anonymity", "k-anonimity", 16, "privacy[1].model", "k-anonymity"),
            ("{model: k-anonymity, k: 5}", "{model: l-diversity, column: 病名, l: 3}", 16, "privacy[1]", nil),
            (
                "{model: k-anonymity, k: 5}", "{model: t-closeness, column: 年齢, distance: equal, t: 1}", 16,
                "privacy[1]", nil
            ),
            ("limit: 0.02", "limit: 2", 17, "suppression", nil),
            ("mode: mask", "mode: masked", 17, "suppression.mode", "mask"),
            ("{encoding: utf-8, bom: true}", "{encoding: auto}", 18, "output.encoding", nil),
            ("bom: true", "bom: yes", 18, "output.bom", nil),
            ("metric: loss", "metric: los", 19, "utility.metric", "loss"),
            ("gs-factor: 0.5", "monotonic: true", 19, "utility", nil),
            ("coding: global", "coding: locl", 20, "coding", "local"),
            ("{algorithm: optimal}", "{algorithm: optimal, seconds: 3}", 21, "search", nil),
            ("{algorithm: optimal}", "{algorithm: best-effort, seconds: 0}", 21, "search", nil),
            ("{algorithm: optimal}", "{algorithm: best-effort}", 21, "search", nil),
            ("k: 5", "k: 0x5", 16, "privacy[1].k", nil), ("limit: 0.02", "limit: 0x1p-4", 17, "suppression.limit", nil),
            ("limit: 0.02", "limit: nan", 17, "suppression.limit", nil),
            ("algorithm: optimal", "algorithm: optimum", 21, "search.algorithm", "optimal"),
            ("k: 5}", "k: 5", 17, "", nil),
        ] as [(String, String, Int, String, String?)])
    func `names line, place and nearest name of a fault`(
        part: String, replacement: String, line: Int, path: String, suggestion: String?
    ) throws {
        let text = sound.replacing(part, with: replacement, maxReplacements: 1)
        #expect(text != sound)
        let error = #expect(throws: DocumentFaults.self) {
            try RecipeDocument(reading: Array(text.utf8), file: "r.yaml")
        }
        let faults = error?.faults ?? []
        #expect(
            faults.contains {
                $0.line == line && $0.path == path && $0.suggestion == suggestion && $0.file == "r.yaml"
            },
            "\(faults)")
    }

    @Test func `reports all faults at once, in the order of the file`() throws {
        let text = sound.replacing("cp932", with: "x").replacing("k: 5", with: "k: x").replacing("loss,", with: "los,")
        let error = #expect(throws: DocumentFaults.self) {
            try RecipeDocument(reading: Array(text.utf8), file: "r.yaml")
        }
        #expect(error?.faults.map(\.line) == [3, 16, 19])
    }

    @Test(arguments: [
        "", "- 1", "recipe", "recipe: 1", "recipe: 1\ntitle: a\ntitle: b", "a: [",
        "recipe: 1\ncolumns: []\nprivacy: []",
    ])
    func `refuses what is no recipe`(text: String) {
        #expect(throws: DocumentFaults.self) { try RecipeDocument(reading: Array(text.utf8), file: "r.yaml") }
    }

    @Test func `compares the recipe with the columns of a file`() throws {
        let document = try RecipeDocument(reading: Array(sound.utf8), file: "r.yaml")
        let faults = document.faults(againstColumns: ["氏名", "番号", "年齢", "生年月日", "職業", "住 所", "病名"])
        #expect(faults.map(\.line).sorted() == [4, 10])
        #expect(faults.first { $0.line == 10 }?.suggestion == "住 所")
        #expect(faults.first { $0.line == 4 }?.suggestion == "住所")
        #expect(document.faults(againstColumns: document.recipe.columns.map(\.name)).isEmpty)
    }

    @Test func `writes a recipe that reads back equal`() throws {
        var recipe = try RecipeDocument(reading: Array(sound.utf8), file: "r.yaml").recipe
        recipe.title = "a \"b\": {c} # d \\ 改\n行 \u{1}"
        recipe.columns[4].name = "- x: y"
        recipe.columns[2].hierarchy = .prefix(lengths: [5, 3])
        recipe.steps = [
            .bottomCode(column: "年齢", at: -0.5, label: "*"),
            .dropRows(column: "住所", condition: .isIn(["", "1", "true", "null", "~"]), reason: "理由"),
        ]
        recipe.suppression.limit = 0.07
        recipe.utility = UtilityRule(metric: .precision, monotonic: false, aggregate: .maximum)
        let text = RecipeDocument.text(of: recipe)
        #expect(try RecipeDocument(reading: Array(text.utf8), file: "r.yaml").recipe == recipe)
    }

    @Test func `explains every column and every item of the rule`() throws {
        let explanation = RecipeExplanation(
            of: try RecipeDocument(reading: Array(sound.utf8), file: "r.yaml").recipe)
        #expect(explanation.columns.map(\.name) == ["氏名", "番号", "年齢", "生年月日", "職業", "住所", "病名"])
        #expect(explanation.rule62.map(\.item) == [1, 2, 3, 4, 5])
        #expect(explanation.rule62[0].steps == ["remove 氏名"])
        #expect(explanation.rule62[1].steps.isEmpty)
        #expect(explanation.rule62[1].notApplicable != nil)
        #expect(explanation.rule62[2].steps.count == 1)
        #expect(explanation.rule62[3].steps.contains("top-code 年齢 at 90 as 90歳以上"))
        #expect(explanation.rule62[4].steps.contains("k-anonymity with k = 5, at most 0.02 of the rows suppressed"))
        for item in explanation.rule62 { #expect(item.steps.isEmpty == (item.notApplicable != nil)) }
        for column in explanation.columns { #expect(explanation.text.contains(column.name)) }
    }
}
