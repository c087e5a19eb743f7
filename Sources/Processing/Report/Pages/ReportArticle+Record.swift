import Deidentification

extension ReportArticle {
    /// The five items of the standard for creation with the measures that answer them.
    var rules: PageSection {
        let rows = report.rule62.map { item in
            let measures: [String]
            if language == .japanese {
                measures = item.measures
            } else if let reason = item.notApplicable {
                measures = ["not applicable (\(reason))"]
            } else {
                measures = item.steps
            }
            return [
                say("第\(item.item)号", "Item \(item.item)"),
                escaped(language == .japanese ? item.requirement : Self.requirement(item.item)), bullets(measures),
            ]
        }
        let heading = say("加工の基準との対応", "The standard for creation")
        return PageSection(
            id: "rules", heading: heading,
            note: say(
                "\(legalBasis.creationRule)各号に対応する措置です。",
                "Measures that answer the items of \(legalBasis.creationRule)."),
            content: table(
                heading, [say("号", "Item"), say("求められること", "Asked for"), say("この加工の措置", "Answered by")], rows))
    }

    private static func requirement(_ item: Int) -> String {
        switch item {
        case 1: "removing descriptions that identify a person, or replacing them irreversibly"
        case 2: "removing identification codes wholly, or replacing them irreversibly"
        case 3:
            "removing codes that link the personal with the processed information, or replacing them by unlinkable ones"
        case 4: "removing peculiar descriptions, or replacing them irreversibly"
        default: "measures fit for the differences to other persons' descriptions and other properties of the database"
        }
    }

    /// What identifies the run's files, and how it ran.
    var record: PageSection {
        func code(_ text: String) -> String { "<code>\(escaped(text))</code>" }
        var rows = [
            [say("入力ファイルの SHA-256", "SHA-256 of the input"), code(report.input.sha256)],
            [
                say("入力の文字コード", "Encoding of the input"),
                escaped(report.input.encoding) + (report.input.encodingDetected ? say("（自動判定）", " (detected)") : ""),
            ],
            [say("レシピの SHA-256", "SHA-256 of the recipe"), code(report.recipe.sha256)],
        ]
        if let output = report.output {
            rows.append([say("data.csv の SHA-256", "SHA-256 of data.csv"), code(output.sha256)])
            var order = output.keptOrder ? say("入力のまま", "as in the input") : say("無作為に並べ替え", "shuffled")
            if let seed = output.seed { order += say("（試験用の種 \(seed)）", " (seed \(seed), tests only)") }
            rows.append([say("行の順序", "Order of rows"), order])
            let cells = output.neutralizedCells
            rows.append([
                say("表計算で数式とみなされうるセル", "Cells that look like formulas"),
                cells == 0
                    ? say("なし", "none")
                    : say("\(grouped(cells)) セルの先頭に &#39; を付加", "\(grouped(cells)) cells got a leading &#39;"),
            ])
        }
        let times = report.timings
        if times.total > 0 {
            rows.append([
                say("所要時間", "Time"),
                say(
                    "合計 \(seconds(times.total)) 秒（読込み \(seconds(times.read))、探索 \(seconds(times.search))、"
                        + "書出し \(seconds(times.write))）",
                    "\(seconds(times.total)) s (reading \(seconds(times.read)), search \(seconds(times.search)), writing "
                        + "\(seconds(times.write)))"),
            ])
        }
        if report.peakMemoryBytes > 0 {
            rows.append([
                say("最大メモリ使用量", "Peak memory"), "\(decimal(Double(report.peakMemoryBytes) / 1_048_576, 0)) MiB",
            ])
        }
        let heading = say("記録", "Record")
        return PageSection(
            id: "record", heading: heading,
            note: say(
                "数値は丸めて示しています。全ての桁は report.json にあります。", "Figures are rounded; report.json has all digits."),
            content: table(heading, [say("事項", "Subject"), say("内容", "Content")], rows))
    }

    private func seconds(_ time: Double) -> String { decimal(time, 2) }

    /// The words of the page that not every reader knows.
    var glossary: PageSection {
        var words = [
            (
                say("準識別子", "Quasi-identifier"),
                say(
                    "それだけでは誰か分からなくても、組み合わせると分かるおそれのある項目（生年月日、性別、住所など）。",
                    "A column that may identify a person together with others: date of birth, sex, address.")
            ),
            (
                say("組（等価クラス）", "Group (equivalence class)"),
                say("準識別子の組合せが全て同じ人の集まり。", "Persons who share all quasi-identifiers.")
            ),
            (
                say("k-匿名性", "k-anonymity"),
                say(
                    "準識別子の組合せが同じ人が、どの人についても本人を含めて k 人以上いること。",
                    "Every person shares the quasi-identifiers with at least k − 1 others.")
            ),
            (
                say("一般化", "Generalization"),
                say("値を粗くすること。例えば生年月日を 10 年きざみにする。", "Making values coarser, such as a date of birth to decades.")
            ),
            (
                say("情報損失", "Information loss"),
                say("加工で失われた細かさ。0% は元のまま、100% は何も残らない。", "Detail lost: 0% as it was, 100% nothing left.")
            ),
            (
                say("SHA-256", "SHA-256"),
                say("ファイルの内容から計算する値。一致すれば内容が同じと確かめられる。", "A number computed from a file; equal ones mean equal files.")
            ),
        ]
        let models = Set(report.privacy.map(\.model))
        func explain(_ model: PrivacyModelName, _ name: String, _ text: String) {
            if models.contains(model.rawValue) { words.insert((name, text), at: words.count - 3) }
        }
        explain(
            .lDiversity, say("l-多様性", "l-diversity"),
            say(
                "どの組にも、機微な項目の値が l 種類以上（又はそれに相当するだけ散らばって）あること。",
                "Every group has l different sensitive values or as much variety."))
        explain(
            .tCloseness, say("t-近接性", "t-closeness"),
            say(
                "どの組でも、機微な項目の分布が全体の分布から t までしか隔たらないこと。",
                "No group's sensitive values are spread further than t from all."))
        explain(
            .differentialPrivacy, say("差分プライバシー", "Differential privacy"),
            say("一人のデータがあってもなくても結果の確からしさがほとんど変わらないこと。", "What is put out hardly depends on any one person."))
        if report.risk.attack != nil {
            words.append(
                (
                    say("95% 信頼区間", "95 % interval"),
                    say("同じ試験を繰り返したとき、95% の割合で真の値を含む範囲。", "A range that holds the true value in 95 of 100 such tests.")
                ))
        }
        if report.risk.before.specialUniques != nil {
            words.append(
                (
                    say("SUDA2", "SUDA2"),
                    say(
                        "少数の項目だけで一人になる人を探し、目立ちやすさを得点にする方法。",
                        "Finds persons who are unique by few columns, and scores them.")
                ))
        }
        if report.utility.correlations != nil {
            words.append(
                (
                    say("クラメールの V", "Cramér's V"),
                    say("二つの項目の関連の強さ。0 は無関係、1 は完全に対応。", "Strength of association: 0 none, 1 perfect.")
                ))
        }
        return PageSection(id: "glossary", heading: say("用語", "Terms"), content: definitions(words))
    }
}
