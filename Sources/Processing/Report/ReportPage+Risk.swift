import Deidentification

extension ReportPage {
    /// Whose risk the table shows.
    var riskNote: String {
        "ある人がデータに含まれると知っている者が、準識別子だけからその人の行を言い当てる確からしさです（加工前は、レシピの前処理を済ませた状態）。"
    }

    /// Risk before and after, with bars.
    var riskTable: String {
        func row(_ name: String, _ note: String, _ value: (Report.Risk.Figures) -> Double) -> [String] {
            [heading(name, note), bar(value(report.risk.before)), report.risk.after.map { bar(value($0)) } ?? "－"]
        }
        let threshold = percent(1 / Double(max(1, recipe.minimumClassSize)))
        var rows = [
            row("最も高い人", "1 ÷ 最も少ない組合せの人数") { $0.prosecutor.highest },
            row("平均", "組合せの数 ÷ 人数") { $0.prosecutor.average },
            row("基準を超える人の割合", "基準は 1 ÷ k = \(threshold)") { $0.prosecutor.atRisk },
        ]
        rows.append(
            [
                heading("組合せが一人だけの人", "標本一意"), grouped(report.risk.before.sampleUniques) + " 人",
                report.risk.after.map { grouped($0.sampleUniques) + " 人" } ?? "－",
            ])
        return table("再識別リスク", ["見方", "加工前", "加工後"], rows, numbers: 1...2)
    }

    static let utilityNote = "加工で失われた細かさです。除いた行は全て失われたものとして数えます。"

    /// What the output is still worth.
    var utilityTable: String {
        let utility = report.utility
        var rows: [[String]] = []
        if let transformation = report.transformation {
            rows.append([heading("情報損失（\(transformation.metric)）", "レシピが最小にした値"), lossText(transformation)])
        }
        rows += [
            [heading("正規化確実性ペナルティ", "0% は元のまま、100% は何も残らない"), percent(utility.normalizedCertaintyPenalty)],
            [heading("一般化の度合い", "登った段階の割合の平均（precision）"), percent(utility.precision)],
            [heading("組合せ当たりの平均人数", "除いた行は一つの組合せとして数える"), decimal(utility.averageClassSize, 1) + " 人"],
        ]
        return table("有用性", ["指標", "値"], rows, numbers: 1...1)
    }

    private func heading(_ name: String, _ note: String) -> String {
        "\(escaped(name))<small>\(escaped(note))</small>"
    }

    /// A share as a figure with a bar of that length.
    private func bar(_ share: Double) -> String {
        let length = share > 0 ? "<i style=\"width:\(decimal(share * 100, 2))%\"></i>" : ""
        return "\(percent(share))<span class=\"bar\">\(length)</span>"
    }
}
