import MunicipalData
import Primitives
import Processing
import Testing

/// Makes layouts at random that have no problem.
private struct RandomLayouts {
    var state: UInt64

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return range.lowerBound + Int((state >> 33) % UInt64(range.count))
    }

    mutating func flag() -> Bool { number(0...1) == 1 }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[number(0...values.count - 1)] }

    mutating func text() -> String {
        let parts = [
            "氏名", "a", " ", "\"", "\\", ": ", " #", "'", "{x}", "*", "&", "\n", "\t", "\u{1}", "\u{85}", "🏢", "true",
            "null",
            "1", "~", "- ", "\u{E000}", "\u{2028}", "が", "か\u{3099}", "_", "yes", "葛\u{E0100}", "𠮷", "\u{3000}", "%",
            "@", "`", "!",
        ]
        return (0...number(0...3)).map { _ in pick(parts) }.joined()
    }

    mutating func item(_ index: Int) -> LayoutItem {
        var item = LayoutItem(
            name: "\(text())\(index)", type: pick(ItemType.allCases), itemClass: pick(ItemClass.allCases))
        if flag() { item.standardID = "001o006-\(index)" }
        for _ in 0..<number(0...3) { item.codes[text()] = text() }
        if flag() { item.length = number(1...200) }
        item.width = number(1...200)
        if item.type == .integer || item.type == .decimal {
            if flag() { item.minimum = pick([0, -1, 0.1 + 0.2, 1e20, -1e-7, 9_007_199_254_740_992]) }
            if flag() { item.maximum = pick([0, 1, 1e300, 2.5e-300, 123_456_789]) }
        }
        if flag() { item.missing = (0..<number(0...3)).map { _ in text() } }
        item.isRequired = flag()
        item.isUnique = flag()
        if flag() { item.check = pick(CheckedCodeKind.allCases) }
        if flag() { item.normalization = (0..<number(1...4)).map { _ in pick(TextNormalization.allCases) } }
        if flag() { item.missingRate = pick([0, 1, 0.1, 1.0 / 3]) }
        item.isConfirmed = flag()
        if flag() { item.note = text() }
        return item
    }

    mutating func layout() -> Layout {
        let count = number(1...6)
        var layout = Layout(name: "x" + text(), items: (0..<count).map { item($0) })
        let names = layout.items.map(\.name)
        if flag() { layout.version = text() }
        if flag() { layout.business = text() }
        if flag() { layout.source = text() }
        if flag() {
            layout.review = LayoutReview(by: "x" + text(), on: CivilDate(clampingDayNumber: number(0...30_000)))
        }
        layout.encoding = pick([.detect] + TextEncoding.allCases.map { .exactly($0) })
        layout.form = flag() ? .fixed : .delimited(delimiter: pick([0x2C, 0x09, 0x3B]), header: flag())
        if flag() {
            let latest = LatestFlag(item: pick(names), value: text())
            layout.history = HistoryRule(
                key: pick(names), order: flag() ? [pick(names)] : [], latest: latest)
        }
        if flag() { layout.residency = ResidencyRule(item: pick(names), values: [text(), ""]) }
        if flag() {
            layout.protection = ProtectionRule(
                item: pick(names), values: [text()], treatment: pick(ProtectionRule.Treatment.allCases))
        }
        return layout
    }
}

@Suite struct LayoutTextTests {
    @Test(arguments: Array(1...400 as ClosedRange<UInt64>)) func `text reads back as the same layout`(seed: UInt64)
        throws
    {
        var random = RandomLayouts(state: seed &* 0x9E37_79B9_7F4A_7C15)
        var layout = random.layout()
        // A layout that cannot be followed cannot be read either.
        while !layout.problems.isEmpty { layout = random.layout() }
        let text = LayoutDocument.text(of: layout)
        let read = try LayoutDocument(reading: Array(text.utf8), file: "seed \(seed)").layout
        #expect(read == layout, "seed \(seed)\n\(text)")
    }

    @Test func `ordinary words are written without quotes`() {
        var item = LayoutItem(name: "生年月日_不詳フラグ", type: .flag, itemClass: .other)
        item.codes = ["0": "無", "1": "有"]
        item.minimum = nil
        let text = LayoutDocument.text(of: Layout(name: "住民記録", items: [item]))
        #expect(
            text == """
                layout: 1
                name: 住民記録
                encoding: utf-8
                delimiter: ","
                header: true
                items:
                  - {name: 生年月日_不詳フラグ, type: flag, class: other, codes: {"0": 無, "1": 有}}

                """)
    }
}
