import MunicipalData
import Yams

extension LayoutReader {
    mutating func history(_ node: Node, _ path: String) -> HistoryRule? {
        guard let values = mapping(node, path, keys: ["key", "order", "latest"]) else { return nil }
        let part = DocumentPart(node: node, path: path, values: values)
        guard let key = itemName("key", part) else { return nil }
        var rule = HistoryRule(key: key)
        if let node = values["order"], let nodes = list(node, "\(path).order") {
            rule.order = nodes.compactMap { itemName($0, "\(path).order") }
        }
        if let latest = values["latest"] { rule.latest = self.latest(latest, "\(path).latest") }
        if values["order"] == nil, values["latest"] == nil {
            fault(node, path, "either 'order' or 'latest' must say which row of a person is the latest")
        }
        return rule
    }

    private mutating func latest(_ node: Node, _ path: String) -> LatestFlag? {
        guard let values = mapping(node, path, keys: ["item", "value"]) else { return nil }
        let part = DocumentPart(node: node, path: path, values: values)
        let item = itemName("item", part)
        let value = text("value", part)
        guard let item, let value else { return nil }
        return LatestFlag(item: item, value: value)
    }

    mutating func residency(_ node: Node, _ path: String) -> ResidencyRule? {
        guard let values = mapping(node, path, keys: ["item", "values"]) else { return nil }
        let part = DocumentPart(node: node, path: path, values: values)
        let item = itemName("item", part)
        let residents = texts("values", part)
        guard let item, let residents else { return nil }
        return ResidencyRule(item: item, values: residents)
    }

    mutating func protection(_ node: Node, _ path: String) -> ProtectionRule? {
        guard let values = mapping(node, path, keys: ["item", "values", "treatment"]) else { return nil }
        let part = DocumentPart(node: node, path: path, values: values)
        let item = itemName("item", part)
        let flags = texts("values", part)
        let treatment = choice("treatment", part, "treatment", of: ProtectionRule.Treatment.self)
        guard let item, let flags, let treatment else { return nil }
        return ProtectionRule(item: item, values: flags, treatment: treatment)
    }

    /// The name of an item, which the layout must have.
    private mutating func itemName(_ key: String, _ part: DocumentPart) -> String? {
        required(key, in: part.values, of: part.node, part.path).flatMap { itemName($0, "\(part.path).\(key)") }
    }

    private mutating func itemName(_ node: Node, _ path: String) -> String? {
        guard let name = text(node, path) else { return nil }
        references.append((node, path, name))
        return name
    }
}
