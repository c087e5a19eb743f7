import Deidentification

/// The labels of one column with a bar before and a bar after each.
struct DistributionChart: Speaking {
    let distribution: ColumnDistribution
    let language: Language

    init(_ distribution: ColumnDistribution, _ language: Language) {
        self.distribution = distribution
        self.language = language
    }

    var html: String {
        let known = max(1, Double(distribution.rowsAfter - distribution.unknown))
        let total = max(1, Double(distribution.rowsBefore))
        var lines = distribution.labels.map { bin in
            (bin.label, bin.before.map { Double($0) / total }, bin.after / known)
        }
        if let others = distribution.others {
            lines.append(
                (
                    say("その他（\(grouped(others.labels)) 種類）", "others (\(grouped(others.labels)))"),
                    others.before.map { Double($0) / total }, others.after / known
                ))
        }
        let most = max(1e-9, lines.flatMap { [$0.1 ?? 0, $0.2] }.max() ?? 1)
        let rows = lines.map { label, before, after in
            let name = label.isEmpty ? say("（空欄）", "(blank)") : label
            let beforeBar = before.map { bar($0 / most, "before") } ?? "<span class=\"bar\"></span>"
            return "<tr><th scope=\"row\">\(escaped(clipped(name, 24)))</th>"
                + "<td>\(beforeBar)\(bar(after / most, "after"))</td>"
                + "<td class=\"number\">\(escaped(figure(before)))<br/>\(escaped(figure(after)))</td></tr>"
        }
        return """
            <div class="chart">
            <h3>\(escaped(distribution.column))</h3>
            <table><tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table>
            \(notes.isEmpty ? "" : "<p>\(escaped(joined(notes)))</p>")
            </div>
            """
    }

    private func figure(_ share: Double?) -> String {
        share.map { decimal($0 * 100, 1) + "%" } ?? say("非表示", "withheld")
    }

    private var notes: [String] {
        var notes: [String] = []
        if let distance = distribution.distance {
            notes.append(
                say("分布の隔たり \(percent(distance))。", "Distance of the distributions \(percent(distance))."))
        }
        if distribution.unknown > 0 {
            notes.append(
                say(
                    "ほかに値の分からない行が \(grouped(distribution.unknown)) 行。",
                    "Besides, \(grouped(distribution.unknown)) rows without a known value."))
        }
        if distribution.estimated {
            notes.append(
                say(
                    "粗い値の行は、その範囲の値に等分して数えています。", "Rows with coarser values are spread evenly over what they cover."))
        }
        return notes
    }
}
