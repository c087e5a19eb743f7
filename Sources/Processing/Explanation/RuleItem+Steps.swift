public import Deidentification

/// A step that answers an item, in both languages.
private typealias Step = (english: String, japanese: String)

extension RuleItem {
    /// The five items for a recipe.
    ///
    /// - Parameter levels: the levels that were applied, by column; without them the allowed levels are named.
    public static func items(of recipe: Recipe, levels: [String: Int] = [:]) -> [RuleItem] {
        let nothingToDo: Step = ("no step is needed", "措置を要するものがない")
        return [
            RuleItem(
                1, removals(recipe, [.directIdentifier, .drop]),
                ("no column of the file is a direct identifier", "直接識別子に当たる項目がない")),
            RuleItem(
                2, removals(recipe, [.identificationCode]),
                ("no column of the file is an identification code", "個人識別符号に当たる項目がない")),
            RuleItem(
                3, linkingSteps(recipe),
                ("no column of the file is a code that links it with another file", "連結する符号に当たる項目がない")),
            RuleItem(4, unusualSteps(recipe), nothingToDo),
            RuleItem(5, differenceSteps(recipe, levels: levels), nothingToDo),
        ]
    }

    private init(_ item: Int, _ steps: [Step], _ reason: Step) {
        self.init(
            item: item, steps: steps.map(\.english), notApplicable: steps.isEmpty ? reason.english : nil,
            measures: steps.isEmpty ? ["該当なし（\(reason.japanese)）"] : steps.map(\.japanese))
    }

    private static func removals(_ recipe: Recipe, _ roles: Set<Role>) -> [Step] {
        recipe.columns.filter { roles.contains($0.role) }.map { ("remove \($0.name)", "\($0.name) を削除") }
    }

    private static func linkingSteps(_ recipe: Recipe) -> [Step] {
        recipe.columns.filter { $0.role == .linkingCode }.map { column in
            column.pseudonym == nil
                ? ("remove \(column.name)", "\(column.name) を削除")
                : (
                    "replace \(column.name) by a pseudonym (HMAC-SHA256, random key of this run)",
                    "\(column.name) を仮ID（鍵付きハッシュ HMAC-SHA256、鍵は今回限り）に置換え"
                )
        }
    }

    /// Item 4: what the recipe does to values that are rare everywhere; always also the suppression of rare combinations.
    private static func unusualSteps(_ recipe: Recipe) -> [Step] {
        var steps = stepMeasures(recipe, item: 4)
        for column in recipe.quasiIdentifiers {
            let (bottom, top): (Int?, Int?)
            switch column.hierarchy {
            case .interval(_, let least, let most): (bottom, top) = (least, most)
            case .ageBand(_, let most, _): (bottom, top) = (nil, most)
            default: (bottom, top) = (nil, nil)
            }
            let name = column.name
            if case .frequency(_, let label) = column.hierarchy {
                steps.append(
                    (
                        "merge rare values of \(name) into \(label) when generalized",
                        "\(name) の少数の値を一般化の際に「\(label)」にまとめる"
                    ))
            }
            if let bottom {
                steps.append(
                    ("pool values of \(name) below \(bottom) when generalized", "\(name) の \(bottom) 未満を一般化の際にまとめる"))
            }
            if let top {
                steps.append(
                    ("pool values of \(name) from \(top) on when generalized", "\(name) の \(top) 以上を一般化の際にまとめる"))
            }
        }
        let k = recipe.minimumClassSize
        if k > 1 {
            steps.append(
                ("suppress combinations of values shared by fewer than \(k) persons", "同じ組合せが \(k) 人に満たないものを削除又は秘匿"))
        }
        return steps
    }

    private static func stepMeasures(_ recipe: Recipe, item: Int) -> [Step] {
        recipe.steps.map(\.measure).filter { $0.item == item }.map { ($0.english, $0.japanese) }
    }

    /// Item 5: generalization, steps that blur differences, and the models that limit what is left of them.
    private static func differenceSteps(_ recipe: Recipe, levels: [String: Int]) -> [Step] {
        var steps = stepMeasures(recipe, item: 5)
        steps += recipe.quasiIdentifiers.filter { $0.hierarchy != nil }.map { column in
            generalization(of: column, level: recipe.coding == .local ? nil : levels[column.name])
        }
        for column in recipe.quasiIdentifiers {
            guard case .areas(_, let floor?) = column.hierarchy else { continue }
            steps.append(
                (
                    "join areas of \(column.name) with fewer than \(floor) persons to a neighbour",
                    "\(column.name) の \(floor) 人に満たない区域を隣接する区域と合算"
                ))
        }
        switch recipe.coding {
        case .global: break
        case .local:
            steps.append(("generalize each group only as far as needed (local coding)", "組合せごとに必要な段階まで一般化（局所的一般化）"))
        case .cells:
            steps.append(
                ("suppress single cells of combinations that are still rare", "なお少数の組合せは必要なセルだけを * に置換え（セル削除）"))
        }
        let limit = recipe.suppression.limit
        for model in recipe.privacy {
            if case .kAnonymity(let k) = model {
                steps.append(
                    (
                        "k-anonymity with k = \(k), at most \(plain(limit)) of the rows suppressed",
                        "k-匿名性（k = \(k)、削除・秘匿は全体の \(shortPercent(limit)) 以内）"
                    ))
            } else {
                steps.append(model.measure)
            }
        }
        return steps
    }

    private static func generalization(of column: ColumnRecipe, level: Int?) -> Step {
        let name = column.name
        if let level { return ("generalize \(name) to level \(level)", "\(name) を段階 \(level) に一般化") }
        let least = column.minimumLevel ?? 0
        let most = column.maximumLevel.map(String.init)
        return (
            "generalize \(name) to a level from \(least) to \(most ?? "the top")",
            "\(name) を段階 \(least)〜\(most ?? "最上位") に一般化"
        )
    }
}
