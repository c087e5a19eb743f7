import Deidentification

extension ReportPage {
    /// The conditions of the recipe with what was reached.
    var conditionTable: String {
        var rows = report.privacy.map { check in
            let name = check.model == PrivacyModelName.kAnonymity.rawValue ? "k-匿名性" : check.model
            let isOverLimit = !check.holds && (check.reached ?? 0) >= check.k
            let reason = isOverLimit ? "<small>除く人数が上限を超えるため</small>" : ""
            return [
                escaped(name) + "<small>準識別子の組合せが同じ人の数</small>", "\(grouped(check.k)) 人以上",
                check.reached.map { "\(grouped($0)) 人" } ?? "－", judgement(check.holds) + reason,
            ]
        }
        let lost = report.suppressed
        rows.append(
            [
                recipe.suppression.mode == .mask ? "準識別子を伏せる人数" : "除く人数",
                "\(grouped(lost.allowedRows)) 人以内（\(shortPercent(recipe.suppression.limit))）",
                "\(grouped(lost.rows)) 人（\(percent(share(lost.rows)))）", judgement(lost.rows <= lost.allowedRows),
            ])
        return table("求められた条件と結果", ["条件", "求め", "結果", "判定"], rows, numbers: 1...2)
    }

    /// The five items of the standard for creation with the measures that answer them.
    var ruleTable: String {
        let rows = report.rule62.map { item in
            let measures = item.measures.map { "<li>\(escaped($0))</li>" }.joined()
            return ["第\(item.item)号", escaped(item.requirement), "<ul>\(measures)</ul>"]
        }
        return table("加工の基準との対応", ["号", "求められること", "この加工の措置"], rows)
    }

    /// What identifies the run's files, and what its steps did.
    var recordTable: String {
        var rows = [
            ["入力ファイルの SHA-256", code(report.input.sha256)],
            ["入力の文字コード", escaped(report.input.encoding) + (report.input.encodingDetected ? "（自動判定）" : "")],
            ["レシピの SHA-256", code(report.recipe.sha256)],
        ]
        if let output = report.output {
            rows.append(["data.csv の SHA-256", code(output.sha256)])
            rows.append(["行の順序", output.keptOrder ? "入力のまま" : "無作為に並べ替え"])
            let cells = output.neutralizedCells
            rows.append(
                ["表計算で数式とみなされうるセル", cells == 0 ? "なし" : "\(grouped(cells)) セルの先頭に &#39; を付加"])
        }
        rows += report.steps.map { step in
            let effect =
                step.droppedRows > 0 ? "\(grouped(step.droppedRows)) 行を除外" : "\(grouped(step.changedRows)) 行を変更"
            let reason = step.reason.map { "：" + escaped($0) } ?? ""
            return ["前処理 \(step.step)（\(escaped(step.column))）", effect + reason]
        }
        return table("記録", ["事項", "内容"], rows)
    }

    /// The words of the page that not every reader knows.
    var glossary: String {
        let words = [
            ("準識別子", "それだけでは誰か分からなくても、組み合わせると分かるおそれのある項目（生年月日、性別、住所など）。"),
            ("k-匿名性", "準識別子の組合せが同じ人が、どの人についても本人を含めて k 人以上いること。"),
            ("一般化", "値を粗くすること。例えば生年月日を 10 年きざみにする。"),
            ("情報損失", "加工で失われた細かさ。0% は元のまま、100% は何も残らない。"),
            ("SHA-256", "ファイルの内容から計算する値。一致すれば内容が同じと確かめられる。"),
        ]
        return "<dl class=\"words\">\(words.map { "<dt>\($0)</dt><dd>\($1)</dd>" }.joined(separator: "\n"))</dl>"
    }

    /// A verdict that does not rest on colour.
    private func judgement(_ holds: Bool) -> String {
        holds ? "<b class=\"good\">○ 満たす</b>" : "<b class=\"bad\">× 満たさない</b>"
    }

    private func code(_ text: String) -> String { "<code>\(escaped(text))</code>" }

    /// A table whose first cells are the headers of their rows; cells are HTML already. The columns in `numbers` are set flush
    /// right. The table scrolls by itself where the page is narrow, by keyboard too.
    func table(_ label: String, _ head: [String], _ rows: [[String]], numbers: ClosedRange<Int>? = nil) -> String {
        func style(_ index: Int) -> String { numbers?.contains(index) == true ? " class=\"number\"" : "" }
        let header = head.enumerated().map { "<th scope=\"col\"\(style($0))>\($1)</th>" }.joined()
        let body = rows.map { cells in
            let texts = cells.enumerated().map { index, text in
                index == 0 ? "<th scope=\"row\">\(text)</th>" : "<td\(style(index))>\(text)</td>"
            }
            return "<tr>\(texts.joined())</tr>"
        }
        return """
            <div class="scroll" role="region" aria-label="\(label)の表" tabindex="0"><table>
            <thead><tr>\(header)</tr></thead>
            <tbody>
            \(body.joined(separator: "\n"))
            </tbody>
            </table></div>
            """
    }
}
