import Deidentification

/// From which figures on the page advises: shares and strengths from 0 to 1.
private enum Bound {
    /// A column that lost less is as good as the source.
    static let fineLoss = 0.1
    /// A column that lost more shows rough tendencies only.
    static let coarseLoss = 0.4
    /// Distributions that are nearer count as the same, and those farther as shifted.
    static let sameDistribution = 0.01
    static let shiftedDistribution = 0.05
    /// Associations that are weaker are not worth a word.
    static let association = 0.1
    /// Associations that changed less count as kept, and those that changed more as lost.
    static let keptAssociation = 0.03
    static let lostAssociation = 0.1
    /// Labels of which more were lost, and that many times more than on the average, count as biased.
    static let biasedShare = 0.05
    static let biasedFactor = 2.0
}

extension BuyerArticle {
    /// What can and what cannot be done, from the figures.
    var uses: PageSection {
        PageSection(
            id: "uses", heading: say("できること・できないこと", "What can and cannot be done"),
            note: say(
                "加工の結果の数値から機械的に導いた目安です。", "Derived mechanically from the figures of the processing."),
            content: "<h3>\(say("できること", "Can be done"))</h3>\n" + bullets(can, kind: "can")
                + "\n<h3>\(say("できないこと・注意が要ること", "Cannot be done, or needs care"))</h3>\n"
                + bullets(cannot, kind: "cannot"))
    }

    private func names(_ range: Range<Double>) -> [String] {
        columns.filter { column in
            column.height != nil && column.distinctAfter > 1 && loss(column).map(range.contains) == true
        }.map(\.name)
    }

    private var can: [String] {
        var sentences: [String] = []
        let asIs = columns.filter {
            $0.height == nil && $0.role != "linking-code" && report.rowsChanged(in: $0.name) == 0
        }.map(\.name)
        if !asIs.isEmpty {
            sentences.append(
                say("\(list(asIs))：元の値のまま集計・分析できます。", "\(list(asIs)): can be analysed with the source's values."))
        }
        let fine = names(0..<Bound.fineLoss)
        if !fine.isEmpty {
            sentences.append(say("\(list(fine))：元に近い細かさで分析できます。", "\(list(fine)): nearly as detailed as the source."))
        }
        let medium = names(Bound.fineLoss..<Bound.coarseLoss)
        if !medium.isEmpty {
            sentences.append(
                say("\(list(medium))：まとめた区分ごとの集計に使えます。", "\(list(medium)): can be tabulated by their broader values."))
        }
        let same = (report.utility.distributions ?? []).filter {
            ($0.distance ?? 1) <= Bound.sameDistribution && $0.labels.count > 1
        }.map(\.column)
        if !same.isEmpty {
            sentences.append(
                say("\(list(same))：値の割合は元とほぼ同じです。", "\(list(same)): shares of values are nearly those of the source."))
        }
        let kept = pairs { $0 < Bound.keptAssociation }
        if !kept.isEmpty {
            sentences.append(
                say("関連が保たれている組：\(list(kept))。", "Associations that are kept: \(list(kept))."))
        }
        if columns.contains(where: { $0.role == "linking-code" }) {
            sentences.append(
                say(
                    "仮IDが同じ行は、このデータの中では同じ人として扱えます。", "Rows with equal pseudonyms are one person, within these data."))
        }
        return sentences
    }

    private var cannot: [String] {
        var sentences = [
            say(
                "特定の人を探すこと、ほかの情報と照合して本人を識別することはできません（法律で禁じられています）。",
                "Looking for a particular person, or matching with other information to identify one: forbidden by law."
            )
        ]
        let coarse = names(Bound.coarseLoss..<Double.infinity)
        if !coarse.isEmpty {
            sentences.append(
                say("\(list(coarse))：大まかな傾向しか分かりません。", "\(list(coarse)): rough tendencies only."))
        }
        let gone = columns.filter { $0.distinctAfter <= 1 && ($0.distinctBefore ?? 0) > 1 }.map(\.name)
        if !gone.isEmpty {
            sentences.append(say("\(list(gone))：全員が同じ値なので、分析に使えません。", "\(list(gone)): one value for all, of no use."))
        }
        let shifted = (report.utility.distributions ?? []).filter { ($0.distance ?? 0) > Bound.shiftedDistribution }
        if !shifted.isEmpty {
            sentences.append(
                say(
                    "\(list(shifted.map(\.column)))：値の割合が元とずれています。割合をそのまま人口全体に当てはめないでください。",
                    "\(list(shifted.map(\.column))): shares of values differ from the source; do not take them for the population's."
                ))
        }
        let lost = pairs { $0 > Bound.lostAssociation }
        if !lost.isEmpty {
            sentences.append(
                say(
                    "関連が弱まった組：\(list(lost))。相関や回帰の結果に注意してください。",
                    "Associations that are weaker: \(list(lost)). Mind this in correlation and regression."))
        }
        if report.transformation?.coding == .local {
            sentences.append(
                say(
                    "同じ項目でも行により値の細かさが違います。集計するときは、粗い方の区分にそろえてください。",
                    "Values of one column differ in detail from row to row; tabulate by the broader ones."))
        }
        if report.suppressed.cells > 0 {
            sentences.append(say("値が * のセルは、値が分からないものとして扱ってください。", "Treat cells written * as missing."))
        }
        let blurred = report.steps.filter { ["noise", "swap", "microaggregate", "round"].contains($0.kind) }
            .flatMap { $0.columns ?? [$0.column] }
        if !blurred.isEmpty {
            sentences.append(
                say(
                    "\(list(blurred))：一人一人の値は正確ではありません。平均や割合などの集計に使ってください。",
                    "\(list(blurred)): single values are not exact; use them for means and shares."))
        }
        if report.steps.contains(where: { $0.kind == "sample" }) {
            sentences.append(
                say("元の全員ではなく、無作為に抽出した人のデータです。", "The data are a random sample of the source."))
        }
        if !columns.contains(where: { $0.role == "linking-code" }) {
            sentences.append(
                say(
                    "年度の違うデータや別のデータと、同じ人の行を結び付けることはできません。",
                    "Rows cannot be linked with those of another year or another file."))
        }
        return sentences
    }

    /// Pairs that went together before, and whose change is meant; at most six, strongest first.
    private func pairs(_ isMeant: (Double) -> Bool) -> [String] {
        (report.utility.correlations?.pairs ?? [])
            .filter { abs($0.before ?? 0) >= Bound.association && $0.change.map(isMeant) == true }
            .sorted { abs($0.before ?? 0) > abs($1.before ?? 0) }
            .prefix(6).map { "\($0.first)×\($0.second)" }
    }

    /// How many rows are missing, and whether some kinds of persons more than others.
    var missing: PageSection {
        let lost = report.suppressed.rows
        let isMasking = report.suppressed.mode == .mask
        let considered = report.input.rows - report.steps.reduce(0) { $0 + $1.droppedRows }
        let share = considered <= 0 ? 0 : Double(lost) / Double(considered)
        let biased = biases(share)
        var sentences: [String] = []
        for step in report.steps where step.droppedRows > 0 {
            let reason = step.reason.map { say("（\($0)）", " (\($0))") } ?? ""
            sentences.append(
                say(
                    "はじめに \(grouped(step.droppedRows)) 人を対象から外しました\(reason)。",
                    "\(persons(step.droppedRows)) were taken out first\(reason)."))
        }
        if lost == 0 {
            sentences.append(say("少人数であることを理由に除いた人はいません。", "Nobody was left out for being in too small a group."))
        } else {
            sentences.append(
                isMasking
                    ? say(
                        "同じ組合せの人が少なすぎる \(grouped(lost)) 人（\(percent(share))）は、準識別子を * にしてあります。",
                        "\(persons(lost)) (\(percent(share))) in groups too small have * for their quasi-identifiers.")
                    : say(
                        "同じ組合せの人が少なすぎる \(grouped(lost)) 人（\(percent(share))）は除いてあります。",
                        "\(persons(lost)) (\(percent(share))) in groups too small are left out."))
            sentences.append(
                biased.isEmpty
                    ? say(
                        "示せる範囲では、特定の値の人に大きく偏ってはいません。", "As far as can be shown, no value is hit much more than others.")
                    : say(
                        "次の値の人は、平均より多く失われています。これらの値の人数は実際より少なく見えます。",
                        "Persons with these values are missing more than others; their numbers look smaller than they are."
                    ))
        }
        let rows = biased.map { column, label, share in
            [escaped(column), escaped(clipped(label, 40)), escaped(percent(share)) + bar(share, "other")]
        }
        let heading = say("除かれた人と偏り", "Persons missing, and bias")
        let content =
            rows.isEmpty
            ? ""
            : table(
                heading, [say("項目", "Column"), say("値", "Value"), say("失われた割合", "Share missing")], rows, numbers: 2...2)
        return PageSection(
            id: "missing", heading: heading, content: "<p>\(escaped(joined(sentences)))</p>\n" + content)
    }

    private func biases(_ average: Double) -> [(column: String, label: String, share: Double)] {
        (report.utility.distributions ?? []).filter { !$0.estimated }.flatMap { distribution in
            distribution.labels.compactMap { bin in
                distribution.lostShare(of: bin).map { (column: distribution.column, label: bin.label, share: $0) }
            }
        }
        .filter { $0.share > max(Bound.biasedShare, average * Bound.biasedFactor) }
        .sorted { ($1.share, $0.column, $0.label) < ($0.share, $1.column, $1.label) }
        .prefix(12).map(\.self)
    }
}
