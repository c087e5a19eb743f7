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
        let coding = transformation?.coding ?? .global
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
        if coding != .global, suppressed.cells > 0 { lines.append("伏せたセル \(grouped(suppressed.cells)) 個") }
        if let verified = search.verified {
            lines.append(verified ? "全探索による検証：最適と確認" : "全探索による検証：一致しない（報告してください）")
        }
        for earlier in risk.differencing ?? [] where !earlier.holds {
            lines.append(
                "注意：以前の提供（\(earlier.earlier)）と合わせると \(grouped(earlier.isolatedRows)) 行が k 人未満の組に分かれます。")
        }
        lines.append("等価クラス \(grouped(classes.count))（最小 \(grouped(classes.smallest)) 人）")
        lines += privacy.map { "\($0.label)：\($0.holds ? "満たす" : "満たさない")" }
        lines.append(
            "再識別リスク（最高） \(percent(risk.before.prosecutor.highest))"
                + (risk.after.map { " → \(percent($0.prosecutor.highest))" } ?? ""))
        return lines.joined(separator: "\n") + "\n"
    }
}
