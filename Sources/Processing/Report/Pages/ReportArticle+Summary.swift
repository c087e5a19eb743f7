import Deidentification

extension ReportArticle {
    /// What came out, in a few plain sentences.
    var verdict: String {
        let sentences = report.solution ? success : failure
        let headline =
            report.solution
            ? say("○ 条件を満たすデータができました。", "○ The output meets every condition.")
            : say("× データは出力していません。", "× No data was put out.")
        return """
            <p class="verdict \(report.solution ? "good" : "bad")"><strong>\(headline)</strong> \
            \(escaped(joined(sentences)))</p>
            """
    }

    private var success: [String] {
        let rows = report.output?.rows ?? 0
        var sentences = [
            say(
                "\(grouped(report.input.rows)) 人分を受け取り、\(grouped(rows)) 人分を出力しました。",
                "Received \(persons(report.input.rows)), put out \(persons(rows)).")
        ]
        if droppedRows > 0 {
            sentences.append(
                say("前処理で \(grouped(droppedRows)) 人分を除きました。", "Preparation took away \(persons(droppedRows))."))
        }
        sentences += suppression
        let removed = report.columns.filter(\.removed).map(\.name)
        if !removed.isEmpty {
            // A long list is left to the table below.
            let names = removed.count > 6 ? "" : list(removed)
            sentences.append(
                names.isEmpty
                    ? say("\(removed.count) 項目は削除しました。", "\(removed.count) columns were removed.")
                    : say("\(names) の \(removed.count) 項目は削除しました。", "The columns \(names) were removed."))
        }
        if let reached {
            sentences.append(
                say(
                    "求められた k = \(grouped(k)) に対し、達した k は \(grouped(reached)) です。"
                        + "どの人にも、準識別子の組合せが同じ人が本人を含めて \(grouped(reached)) 人以上います。",
                    "The k asked for is \(grouped(k)), the k reached is \(grouped(reached)): every person shares the "
                        + "quasi-identifiers with at least \(grouped(max(0, reached - 1))) others."))
        }
        return sentences
    }

    private var suppression: [String] {
        let lost = report.suppressed
        var sentences: [String] = []
        if lost.rows > 0 {
            let share = percent(share(lost.rows))
            sentences.append(
                say(
                    "条件を満たす組にできない \(grouped(lost.rows)) 人分（\(share)）は"
                        + (isMasking ? "準識別子を * で伏せました。" : "除きました。"),
                    "\(persons(lost.rows)) (\(share)) who fit into no group were "
                        + (isMasking ? "masked." : "left out.")))
        }
        if lost.cells > 0 && !(isMasking && coding == "global") {
            sentences.append(
                say("\(grouped(lost.cells)) 個のセルを * で伏せました。", "\(grouped(lost.cells)) single cells were masked."))
        }
        return sentences
    }

    private var failure: [String] {
        let lost = report.suppressed
        let subject = isGiven ? say("指定された加工", "The given transformation") : say("最も粗い加工", "Even the coarsest one")
        let failed = report.privacy.filter { !$0.holds }
        let why: String
        if lost.rows > lost.allowedRows {
            why = say(
                "でも \(grouped(lost.rows)) 人分を\(isMasking ? "伏せる" : "除く")ことになり、"
                    + "上限の \(grouped(lost.allowedRows)) 人分を超えるため",
                " would lose \(persons(lost.rows)), and \(persons(lost.allowedRows)) may be lost")
        } else if let first = failed.first {
            let name = modelName(first)
            why = say("では「\(name)」の条件を満たさないため", " does not meet “\(name)”")
        } else {
            why = say("では", " fails")
        }
        return [
            say("\(subject)\(why)、レシピの条件を満たしません。", "\(subject)\(why)."),
            say("以下の数値はその加工を試した結果です。", "The figures below are those of that attempt."),
        ]
    }

    /// The figures to see first.
    var keyFigures: String {
        let unit = say("人", "")
        let figures = [
            (say("受け取った人数", "Persons received"), grouped(report.input.rows), unit),
            (
                say("出力した人数", "Persons put out"), report.output.map { grouped($0.rows) } ?? "－",
                report.output == nil ? "" : unit
            ),
            (
                isMasking ? say("伏せた人数", "Persons masked") : say("除いた人数", "Persons left out"),
                grouped(report.suppressed.rows), unit
            ),
            (
                say("達した k", "k reached"), reached.map { grouped($0) } ?? "－",
                say("／求め \(grouped(k))", "of \(grouped(k)) asked")
            ),
            (say("情報損失", "Information lost"), report.transformation.map(lossText) ?? "－", ""),
        ]
        let cards = figures.map { name, value, unit in
            "<div><dt>\(name)</dt><dd>\(escaped(value))<small>\(unit)</small></dd></div>"
        }
        return "<dl class=\"figures\">\(cards.joined())</dl>"
    }

    /// The smallest class of the output, masked rows included.
    var reached: Int? {
        let sizes = report.privacy.filter { $0.model == PrivacyModelName.kAnonymity.rawValue }.compactMap(\.reached)
        return sizes.min().map { Int($0) } ?? (report.classes.count > 0 ? report.classes.smallest : nil)
    }

    /// The metric's figure; a share for the metric `loss`.
    func lossText(_ transformation: Report.Transformation) -> String {
        lossText(transformation.loss, metric: transformation.metric)
    }

    func lossText(_ loss: Double, metric: String) -> String {
        let isShare = [Metric.loss, .precision].contains(Metric(rawValue: metric))
        return isShare && loss <= 1 ? percent(loss) : decimal(loss, 2)
    }
}
