import MunicipalData
import Primitives
import Testing

@Suite struct CheckRuleTests {
    private static let text =
        "宛名,履歴,枝番,最新,状態,保護\nA,1,1,0,1,\nA,2,1,1,1,\nB,1,1,1,2,\nC,1,1,1,1,1\nD,9,1,0,1,\nD,10,1,0,1,\n"
    private static func layout(latest: Bool) -> Layout {
        let names = ["宛名", "履歴", "枝番", "最新", "状態", "保護"]
        var layout = Layout(name: "試験", items: names.map { item($0) })
        layout.history = HistoryRule(
            key: "宛名", order: ["履歴", "枝番"], latest: latest ? LatestFlag(item: "最新", value: "1") : nil)
        return layout
    }

    @Test func `leaves out older rows by their flag, and names persons without a latest row`() throws {
        let (report, written) = try checked(Array(Self.text.utf8), Self.layout(latest: true))
        #expect(report.leftOut == [.history: 3])
        #expect(report.writtenRows == 3)
        #expect(
            String(decoding: written, as: UTF8.self).split(separator: "\r\n").map { $0.prefix(3) } == [
                "宛名,", "A,2", "B,1", "C,1",
            ])
        #expect(report.problems.map(\.kind) == [.history])
        #expect(report.problems.map(\.row) == [5])
        #expect(report.problems[0].message.contains("no row"))
    }

    @Test func `names two rows of one person that are both the latest`() throws {
        let text = "宛名,履歴,枝番,最新,状態,保護\nA,1,1,1,1,\nB,1,1,1,1,\nA,2,1,1,1,\n"
        let (report, _) = try checked(Array(text.utf8), Self.layout(latest: true))
        #expect(places(report) == ["history-row 3 1 64"])
        #expect(report.problems.map(\.detail) == [.sameAs(row: 1)])
    }

    @Test func `finds latest rows by their order in a first look`() throws {
        let layout = Self.layout(latest: false)
        let bytes = Array(Self.text.utf8)
        var output = CollectedRows()
        let error = #expect(throws: LayoutCheckError.self) {
            try LayoutCheck(layout).run(MemoryByteStream(bytes), into: &output)
        }
        guard case .layout(.selectionNeeded) = error else { throw CheckTestError.unexpected }
        let selection = try #require(try LayoutCheck(layout).run(MemoryByteStream(bytes)).selection)
        #expect((1...6).filter(selection.contains(row:)) == [2, 3, 4, 6])
        #expect(selection.count == 4)
        let (report, written) = try checked(bytes, layout)
        #expect(report.isClean && report.leftOut == [.history: 2] && report.writtenRows == 4)
        #expect(String(decoding: written, as: UTF8.self).split(separator: "\r\n").last == "D,10,1,0,1,")
    }

    @Test func `names rows of one person that are equal in the order, and those without an order`() throws {
        let text = "宛名,履歴,枝番,最新,状態,保護\nA,1,1,,1,\nA,1,1,,1,\nA,2,1,,1,\nB,3,1,,1,\nB,3,1,,1,\nC,x,1,,1,\n"
        let (report, _) = try checked(Array(text.utf8), Self.layout(latest: false))
        // Rows 1 and 2 are alike, but older than row 3.
        #expect(report.problems.map(\.row) == [5, 6])
        #expect(report.problems.map(\.detail) == [.sameAs(row: 4), .expected(.integer)])
        #expect(report.leftOut == [.history: 4])
    }

    @Test func `leaves out those who left and those who are protected`() throws {
        var layout = Self.layout(latest: true)
        layout.history = nil
        layout.residency = ResidencyRule(item: "状態", values: ["1"])
        layout.protection = ProtectionRule(item: "保護", values: ["1"], treatment: .excluded)
        let excluded = try checked(Array(Self.text.utf8), layout).report
        #expect(excluded.leftOut == [.nonResident: 1, .protected: 1] && excluded.isClean && excluded.writtenRows == 4)
        layout.protection?.treatment = .generalized
        #expect(try checked(Array(Self.text.utf8), layout).report.leftOut == [.nonResident: 1])
        layout.protection?.treatment = .undecided
        let undecided = try checked(Array(Self.text.utf8), layout).report
        #expect(undecided.problems.map(\.kind) == [.protection] && undecided.problems.map(\.row) == [4])
        #expect(undecided.leftOut == [.nonResident: 1, .protected: 1])
    }

    @Test func `drops what is not handed over, but follows the rules`() throws {
        var layout = Self.layout(latest: true)
        layout.residency = ResidencyRule(item: "状態", values: ["1"])
        var options = CheckOptions()
        options.handedOver = ["枝番", "宛名"]
        options.dropsOthers = true
        let text = Self.text.replacing("宛名,履歴", with: "宛名,個人番号,履歴").replacing("A,1", with: "A,123456789018,1")
            .replacing("A,2", with: "A,x,2").replacing("B,1", with: "B,x,1").replacing("C,1", with: "C,x,1")
            .replacing("D,9", with: "D,x,9").replacing("D,10", with: "D,x,10").replacing(
                "D,x,10,1,0", with: "D,x,10,1,1")
        let (report, written) = try checked(Array(text.utf8), layout, options)
        #expect(report.isClean, "\(report.problems)")
        #expect(String(decoding: written, as: UTF8.self) == "枝番,宛名\r\n1,A\r\n1,C\r\n1,D\r\n")
        #expect(report.leftOut == [.history: 2, .nonResident: 1])
        #expect(report.profile.filter(\.isKept).map(\.name) == ["宛名", "枝番"])
        options.dropsOthers = false
        let refused = try checked(Array(text.utf8), layout, options).report
        #expect(refused.counts == [.unknownColumn: 5, .individualNumber: 1])
    }

    @Test func `writes cells as they stood`() throws {
        let layout = Layout(name: "試験", items: [item("a"), item("b"), item("c")])
        let text = "\"a\",b,c\n\"1\",x\"y,\"p,\"\"q\"\"\n\"\r\n2,,\n"
        let (_, written) = try checked(Array(text.utf8), layout)
        #expect(String(decoding: written, as: UTF8.self) == "a,b,c\r\n\"1\",x\"y,\"p,\"\"q\"\"\n\"\r\n2,,\r\n")
    }
}

enum CheckTestError: Error { case unexpected }

extension String {
    fileprivate func replacing(_ text: String, with other: String) -> String {
        var result = ""
        var rest = self[...]
        while let first = rest.first {
            if rest.hasPrefix(text) {
                result += other
                rest = rest.dropFirst(text.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
