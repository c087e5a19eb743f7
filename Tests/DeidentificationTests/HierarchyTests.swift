import Deidentification
import Testing

@Suite struct HierarchyTests {
    @Test func `gives labels and shares, values that the data lack included`() throws {
        let hierarchy = try Hierarchy(rows: [
            ["1", "low", "*"], ["2", "low", "*"], ["9", "high", "*"], ["8", "high", "*"],
        ])
        #expect(hierarchy.levelCount == 3)
        #expect(hierarchy.valueCount == 4)
        #expect(hierarchy.label(of: "2", level: 1) == "low")
        #expect(hierarchy.share(of: "2", level: 0) == 0.25)
        #expect(hierarchy.share(of: "2", level: 1) == 0.5)
        #expect(hierarchy.share(of: "2", level: 2) == 1)
        #expect(hierarchy.label(of: "3", level: 1) == nil)
    }

    @Test(arguments: [
        ([], HierarchyError.empty),
        ([[]], .empty),
        ([["a", "*"], ["b", "*"], ["a", "*"]], .duplicateValue(line: 3, firstLine: 1)),
        ([["a", "*"], ["b"]], .raggedRow(line: 2, expected: 2, found: 1)),
        ([["a", "*"], ["b", "x", "*"]], .raggedRow(line: 2, expected: 2, found: 3)),
        ([["a", "x", "p"], ["b", "y", "p"], ["c", "x", "q"]], .notCoarser(line: 3, firstLine: 1, level: 1)),
    ])
    func `refuses labels that make no hierarchy and names the line`(rows: [[String]], error: HierarchyError) {
        #expect(throws: error) { try Hierarchy(rows: rows) }
    }

    @Test func `counts lines from the given first one`() {
        #expect(throws: HierarchyError.duplicateValue(line: 3, firstLine: 2)) {
            try Hierarchy(rows: [["a"], ["a"]], firstLine: 2)
        }
    }

    @Test func `says how many values are missing and where, but not which`() throws {
        let table = try Table(columns: [Column(name: "町", cells: ["a", "秘密", "a", "秘密", "別"])])
        let recipe = Recipe(
            columns: [ColumnRecipe(name: "町", role: .quasiIdentifier, hierarchy: .file(name: "f", delimiter: ","))],
            privacy: [.kAnonymity(k: 2)])
        let error = #expect(throws: DeidentificationError.self) {
            try Anonymizer(PreparedTable(table, recipe: recipe), hierarchies: ["町": Hierarchy(rows: [["a", "*"]])])
        }
        #expect(error == .valuesMissing(column: "町", distinctValues: 2, rows: 3, firstRow: 2))
        #expect(error?.description.contains("秘密") == false)
    }

    @Test(arguments: [
        ("2001-02-03", ["2001-02-03", "2001-02", "2001", "2000-2004", "2000-2009", "*"]),
        ("1999-12-31", ["1999-12-31", "1999-12", "1999", "1995-1999", "1990-1999", "*"]),
        ("2000-02-29", ["2000-02-29", "2000-02", "2000", "2000-2004", "2000-2009", "*"]),
        ("1926-12", ["1926-12", "1926-12", "1926", "1925-1929", "1920-1929", "*"]),
        ("1980-00-00", ["1980", "1980", "1980", "1980-1984", "1980-1989", "*"]),
        ("1980", ["1980", "1980", "1980", "1980-1984", "1980-1989", "*"]),
        ("", ["不詳", "不詳", "不詳", "不詳", "不詳", "*"]),
        ("不詳", ["不詳", "不詳", "不詳", "不詳", "不詳", "*"]),
    ])
    func `generalizes dates by calendar periods as far as they are known`(value: String, labels: [String]) throws {
        let hierarchy = try Hierarchy.dates([value], steps: DateStep.allCases)
        #expect((0..<hierarchy.levelCount).map { hierarchy.label(of: value, level: $0) } == labels)
    }

    @Test(arguments: [
        "2001-02-29", "1900-02-29", "2001-13-01", "2001-04-31", "20010203", "2001-2-3", "2001-00-05", "平成13年",
        "0000-01-01", "2001-02-03-04", "２００１",
    ])
    func `refuses what is no date`(value: String) {
        #expect(throws: HierarchyError.unreadableValues(kind: "date (YYYY-MM-DD)", positions: [1])) {
            try Hierarchy.dates(["2001-01-01", value], steps: [.year])
        }
    }

    @Test(arguments: [
        ("0", ["0", "0-999999", "0-4999999", "*"]),
        ("999999", ["999999", "0-999999", "0-4999999", "*"]),
        ("1000000", ["1000000", "1000000-1999999", "0-4999999", "*"]),
        ("5000000", ["5000000", "5000000-5999999", "5000000-9999999", "*"]),
        ("19999999.5", ["19999999.5", "19000000-19999999", "15000000-19999999", "*"]),
        ("20000000", ["20000000", "20000000以上", "20000000以上", "*"]),
        ("-1", ["-1", "0未満", "0未満", "*"]),
        ("-0.5", ["-0.5", "0未満", "0未満", "*"]),
        (" ", ["不詳", "不詳", "不詳", "*"]),
    ])
    func `generalizes numbers by intervals`(value: String, labels: [String]) throws {
        let hierarchy = try Hierarchy.intervals([value], steps: [1_000_000, 5_000_000], bottom: 0, top: 20_000_000)
        #expect((0..<hierarchy.levelCount).map { hierarchy.label(of: value, level: $0) } == labels)
    }

    @Test func `cuts intervals at bounds that are no multiples of the step`() throws {
        let values = ["1", "18", "19", "20", "62", "63", "-3", "9223372036854775807", "-9223372036854775808"]
        let bounded = try Hierarchy.intervals(values, steps: [5], bottom: 18, top: 63)
        #expect(
            values.map { bounded.label(of: $0, level: 1) } == [
                "18未満", "18-19", "18-19", "20-24", "60-62", "63以上", "18未満", "63以上", "18未満",
            ])
        let open = try Hierarchy.intervals(values, steps: [5])
        #expect(open.label(of: "-3", level: 1) == "-5--1")
        #expect(open.label(of: "9223372036854775807", level: 1) == "9223372036854775805-9223372036854775807")
    }

    @Test(arguments: ["1e5", "NaN", "inf", "1,000", "一", "0x10", "--1", "1.2.3"])
    func `refuses what is no number`(value: String) {
        #expect(throws: HierarchyError.unreadableValues(kind: "number", positions: [0])) {
            try Hierarchy.intervals([value], steps: [5])
        }
    }

    @Test func `masks the ends of codes`() throws {
        let hierarchy = try Hierarchy.prefixes(["1880012", "18", ""], lengths: [5, 3])
        #expect((0..<4).map { hierarchy.label(of: "1880012", level: $0) } == ["1880012", "18800**", "188****", "*"])
        #expect((0..<4).map { hierarchy.label(of: "18", level: $0) } == ["18", "18", "18", "*"])
        #expect((0..<4).map { hierarchy.label(of: "", level: $0) } == ["不詳", "不詳", "不詳", "*"])
    }

    @Test(arguments: [
        (HierarchySource.date(steps: []), HierarchyRuleFault.noSteps),
        (.date(steps: [.year, .month]), .dateStepsUnordered),
        (.interval(steps: [5, 12], bottom: nil, top: nil), .intervalSteps),
        (.interval(steps: [0], bottom: nil, top: nil), .intervalSteps),
        (.interval(steps: [5], bottom: 10, top: 10), .intervalBounds),
        (.prefix(lengths: [3, 5]), .prefixLengths), (.eraDate(steps: [.year, .day]), .dateStepsUnordered),
        (.order(.numeric, sizes: []), .noSteps), (.order(.text, sizes: [1]), .orderSizes),
        (.order(.given([]), sizes: [2]), .orderValues), (.order(.given(["a", "a"]), sizes: [2]), .orderValues),
        (.order(.given(["a", " "]), sizes: [2]), .orderValues), (.frequency(minimums: [], label: "他"), .noSteps),
        (.frequency(minimums: [5, 5], label: "他"), .frequencyMinimums),
        (.frequency(minimums: [1], label: "他"), .frequencyMinimums),
        (.frequency(minimums: [5], label: "*"), .frequencyLabel), (.ageBand(steps: [], top: nil, asOf: nil), .noSteps),
        (.ageBand(steps: [5, 12], top: nil, asOf: nil), .ageSteps),
        (.ageBand(steps: [1], top: nil, asOf: nil), .ageSteps),
        (.ageBand(steps: [5], top: 0, asOf: nil), .ageTop), (.ageBand(steps: [5], top: 90, asOf: "2026-02-29"), .asOf),
    ])
    func `refuses rules of built hierarchies that cannot be used`(source: HierarchySource, fault: HierarchyRuleFault) {
        let recipe = Recipe(
            columns: [ColumnRecipe(name: "c", role: .quasiIdentifier, hierarchy: source)],
            privacy: [.kAnonymity(k: 2)])
        #expect(recipe.problems() == [.hierarchyRule(column: "c", reason: fault)])
    }
}
