public import Deidentification

extension RecipeDocument {
    /// A recipe as the text of a recipe file, which reads back as the same recipe: for recipes that a program has put together.
    public static func text(of recipe: Recipe) -> String {
        var lines = ["recipe: 1", "title: \(quoted(recipe.title))"]
        let input = recipe.input
        lines.append(
            "input: {encoding: \(input.encoding.rawValue), delimiter: \(quoted(input.delimiter)), header: \(input.header)}"
        )
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
        case .optimal:
            lines.append("search: {algorithm: optimal\(recipe.localSeconds.map { ", seconds: \($0)" } ?? "")}")
        case .bestEffort(let seconds): lines.append("search: {algorithm: best-effort, seconds: \(seconds)}")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(of column: ColumnRecipe) -> String {
        var parts = ["name: \(quoted(column.name))", "role: \(column.role.rawValue)"]
        if let pseudonym = column.pseudonym { parts.append("pseudonym: \(pseudonym.rawValue)") }
        if let hierarchy = column.hierarchy { parts.append("hierarchy: \(text(of: hierarchy))") }
        let levels = [column.minimumLevel.map { "min: \($0)" }, column.maximumLevel.map { "max: \($0)" }]
        if levels.contains(where: { $0 != nil }) {
            parts.append("levels: {\(levels.compactMap { $0 }.joined(separator: ", "))}")
        }
        if column.weight != 1 { parts.append("weight: \(column.weight)") }
        return "{\(parts.joined(separator: ", "))}"
    }

    static func text(of hierarchy: HierarchySource) -> String {
        switch hierarchy {
        case .file(let name, let delimiter): return "{file: \(quoted(name)), delimiter: \(quoted(delimiter))}"
        case .date(let steps): return "{kind: date, steps: \(list(steps.map(\.rawValue)))}"
        case .eraDate(let steps): return "{kind: date, steps: \(list(steps.map(\.rawValue))), calendar: japanese}"
        case .interval(let steps, let bottom, let top):
            return "{kind: interval, steps: \(list(steps))" + (bottom.map { ", bottom: \($0)" } ?? "")
                + (top.map { ", top: \($0)" } ?? "") + "}"
        case .prefix(let lengths): return "{kind: prefix, lengths: \(list(lengths))}"
        case .address: return "{kind: address}"
        case .areas(let file, let floor):
            return "{kind: address, areas: \(quoted(file))" + (floor.map { ", floor: \($0)" } ?? "") + "}"
        case .order(let order, let sizes):
            let orderText =
                switch order {
                case .numeric: "numeric"
                case .text: "text"
                case .given(let values): list(values.map(quoted))
                }
            return "{kind: order, order: \(orderText), sizes: \(list(sizes))}"
        case .frequency(let minimums, let label):
            return "{kind: frequency, minimums: \(list(minimums)), label: \(quoted(label))}"
        case .ageBand(let steps, let top, let asOf):
            return "{kind: age-band, steps: \(list(steps))" + (top.map { ", top: \($0)" } ?? "")
                + (asOf.map { ", as-of: \(quoted($0))" } ?? "") + "}"
        }
    }

    /// A YAML list of texts that are written already.
    static func list(_ items: [some CustomStringConvertible]) -> String {
        "[\(items.map(\.description).joined(separator: ", "))]"
    }

    /// A YAML double-quoted scalar.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where isEscaped(scalar.value):
                let digits = String(scalar.value, radix: 16)
                result += (scalar.value > 0xFFFF ? "\\U" : "\\u")
                result += String(repeating: "0", count: (scalar.value > 0xFFFF ? 8 : 4) - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Whether YAML wants the character escaped: controls, breaks of its own, the mark of byte order, private use.
    private static func isEscaped(_ value: UInt32) -> Bool {
        switch value {
        case 0..<0x20, 0x7F...0xA0, 0x2028, 0x2029, 0xD7FF...0xF8FF, 0xFEFF, 0xFFFE, 0xFFFF, 0x10000...: true
        default: false
        }
    }
}
