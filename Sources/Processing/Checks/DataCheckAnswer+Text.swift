import MunicipalData

extension DataCheckAnswer {
    /// Problems that are listed in the text; all are in the JSON and in the table.
    private static let shownProblems = 20

    /// The answer for reading on a terminal.
    package func text(inJapanese isJapanese: Bool) -> String {
        var lines = [
            isJapanese
                ? "\(layout)：\(rows) 行、\(columns) 列、\(encoding)、改行 \(lineBreaks.style)、\(bytes) バイト"
                : "\(layout): \(rows) rows, \(columns) columns, \(encoding), line breaks \(lineBreaks.style), \(bytes) bytes"
        ]
        lines += profileLines(isJapanese)
        if !gaiji.isEmpty {
            lines.append(isJapanese ? "外字：" : "Gaiji:")
            lines += gaiji.prefix(Self.shownProblems).map { "  \($0.code)  \($0.column.terminalSafe)  \($0.cells)" }
        }
        if counts.isEmpty {
            lines.append(isJapanese ? "問題はありません。" : "No problem was found.")
        } else {
            lines += problemLines(isJapanese)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func profileLines(_ isJapanese: Bool) -> [String] {
        let header =
            isJapanese
            ? ["列", "値あり", "欠損", "問題", "種類数", "文字数", "年"]
            : ["COLUMN", "FILLED", "MISSING", "FAULTY", "DISTINCT", "LENGTH", "YEARS"]
        let rows = profile.map { column in
            [
                column.name.terminalSafe, "\(column.filled)", "\(column.missing)", "\(column.faulty)",
                column.distinct.map(String.init) ?? ">\(ColumnProfile.distinctLimit)",
                Self.range(column.lengths), Self.range(column.years),
            ]
        }
        return rows.isEmpty ? [] : [TextTable(header: header, rows: rows).text]
    }

    private static func range(_ bounds: [Int]?) -> String {
        guard let bounds, let first = bounds.first, let last = bounds.last else { return "" }
        return first == last ? "\(first)" : "\(first)-\(last)"
    }

    private func problemLines(_ isJapanese: Bool) -> [String] {
        let total = counts.values.reduce(0, +)
        var lines = [isJapanese ? "問題 \(total) 件：" : "\(total) problem(s):"]
        lines += counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "  \($0.key)  \($0.value)" }
        for problem in problems.prefix(Self.shownProblems) {
            lines.append(
                "  \(problem.place(isJapanese)): \(problem.code): \((isJapanese ? problem.japanese : problem.message).terminalSafe)"
            )
        }
        let rest = total - min(problems.count, Self.shownProblems)
        if rest > 0 {
            lines.append(
                isJapanese
                    ? "  ほか \(rest) 件（すべては -o json 又は --table で）" : "  and \(rest) more (all with -o json or --table)")
        }
        return lines
    }
}

extension DataCheckAnswer.Problem {
    /// Where it stands, for reading.
    fileprivate func place(_ isJapanese: Bool) -> String {
        let name = (column ?? columnNumber.map { isJapanese ? "\($0)列目" : "\($0)" })?.terminalSafe
        guard row > 0 || name != nil else { return isJapanese ? "ファイル全体" : "the file" }
        let line = row > 0 ? (isJapanese ? "\(row)行目" : "row \(row)") : (isJapanese ? "項目名の行" : "header")
        let cell = name.map { isJapanese ? "「\($0)」" : ", column \($0)" } ?? ""
        return line + cell + (isJapanese ? "（\(offset)バイト目）" : ", byte \(offset)")
    }
}
