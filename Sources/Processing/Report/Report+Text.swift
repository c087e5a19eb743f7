import Deidentification

extension Report.Privacy {
    /// The model with its parameters, for a line of text.
    var label: String {
        let texts = parameters.sorted { $0.key < $1.key }.compactMap { name, parameter in
            switch parameter {
            case .number(let number): "\(name) = \(plain(number))"
            case .text(let text): name == "column" ? text : "\(name) \(text)"
            case .levels: nil
            }
        }
        return ([model] + texts).joined(separator: " ")
    }
}

extension Report {
    /// The report as lines of text for a terminal.
    public var text: String {
        var lines: [String] = []
        if solution, let output {
            lines.append("加工が完了しました：\(grouped(input.rows)) 行 → \(grouped(output.rows)) 行")
        } else {
            lines.append("レシピを満たす加工はありません。データは出力していません。")
            if let reason { lines.append(reason) }
        }
        if let transformation {
            let levels = columns.compactMap { column in column.level.map { "\(column.name) \($0)" } }
            if !levels.isEmpty { lines.append("一般化の段階 \(levels.joined(separator: "、"))") }
            lines.append("情報損失 \(transformation.metric) \(transformation.loss)")
        }
        lines.append("削除・秘匿 \(grouped(suppressed.rows)) 行（許容 \(grouped(suppressed.allowedRows)) 行）")
        lines.append("等価クラス \(grouped(classes.count))（最小 \(grouped(classes.smallest)) 人）")
        lines += privacy.map { "\($0.label)：\($0.holds ? "満たす" : "満たさない")" }
        lines.append(
            "再識別リスク（最高） \(percent(risk.before.prosecutor.highest))"
                + (risk.after.map { " → \(percent($0.prosecutor.highest))" } ?? ""))
        return lines.joined(separator: "\n") + "\n"
    }
}
