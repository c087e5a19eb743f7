import Deidentification
import Primitives
import Testing

@Suite struct HierarchyOrderTests {
    private func labels(_ hierarchy: Hierarchy, _ value: String) -> [String?] {
        (0..<hierarchy.levelCount).map { hierarchy.label(of: value, level: $0) }
    }

    @Test func `joins neighbours of a listed order, values included that the data lack`() throws {
        let grades = ["小1", "小2", "小3", "小4", "小5", "小6", "中1"]
        let hierarchy = try Hierarchy.ordered(["小5", "", "中1", "小2"], by: .given(grades), sizes: [2, 2])
        #expect(hierarchy.valueCount == 8)
        #expect(labels(hierarchy, "小2") == ["小2", "小1～小2", "小1～小4", "*"])
        #expect(labels(hierarchy, "小5") == ["小5", "小5～小6", "小5～中1", "*"])
        #expect(labels(hierarchy, "中1") == ["中1", "中1", "小5～中1", "*"])
        #expect(labels(hierarchy, "") == ["不詳", "不詳", "不詳", "*"])
        #expect(labels(hierarchy, "小6") == ["小6", "小5～小6", "小5～中1", "*"])
    }

    @Test func `sorts numbers by size and texts by their characters`() throws {
        let numbers = try Hierarchy.ordered(["10", "9", "-1", "100", "9.5"], by: .numeric, sizes: [2])
        #expect(labels(numbers, "9") == ["9", "-1～9", "*"])
        #expect(labels(numbers, "10") == ["10", "9.5～10", "*"])
        #expect(labels(numbers, "100") == ["100", "100", "*"])
        let texts = try Hierarchy.ordered(["10", "9", "100", "い", "あ"], by: .text, sizes: [2])
        #expect(labels(texts, "10") == ["10", "10～100", "*"])
        #expect(labels(texts, "あ") == ["あ", "9～あ", "*"])
    }

    @Test func `refuses values without a place in the order`() {
        #expect(throws: HierarchyError.unreadableValues(kind: "value of the order", positions: [1])) {
            try Hierarchy.ordered(["a", "z"], by: .given(["a", "b"]), sizes: [2])
        }
        #expect(throws: HierarchyError.unreadableValues(kind: "value of the order", positions: [0])) {
            try Hierarchy.ordered(["x", "1"], by: .numeric, sizes: [2])
        }
    }

    @Test func `joins groups that are wider than all values`() throws {
        let hierarchy = try Hierarchy.ordered(
            ["1", "2", "3"], by: .numeric, sizes: [2_000_000_000, 2_000_000_000, 2_000_000_000])
        #expect(labels(hierarchy, "2") == ["2", "1～3", "1～3", "1～3", "*"])
    }

    @Test func `merges values of few rows, ever more of them`() throws {
        let hierarchy = try Hierarchy.frequencies(
            ["感冒", "結核", "癌", ""], counts: [100, 4, 19, 2], minimums: [5, 20], label: "その他")
        #expect(labels(hierarchy, "感冒") == ["感冒", "感冒", "感冒", "*"])
        #expect(labels(hierarchy, "結核") == ["結核", "その他", "その他", "*"])
        #expect(labels(hierarchy, "癌") == ["癌", "癌", "その他", "*"])
        #expect(labels(hierarchy, "") == ["不詳", "不詳", "不詳", "*"])
        #expect(hierarchy.share(of: "癌", level: 2) == 0.5)
    }

    @Test func `counts the rows of a column for its frequencies`() throws {
        let cells = Array(repeating: "a", count: 3) + ["b", "c", "c"]
        let column = Column(name: "c", cells: cells)
        let hierarchy = try HierarchySource.frequency(minimums: [2, 3], label: "他").hierarchy(of: column)
        #expect(labels(hierarchy, "a") == ["a", "a", "a", "*"])
        #expect(labels(hierarchy, "b") == ["b", "他", "他", "*"])
        #expect(labels(hierarchy, "c") == ["c", "c", "他", "*"])
    }

    /// Hierarchies that are built by every rule, from values that are written as a reader of files would write them.
    static func built() throws -> [Hierarchy] {
        let dates = ["1989-01-07", "1989-01-08", "1989-01", "1989", "2000-02-29", "", "1850-03-01"]
        let numbers = ["0", "7", "12", "-3", "100", ""]
        return [
            try .dates(dates, steps: DateStep.allCases), try .intervals(numbers, steps: [5, 10], bottom: 0, top: 50),
            try .prefixes(["1880012", "1880013", "", "12"], lengths: [5, 3]),
            try .ordered(["c", "a", ""], by: .given(["a", "b", "c"]), sizes: [2]),
            try .ordered(numbers, by: .numeric, sizes: [2, 2]),
            try .frequencies(["a", "b", ""], counts: [9, 2, 2], minimums: [3], label: "その他"),
            try .ageBands(["0", "34", "99", ""], steps: [5, 10], top: 90),
            try .ageBands(dates, steps: [5, 10], top: 90, asOf: CivilDate(2026, 4, 1)),
            try .intervals(["90歳以上", "5", ""], steps: [10], fixedLabels: ["90歳以上"]), try .identity(["a", "b"]),
        ]
    }

    @Test(arguments: 0..<10)
    func `writes lines that read back as the same hierarchy`(index: Int) throws {
        let hierarchy = try Self.built()[index]
        let lines = hierarchy.rows
        #expect(lines.allSatisfy { $0.count == hierarchy.levelCount })
        #expect(try Hierarchy(rows: lines) == hierarchy)
    }
}
