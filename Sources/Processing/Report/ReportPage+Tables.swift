import Deidentification

extension ReportPage {
    var columnTable: String {
        let rows = report.columns.map { column in
            let rule = recipe.columns.first { $0.name == column.name }
            let isKept = column.distinctAfter > 0
            return [
                escaped(column.name), escaped(rule?.role.japaneseName ?? column.role), escaped(rule?.decision ?? ""),
                column.level.map(String.init) ?? "－", grouped(column.distinctBefore),
                isKept ? grouped(column.distinctAfter) : "削除",
            ]
        }
        return table(["項目", "区分", "加工", "適用段階", "加工前の種類", "加工後の種類"], rows, numbersFrom: 3)
    }

    var riskTable: String {
        func row(_ name: String, _ value: (Report.Risk.Figures) -> String) -> [String] {
            [name, value(report.risk.before), report.risk.after.map(value) ?? "－"]
        }
        let rows = [
            row("最も高い人のリスク（1／最小の組合せ）") { percent($0.prosecutor.highest) },
            row("平均のリスク") { percent($0.prosecutor.average) },
            row("最も低い人のリスク") { percent($0.prosecutor.lowest) },
            row("基準を超える人の割合") { percent($0.prosecutor.atRisk) },
            row("組合せが一人だけの人（標本一意）") { grouped($0.sampleUniques) },
        ]
        return table(["", "加工前", "加工後"], rows, numbersFrom: 1)
    }

    var privacyTable: String {
        let rows = report.privacy.map { check in
            [
                escaped("\(check.model)（k = \(check.k)）"), check.reached.map(grouped) ?? "－",
                check.holds ? "満たす" : "満たさない",
            ]
        }
        return table(["条件", "達した値", "判定"], rows, numbersFrom: 1)
    }

    var ruleTable: String {
        let rows = report.rule62.map { item in
            let measures = item.measures.map { "<li>\(escaped($0))</li>" }.joined()
            return ["第\(item.item)号", escaped(item.requirement), "<ul>\(measures)</ul>"]
        }
        return table(["号", "求められること", "このレシピの措置"], rows, numbersFrom: 3)
    }

    var recordTable: String {
        var rows = [
            ["入力ファイルの SHA-256", code(report.input.sha256)],
            ["入力の文字コード", escaped(report.input.encoding) + (report.input.encodingDetected ? "（自動判定）" : "")],
            ["レシピの SHA-256", code(report.recipe.sha256)],
            [
                "探索",
                "\(grouped(report.search.nodes)) 通りのうち \(grouped(report.search.checked)) 通りを計算"
                    + (report.search.optimal ? "、最適であることを確認" : ""),
            ],
        ]
        if let output = report.output {
            rows.append(["出力ファイルの SHA-256", code(output.sha256)])
            rows.append(["行の順序", output.keptOrder ? "入力のまま" : "無作為に並べ替え"])
            rows.append(["数式とみなされうるセルの無害化", "\(grouped(output.neutralizedCells)) セル"])
        }
        rows += report.steps.map { step in
            let effect =
                step.droppedRows > 0 ? "\(grouped(step.droppedRows)) 行を削除" : "\(grouped(step.changedRows)) 行を変更"
            let reason = step.reason.map { "：" + escaped($0) } ?? ""
            return ["前処理 \(step.step)（\(escaped(step.column))）", effect + reason]
        }
        return table(["", ""], rows, numbersFrom: 2)
    }

    private func code(_ text: String) -> String { "<code>\(escaped(text))</code>" }

    /// A table; cells are HTML already, and columns from `numbersFrom` on are set flush right.
    private func table(_ head: [String], _ rows: [[String]], numbersFrom: Int) -> String {
        func cells(_ texts: [String], _ tag: String) -> String {
            texts.enumerated().map { index, text in
                "<\(tag)\(index >= numbersFrom ? " class=\"number\"" : "")>\(text)</\(tag)>"
            }.joined()
        }
        let header = head.allSatisfy(\.isEmpty) ? "" : "<thead><tr>\(cells(head, "th"))</tr></thead>"
        let body = rows.map { "<tr>\(cells($0, "td"))</tr>" }.joined(separator: "\n")
        return "<div class=\"scroll\"><table>\(header)<tbody>\n\(body)\n</tbody></table></div>"
    }
}
