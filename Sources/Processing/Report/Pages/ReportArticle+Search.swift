import Deidentification

extension ReportArticle {
    /// The lattice, what became of its transformations, and what is proven.
    var search: PageSection {
        var content = lattice
        if !isGiven && report.search.algorithm != "none" { content += "\n" + fates }
        return PageSection(
            id: "search", heading: say("加工の選び方", "How the transformation was chosen"), note: certificate,
            content: content)
    }

    /// The certificate of optimality in words.
    private var certificate: String {
        let search = report.search
        if isGiven {
            return say("一般化の段階は指定されたものです。ほかの段階は探していません。", "The levels were given; no others were looked for.")
        }
        if search.algorithm == "none" {
            return say(
                "段階の組合せが多すぎるため、全体一律の最適な段階は探さず、はじめから組ごとに必要な段階まで一般化しました。",
                "There are too many transformations to look for one of the whole table; groups were generalized one by one."
            )
        }
        let nodes = grouped(search.nodes)
        let checked = grouped(search.checked)
        var sentences = [
            say("許された段階の組合せは \(nodes) 通りです。", "The recipe allows \(nodes) transformations.")
        ]
        if !report.solution && search.optimal == false && (search.open ?? 0) == 0 {
            sentences.append(
                say(
                    "最も粗いものが条件を満たさないため、ほかのどれも満たさないことが分かります。",
                    "The coarsest fails, and so does every other."))
            return joined(sentences)
        }
        sentences.append(
            say("そのうち \(checked) 通りを実際に計算しました。", "\(checked) of them were computed."))
        if let bound = search.excludedByBound, let coarser = search.excludedByCoarserFailure {
            sentences.append(
                say(
                    "\(grouped(bound)) 通りは、損失がどうしても答えより大きくなることが下限から分かるため、"
                        + "\(grouped(coarser)) 通りは、より粗いものが既に条件を満たさないため、計算せずに除きました。",
                    "\(grouped(bound)) were ruled out because their least possible loss is above the answer's, "
                        + "\(grouped(coarser)) because a coarser one already fails."))
        } else if search.optimal {
            sentences.append(
                say(
                    "残りは、条件を満たさないか損失がより小さくならないことが計算結果から証明できるため省きました。",
                    "The others were ruled out by proof: they fail, or cannot lose less."))
        }
        if search.optimal {
            sentences.append(
                say(
                    "選んだ加工は、条件を満たす全ての組合せの中で情報損失が最も小さいものです（最適）。",
                    "The one chosen loses least of all that meet the conditions (optimal)."))
        } else {
            let open = grouped(search.open ?? 0)
            sentences.append(
                say(
                    "時間内に決まらなかったものが \(open) 通りあります。選んだ加工は見つかった中で最もよいもので、最適とは限りません。",
                    "\(open) were not decided in time. The one chosen is the best found, not proven to be the best."))
            if let gap = search.gap {
                sentences.append(
                    say(
                        "どの組合せの損失も、選んだ加工の損失を \(percent(gap)) より多くは下回りません。",
                        "No transformation loses less by more than \(percent(gap)) of its loss."))
            }
        }
        if coding == "local" {
            sentences.append(
                say("その上で、条件を満たす限り組をさらに分け、行ごとに細かい段階を使いました。", "Groups were then split further, row by row."))
        } else if coding == "cells" {
            sentences.append(
                say("その上で、行を除く代わりに必要なセルだけを伏せました。", "Then single cells were masked instead of rows."))
        }
        if search.verified == true {
            sentences.append(
                say("全ての組合せを一つずつ計算する検算でも、同じ結果になりました。", "A brute-force check of every transformation agrees."))
        }
        return joined(sentences)
    }

    /// For each quasi-identifier its levels: those allowed, and the one chosen or the shares of rows.
    private var lattice: String {
        let shown = report.columns.filter { $0.height != nil }
        guard !shown.isEmpty else { return "" }
        let widest = max(1, shown.compactMap(\.height).max() ?? 1)
        let (left, row, top) = (112, 30, 22)
        let step = min(34.0, 240.0 / Double(widest + 1))
        let rows = shown.enumerated().map { index, column in
            let y = top + index * row
            let height = column.height ?? 0
            let allowed = (column.allowed?.min ?? 0)...max(column.allowed?.min ?? 0, column.allowed?.max ?? height)
            let cells = (0...height).map { level in
                let x = Double(left) + Double(level) * step
                let middle = decimal(x + (step - 3) / 2, 1)
                let share = column.rowsPerLevel.map { $0.indices.contains(level) ? $0[level] : 0 }
                let isChosen = share == nil && column.level == level
                let kind = isChosen ? "after" : allowed.contains(level) ? "cell" : "out"
                let box =
                    "x=\"\(decimal(x, 1))\" y=\"\(y)\" width=\"\(decimal(step - 3, 1))\" height=\"\(row - 7)\" rx=\"2\""
                let fill =
                    share.map {
                        $0 > 0 ? "<rect class=\"after\" \(box) fill-opacity=\"\(decimal(0.12 + 0.68 * $0, 2))\"/>" : ""
                    }
                    ?? ""
                let text = isChosen ? "on" : "axis"
                return "<rect class=\"\(kind)\" \(box)/>\(fill)"
                    + "<text class=\"middle \(text)\" x=\"\(middle)\" y=\"\(y + 16)\">\(level)</text>"
            }
            return "<text class=\"end\" x=\"\(left - 8)\" y=\"\(y + 16)\">\(escaped(clipped(column.name, 15)))"
                + "<title>\(escaped(column.name))</title></text>" + cells.joined()
        }
        let chosen = shown.map { column in
            "\(column.name) \(column.level.map(String.init) ?? say("行ごと", "per row"))/\(column.height ?? 0)"
        }
        let isLocal = shown.contains { $0.rowsPerLevel != nil }
        return """
            <figure>
            <svg viewBox="0 0 360 \(top + shown.count * row + 2)" role="img" aria-label="\
            \(escaped(say("選んだ段階（人数に応じた一般化）", "levels chosen") + " " + list(chosen)))">
            <text class="axis" x="\(left)" y="13">\(say("細かい", "fine"))　→　\(say("粗い", "coarse"))</text>
            \(rows.joined(separator: "\n"))
            </svg>
            <figcaption>\(isLocal
                ? say("色の強さは、その段階の値を持つ行の割合です。灰色は許されていない段階です。",
                    "The stronger the colour, the more rows at that level. Grey levels are not allowed.")
                : say("塗りつぶした段階が選んだものです。灰色は許されていない段階です。",
                    "The filled level is the one chosen. Grey levels are not allowed."))</figcaption>
            </figure>
            """
    }

    /// Checked, excluded and open transformations as one bar.
    private var fates: String {
        let search = report.search
        guard search.nodes > 0, let bound = search.excludedByBound, let coarser = search.excludedByCoarserFailure else {
            return ""
        }
        let parts: [(kind: String, name: String, count: Double)] = [
            ("after", say("計算した", "computed"), Double(search.checked)),
            ("before", say("下限により除外", "excluded by bound"), Double(bound)),
            ("other", say("より粗いものの失敗により除外", "excluded by a coarser failure"), Double(coarser)),
            ("open", say("未決", "open"), search.open ?? 0),
        ].filter { $0.2 > 0 }
        var x = 0.0
        let rects = parts.map { part in
            let width = max(2, part.count / search.nodes * 360)
            defer { x += width }
            return
                "<rect class=\"\(part.kind)\" x=\"\(decimal(x, 1))\" y=\"2\" width=\"\(decimal(width, 1))\" height=\"16\"/>"
        }
        let keys = parts.map { (kind: $0.kind, name: "\($0.name) \(grouped($0.count))") }
        let description = keys.map(\.name)
        return """
            <figure>
            <svg viewBox="0 0 360 20" role="img" aria-label="\(escaped(list(description)))">
            \(rects.joined(separator: "\n"))
            </svg>
            </figure>
            \(legend(keys))
            """
    }
}
