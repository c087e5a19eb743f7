import MunicipalData
import Primitives
import Testing

/// An item of the given type; what differs is set by `change`.
func item(_ name: String, _ type: ItemType = .text, _ change: (inout LayoutItem) -> Void = { _ in }) -> LayoutItem {
    var item = LayoutItem(name: name, type: type, itemClass: .other)
    change(&item)
    return item
}

/// Kind, row, column and offset of each problem.
func places(_ report: CheckReport) -> [String] {
    report.problems.map { "\($0.kind.rawValue) \($0.row) \($0.column ?? 0) \($0.offset)" }
}

@Suite struct CheckProblemTests {
    /// The header `a,b` takes four bytes.
    private static func layout(_ second: LayoutItem) -> Layout { Layout(name: "試験", items: [item("a"), second]) }

    @Test(
        arguments: [
            (item("b", .integer), "a,b\n1,2\n1,x\n1,\n", ["type 2 2 10"]),
            (
                item("b", .integer) {
                    $0.minimum = 0; $0.maximum = 9
                }, "a,b\n1,-1\n1,10\n1,+9\n", ["range 1 2 6", "range 2 2 11"]
            ),
            (item("b", .integer), "a,b\n1,１２\n1,1.5\n1,\"1,000\"\n", ["type 2 2 15", "type 3 2 22"]),
            (item("b", .decimal), "a,b\n1,1.5\n1,.5\n1,1.\n1,-０．５\n", ["type 2 2 12", "type 3 2 17"]),
            (
                item("b", .date), "a,b\n1,2026-02-30\n1,昭和64年1月8日\n1,昭和64年1月7日\n1,20240229\n1,20230229\n1,x\n1,不詳\n",
                ["impossible-date 1 2 6", "impossible-date 2 2 19", "impossible-date 5 2 74", "type 6 2 85"]
            ),
            (
                item("b", .code) { $0.codes = ["1": "男", "2": "女"] }, "a,b\n1,1\n1,3\n1,\n1,１\n",
                ["unmapped-code 2 2 10", "unmapped-code 4 2 17"]
            ),
            (item("b", .flag), "a,b\n1,0\n1,1\n1,2\n1,\n", ["type 3 2 14"]),
            (item("b", .flag) { $0.codes = ["A": "はい"] }, "a,b\n1,0\n1,A\n", ["unmapped-code 1 2 6"]),
            (
                item("b", .postalCode), "a,b\n1,1880001\n1,188-0001\n1,188\n1,1-880001\n",
                ["type 3 2 27", "type 4 2 33"]
            ),
            (
                item("b", .municipalityCode), "a,b\n1,132292\n1,132293\n1,13229\n",
                ["check-digit 2 2 15", "type 3 2 24"]
            ),
            (
                item("b") { $0.check = .corporateNumber }, "a,b\n1,7123456789012\n1,8123456789012\n",
                ["check-digit 2 2 22"]
            ),
            (
                item("b") { $0.length = 2 }, "a,b\n1,山田\n1,山田太\n1,山\u{E0101}田\n",
                ["length 2 2 15", "variation-sequence 3 2 27"]
            ),
            (
                item("b") {
                    $0.isRequired = true; $0.missing = ["-"]
                }, "a,b\n1,\n1,-\n1,x\n", ["missing-value 1 2 6", "missing-value 2 2 9"]
            ),
            (
                item("b") { $0.isUnique = true }, "a,b\n1,x\n1,y\n1,x\n1,\n1,\n1,x\n",
                ["duplicate-key 3 2 14", "duplicate-key 6 2 24"]
            ),
            (item("b"), "a,b\n1\n1,2,3\n1,\"x\n\n", ["ragged-row 1 0 4", "ragged-row 2 0 6", "structure 3 2 14"]),
            (item("b"), "a,b\n1,\"x\"y\n1,2\n", ["structure 1 2 6"]),
            (item("b"), "a,b\n1,\u{E000}x\u{E001}\n", ["gaiji 1 2 6"]),
            (
                item("b"), "a,b\n1,123456789018\n123456789018,\"x,\"\"１２３４－５６７８－９０１８\"\n",
                ["my-number 1 2 6", "my-number 2 1 19", "my-number 2 2 33"]
            ),
            (item("b"), "a,b\n1,x\0y\n", ["structure 1 2 7"]),
            (item("b"), "a,b,c\n1,2,3\n", ["unknown-column 0 3 4"]),
            (item("b"), "a,c\n1,2\n", ["missing-column 0 0 0", "unknown-column 0 2 2"]),
            (item("b"), "a,b,b\n1,2,3\n", ["structure 0 3 4"]),
            (item("b"), "a,b,\n1,2,3\n", ["structure 0 3 4"]),
            (item("b"), "", ["structure 0 0 0"]),
            (item("b"), "a,\"b", ["structure 0 0 2"]),
            (
                item("b") {
                    $0.normalization = [.trim, .narrow]; $0.codes = ["1": "男"]
                }, "a,b\n1,　１ \n", []
            ),
            (
                item("b") {
                    $0.normalization = [.leadingZeros]; $0.length = 3; $0.codes = ["001": "男"]
                }, "a,b\n1,1\n", []
            ),
        ] as [(LayoutItem, String, [String])])
    func `finds each kind at its place and nothing else`(second: LayoutItem, text: String, expected: [String]) throws {
        let (report, _) = try checked(Array(text.utf8), Self.layout(second))
        #expect(places(report) == expected)
        #expect(report.counts.values.reduce(0, +) == expected.count)
        #expect(report.isClean == expected.isEmpty)
        #expect(report.bytes == text.utf8.count)
    }

    @Test func `says what is wrong and what to do, and repeats no value`() throws {
        let secret = "秘密の値"
        var layout = Layout(
            name: "試験",
            items: [
                item("番号") {
                    $0.isUnique = true; $0.check = .insurerNumber
                }, item("日", .date), item("数", .integer) { $0.maximum = 3 },
                item("コード", .code) { $0.codes = ["1": "男"] },
                item("氏名") {
                    $0.length = 1; $0.isRequired = true
                }, item("旗"),
            ])
        layout.protection = ProtectionRule(item: "旗", values: [secret], treatment: .undecided)
        let row = "\(secret),\(secret),\(secret),\(secret),\(secret)\u{E000}\u{E0101},\(secret)\n"
        let text =
            "番号,日,数,コード,氏名,旗,\(secret)\(secret)\n" + row + row.dropLast() + ",\n" + row.dropLast()
            + ",\n12345678,2026-02-30,9,12,,,123456789018\n"
        var options = CheckOptions()
        options.rows = 99
        let (report, _) = try checked(Array(text.utf8), layout, options)
        let kinds = Set(report.problems.map(\.kind))
        let expected: Set<DataProblem.Kind> = [
            .gaiji, .variationSequence, .individualNumber, .impossibleDate, .unmappedCode, .checkDigit, .raggedRow,
            .unknownColumn,
            .duplicateKey, .type, .length, .range, .missingValue, .rowCount, .protection,
        ]
        #expect(kinds == expected)
        for problem in report.problems {
            #expect(!problem.message.contains(secret) && !problem.japanese.contains(secret))
            #expect(problem.message.count > 20 && problem.japanese.hasSuffix("。"))
        }
        let unmapped = report.problems.filter { $0.kind == .unmappedCode }
        #expect(unmapped.map(\.detail) == [.code(nil), .code(nil), .code("12")])
        #expect(unmapped[2].message.contains("12") && unmapped[2].japanese.contains("12"))
    }

    @Test(arguments: DataProblem.Kind.allCases)
    func `has a message for every kind in both languages`(kind: DataProblem.Kind) {
        let problem = DataProblem(kind, row: 1, offset: 0)
        #expect(problem.message.count > 20)
        #expect(problem.japanese.count > 10 && problem.japanese.hasSuffix("。"))
    }

    @Test func `shows no name that may be a value`() throws {
        let layout = Layout(name: "試験", items: [item("番号"), item("氏名")])
        let withoutHeader = try checked(Array("1,山田\n2,佐藤\n".utf8), layout).report
        #expect(withoutHeader.columns == ["…", "…"])
        #expect(withoutHeader.problems.allSatisfy { $0.name == nil || ["番号", "氏名"].contains($0.name) })
        let single = try checked(Array("番号,山田\n".utf8), layout).report
        #expect(single.columns == ["番号", "…"])
        #expect(!"\(single)".contains("山田"))
        let number = try checked(Array("番号,氏名,123456789018\n1,x,y\n".utf8), layout).report
        #expect(places(number) == ["my-number 0 3 14", "unknown-column 0 3 14"])
        #expect(!"\(number)".contains("123456789018"))
        #expect(try checked(Array("番号,氏名,余分\n1,x,y\n".utf8), layout).report.columns == ["番号", "氏名", "余分"])
    }

    @Test func `lists at most as many of a kind as asked and counts all`() throws {
        var options = CheckOptions()
        options.listed = 3
        let layout = Layout(name: "試験", items: [item("a", .integer), item("b", .integer) { $0.isUnique = true }])
        let text = "a,b\n" + String(repeating: "x,y\n", count: 5000)
        for blockSize in [64, 1000, 1 << 20] {
            options.blockSize = blockSize
            let (report, _) = try checked(Array(text.utf8), layout, options)
            #expect(
                places(report) == [
                    "type 1 1 4", "type 1 2 6", "type 2 1 8", "duplicate-key 2 2 10", "duplicate-key 3 2 14",
                    "duplicate-key 4 2 18",
                ])
            #expect(report.counts == [.type: 10_000, .duplicateKey: 4999])
        }
    }
}
