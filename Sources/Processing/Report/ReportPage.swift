import Deidentification

/// `report.html`: the report for reading. One file without references to others, and without any cell value of the input; the
/// names of columns and the figures are all it shows.
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
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title))｜加工報告書</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <main>
        <header>
        <p class="kind">加工報告書</p>
        <h1>\(escaped(title))</h1>
        <p class="verdict \(report.solution ? "good" : "bad")">\(escaped(summary))</p>
        </header>
        \(keyFigures)
        <h2>項目ごとの加工</h2>
        \(columnTable)
        <h2>同じ組合せの人数の分布</h2>
        \(histogram)
        <h2>再識別リスク</h2>
        \(riskTable)
        <h2>満たすべき条件</h2>
        \(privacyTable)
        <h2>加工の基準との対応</h2>
        <p class="note">\(escaped(legalBasis.creationRule))各号</p>
        \(ruleTable)
        <h2>記録</h2>
        \(recordTable)
        </main>
        </body>
        </html>

        """
    }

    private var title: String { report.recipe.title.isEmpty ? "匿名加工" : report.recipe.title }

    /// One sentence that says what came out.
    private var summary: String {
        guard report.solution, let output = report.output else {
            return "このレシピを満たす加工は得られませんでした。データは出力していません。\(japaneseReason)"
        }
        let lost = report.suppressed.rows
        let suppression =
            recipe.suppression.mode == .mask
            ? "\(grouped(lost)) 人の準識別子を伏せて" : "\(grouped(lost)) 人（\(percent(share(lost)))）の行を削除して"
        return "\(grouped(report.input.rows)) 人のデータを、\(suppression)"
            + " \(grouped(output.rows)) 人のデータに加工しました。"
            + "準識別子の組合せが同じ人は最も少ない組合せでも \(grouped(smallest)) 人です。"
    }

    private var japaneseReason: String {
        "最も粗い加工又は指定された加工でも \(grouped(report.suppressed.rows)) 行の削除が必要で、"
            + "許容は \(grouped(report.suppressed.allowedRows)) 行です。"
    }

    private var smallest: Int { report.privacy.compactMap(\.reached).min() ?? report.classes.smallest }

    private func share(_ rows: Int) -> Double {
        report.input.rows == 0 ? 0 : Double(rows) / Double(report.input.rows)
    }

    private var keyFigures: String {
        let figures = [
            ("入力", grouped(report.input.rows), "行"),
            ("出力", report.output.map { grouped($0.rows) } ?? "－", "行"),
            ("削除・秘匿", grouped(report.suppressed.rows), "行"),
            ("最小の組合せ", grouped(report.classes.smallest), "人"),
            ("情報損失", report.transformation.map { decimal($0.loss, 4) } ?? "－", ""),
        ]
        let cards = figures.map { name, value, unit in
            "<div><dt>\(name)</dt><dd>\(value)<small>\(unit)</small></dd></div>"
        }
        return "<dl class=\"figures\">\(cards.joined())</dl>"
    }
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
