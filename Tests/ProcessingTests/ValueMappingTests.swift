import Deidentification
import Processing
import Testing

@Suite struct ValueMappingTests {
    private let recipe = Recipe(
        title: "試験",
        columns: [
            ColumnRecipe(name: "disease", role: .quasiIdentifier, hierarchy: .frequency(minimums: [3], label: "その他")),
            ColumnRecipe(name: "age", role: .quasiIdentifier, hierarchy: .interval(steps: [10], bottom: nil, top: nil)),
            ColumnRecipe(name: "town", role: .quasiIdentifier, hierarchy: .file(name: "t.csv", delimiter: ",")),
            ColumnRecipe(name: "sex", role: .quasiIdentifier),
        ],
        privacy: [.kAnonymity(k: 1)])

    private func table(_ diseases: [String], town: String = "東") throws -> Table {
        try Table(columns: [
            Column(name: "disease", cells: diseases), Column(name: "age", cells: diseases.indices.map { "\($0)" }),
            Column(name: "town", cells: diseases.map { _ in town }),
            Column(name: "sex", cells: diseases.map { _ in "1" }),
        ])
    }

    private let towns = ["town": [["東", "都", "*"], ["西", "都", "*"]]]

    private func mapping() throws -> ValueMapping {
        let hierarchies = try towns.mapValues { try Hierarchy(rows: $0) }
        let prepared = try PreparedTable(table(["a", "a", "a", "b", ""]), recipe: recipe)
        return try Anonymizer(prepared, hierarchies: hierarchies)
            .valueMapping(levels: [1, 1, 1, 0], hierarchies: hierarchies)
    }

    @Test func `says for each value which label it got`() throws {
        let mapping = try mapping()
        #expect(mapping.parts.map(\.column) == ["disease", "age", "town"], "nothing of a column that is kept as it is")
        #expect(mapping.parts[0].labels == ["a": "a", "b": "その他", "": "不詳"])
        #expect(mapping.parts[1].labels == ["0": "0-9", "1": "0-9", "2": "0-9", "3": "0-9", "4": "0-9"])
        #expect(mapping.parts[2].labels == ["東": "都", "西": "都"])
        #expect(mapping.parts.map(\.levelCount) == [3, 3, 3])
    }

    @Test func `reads back what it wrote, and nothing else`() throws {
        let mapping = try mapping()
        #expect(try ValueMapping(reading: mapping.bytes) == mapping)
        for text in ["", "{}", "[]", "{\"formatVersion\":1}", "\u{0}"] {
            #expect(throws: ValueMappingError.unreadable) { try ValueMapping(reading: Array(text.utf8)) }
        }
        let later = String(decoding: mapping.bytes, as: UTF8.self)
            .replacing("\"formatVersion\":1", with: "\"formatVersion\":2")
        #expect(throws: ValueMappingError.version(2)) { try ValueMapping(reading: Array(later.utf8)) }
    }

    @Test func `gives the same labels to another file, in which other values are rare`() throws {
        let mapping = try mapping()
        let other = try PreparedTable(table(["b", "b", "b", "b", "a"], town: "西"), recipe: recipe)
        let anonymizer = try Anonymizer(other, hierarchies: mapping.hierarchies(for: recipe))
        #expect(try mapping.levels(for: recipe) == [1, 1, 1, 0])
        let attribute = try #require(anonymizer.quasiIdentifiers.firstIndex(of: "disease"))
        #expect(attribute == 0)
        #expect(try mapping.hierarchies(for: recipe)["disease"]?.label(of: "b", level: 1) == "その他")
        #expect(try mapping.hierarchies(for: recipe).keys.sorted() == ["disease", "town"], "ages follow a rule")
    }

    @Test func `refuses values that it does not know, naming column and count`() throws {
        let mapping = try mapping()
        let other = try PreparedTable(table(["a", "c", "c", "d"]), recipe: recipe)
        #expect(
            throws: DeidentificationError.valuesMissing(column: "disease", distinctValues: 2, rows: 3, firstRow: 2)
        ) { try Anonymizer(other, hierarchies: mapping.hierarchies(for: recipe)) }
    }

    @Test func `refuses a recipe or lines that it was not made for`() throws {
        let sound = try mapping()
        var other = recipe
        other.columns[0].hierarchy = .frequency(minimums: [4], label: "その他")
        #expect(throws: ValueMappingError.otherRule(column: "disease")) { try sound.levels(for: other) }
        other = recipe
        other.columns[3].hierarchy = .prefix(lengths: [1])
        #expect(throws: ValueMappingError.columnMissing("sex")) { try sound.hierarchies(for: other) }
        var changed = sound
        changed.parts[0].level = 3
        #expect(throws: ValueMappingError.level(column: "disease")) { try changed.levels(for: recipe) }
        changed = sound
        changed.parts[0].rows.append(changed.parts[0].rows[0])
        #expect(throws: ValueMappingError.lines(column: "disease", .duplicateValue(line: 4, firstLine: 1))) {
            try changed.hierarchies(for: recipe)
        }
        changed = sound
        changed.parts.append(changed.parts[0])
        #expect(throws: ValueMappingError.columnTwice("disease")) { try changed.levels(for: recipe) }
        changed = sound
        changed.parts[2].rows = changed.parts[2].rows.map { Array($0.dropLast()) }
        #expect(throws: ValueMappingError.level(column: "town")) { try changed.hierarchies(for: recipe) }
    }

    @Test func `keeps a hierarchy that a step applied`() throws {
        var stepped = recipe
        let source = HierarchySource.frequency(minimums: [2], label: "他")
        stepped.columns.append(ColumnRecipe(name: "job", role: .insensitive))
        stepped.steps = [.shuffle, .generalize(column: "job", hierarchy: source, level: 1)]
        let jobs = Column(name: "job", cells: ["x", "x", "x", "y"])
        let whole = try Table(columns: table(["a", "a", "a", "a"]).columns + [jobs])
        let hierarchy = try source.hierarchy(of: jobs)
        let prepared = try PreparedTable(whole, recipe: stepped)
        let hierarchies = try towns.mapValues { try Hierarchy(rows: $0) }
        let mapping = try Anonymizer(prepared, hierarchies: hierarchies)
            .valueMapping(levels: [0, 0, 0, 0], stepHierarchies: [2: hierarchy])
        #expect(try mapping.stepHierarchies(for: stepped)[2] == hierarchy)
        #expect(mapping.parts.last?.labels == ["x": "x", "y": "他"])
    }
}
