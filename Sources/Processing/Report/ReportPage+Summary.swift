import Deidentification

extension ReportPage {
    /// What came out, in a few plain sentences.
    var verdict: String {
        let sentences = report.solution ? success : failure
        let headline = report.solution ? "○ 条件を満たすデータができました。" : "× データは出力していません。"
        return """
            <p class="verdict \(report.solution ? "good" : "bad")"><strong>\(headline)</strong> \
            \(escaped(sentences.joined()))</p>
            """
    }

    private var success: [String] {
        var sentences = [
            "\(grouped(report.input.rows)) 人分を受け取り、\(grouped(report.output?.rows ?? 0)) 人分を出力しました。"
        ]
        if droppedRows > 0 { sentences.append("前処理で \(grouped(droppedRows)) 人分を除きました。") }
        let lost = report.suppressed.rows
        if lost > 0 {
            let fate = recipe.suppression.mode == .mask ? "準識別子を * で伏せました" : "除きました"
            sentences.append(
                "準識別子の組合せが同じ人が \(grouped(recipe.minimumClassSize)) 人に満たない \(grouped(lost)) 人分"
                    + "（\(percent(share(lost)))）は\(fate)。")
        }
        let removed = recipe.columns.filter(\.isRemoved).map(\.name)
        if !removed.isEmpty {
            // A long list is left to the table below.
            let names = removed.count > 6 ? "" : removed.joined(separator: "、") + " の "
            sentences.append("\(names)\(removed.count) 項目は削除しました。")
        }
        if let reached {
            sentences.append(
                "求められた k = \(grouped(recipe.minimumClassSize)) に対し、達した k は \(grouped(reached)) です。"
                    + "どの人にも、準識別子の組合せが同じ人が本人を含めて \(grouped(reached)) 人以上います。")
        }
        return sentences
    }

    private var failure: [String] {
        let lost = report.suppressed
        let subject = isGiven ? "指定された加工" : "最も粗い加工"
        let fate = recipe.suppression.mode == .mask ? "伏せる" : "除く"
        let reason =
            lost.rows > lost.allowedRows
            ? "でも \(grouped(lost.rows)) 人分を\(fate)ことになり、上限の \(grouped(lost.allowedRows)) 人分を超えるため"
            : "では準識別子の組合せが同じ人が \(grouped(reached ?? 0)) 人しかいないところが残るため"
        return ["\(subject)\(reason)、レシピの条件を満たしません。", "以下の数値はその加工を試した結果です。"]
    }

    /// The figures to see first.
    var keyFigures: String {
        let loss = report.transformation.map(lossText)
        let figures = [
            ("受け取った人数", grouped(report.input.rows), "人"),
            ("出力した人数", report.output.map { grouped($0.rows) } ?? "－", report.output == nil ? "" : "人"),
            (recipe.suppression.mode == .mask ? "伏せた人数" : "除いた人数", grouped(report.suppressed.rows), "人"),
            ("達した k", reached.map(grouped) ?? "－", "／求め \(grouped(recipe.minimumClassSize))"),
            ("情報損失", loss ?? "－", ""),
        ]
        let cards = figures.map { name, value, unit in
            "<div><dt>\(name)</dt><dd>\(value)<small>\(unit)</small></dd></div>"
        }
        return "<dl class=\"figures\">\(cards.joined())</dl>"
    }

    /// How the transformation was found, and what is proven about it.
    var searchNote: String {
        let search = report.search
        if isGiven { return "一般化の段階は指定されたものです。ほかの段階は探していません。" }
        let nodes = grouped(search.nodes)
        guard search.optimal else {
            return "許された段階の組合せは \(nodes) 通りです。最も粗いものが条件を満たさないため、ほかのどれも満たさないことが分かります。"
        }
        return "許された段階の組合せは \(nodes) 通りです。そのうち \(grouped(search.checked)) 通りを実際に計算し、"
            + "残りは、条件を満たさないか損失がより小さくならないことが計算結果から証明できるため省きました。"
            + "選んだ加工は、条件を満たす全ての組合せの中で情報損失が最も小さいものです（最適）。"
    }

    /// The smallest class of the output, masked rows included.
    private var reached: Int? { report.privacy.compactMap(\.reached).min() }

    private var isGiven: Bool { report.search.algorithm == "given" }

    /// The metric's figure; a share for the metric `loss`.
    func lossText(_ transformation: Report.Transformation) -> String {
        transformation.metric == Metric.loss.rawValue ? percent(transformation.loss) : decimal(transformation.loss, 2)
    }
}
