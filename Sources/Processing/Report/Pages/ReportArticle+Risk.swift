import Deidentification

extension ReportArticle {
    /// Risk before and after, with bars, and what makes persons stand out.
    var risk: PageSection {
        var content = riskTable
        if let combinations = report.risk.combinations, !combinations.isEmpty {
            content += "\n<h3>\(say("目立ちやすい項目の組合せ（加工前）", "Riskiest combinations of columns (before)"))</h3>\n"
            content += table(
                say("目立ちやすい項目の組合せ", "Riskiest combinations"),
                [say("項目の組合せ", "Columns"), say("一人だけの人", "Persons alone"), say("割合", "Share")],
                combinations.prefix(10).map { combination in
                    [
                        escaped(combination.columns.joined(separator: say("＋", " + "))), persons(combination.uniques),
                        escaped(percent(combination.share)) + bar(combination.share, "before"),
                    ]
                }, numbers: 1...2)
        }
        if let uniqueness = report.risk.uniqueness, !uniqueness.isEmpty {
            content += "\n<h3>\(say("人を一人だけにしている項目（加工前）", "Columns that make persons unique (before)"))</h3>\n"
            content += table(
                say("人を一人だけにしている項目", "Columns that make persons unique"),
                [
                    say("項目", "Column"), say("一人だけになる最小の組合せに占める割合", "Part of minimal unique combinations"),
                    say("この項目がなければ一人だけの人", "Persons alone without it"),
                ],
                uniqueness.map { column in
                    [
                        escaped(column.column), escaped(percent(column.share)) + bar(column.share, "before"),
                        column.uniquesWithout.map { persons($0) } ?? "－",
                    ]
                }, numbers: 1...2)
        }
        return PageSection(
            id: "risk", heading: say("再識別リスク", "Risk of re-identification"),
            note: say(
                "ある人がデータに含まれると知っている者が、準識別子だけからその人の行を言い当てる確からしさです（加工前は、レシピの前処理を済ませた状態）。",
                "How likely someone who knows that a person is in the data finds that person's row by the quasi-identifiers "
                    + "alone (before: after the recipe's steps)."),
            content: content)
    }

    private var riskTable: String {
        let (before, after) = (report.risk.before, report.risk.after)
        func shares(_ name: String, _ note: String, _ value: (Report.Risk.Figures) -> Double?) -> [String]? {
            let first = value(before)
            let second = after.flatMap(value)
            if first == nil && second == nil { return nil }
            func cell(_ share: Double?, _ kind: String) -> String {
                share.map { escaped(percent($0)) + bar($0, kind) } ?? "－"
            }
            return [titled(name, note), cell(first, "before"), cell(second, "after")]
        }
        func counts(_ name: String, _ note: String, _ value: (Report.Risk.Figures) -> Int?) -> [String]? {
            let first = value(before)
            let second = after.flatMap(value)
            if first == nil && second == nil { return nil }
            return [titled(name, note), first.map { persons($0) } ?? "－", second.map { persons($0) } ?? "－"]
        }
        let threshold = percent(1 / Double(max(1, k)))
        let isOtherPopulation = before.journalist != before.prosecutor || after?.journalist != after?.prosecutor
        var rows: [[String]?] = [
            shares(say("最も高い人", "Highest"), say("1 ÷ 最も少ない組の人数", "1 / smallest group")) { $0.prosecutor.highest },
            shares(say("平均", "Average"), say("組の数 ÷ 人数（全員を狙う攻撃者の成功率）", "groups / persons (attack on all)")) {
                $0.prosecutor.average
            },
            shares(
                say("基準を超える人の割合", "Persons above the threshold"),
                say("基準は 1 ÷ k = \(threshold)", "threshold 1 / k = \(threshold)")
            ) { $0.prosecutor.atRisk },
            isOtherPopulation
                ? shares(
                    say("母集団から探す攻撃者（最高）", "Attacker on the population (highest)"),
                    say("データに含まれるとは知らない場合", "not knowing who is in the data")
                ) { $0.journalist.highest } : nil,
            counts(say("組合せが一人だけの人", "Persons alone in their group"), say("標本一意", "sample uniques")) {
                $0.sampleUniques
            },
        ]
        let estimators = Set(before.populationUniques.keys).union(after?.populationUniques.keys.map { $0 } ?? [])
            .sorted()
        rows += estimators.map { name in
            shares(
                say("母集団でも一人だけの人の割合（推定）", "Alone in the population (estimate)"),
                say("推定法 \(name)", "estimator \(name)")
            ) { $0.populationUniques[name] }
        }
        rows.append(
            counts(
                say("少数の項目だけで一人になる人", "Special uniques"),
                say(
                    "SUDA2、\(before.specialUniques?.columns ?? 0) 項目まで",
                    "SUDA2, up to \(before.specialUniques?.columns ?? 0) columns")
            ) { $0.specialUniques?.rows })
        rows.append(
            shares(say("その目立ちやすさの最高値", "Highest DIS score"), say("DIS 得点", "SUDA2")) { $0.specialUniques?.highest })
        return table(
            say("再識別リスク", "Risk"), [say("見方", "View"), say("加工前", "Before"), say("加工後", "After")],
            rows.compactMap(\.self), numbers: 1...2)
    }

    /// The own attack on the output, in words, and differencing; absent where none was made.
    var attack: PageSection? {
        let differencing = report.risk.differencing ?? []
        if report.risk.attack == nil && differencing.isEmpty { return nil }
        let content = [report.risk.attack.map(attackText), differencing.isEmpty ? nil : differences(differencing)]
        return PageSection(
            id: "attack", heading: say("攻撃による試験", "Tested by attack"),
            note: say(
                "約束が守られるかを、実際に出力を攻撃して確かめた結果です。攻撃者は元の人の準識別子を全て正しく知っているものとします。",
                "The promise is tested by attacking the output. The attacker knows every true quasi-identifier of the person."
            ),
            content: content.compactMap(\.self).joined(separator: "\n"))
    }

    private func attackText(_ attack: Report.Risk.Attack) -> String {
        let rows = grouped(attack.rows)
        let bound = 1 / Double(max(1, k))
        var sentences = [
            attack.sampled
                ? say("無作為に選んだ \(rows) 人を狙いました。", "\(rows) persons drawn at random were attacked.")
                : say("全員（\(rows) 人）を狙いました。", "All \(rows) persons were attacked."),
            say(
                "当てはまる行から一つを選ぶ攻撃者が本人の行を言い当てた割合は \(percent(attack.allMatching.value))、"
                    + "最も細かい組を選ぶ攻撃者では \(percent(attack.mostSpecific.value)) でした。",
                "An attacker who takes any matching row finds the person in \(percent(attack.allMatching.value)) of cases, one "
                    + "who takes the most specific group in \(percent(attack.mostSpecific.value))."),
        ]
        if k > 1 {
            sentences.append(
                attack.highest <= bound + 1e-12
                    ? say(
                        "最も言い当てやすい人でも \(percent(attack.highest)) で、1 ÷ k = \(percent(bound)) を超えません。",
                        "Even the easiest person is found with \(percent(attack.highest)) at most, not above 1 / k = "
                            + "\(percent(bound)).")
                    : say(
                        "最も言い当てやすい人は \(percent(attack.highest)) で、1 ÷ k = \(percent(bound)) を超えます。",
                        "The easiest person is found with \(percent(attack.highest)), above 1 / k = \(percent(bound)).")
            )
        }
        var lines = [
            ([titled(say("当てはまる行から選ぶ", "Any matching row"), ""), interval(attack.allMatching), "－"]),
            ([titled(say("最も細かい組から選ぶ", "Most specific group"), ""), interval(attack.mostSpecific), "－"]),
        ]
        lines += attack.guesses.map { guess in
            [
                titled(
                    say("「\(guess.column)」の推測", "Guessing “\(guess.column)”"),
                    say("組で最も多い値を答える", "answers the group's most frequent value")),
                interval(guess.success, against: guess.baseline), escaped(percent(guess.baseline)),
            ]
        }
        return paragraph(joined(sentences))
            + table(
                say("攻撃の結果", "Results of the attack"),
                [
                    say("攻撃", "Attack"), say("成功率（95% 信頼区間）", "Success (95 % interval)"),
                    say("データがなくても当たる割合", "Right without the data"),
                ], lines, numbers: 2...2)
    }

    private func interval(_ estimate: Report.Risk.Estimate, against baseline: Double? = nil) -> String {
        func position(_ share: Double) -> String { decimal(min(1, max(0, share)) * 100, 2) }
        let width = position(max(0, estimate.high - estimate.low))
        let mark = baseline.map { "<s style=\"left:\(position($0))%\"></s>" } ?? ""
        return escaped("\(percent(estimate.value))（\(percent(estimate.low))–\(percent(estimate.high))）")
            + "<span class=\"range\"><i style=\"left:\(position(estimate.low))%;width:\(width)%\"></i>"
            + "<u style=\"left:\(position(estimate.value))%\"></u>\(mark)</span>"
    }

    private func differences(_ differences: [Report.Risk.Differencing]) -> String {
        "<h3>\(say("以前の提供との差分", "Differences to earlier deliveries"))</h3>\n"
            + table(
                say("以前の提供との差分", "Differences"),
                [
                    say("以前の出力（SHA-256）", "Earlier output (SHA-256)"), say("k 人未満に絞られる人", "Persons isolated"),
                    say("最小の組", "Smallest group"), say("判定", "Verdict"),
                ],
                differences.map { difference in
                    [
                        "<code>\(escaped(difference.earlier))</code>", persons(difference.isolatedRows),
                        persons(difference.smallest), judgement(difference.holds),
                    ]
                }, numbers: 1...2)
    }
}
