public import Deidentification

extension RecipeDocument {
    /// A recipe as the text of a recipe file, which reads back as the same recipe: for recipes that a program has put together.
    ///
    /// A privacy model of which this version knows only the name is written by its name.
    public static func text(of recipe: Recipe) -> String {
        var lines = ["recipe: 1", "title: \(quoted(recipe.title))"]
        lines.append(
            "input: {encoding: \(recipe.input.encoding.rawValue), delimiter: \(quoted(recipe.input.delimiter)), "
                + "header: \(recipe.input.header)}")
        lines += ["columns:"] + recipe.columns.map { "  - " + text(of: $0) }
        if !recipe.steps.isEmpty { lines += ["steps:"] + recipe.steps.map { "  - " + text(of: $0) } }
        lines += recipe.privacy.isEmpty ? ["privacy: []"] : ["privacy:"] + recipe.privacy.map { "  - " + text(of: $0) }
        lines.append("suppression: {limit: \(recipe.suppression.limit), mode: \(recipe.suppression.mode.rawValue)}")
        lines.append(
            "output: {encoding: \(recipe.output.encoding.rawValue), bom: \(recipe.output.byteOrderMark), "
                + "delimiter: \(quoted(recipe.output.delimiter))}")
        let monotonic = recipe.utility.monotonic.map { ", monotonic: \($0)" } ?? ""
        lines.append(
            "utility: {metric: \(recipe.utility.metric.rawValue), aggregate: \(recipe.utility.aggregate.rawValue), "
                + "gs-factor: \(recipe.utility.gsFactor)\(monotonic)}")
        lines.append("coding: \(recipe.coding.rawValue)")
        switch recipe.search {
        case .optimal: lines.append("search: {algorithm: optimal}")
        case .bestEffort(let seconds): lines.append("search: {algorithm: best-effort, seconds: \(seconds)}")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(of column: ColumnRecipe) -> String {
        var parts = ["name: \(quoted(column.name))", "role: \(column.role.rawValue)"]
        if let pseudonym = column.pseudonym { parts.append("pseudonym: \(pseudonym.rawValue)") }
        if let hierarchy = column.hierarchy { parts.append("hierarchy: {\(text(of: hierarchy))}") }
        let levels = [column.minimumLevel.map { "min: \($0)" }, column.maximumLevel.map { "max: \($0)" }]
        if levels.contains(where: { $0 != nil }) {
            parts.append("levels: {\(levels.compactMap { $0 }.joined(separator: ", "))}")
        }
        if column.weight != 1 { parts.append("weight: \(column.weight)") }
        return "{\(parts.joined(separator: ", "))}"
    }

    private static func text(of hierarchy: HierarchySource) -> String {
        func list(_ items: [some CustomStringConvertible]) -> String {
            "[\(items.map(\.description).joined(separator: ", "))]"
        }
        switch hierarchy {
        case .file(let name, let delimiter): return "file: \(quoted(name)), delimiter: \(quoted(delimiter))"
        case .date(let steps): return "kind: date, steps: \(list(steps.map(\.rawValue)))"
        case .interval(let steps, let bottom, let top):
            return "kind: interval, steps: \(list(steps))" + (bottom.map { ", bottom: \($0)" } ?? "")
                + (top.map { ", top: \($0)" } ?? "")
        case .prefix(let lengths): return "kind: prefix, lengths: \(list(lengths))"
        case .address: return "kind: address"
        }
    }

    private static func text(of step: PreparationStep) -> String {
        switch step {
        case .topCode(let column, let bound, let label):
            return "{kind: top-code, column: \(quoted(column)), at: \(bound), label: \(quoted(label))}"
        case .bottomCode(let column, let bound, let label):
            return "{kind: bottom-code, column: \(quoted(column)), at: \(bound), label: \(quoted(label))}"
        case .dropRows(let column, let condition, let reason):
            let (key, values) =
                switch condition {
                case .isIn(let values): ("in", values)
                case .isNotIn(let values): ("not-in", values)
                }
            let list = values.map(quoted).joined(separator: ", ")
            return "{kind: drop-rows, where: {column: \(quoted(column)), \(key): [\(list)]}, reason: \(quoted(reason))}"
        }
    }

    private static func text(of model: PrivacyModel) -> String {
        switch model {
        case .kAnonymity(let k): "{model: k-anonymity, k: \(k)}"
        case .notYetSupported(let name): "{model: \(name.rawValue)}"
        }
    }

    /// A YAML double-quoted scalar.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0xD7FF...0xF8FF).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
