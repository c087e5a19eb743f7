import Deidentification
import Foundation
import Testing

@Suite struct TechniqueTests {
    @Test(arguments: [
        (["14.5", "7", "-7.5", "", "2.4"], 5.0, ["15.0", "5.0", "-10.0", "", "0.0"]),
        (["14", "15", "25", "-15"], 10.0, ["10", "20", "30", "-20"]),
        (["0.15", "0.25", "-0.05", "1"], 0.1, ["0.20", "0.30", "-0.10", "1.00"]),
        (["3", "4"], 2.5, ["2.5", "5.0"]),
        (["+7", "007"], 1.0, ["7", "7"]),
    ])
    func `rounds to the nearest multiple, halves away from zero, in exact decimals`(
        cells: [String], base: Double, expected: [String]
    ) throws {
        let prepared = try StepTable(["n": cells]).prepared([.round(column: "n", base: base)])
        #expect(prepared.cells("n") == expected)
        let outcome = prepared.outcomes[0]
        #expect(outcome.changedCells == zip(cells, expected).count { $0 != $1 })
        #expect(outcome.keptCells == cells.count { $0.isEmpty })
    }

    @Test func `suppresses the cells that are meant, blank ones too where they are named`() throws {
        let table = StepTable(["city": ["A", "B", "", "A"], "age": ["1", "2", "3", "4"]])
        let prepared = try table.prepared([
            .suppressCells(column: "city", condition: .isIn(["A", ""]), label: "×", reason: "特異な記述"),
            .suppressCells(column: "age", condition: .isNotIn(["1", "2"]), label: "", reason: "r"),
        ])
        #expect(prepared.cells("city") == ["×", "B", "×", "×"])
        #expect(prepared.cells("age") == ["1", "2", "", ""])
        #expect(prepared.outcomes.map(\.changedCells) == [3, 2])
        #expect(prepared.outcomes[0].reason == "特異な記述")
        // Nothing of the suppressed values is left, not even in a dictionary.
        #expect(prepared.table.column(named: "city").map { Set($0.values) } == ["×", "B"])
    }

    @Test func `leaves the labels of earlier steps among numbers as they are`() throws {
        let table = StepTable(["n": ["95", "12", "x", "49", ""]])
        let prepared = try table.prepared([
            .suppressCells(column: "n", condition: .isIn(["x"]), label: "秘匿", reason: "r"),
            .topCode(column: "n", at: 90, label: "90以上"), .round(column: "n", base: 10),
            .addNoise(column: "n", distribution: .uniform, scale: .absolute(0.001)),
        ])
        #expect(prepared.cells("n") == ["90以上", "10", "秘匿", "50", ""])
        #expect(prepared.outcomes.map(\.keptCells) == [0, 2, 3, 3])
    }

    @Test func `generalizes by a built hierarchy and by a given one`() throws {
        let table = StepTable(["age": ["31", "39", "40", "", "31"], "city": ["a", "b", "c", "a", "b"]])
        let cities = try Hierarchy(rows: [["a", "north"], ["b", "north"], ["c", "south"], ["d", "south"]])
        let prepared = try table.prepared(
            [
                .generalize(column: "age", hierarchy: .interval(steps: [10], bottom: nil, top: nil), level: 1),
                .generalize(column: "city", hierarchy: .file(name: "f", delimiter: ","), level: 1),
            ], hierarchies: [2: cities])
        #expect(prepared.cells("age") == ["30-39", "30-39", "40-49", "不詳", "30-39"])
        #expect(prepared.cells("city") == ["north", "north", "south", "north", "north"])
        let step = PreparationStep.generalize(column: "city", hierarchy: .file(name: "f", delimiter: ","), level: 2)
        #expect(throws: DeidentificationError.recipe([.levelAboveHierarchy(column: "city", level: 2, height: 1)])) {
            try table.prepared([step], hierarchies: [1: cities])
        }
        let short = try Hierarchy(rows: [["a", "n"], ["c", "s"]])
        let rows = PreparationStep.dropRows(column: "age", condition: .isIn(["31"]), reason: "r")
        // Numbered by the rows of the input: the first "b" that is left is its second row.
        #expect(
            throws: DeidentificationError.valuesMissing(column: "city", distinctValues: 1, rows: 1, firstRow: 2)
        ) { try table.prepared([rows, step], hierarchies: [2: short]) }
        #expect(throws: DeidentificationError.hierarchyNotGiven(column: "city")) { try table.prepared([step]) }
    }

    @Test(arguments: [0.005, 0.29, 0.5, 0.999, 1.0])
    func `draws exactly the share of rows without repetition and keeps the subset with its rows`(share: Double) throws {
        let cells = (0..<100).map { "r\($0)" }
        let subset = (0..<100).map { $0 % 3 == 0 }
        let prepared = try StepTable(["id": cells]).prepared([.sample(share: share)], seed: 9, subset: subset)
        let left = prepared.cells("id").compactMap { Int($0.dropFirst()) }
        #expect(left.count == [0.005: 0, 0.29: 29, 0.5: 50, 0.999: 99, 1: 100][share])
        #expect(left == Array(Set(left)).sorted())
        #expect(prepared.subset == left.map { $0 % 3 == 0 })
        #expect(prepared.inputRows == left.map(Int32.init))
        #expect(prepared.outcomes[0].droppedRows == 100 - left.count)
    }

    @Test func `draws every row equally often`() throws {
        print("seeds 0..<2000")
        let table = StepTable(["id": (0..<10).map(String.init)])
        var drawn = [Int](repeating: 0, count: 10)
        for seed in 0..<2_000 {
            for cell in try table.prepared([.sample(share: 0.3)], seed: UInt64(seed)).cells("id") {
                drawn[Int(cell) ?? 0] += 1
            }
        }
        // 600 expected, standard deviation 20.5.
        #expect(drawn.allSatisfy { abs($0 - 600) < 110 }, "\(drawn)")
    }

    @Test func `says that rows must be shuffled`() throws {
        let table = StepTable(["id": ["1", "2"]])
        #expect(try table.prepared([.shuffle]).requiresShuffling)
        #expect(try !table.prepared([.sample(share: 1)]).requiresShuffling)
    }

    @Test func `draws the sample of differential privacy itself unless a subset is given`() throws {
        let table = StepTable(["id": (0..<10_000).map(String.init)])
        let model = PrivacyModel.differentialPrivacy(epsilon: 1, delta: 1e-4, levels: [:])
        let sample = try #require(try table.prepared([], seed: 3, privacy: [model]).subset)
        // β = 1 - 1/e = .632; standard deviation of the count 48.
        #expect(abs(sample.count { $0 } - 6_321) < 250)
        #expect(try table.prepared([], seed: 4, privacy: [model]).subset != sample)
        let given = (0..<10_000).map { $0 < 5 }
        #expect(try table.prepared([], subset: given, privacy: [model]).subset == given)
        #expect(try table.prepared([]).subset == nil)
    }

    @Test(arguments: [
        PreparationStep.round(column: "n", base: 0), .round(column: "n", base: -1), .round(column: "n", base: .nan),
        .sample(share: -0.1), .sample(share: 1.1), .sample(share: .nan),
        .rankSwap(columns: ["n"], share: 1.5, within: []), .recordSwap(columns: ["n"], share: -1, within: []),
        .microaggregate(columns: ["n"], k: 0, statistic: .mean),
        .microaggregate(columns: ["n"], k: 6, statistic: .mean),
        .addNoise(column: "n", distribution: .gaussian, scale: .absolute(-1)),
        .addNoise(column: "n", distribution: .gaussian, scale: .absolute(.infinity)),
        .addNoise(column: "n", distribution: .uniform, scale: .absolute(1e300)),
    ])
    func `refuses what cannot be carried out`(step: PreparationStep) throws {
        let table = StepTable(["n": ["1", "2", "3", "4", "5"]])
        #expect(throws: DeidentificationError.self) { try table.prepared([step]) }
    }

    @Test(arguments: [
        PreparationStep.round(column: "n", base: 10), .topCode(column: "n", at: 3, label: "t"),
        .microaggregate(columns: ["n"], k: 2, statistic: .mean),
        .microaggregate(columns: ["n"], k: 2, statistic: .median),
        .rankSwap(columns: ["n"], share: 0.5, within: []),
        .addNoise(column: "n", distribution: .laplace, scale: .relative(0.1)),
    ])
    func `refuses what is no number, counted by the rows of the input, without its value`(step: PreparationStep) throws
    {
        let table = StepTable(["n": ["1", "2", "bad", "4", "bad", "1e5"], "d": ["x", "", "", "", "", ""]])
        let drop = PreparationStep.dropRows(column: "d", condition: .isIn(["x"]), reason: "r")
        #expect(
            throws: DeidentificationError.unreadableValues(column: "n", kind: "number", rows: 3, firstRow: 3)
        ) { try table.prepared([drop, step]) }
    }

    @Test func `takes tables of one row and of none`() throws {
        let steps: [PreparationStep] = [
            .round(column: "n", base: 5),
            .rankSwap(columns: ["n"], share: 1, within: ["s"]), .recordSwap(columns: ["n"], share: 1, within: []),
            .addNoise(column: "n", distribution: .gaussian, scale: .relative(1)), .shuffle,
        ]
        #expect(try StepTable(["n": ["7"], "s": [""]]).prepared(steps).cells("n") == ["5"])
        let grouping = PreparationStep.microaggregate(columns: ["n"], k: 2, statistic: .mean)
        #expect(try StepTable(["n": [], "s": []]).prepared(steps + [grouping]).table.rowCount == 0)
        #expect(try StepTable(["n": ["7"], "s": [""]]).prepared([.sample(share: 0.9)]).table.rowCount == 0)
    }
}
