import Deidentification

/// `report.html`: the report for reading. One file without references to others, and without any cell value of the input; the
/// names of columns and the figures are all it shows. Figures are rounded; `report.json` has them in full.
///
/// The page is well-formed XML too, so that a test can hold it to that.
struct ReportPage {
    let report: Report
    let recipe: Recipe
    let legalBasis: LegalBasis

    init(_ report: Report, recipe: Recipe, legalBasis: LegalBasis) {
        self.report = report
        self.recipe = recipe
        self.legalBasis = legalBasis
    }

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>\(escaped(title))｜加工報告書</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <main>
        <header>
        <p class="kind">加工報告書</p>
        <h1>\(escaped(title))</h1>
        \(verdict)
        \(keyFigures)
        </header>
        \(sections)
        </main>
        </body>
        </html>

        """
    }

    private var sections: String {
        let utility = report.solution ? [("有用性", Self.utilityNote, utilityTable)] : []
        let all =
            [
                ("求められた条件と結果", "", conditionTable),
                ("項目ごとの加工", columnNote, columnTable),
                ("同じ組合せの人数の分布", "準識別子の組合せが同じ人の数ごとに、何人がそこに属するかを示します。", histogram),
                ("再識別リスク", riskNote, riskTable),
            ] + utility + [
                ("加工の基準との対応", "\(legalBasis.creationRule)各号に対応する措置です。", ruleTable),
                ("加工の選び方", searchNote, ""), ("記録", "数値は丸めて示しています。全ての桁は report.json にあります。", recordTable),
                ("用語", "", glossary),
            ]
        return all.map { heading, note, content in
            let paragraph = note.isEmpty ? "" : "<p class=\"note\">\(escaped(note))</p>\n"
            return "<section>\n<h2>\(heading)</h2>\n\(paragraph)\(content)\n</section>"
        }.joined(separator: "\n")
    }

    private var title: String { report.recipe.title.isEmpty ? "匿名加工" : report.recipe.title }

    /// The rows that the search saw: those of the input without those that a step dropped.
    var consideredRows: Int { report.input.rows - droppedRows }

    /// The rows that the recipe's steps took away.
    var droppedRows: Int { report.steps.reduce(0) { $0 + $1.droppedRows } }

    /// A number of rows as a share of those that the search saw.
    func share(_ rows: Int) -> Double { consideredRows == 0 ? 0 : Double(rows) / Double(consideredRows) }
}

/// Text with the characters that HTML gives a meaning replaced.
func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
        switch character {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result.append(character)
        }
    }
    return result
}
