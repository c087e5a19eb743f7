import Deidentification

extension ReportPage {
    /// Persons by the size of their class, as bars over ranges that double.
    var histogram: String {
        let bars = Self.bars(report.histogram)
        guard !bars.isEmpty else { return "<p class=\"note\">行がありません。</p>" }
        let width = 720
        let height = 220
        let base = height - 34
        let most = max(1, bars.map(\.persons).max() ?? 1)
        let step = width / bars.count
        let shapes = bars.enumerated().map { index, bar in
            let length = max(bar.persons > 0 ? 2 : 0, bar.persons * (base - 24) / most)
            let left = index * step + step / 8
            let middle = index * step + step / 2
            return """
                <rect x="\(left)" y="\(base - length)" width="\(step * 3 / 4)" height="\(length)" rx="2">\
                <title>\(bar.label) 人の組合せ：\(grouped(bar.classes)) 組、\(grouped(bar.persons)) 人</title></rect>
                <text x="\(middle)" y="\(base - length - 6)" class="value">\(grouped(bar.persons))</text>
                <text x="\(middle)" y="\(base + 18)">\(bar.start)</text>
                """
        }
        return """
            <figure>
            <svg viewBox="0 0 \(width) \(height)" role="img" aria-label="組合せの人数ごとの人数">
            <line x1="0" y1="\(base)" x2="\(width)" y2="\(base)"/>
            \(shapes.joined(separator: "\n"))
            </svg>
            <figcaption>横軸：準識別子の組合せが同じ人の数　縦軸：その大きさの組合せに属する人数（加工後、\
            \(grouped(report.classes.count)) 組）</figcaption>
            </figure>
            """
    }

    struct Bar: Equatable {
        var start: String
        var label: String
        var classes: Int
        var persons: Int
    }

    /// Bins 1, 2–4, 5–9, 10–19, 20–49, 50–99, 100–199, … from the smallest to the largest class.
    static func bars(_ histogram: [ClassSizes.Bin]) -> [Bar] {
        guard let largest = histogram.last?.size, let smallest = histogram.first?.size else { return [] }
        var bounds = [1, 2, 5]
        while let last = bounds.last, last <= largest {
            bounds.append(String(last).hasPrefix("2") ? last / 2 * 5 : last * 2)
        }
        return zip(bounds, bounds.dropFirst()).filter { $0.1 > smallest && $0.0 <= largest }.map { from, next in
            let bins = histogram.filter { $0.size >= from && $0.size < next }
            let label = from == next - 1 ? "\(grouped(from))" : "\(grouped(from))–\(grouped(next - 1))"
            return Bar(
                start: from == next - 1 ? label : "\(grouped(from))〜", label: label,
                classes: bins.reduce(0) { $0 + $1.classes },
                persons: bins.reduce(0) { $0 + $1.classes * $1.size })
        }
    }
}
