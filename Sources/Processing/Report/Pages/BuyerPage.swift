import Deidentification

/// `buyer.html` (購入者向け説明): what the data hold, what can and what cannot be done with them, in plain words. A pure function
/// of the report, as ``ReportPage`` is.
package struct BuyerPage {
    let report: Report
    let legalBasis: LegalBasis

    /// A page of the report, with the names of the law in force.
    package init(_ report: Report, legalBasis: LegalBasis) {
        self.report = report
        self.legalBasis = legalBasis
    }

    /// The page.
    package var html: String {
        PageShell(articles: Language.allCases.map { BuyerArticle(report, legalBasis, $0).article }).html
    }
}

/// The explanation in one language.
struct BuyerArticle: Speaking {
    let report: Report
    let legalBasis: LegalBasis
    let language: Language

    init(_ report: Report, _ legalBasis: LegalBasis, _ language: Language) {
        self.report = report
        self.legalBasis = legalBasis
        self.language = language
    }

    var article: PageShell.Article {
        let sections: [PageSection?] = [content, uses, quality, missing, distributions, duties, files]
        return PageShell.Article(
            language: language, kind: say("ご利用の手引き", "Guide for the user of the data"),
            title: report.recipe.title.isEmpty ? legalBasis.term : report.recipe.title, lead: lead,
            sections: sections.compactMap(\.self))
    }

    /// The columns that the output has.
    var columns: [Report.Column] { report.columns.filter { !$0.removed } }

    /// The loss of each quasi-identifier, where the engine has figures for columns.
    func loss(_ column: Report.Column) -> Double? {
        report.utility.columns?.first { $0.column == column.name }?.loss
            ?? (report.transformation?.metric == "loss" && (column.weight ?? 1) == 1
                ? report.transformation?.columnLosses?[column.name] : nil)
    }

    private var lead: String {
        guard report.solution, let output = report.output else {
            return paragraph(say("データは出力していません。", "No data was put out."))
        }
        let sentences = [
            say(
                "これは\(legalBasis.term)です。特定の個人を識別できず、元の個人情報に復元できないように加工してあります。",
                "This is \(legalBasis.term) (anonymized information): no person can be identified from it, nor the source be "
                    + "restored."),
            say(
                "\(grouped(output.rows)) 人分、\(columns.count) 項目を収めています。",
                "It holds \(persons(output.rows)) in \(columns.count) columns."),
        ]
        let lost = report.suppressed.rows
        let all = max(1, output.rows + (report.suppressed.mode == .mask ? 0 : lost))
        let figures = [
            (say("収めた人数", "Persons"), grouped(output.rows)), (say("項目の数", "Columns"), "\(columns.count)"),
            (
                report.suppressed.mode == .mask ? say("伏せた人の割合", "Masked") : say("除いた人の割合", "Left out"),
                percent(Double(lost) / Double(all))
            ),
            (say("同じ組合せの最少人数", "Smallest group"), grouped(report.classes.smallest)),
        ]
        let cards = figures.map { "<div><dt>\($0)</dt><dd>\(escaped($1))</dd></div>" }
        return "<p class=\"verdict good\">\(escaped(joined(sentences)))</p>\n"
            + "<dl class=\"figures\">\(cards.joined())</dl>"
    }

    /// What the columns are.
    private var content: PageSection {
        let rows = columns.map { column in
            let steps = report.steps.filter { $0.changedRows > 0 && ($0.columns ?? [$0.column]).contains(column.name) }
            let done = (column.height == nil && !steps.isEmpty ? [] : [column.done]) + steps.map(\.done)
            let change = done.compactMap { $0 }.map { language($0) }.joined(separator: say("。", "; "))
            let cells = column.suppressedCells ?? 0
            return [
                escaped(column.name),
                cells > 0
                    ? titled(change, say("\(grouped(cells)) 個のセルは *", "\(grouped(cells)) cells are *"))
                    : escaped(change),
                grouped(column.distinctAfter), escaped(fineness(column)),
            ]
        }
        let removed = report.columns.filter(\.removed).map(\.name)
        let heading = say("データの中身", "What the data hold")
        let rest =
            removed.isEmpty
            ? ""
            : "<p class=\"rest\">" + escaped(say("次の項目は含みません：\(list(removed))。", "Not included: \(list(removed))."))
                + "</p>"
        return PageSection(
            id: "content", heading: heading,
            content: table(
                heading,
                [say("項目", "Column"), say("加工", "Change"), say("値の種類", "Values"), say("細かさ", "Detail")], rows,
                numbers: 2...2) + rest)
    }

    /// How much detail a column still has, in words.
    func fineness(_ column: Report.Column) -> String {
        if column.distinctAfter <= 1 { return say("残っていない（全員が同じ値）", "none (one value for all)") }
        guard column.height != nil else {
            if column.role == "linking-code" { return say("仮ID", "pseudonym") }
            return report.rowsChanged(in: column.name) > 0
                ? say("一部の値を変更", "some values changed") : say("元のまま", "as in the source")
        }
        guard let loss = loss(column) else { return say("まとめてある", "generalized") }
        return switch loss {
        case ..<0.000_001: say("元のまま", "as in the source")
        case ..<0.1: say("高い", "high")
        case ..<0.4: say("中くらい", "medium")
        default: say("低い", "low")
        }
    }
}
