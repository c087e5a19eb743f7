import Deidentification
import Messages

extension Recipe {
    /// The recipe as it must run on a source: the strictest numbers, the municipality's levels, without the columns that
    /// were not provided.
    func effective(under rules: EffectiveRules, for facts: IntakeFacts) -> Recipe {
        var recipe = self
        recipe.columns = columns.filter { !rules.absent.contains($0.name) }.map { column in
            var column = column
            if let level = rules.minimumLevels[column.name] {
                column.minimumLevel = max(level, column.minimumLevel ?? 0)
            }
            return column
        }
        // Dropping rows by an absent column is a conflict of rules; pooling its values has lost its object.
        recipe.steps = steps.compactMap { $0.without(rules.absent) }
        recipe.privacy = privacy.compactMap { model in
            if case .kAnonymity(let k) = model { .kAnonymity(k: max(k, rules.k)) } else { model.without(rules.absent) }
        }
        if !recipe.privacy.contains(where: { $0.name == .kAnonymity }) {
            recipe.privacy.append(.kAnonymity(k: rules.k))
        }
        recipe.suppression.limit = min(suppression.limit, rules.suppressionLimitPercent / 100)
        // How the file is written was found out when it came in.
        recipe.input.delimiter = facts.delimiter
        switch facts.encoding {
        case "utf-8", "utf-8-bom": recipe.input.encoding = .utf8
        case let name: recipe.input.encoding = TextEncoding(rawValue: name) ?? recipe.input.encoding
        }
        return recipe
    }
}
