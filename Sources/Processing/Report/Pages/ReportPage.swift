import Deidentification

/// `report.html`: the report for reading, in Japanese and English. A pure function of the report: names of columns, labels of
/// the output and figures are all it shows. Figures are rounded; `report.json` has them in full.
package struct ReportPage {
    let report: Report
    let legalBasis: LegalBasis

    /// A page of the report, with the names of the law in force.
    package init(_ report: Report, legalBasis: LegalBasis) {
        self.report = report
        self.legalBasis = legalBasis
    }

    /// The page.
    package var html: String {
        PageShell(articles: Language.allCases.map { ReportArticle(report, legalBasis, $0).article }).html
    }
}

/// The report in one language.
struct ReportArticle: Speaking {
    let report: Report
    let legalBasis: LegalBasis
    let language: Language

    init(_ report: Report, _ legalBasis: LegalBasis, _ language: Language) {
        self.report = report
        self.legalBasis = legalBasis
        self.language = language
    }

    var article: PageShell.Article {
        let sections: [PageSection?] = [
            conditions, columns, steps, classes, risk, attack, measures, distributions, correlations, search, rules,
            record, glossary,
        ]
        return PageShell.Article(
            language: language, kind: say("加工報告書", "De-identification report"), title: title,
            lead: verdict + "\n" + keyFigures, sections: sections.compactMap(\.self))
    }

    var title: String {
        report.recipe.title.isEmpty ? say("匿名加工", "De-identification") : report.recipe.title
    }

    /// The recipe's k.
    var k: Int { report.minimumClassSize }

    /// The rows that the recipe's steps took away.
    var droppedRows: Int { report.steps.reduce(0) { $0 + $1.droppedRows } }

    /// A number of rows as a share of those that the search saw: the input's without those that a step dropped.
    func share(_ rows: Int) -> Double {
        let considered = report.input.rows - droppedRows
        return considered <= 0 ? 0 : Double(rows) / Double(considered)
    }

    var isMasking: Bool { report.suppressed.mode == .mask }
    var isGiven: Bool { report.search.algorithm == "given" }
    var coding: String { report.transformation?.coding.rawValue ?? "global" }
}
