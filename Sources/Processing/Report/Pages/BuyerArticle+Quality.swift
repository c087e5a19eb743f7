import Deidentification

extension BuyerArticle {
    /// The figures of quality with what they mean; absent without an output.
    var quality: PageSection? {
        guard report.solution else { return nil }
        let utility = report.utility
        var rows: [[String]] = []
        func add(_ name: String, _ meaning: String, _ value: String) {
            rows.append([titled(name, meaning), escaped(value)])
        }
        add(
            say("失われた細かさ", "Detail lost"),
            say("値がどれだけ広い範囲を表すようになったか。0% は元のまま", "how broad values became; 0% as in the source"),
            percent(utility.normalizedCertaintyPenalty))
        add(
            say("一般化の度合い", "Generalization"), say("粗さの段階を平均でどこまで登ったか", "mean share of levels climbed"),
            percent(utility.precision))
        if let entropy = utility.columns?.compactMap(\.entropy), !entropy.isEmpty {
            add(
                say("失われた情報量", "Information lost"), say("値を言い当てる手掛かりがどれだけ減ったか（項目の平均）", "mean of the columns"),
                percent(entropy.reduce(0, +) / Double(entropy.count)))
        }
        let distances = (utility.distributions ?? []).compactMap(\.distance)
        if let worst = distances.max() {
            add(
                say("値の割合のずれ", "Shift of shares"),
                say("項目ごとの値の割合が元とどれだけ違うか（最大）。0% は同じ", "how much shares of values differ, at most; 0% none"),
                percent(worst))
        }
        if let correlations = utility.correlations {
            add(
                say("関連の強さの変化", "Change of associations"),
                say("項目どうしの関連（0〜1）の変化の平均と最大", "mean and greatest change of associations (0 to 1)"),
                "\(decimal(correlations.meanChange, 3)) / \(decimal(correlations.greatestChange, 3))")
        }
        add(
            say("同じ組合せの平均人数", "Mean size of groups"),
            say("準識別子が全て同じ人は平均何人か", "persons who share all quasi-identifiers"),
            decimal(report.classes.average, 1))
        let title = say("品質の数値", "Figures of quality")
        return PageSection(
            id: "quality", heading: title,
            note: say("どの数値も、小さいほど元のデータに近いことを示します。", "The smaller each figure, the nearer the source."),
            content: table(title, [say("数値", "Figure"), say("値", "Value")], rows, numbers: 1...1))
    }

    /// Each column's labels; absent where none were compared.
    var distributions: PageSection? {
        guard report.solution, let distributions = report.utility.distributions, !distributions.isEmpty else {
            return nil
        }
        let keys = legend([("before", say("元のデータ", "source")), ("after", say("このデータ", "these data"))])
        return PageSection(
            id: "distributions", heading: say("値の分布", "Distributions"),
            note: say("値ごとの人数の割合を元のデータと比べたものです。", "Shares of persons per value, compared with the source."),
            content: keys + "<div class=\"charts\">\n"
                + distributions.map { DistributionChart($0, language).html }.joined(separator: "\n") + "\n</div>")
    }

    /// What the recipient must do and must not do, in the words of the legal basis.
    var duties: PageSection {
        let note = say(
            "\(legalBasis.statute)により、次のことを守ってください。", "By \(legalBasis.statute); in the language of the law:")
        let items = legalBasis.recipientDuties.map { "<li>\(escaped($0))</li>" }.joined(separator: "\n")
        return PageSection(
            id: "duties", heading: say("守っていただくこと", "Duties"), note: note,
            content: "<ul class=\"duties\" lang=\"ja\">\(items)</ul>")
    }

    /// What identifies the data.
    var files: PageSection? {
        guard let output = report.output else { return nil }
        let title = say("ファイル", "Files")
        var rows = [
            ["data.csv", say("データ本体", "the data") + " <code>SHA-256 \(escaped(output.sha256))</code>"],
            ["datapackage.json", say("項目の型と値の一覧", "types and code lists of the columns")],
            ["report.html / report.json", say("加工の報告書（全ての数値）", "report on the processing, all figures")],
            ["marking.txt", say("法律に基づく表示", "the statutory marking")],
        ]
        if !output.keptOrder {
            rows.append([say("行の順序", "Order of rows"), say("無作為に並べ替えてあり、意味はありません", "shuffled, without meaning")])
        }
        if output.neutralizedCells > 0 {
            rows.append([
                say("数式に似た値", "Formula-like values"),
                say(
                    "\(grouped(output.neutralizedCells)) セルは先頭に &#39; を付けてあります。外すと元の値です",
                    "\(grouped(output.neutralizedCells)) cells have a leading &#39;; take it away to get the value"),
            ])
        }
        return PageSection(
            id: "files", heading: title, content: table(title, [say("名前", "Name"), say("内容", "Content")], rows))
    }
}
