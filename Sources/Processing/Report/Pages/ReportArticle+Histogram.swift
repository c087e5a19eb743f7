import Deidentification

extension ReportArticle {
    /// Persons by the size of their class: lying bars over ranges of sizes that double, so that the labels stay readable on a
    /// narrow screen.
    var classes: PageSection {
        PageSection(
            id: "classes", heading: say("同じ組合せの人数の分布", "Sizes of groups"),
            note: say(
                "準識別子の組合せが同じ人の数ごとに、何人がそこに属するかを示します。",
                "How many persons are in groups (same quasi-identifiers) of each size."),
            content: histogram)
    }

    private var histogram: String {
        let after = HistogramBars(report.histogram)
        let before = HistogramBars(report.histogramBefore ?? [])
        let shown = HistogramBars.merged(before, after)
        guard let most = shown.map({ max($0.before, $0.after) }).max(), most > 0 else {
            return paragraph(say("行がありません。", "There are no rows."))
        }
        let hasBefore = !before.bars.isEmpty
        let (left, width, row, top) = (78, 210, hasBefore ? 30 : 24, 22)
        let base = top + shown.count * row
        let ticks = HistogramBars.ticks(upTo: most)
        let end = ticks.last ?? 1
        func x(_ persons: Int) -> Int { left + persons * width / end }
        let grid = ticks.map { tick in
            "<line x1=\"\(x(tick))\" y1=\"\(top)\" x2=\"\(x(tick))\" y2=\"\(base + 3)\"/>"
                + "<text x=\"\(x(tick))\" y=\"\(base + 16)\" class=\"middle axis\">\(abbreviated(tick))</text>"
        }
        let shapes = shown.enumerated().map { index, bar in
            let upper = top + index * row
            func rect(_ persons: Int, _ y: Int, _ height: Int, _ kind: String) -> String {
                let length = persons > 0 ? max(2, x(persons) - left) : 0
                return
                    "<rect class=\"\(kind)\" x=\"\(left)\" y=\"\(y)\" width=\"\(length)\" height=\"\(height)\" rx=\"1\"/>"
            }
            let bars =
                hasBefore
                ? rect(bar.before, upper + 4, 9, "before") + rect(bar.after, upper + 14, 11, "after")
                : rect(bar.after, upper + 4, row - 8, "after")
            return """
                <text x="\(left - 6)" y="\(upper + row / 2 + 5)" class="end">\(bar.label)</text>
                \(bars)
                <text x="\(left + (x(max(bar.after, hasBefore ? bar.before : 0)) - left) + 5)" y="\(upper + row / 2 + 5)" \
                class="axis">\(grouped(bar.after))</text>
                """
        }
        let description = shown.map { "\($0.label): \(grouped($0.after))" }.joined(separator: ", ")
        let sizes = report.classes
        return """
            <figure>
            \(hasBefore ? legend([("before", say("加工前", "before")), ("after", say("加工後（数字）", "after (figures)"))]) : "")
            <svg viewBox="0 0 360 \(base + 36)" role="img" aria-label="\(say("組の人数別の人数", "persons by group size")) \
            \(description)">
            <text x="\(left - 6)" y="13" class="end axis">\(say("組の人数", "group size"))</text>
            \(grid.joined(separator: "\n"))
            \(shapes.joined(separator: "\n"))
            <text x="\(left + width / 2)" y="\(base + 32)" class="middle axis">\(say("属する人数（人）", "persons"))</text>
            </svg>
            <figcaption>\(say(
                "加工後の組は \(grouped(sizes.count)) 組、最小 \(grouped(sizes.smallest)) 人、"
                    + "平均 \(decimal(sizes.average, 1)) 人、最大 \(grouped(sizes.largest)) 人です。",
                "\(grouped(sizes.count)) groups after: smallest \(grouped(sizes.smallest)), mean "
                    + "\(decimal(sizes.average, 1)), largest \(grouped(sizes.largest)) persons."))</figcaption>
            </figure>
            """
    }

    /// A tick's number, short enough to stand beside others.
    private func abbreviated(_ number: Int) -> String {
        if number < 10_000 { return grouped(number) }
        if language == .japanese { return short(Double(number) / 10_000) + "万" }
        return number < 1_000_000 ? short(Double(number) / 1000) + "k" : short(Double(number) / 1e6) + "M"
    }
}

/// Bins 1, 2–4, 5–9, 10–19, 20–49, 50–99, 100–199, … from the smallest to the largest class.
struct HistogramBars {
    struct Bar: Equatable {
        var from: Int
        var label: String
        var persons: Int
    }

    let bars: [Bar]

    init(_ histogram: [ClassSizes.Bin]) {
        guard let largest = histogram.last?.size, let smallest = histogram.first?.size else {
            bars = []
            return
        }
        bars = Self.roundNumbers(beyond: largest).filter { $0.next > smallest }.map { from, next in
            let bins = histogram.filter { $0.size >= from && $0.size < next }
            return Bar(
                from: from, label: from == next - 1 ? grouped(from) : "\(grouped(from))–\(grouped(next - 1))",
                persons: bins.reduce(0) { $0 + $1.classes * $1.size })
        }
    }

    /// The bars of both side by side, ascending.
    static func merged(_ before: Self, _ after: Self) -> [(label: String, before: Int, after: Int)] {
        let starts = Set((before.bars + after.bars).map(\.from)).sorted()
        return starts.map { start in
            let one = before.bars.first { $0.from == start }
            let other = after.bars.first { $0.from == start }
            return (one?.label ?? other?.label ?? "", one?.persons ?? 0, other?.persons ?? 0)
        }
    }

    /// Round numbers from 0 in equal steps, at most six, the last not less than `most`.
    static func ticks(upTo most: Int) -> [Int] {
        let step = roundNumbers(beyond: most).first { $0.from * 4 >= most }?.from ?? 1
        return Array(stride(from: 0, to: most + step, by: step))
    }

    /// 1, 2, 5, 10, 20, 50, … each with its successor, as far as they are not greater than `limit`.
    private static func roundNumbers(beyond limit: Int) -> [(from: Int, next: Int)] {
        var numbers = [1, 2, 5]
        while let last = numbers.last, last <= limit {
            numbers.append(String(last).hasPrefix("2") ? last / 2 * 5 : last * 2)
        }
        return zip(numbers, numbers.dropFirst()).filter { $0.0 <= limit }.map { (from: $0.0, next: $0.1) }
    }
}
