import Deidentification

extension ReportArticle {
    /// Each column with what became of it.
    var columns: PageSection {
        let rows = report.columns.map { column in
            let level = column.level.map(String.init) ?? (column.rowsPerLevel == nil ? "－" : say("行ごと", "per row"))
            return [
                escaped(column.name), "<span class=\"role\">\(escaped(roleName(column.role)))</span>", deed(column),
                level, column.distinctBefore.map { grouped($0) } ?? "－",
                column.removed ? say("削除", "removed") : grouped(column.distinctAfter),
            ]
        }
        let heading = say("項目ごとの加工", "What was done to each column")
        return PageSection(
            id: "columns", heading: heading,
            note: say(
                "段階は 0 が元の細かさで、数が大きいほど粗くなります。種類は、異なる値がいくつあるかです。",
                "Level 0 is as fine as the source; the higher, the coarser. Values: how many different ones there are."),
            content: table(
                heading,
                [
                    say("項目", "Column"), say("区分", "Role"), say("したこと", "What was done"), say("段階", "Level"),
                    say("種類（前）", "Values before"), say("種類（後）", "after"),
                ], rows, numbers: 3...5))
    }

    private func deed(_ column: Report.Column) -> String {
        var notes: [String] = []
        if column.distinctAfter == 1, let before = column.distinctBefore, before > 1, column.level != column.height {
            notes.append(say("全員が同じ値になる", "the same value for all"))
        }
        if let cells = column.suppressedCells, cells > 0 {
            notes.append(say("\(grouped(cells)) 個のセルを * で伏せた", "\(grouped(cells)) cells masked"))
        }
        let changed = column.removed ? 0 : report.rowsChanged(in: column.name)
        if changed > 0 {
            notes.append(say("前処理で \(grouped(changed)) 人の値を変更", "\(grouped(changed)) values changed by earlier steps"))
        }
        let text = column.done.map { language($0) } ?? (column.removed ? say("削除した", "removed") : "－")
        return notes.isEmpty ? escaped(text) : titled(text, list(notes))
    }

    /// The role's name on documents.
    func roleName(_ role: String) -> String {
        switch Role(rawValue: role) {
        case .directIdentifier: say("直接識別子", "direct identifier")
        case .identificationCode: say("個人識別符号", "identification code")
        case .linkingCode: say("連結符号", "linking code")
        case .quasiIdentifier: say("準識別子", "quasi-identifier")
        case .sensitive: say("機微属性", "sensitive")
        case .insensitive: say("その他の属性", "other")
        case .drop: say("不要項目", "not needed")
        case nil: role
        }
    }

    /// The steps before the search; absent where the recipe has none.
    var steps: PageSection? {
        if report.steps.isEmpty { return nil }
        let rows = report.steps.map { step in
            let columns = list(step.columns ?? [step.column].filter { !$0.isEmpty })
            let effect =
                step.droppedRows > 0
                ? say("\(grouped(step.droppedRows)) 行を除外", "\(grouped(step.droppedRows)) rows left out")
                : step.changedRows > 0
                    ? say("\(grouped(step.changedRows)) 個の値を変更", "\(grouped(step.changedRows)) values changed") : "－"
            let done = step.done.map { language($0) } ?? step.kind ?? "－"
            return [
                "\(step.step)", escaped(columns.isEmpty ? say("全項目", "all") : columns),
                step.reason.map { done.contains($0) ? escaped(done) : titled(done, $0) } ?? escaped(done), effect,
            ]
        }
        let heading = say("一般化の前にした加工", "Steps before generalization")
        return PageSection(
            id: "steps", heading: heading,
            content: table(
                heading, [say("順", "No."), say("項目", "Columns"), say("したこと", "What was done"), say("結果", "Effect")],
                rows,
                numbers: 3...3))
    }
}
