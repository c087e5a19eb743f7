import Deidentification
import Yams

extension RecipeReader {
    private static let keys = [
        "recipe", "title", "input", "columns", "steps", "privacy", "suppression", "output", "utility", "coding",
        "search",
    ]

    /// The whole recipe; `nil` where a part that must be there is missing or unreadable.
    mutating func recipe(_ root: Node) -> Recipe? {
        guard let values = mapping(root, "", keys: Self.keys) else { return nil }
        if case .mapping(let mapping) = root {
            for (key, _) in mapping { places.sections[key.string ?? ""] = place(key, key.string ?? "") }
        }
        if let version = required("recipe", in: values, of: root, ""), version.string != "1" {
            fault(version, "recipe", "this version reads recipes of version 1")
        }
        let columns = required("columns", in: values, of: root, "").map { self.columns($0) }
        let privacy = required("privacy", in: values, of: root, "").map { self.privacy($0) }
        guard let columns, let privacy else { return nil }
        var recipe = Recipe(columns: columns, privacy: privacy)
        if let title = values["title"] { recipe.title = text(title, "title") ?? "" }
        if let input = values["input"] { recipe.input = inputFormat(input) }
        if let steps = values["steps"] { recipe.steps = self.steps(steps) }
        if let suppression = values["suppression"] { recipe.suppression = self.suppression(suppression) }
        if let output = values["output"] { recipe.output = outputFormat(output) }
        if let utility = values["utility"] { recipe.utility = self.utility(utility) }
        if let coding = values["coding"] {
            recipe.coding = choice(coding, "coding", "coding", of: Coding.self) ?? .global
        }
        if let search = values["search"] { read(search, into: &recipe) }
        return recipe
    }

    private mutating func inputFormat(_ node: Node) -> InputFormat {
        var format = InputFormat()
        guard let values = mapping(node, "input", keys: ["encoding", "delimiter", "header"]) else { return format }
        if let encoding = values["encoding"] {
            format.encoding =
                choice(encoding, "input.encoding", "encoding", of: Deidentification.TextEncoding.self) ?? .auto
        }
        if let mark = values["delimiter"] { format.delimiter = delimiter(mark, "input.delimiter") ?? "," }
        if let header = values["header"] {
            format.header = flag(header, "input.header") ?? true
            if !format.header {
                fault(header, "input.header", "a file without header cannot be matched with column names; add one")
            }
        }
        return format
    }

    private mutating func outputFormat(_ node: Node) -> OutputFormat {
        var format = OutputFormat()
        guard let values = mapping(node, "output", keys: ["encoding", "bom", "delimiter"]) else { return format }
        if let encoding = values["encoding"] {
            format.encoding =
                choice(encoding, "output.encoding", "encoding", of: Deidentification.TextEncoding.self) ?? .utf8
            if format.encoding == .auto {
                fault(encoding, "output.encoding", "the output needs a definite encoding: utf-8, cp932 or utf-16le")
            }
        }
        if let bom = values["bom"] { format.byteOrderMark = flag(bom, "output.bom") ?? false }
        if format.byteOrderMark, format.encoding == .cp932 {
            fault(node, "output.bom", "CP932 has no byte order mark")
        }
        if let mark = values["delimiter"] { format.delimiter = delimiter(mark, "output.delimiter") ?? "," }
        return format
    }

    private mutating func suppression(_ node: Node) -> Suppression {
        var rule = Suppression()
        guard let values = mapping(node, "suppression", keys: ["limit", "mode"]) else { return rule }
        if let limit = values["limit"] { rule.limit = decimal(limit, "suppression.limit") ?? 0 }
        if let mode = values["mode"] {
            rule.mode = choice(mode, "suppression.mode", "mode", of: Suppression.Mode.self) ?? .remove
        }
        return rule
    }

    private mutating func utility(_ node: Node) -> UtilityRule {
        var rule = UtilityRule()
        let keys = ["metric", "aggregate", "gs-factor", "monotonic"]
        guard let values = mapping(node, "utility", keys: keys) else { return rule }
        if let metric = values["metric"] {
            rule.metric = choice(metric, "utility.metric", "metric", of: Metric.self) ?? .loss
        }
        rule.aggregate = rule.metric.defaultAggregate
        if let aggregate = values["aggregate"],
            let known = choice(aggregate, "utility.aggregate", "aggregate", of: Aggregate.self)
        {
            rule.aggregate = known
        }
        if let factor = values["gs-factor"] { rule.gsFactor = decimal(factor, "utility.gs-factor") ?? 0.5 }
        if let monotonic = values["monotonic"] { rule.monotonic = flag(monotonic, "utility.monotonic") }
        return rule
    }

    private mutating func read(_ node: Node, into recipe: inout Recipe) {
        guard let values = mapping(node, "search", keys: ["algorithm", "seconds"]),
            let algorithm = required("algorithm", in: values, of: node, "search")
        else { return }
        let seconds = values["seconds"].flatMap { decimal($0, "search.seconds") }
        switch algorithm.string {
        case "optimal":
            recipe.localSeconds = seconds
            if let given = values["seconds"], recipe.coding != .local {
                fault(given, "search", "with algorithm optimal, seconds belong to local coding")
            }
        case "best-effort":
            if values["seconds"] == nil { fault(node, "search", "best-effort needs the key 'seconds'") }
            recipe.search = .bestEffort(seconds: seconds ?? 0)
        default: unknown(algorithm, "search.algorithm", "algorithm", names: ["optimal", "best-effort"])
        }
    }
}
