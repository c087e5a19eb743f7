import Deidentification

extension ReportArticle {
    /// What the output is still worth; absent without an output.
    var measures: PageSection? {
        guard report.solution else { return nil }
        let heading = say("有用性", "Utility")
        var content = measureTable
        if let columns = columnTable { content += "\n<h3>\(say("項目ごとの損失", "Loss of each column"))</h3>\n" + columns }
        return PageSection(
            id: "utility", heading: heading,
            note: say(
                "加工で失われた細かさです。除いた行は全て失われたものとして数えます。",
                "How much detail was lost. Rows left out count as lost."),
            content: content)
    }

    private var measureTable: String {
        let utility = report.utility
        var rows: [[String]] = []
        func add(_ name: String, _ note: String, _ value: String?) {
            if let value { rows.append([titled(name, note), escaped(value)]) }
        }
        if let transformation = report.transformation {
            let note =
                transformation.aggregate.map {
                    say("レシピが最小にした値（集約 \($0)）", "what the recipe minimized (aggregate \($0))")
                } ?? say("レシピが最小にした値", "what the recipe minimized")
            add(
                say("情報損失（\(transformation.metric)）", "Information loss (\(transformation.metric))"), note,
                lossText(transformation))
            add(
                say("全体一律の一般化だけの場合", "With global generalization only"),
                say("項目ごとに一つの段階", "one level per column"),
                transformation.globalLoss.map { lossText($0, metric: transformation.metric) })
        }
        let whole = say("0% は元のまま、100% は何も残らない", "0% as it was, 100% nothing left")
        add(say("正規化確実性ペナルティ", "Normalized certainty penalty"), whole, percent(utility.normalizedCertaintyPenalty))
        add(
            say("一般化の度合い（precision）", "Precision"), say("登った段階の割合の平均", "mean share of levels climbed"),
            percent(utility.precision))
        add(
            say("正規化した非一様エントロピー", "Normalized non-uniform entropy"),
            say("失われた情報量の割合の、項目にわたる和", "share of bits lost, sum over the columns"),
            utility.normalizedEntropy.map { decimal($0, 4) })
        add(
            say("エントロピーによる情報損失", "Entropy-based loss"), say("隠れた情報の割合の、行にわたる和", "share hidden, sum over the rows"),
            utility.entropyBasedLoss.map { decimal($0, 1) })
        add(
            say("非一様エントロピー", "Non-uniform entropy"), say("失われた情報量（ビット）", "bits lost"),
            decimal(utility.nonUniformEntropy, 1))
        add(
            say("組当たりの平均人数", "Average class size"),
            say("除いた行は一つの組として数える", "rows left out count as one group"), decimal(utility.averageClassSize, 1))
        add(
            say("識別不能度（discernibility）", "Discernibility"), say("組の人数の 2 乗の和", "sum of squared group sizes"),
            decimal(utility.discernibility, 0))
        add(
            say("識別不能度（抑制の費用を除く）", "Discernibility*"), say("全ての組を同じに数える", "all groups alike"),
            utility.discernibilityStar.map { decimal($0, 0) })
        add(
            say("曖昧さ（ambiguity）", "Ambiguity"), say("各行に当てはまりうる組合せの数の和", "tuples a row may stand for"),
            utility.ambiguity.map(short))
        add(
            say("KL 情報量", "KL divergence"), say("元の分布との隔たり", "distance from the source's distribution"),
            utility.klDivergence.map { decimal($0, 2) })
        add(say("段階の和（height）", "Height"), say("各項目の段階の和", "sum of levels"), utility.height.map(short))
        return table(say("有用性", "Utility"), [say("指標", "Measure"), say("値", "Value")], rows, numbers: 1...1)
    }

    private var columnTable: String? {
        guard let columns = report.utility.columns, !columns.isEmpty else { return nil }
        func cell(_ share: Double?) -> String { share.map { escaped(percent($0)) + bar($0, "after") } ?? "－" }
        return table(
            say("項目ごとの損失", "Loss of each column"),
            [say("項目", "Column"), say("損失", "Loss"), say("情報量の損失", "Entropy lost"), say("登った段階", "Levels climbed")],
            columns.map { [escaped($0.column), cell($0.loss), cell($0.entropy), cell($0.precision)] }, numbers: 1...3)
    }

    /// Each column's labels before and after; absent where none were compared.
    var distributions: PageSection? {
        guard report.solution, let distributions = report.utility.distributions, !distributions.isEmpty else {
            return nil
        }
        let keys = legend([
            ("before", say("加工前（出力の値にまとめた場合）", "before, at the output's labels")),
            ("after", say("加工後", "after")),
        ])
        return PageSection(
            id: "distributions", heading: say("分布の変化", "Distributions before and after"),
            note: say(
                "値ごとの人数の割合です。加工前の人数から \(grouped(max(3, k))) 人未満のことが分かる値は、加工前を示していません。",
                "Share of persons per value. Where the figure before would tell of fewer than \(grouped(max(3, k))) persons it is "
                    + "withheld."),
            content: keys + "<div class=\"charts\">\n"
                + distributions.map { DistributionChart($0, language).html }.joined(separator: "\n") + "\n</div>")
    }

    /// How pairs of columns changed; absent where none were compared.
    var correlations: PageSection? {
        guard report.solution, let correlations = report.utility.correlations, !correlations.pairs.isEmpty else {
            return nil
        }
        var sentences = [
            say(
                "項目どうしの関連の強さ（クラメールの V、数値どうしは相関係数）が加工でどう変わったかです。"
                    + "変化の平均は \(decimal(correlations.meanChange, 3))、最大は \(decimal(correlations.greatestChange, 3)) です。",
                "How strongly columns go together (Cramér's V; correlation of numbers). The mean change is "
                    + "\(decimal(correlations.meanChange, 3)), the greatest \(decimal(correlations.greatestChange, 3))."
            ),
            say(
                "表は右上が加工前、左下が加工後です。",
                "Upper right: before. Lower left: after."),
        ]
        if !correlations.omitted.isEmpty {
            sentences.append(
                say(
                    "値の種類が多すぎる項目（\(list(correlations.omitted))）の一部の組は比べていません。",
                    "Some pairs of columns with very many values (\(list(correlations.omitted))) are left out."))
        }
        if correlations.sampled {
            sentences.append(say("件数が多いため、一部を抜き出して計算しました。", "Computed on a part of the rows, there being many."))
        }
        var names: [String] = []
        for name in correlations.pairs.flatMap({ [$0.first, $0.second] }) where !names.contains(name) {
            names.append(name)
        }
        return PageSection(
            id: "correlations", heading: say("関連の変化", "Associations before and after"), note: joined(sentences),
            content: matrix(correlations.pairs, names))
    }

    private func matrix(_ pairs: [AssociationChange], _ names: [String]) -> String {
        let known = Dictionary(pairs.map { ([$0.first, $0.second], $0) }) { first, _ in first }
        func pair(_ one: String, _ other: String) -> AssociationChange? { known[[one, other]] ?? known[[other, one]] }
        func cell(_ strength: Double?, _ kind: String) -> String {
            guard let strength else { return "<td>－</td>" }
            let depth = decimal(min(1, abs(strength)) * 55, 0)
            return "<td style=\"background:color-mix(in srgb,var(--\(kind)) \(depth)%,var(--paper))\">"
                + "\(decimal(strength, 2))</td>"
        }
        let head = names.map { "<th scope=\"col\">\(escaped(clipped($0, 14)))</th>" }.joined()
        let rows = names.enumerated().map { row, name in
            let cells = names.enumerated().map { column, other in
                if row == column { return "<td>＼</td>" }
                let found = pair(name, other)
                return row < column ? cell(found?.before, "before") : cell(found?.after, "after")
            }
            return "<tr><th scope=\"row\">\(escaped(clipped(name, 20)))</th>\(cells.joined())</tr>"
        }
        let label = say("項目どうしの関連", "Associations of columns")
        return legend([("before", say("加工前（右上）", "before")), ("after", say("加工後（左下）", "after"))])
            + """
            <div class="scroll" role="region" aria-label="\(label)" tabindex="0"><table class="matrix">
            <thead><tr><td></td>\(head)</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table></div>
            """
    }
}
