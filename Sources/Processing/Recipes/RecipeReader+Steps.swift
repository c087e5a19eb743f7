import Deidentification
import Yams

extension RecipeReader {
    /// The keys of each kind of step besides `kind`, in the order of the documentation.
    private static let stepKeys: [(kind: String, keys: [String])] = [
        ("codes", ["column", "file"]), ("derive", ["from", "household", "to"]),
        ("top-code", ["column", "at", "label"]), ("bottom-code", ["column", "at", "label"]),
        ("drop-rows", ["where", "reason"]), ("suppress-cells", ["column", "where", "label", "reason"]),
        ("generalize", ["column", "hierarchy", "level"]), ("round", ["column", "base"]),
        ("microaggregate", ["columns", "k", "statistic"]), ("swap", ["method", "columns", "share", "within"]),
        ("noise", ["column", "distribution", "scale", "relative"]), ("sample", ["share"]), ("shuffle", []),
    ]

    mutating func steps(_ node: Node) -> [PreparationStep] {
        guard let nodes = list(node, "steps") else { return [] }
        places.steps = nodes.enumerated().map { place($1, "steps[\($0 + 1)]") }
        return nodes.enumerated().compactMap { step($1, "steps[\($0 + 1)]") }
    }

    private mutating func step(_ node: Node, _ path: String) -> PreparationStep? {
        guard case .mapping = node, let kind = node["kind"] else {
            fault(node, path, "a step is a mapping with the key 'kind'")
            return nil
        }
        guard let known = Self.stepKeys.first(where: { $0.kind == kind.string }) else {
            unknown(kind, "\(path).kind", "kind of step", names: Self.stepKeys.map(\.kind))
            return nil
        }
        guard let values = mapping(node, path, keys: ["kind"] + known.keys) else { return nil }
        let part = DocumentPart(node: node, path: path, values: values)
        switch known.kind {
        case "codes":
            let column = text("column", part)
            let file = text("file", part)
            guard let column, let file else { return nil }
            return .recode(column: column, codes: file)
        case "derive":
            let (from, household, to) = (text("from", part), text("household", part), text("to", part))
            guard let from, let household, let to else { return nil }
            return .derive(from: from, household: household, to: to)
        case "top-code", "bottom-code": return coding(part, isTop: known.kind == "top-code")
        case "drop-rows": return dropping(part)
        case "suppress-cells": return cellSuppression(part)
        case "generalize": return generalization(part)
        case "round":
            let column = text("column", part)
            let base = decimal("base", part)
            guard let column, let base else { return nil }
            return .round(column: column, base: base)
        case "microaggregate": return microaggregation(part)
        case "swap": return swapping(part)
        case "noise": return noise(part)
        case "sample": return decimal("share", part).map { .sample(share: $0) }
        default: return .shuffle
        }
    }

    private mutating func coding(_ part: DocumentPart, isTop: Bool) -> PreparationStep? {
        let column = text("column", part)
        let bound = decimal("at", part)
        let label = text("label", part)
        guard let column, let bound, let label else { return nil }
        return isTop
            ? .topCode(column: column, at: bound, label: label) : .bottomCode(column: column, at: bound, label: label)
    }

    private mutating func dropping(_ part: DocumentPart) -> PreparationStep? {
        let reason = text("reason", part)
        guard let place = required("where", in: part.values, of: part.node, part.path),
            let values = mapping(place, "\(part.path).where", keys: ["column", "in", "not-in"])
        else { return nil }
        let rule = DocumentPart(node: place, path: "\(part.path).where", values: values)
        let column = text("column", rule)
        let condition = condition(rule)
        guard let column, let condition, let reason else { return nil }
        return .dropRows(column: column, condition: condition, reason: reason)
    }

    private mutating func cellSuppression(_ part: DocumentPart) -> PreparationStep? {
        let column = text("column", part)
        let reason = text("reason", part)
        let label = part.values["label"].flatMap { text($0, "\(part.path).label") }
        guard let place = required("where", in: part.values, of: part.node, part.path),
            let values = mapping(place, "\(part.path).where", keys: ["in", "not-in"])
        else { return nil }
        let condition = condition(DocumentPart(node: place, path: "\(part.path).where", values: values))
        guard let column, let reason, let condition else { return nil }
        return .suppressCells(column: column, condition: condition, label: label ?? "", reason: reason)
    }

    private mutating func generalization(_ part: DocumentPart) -> PreparationStep? {
        let column = text("column", part)
        let level = whole("level", part)
        let hierarchy = required("hierarchy", in: part.values, of: part.node, part.path)
            .flatMap { self.hierarchy($0, "\(part.path).hierarchy") }
        guard let column, let level, let hierarchy else { return nil }
        return .generalize(column: column, hierarchy: hierarchy, level: level)
    }

    private mutating func microaggregation(_ part: DocumentPart) -> PreparationStep? {
        let columns = texts("columns", part)
        let k = whole("k", part)
        let statistic = choice("statistic", part, "statistic", of: AggregationStatistic.self)
        guard let columns, let k, let statistic else { return nil }
        return .microaggregate(columns: columns, k: k, statistic: statistic)
    }

    private mutating func swapping(_ part: DocumentPart) -> PreparationStep? {
        let columns = texts("columns", part)
        let share = decimal("share", part)
        let within = part.values["within"] == nil ? [] : texts("within", part)
        guard let method = required("method", in: part.values, of: part.node, part.path) else { return nil }
        guard let name = method.string, ["rank", "record"].contains(name) else {
            unknown(method, "\(part.path).method", "method", names: ["rank", "record"])
            return nil
        }
        guard let columns, let share, let within else { return nil }
        return name == "rank"
            ? .rankSwap(columns: columns, share: share, within: within)
            : .recordSwap(columns: columns, share: share, within: within)
    }

    private mutating func noise(_ part: DocumentPart) -> PreparationStep? {
        let column = text("column", part)
        let distribution = choice("distribution", part, "distribution", of: NoiseDistribution.self)
        let scale: NoiseScale?
        switch (part.values["scale"], part.values["relative"]) {
        case (let given?, nil): scale = decimal(given, "\(part.path).scale").map { .absolute($0) }
        case (nil, let given?): scale = decimal(given, "\(part.path).relative").map { .relative($0) }
        default:
            fault(part.node, part.path, "exactly one of the keys 'scale' and 'relative' is needed")
            return nil
        }
        guard let column, let distribution, let scale else { return nil }
        return .addNoise(column: column, distribution: distribution, scale: scale)
    }

    private mutating func condition(_ part: DocumentPart) -> RowCondition? {
        switch (part.values["in"], part.values["not-in"]) {
        case (.some, nil): return texts("in", part).map { .isIn($0) }
        case (nil, .some): return texts("not-in", part).map { .isNotIn($0) }
        default:
            fault(part.node, part.path, "exactly one of the keys 'in' and 'not-in' is needed")
            return nil
        }
    }
}
