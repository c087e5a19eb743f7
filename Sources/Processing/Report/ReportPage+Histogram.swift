import Deidentification

extension ReportPage {
    /// Persons by the size of their class: lying bars over ranges of sizes that double, so that the labels stay readable on a
    /// narrow screen.
    var histogram: String {
        let bars = Self.bars(report.histogram)
        guard let most = bars.map(\.persons).max() else { return "<p class=\"note\">行がありません。</p>" }
        let (left, width, row, top) = (112, 240, 26, 24)
        let base = top + bars.count * row
        let ticks = Self.ticks(upTo: most)
        let end = ticks.last ?? 1
        func x(_ persons: Int) -> Int { left + persons * width / end }
        let grid = ticks.map { tick in
            """
            <line x1="\(x(tick))" y1="\(top)" x2="\(x(tick))" y2="\(base + 4)"/>
            <text x="\(x(tick))" y="\(base + 18)" class="middle">\(grouped(tick))</text>
            """
        }
        let shapes = bars.enumerated().map { index, bar in
            let upper = top + index * row
            let length = max(bar.persons > 0 ? 2 : 0, x(bar.persons) - left)
            return """
                <text x="\(left - 8)" y="\(upper + 17)" class="end">\(bar.label) 人</text>
                <rect x="\(left)" y="\(upper + 4)" width="\(length)" height="\(row - 8)"/>
                <text x="\(left + length + 6)" y="\(upper + 17)">\(bar.count)</text>
                """
        }
        let description = bars.map { "\($0.label) 人の組合せに \($0.count)" }.joined(separator: "、")
        return """
            <figure>
            <svg viewBox="0 0 500 \(base + 40)" role="img" aria-label="\(description)">
            <text x="\(left - 8)" y="14" class="end axis">同じ組合せの人数</text>
            \(grid.joined(separator: "\n"))
            \(shapes.joined(separator: "\n"))
            <text x="\(left + width / 2)" y="\(base + 36)" class="middle axis">属する人数（人）</text>
            </svg>
            <figcaption>加工後の組合せは \(grouped(report.classes.count)) 組、最小 \(grouped(report.classes.smallest)) 人、\
            平均 \(decimal(report.classes.average, 1)) 人、最大 \(grouped(report.classes.largest)) 人です。</figcaption>
            </figure>
            """
    }

    struct Bar: Equatable {
        var label: String
        var classes: Int
        var persons: Int

        /// Persons and classes, for reading.
        var count: String { "\(grouped(persons)) 人（\(grouped(classes)) 組）" }
    }

    /// Bins 1, 2–4, 5–9, 10–19, 20–49, 50–99, 100–199, … from the smallest to the largest class.
    static func bars(_ histogram: [ClassSizes.Bin]) -> [Bar] {
        guard let largest = histogram.last?.size, let smallest = histogram.first?.size else { return [] }
        return roundNumbers(beyond: largest).filter { $0.next > smallest }.map { from, next in
            let bins = histogram.filter { $0.size >= from && $0.size < next }
            return Bar(
                label: from == next - 1 ? grouped(from) : "\(grouped(from))–\(grouped(next - 1))",
                classes: bins.reduce(0) { $0 + $1.classes }, persons: bins.reduce(0) { $0 + $1.classes * $1.size })
        }
    }

    /// Round numbers from 0 in equal steps, at most six, the last not less than `most`.
    static func ticks(upTo most: Int) -> [Int] {
        let step = roundNumbers(beyond: most).first { $0.from * 5 >= most }?.from ?? 1
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
