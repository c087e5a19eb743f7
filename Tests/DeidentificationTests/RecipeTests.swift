import Deidentification
import Testing

@Suite struct RecipeTests {
    private let age = ColumnRecipe(name: "age", role: .quasiIdentifier)

    private func recipe(_ change: (inout Recipe) -> Void = { _ in }) -> Recipe {
        var recipe = Recipe(columns: [age], privacy: [.kAnonymity(k: 5)])
        change(&recipe)
        return recipe
    }

    @Test func `accepts a plain recipe`() { #expect(recipe().problems(tableColumns: ["age"]).isEmpty) }

    @Test func `names every fault`() {
        let faulty = recipe {
            $0.columns.append(age)
            $0.columns.append(
                ColumnRecipe(
                    name: "sex", role: .sensitive, pseudonym: .row, minimumLevel: 2, maximumLevel: 1, weight: -1))
            $0.steps = [
                .topCode(column: "height", at: .infinity, label: "")
            ]
            $0.privacy = [.kAnonymity(k: 0)]
            $0.suppression.limit = 1.1
            $0.utility.gsFactor = .nan
            $0.utility.monotonic = true
            $0.search = .bestEffort(seconds: 0)
        }
        let problems = faulty.problems(tableColumns: ["age", "weight"])
        let names: [RecipeProblem] = [
            .columnTwice(column: "age"), .columnNotInTable(column: "sex"), .columnNotInRecipe(column: "weight"),
            .weight(column: "sex"), .levelRange(column: "sex"), .pseudonymWithoutLinkingCode(column: "sex"),
            .stepColumnUnknown(step: 1, column: "height"), .stepUnusable(step: 1, column: "height"),
            .modelRule(model: 1, .kAnonymity, .number(key: "k", value: 0, allowed: "1 or more")),
            .suppressionLimit(1.1), .monotonicVariant(.loss), .searchSeconds(0),
        ]
        for name in names { #expect(problems.contains(name), "\(name)") }
        #expect(problems.count == names.count + 1, "and the gs-factor, which is equal to nothing")
        #expect(recipe { $0.privacy = [] }.problems() == [.noPrivacyModel])
    }

    @Test func `carries steps out in order and says what they did`() throws {
        let table = try Table(columns: [
            Column(name: "age", cells: ["95", "3", "40", "90", "", "50"]),
            Column(name: "state", cells: ["1", "1", "2", "1", "1", "1"]),
        ])
        let recipe = Recipe(
            columns: [
                ColumnRecipe(
                    name: "age", role: .quasiIdentifier, hierarchy: .interval(steps: [10], bottom: nil, top: nil)),
                ColumnRecipe(name: "state", role: .drop),
            ],
            steps: [
                .dropRows(column: "state", condition: .isNotIn(["1"]), reason: "転出者"),
                .topCode(column: "age", at: 90, label: "90歳以上"),
                .bottomCode(column: "age", at: 5, label: "5歳以下"),
            ],
            privacy: [.kAnonymity(k: 1)])
        let prepared = try PreparedTable(table, recipe: recipe)
        let ages = try #require(prepared.table.column(named: "age"))
        #expect((0..<ages.rowCount).map { ages[$0] } == ["90歳以上", "5歳以下", "90歳以上", "", "50"])
        #expect(prepared.outcomes.map(\.droppedRows) == [1, 0, 0])
        #expect(prepared.outcomes.map(\.changedRows) == [0, 2, 1])
        #expect(prepared.outcomes[0].reason == "転出者")
        // The labels of the steps pass through the intervals.
        let released = try Anonymizer(prepared).release([1], order: .kept).table.columns[0]
        #expect((0..<released.rowCount).map { released[$0] } == ["90歳以上", "5歳以下", "90歳以上", "不詳", "50-59"])
    }

    @Test func `refuses to code what is no number, naming rows but no value`() throws {
        let table = try Table(columns: [Column(name: "age", cells: ["1", "秘", "2", "秘"])])
        let recipe = recipe { $0.steps = [.topCode(column: "age", at: 90, label: "90歳以上")] }
        #expect(
            throws: DeidentificationError.unreadableValues(column: "age", kind: "number", rows: 2, firstRow: 2)
        ) { try PreparedTable(table, recipe: recipe) }
    }

    @Test func `numbers rows as in the input although a step dropped rows`() throws {
        let table = try Table(columns: [
            Column(name: "age", cells: ["1", "x", "2", "y"]), Column(name: "state", cells: ["1", "2", "1", "1"]),
        ])
        let drop = PreparationStep.dropRows(column: "state", condition: .isIn(["2"]), reason: "転出者")
        var recipe = recipe {
            $0.columns[0].hierarchy = .interval(steps: [10], bottom: nil, top: nil)
            $0.columns.append(ColumnRecipe(name: "state", role: .drop))
            $0.steps = [drop]
        }
        let expected = DeidentificationError.unreadableValues(column: "age", kind: "number", rows: 1, firstRow: 4)
        let prepared = try PreparedTable(table, recipe: recipe)
        #expect(throws: expected) { try Anonymizer(prepared) }
        #expect(
            throws: DeidentificationError.valuesMissing(column: "age", distinctValues: 1, rows: 1, firstRow: 4)
        ) { try Anonymizer(prepared, hierarchies: ["age": Hierarchy(rows: [["1"], ["2"]])]) }
        recipe.steps = [drop, .topCode(column: "age", at: 90, label: "90歳以上")]
        #expect(throws: expected) { try PreparedTable(table, recipe: recipe) }
    }

    @Test func `names the rows that a built hierarchy cannot read`() throws {
        let table = try Table(columns: [Column(name: "age", cells: ["1", "x", "2", "y", "x"])])
        let recipe = recipe {
            $0.columns[0].hierarchy = .interval(steps: [10], bottom: nil, top: nil)
        }
        #expect(
            throws: DeidentificationError.unreadableValues(column: "age", kind: "number", rows: 3, firstRow: 2)
        ) { try Anonymizer(PreparedTable(table, recipe: recipe)) }
    }

    @Test func `refuses levels above the hierarchy and hierarchies that nobody gave`() throws {
        let table = try Table(columns: [Column(name: "age", cells: ["1"])])
        let high = recipe {
            $0.columns[0].hierarchy = .interval(steps: [10], bottom: nil, top: nil)
            $0.columns[0].maximumLevel = 3
        }
        #expect(
            throws: DeidentificationError.recipe([.levelAboveHierarchy(column: "age", level: 3, height: 2)])
        ) { try Anonymizer(PreparedTable(table, recipe: high)) }
        let file = recipe { $0.columns[0].hierarchy = .file(name: "age.csv", delimiter: ";") }
        #expect(throws: DeidentificationError.hierarchyNotGiven(column: "age")) {
            try Anonymizer(PreparedTable(table, recipe: file))
        }
    }

    @Test func `refuses columns that make no table`() throws {
        #expect(throws: TableError.codeOutsideDictionary(column: "c", row: 2)) {
            try Column(name: "c", values: ["a"], codes: [0, 1])
        }
        #expect(throws: TableError.duplicateDictionaryValue(column: "c")) {
            try Column(name: "c", values: ["a", "a"], codes: [0, 1])
        }
        let one = Column(name: "one", cells: ["a"])
        #expect(throws: TableError.duplicateColumn(column: "one")) { try Table(columns: [one, one]) }
        #expect(throws: TableError.unequalColumn(column: "two", expected: 1, found: 2)) {
            try Table(columns: [one, Column(name: "two", cells: ["a", "b"])])
        }
    }
}
