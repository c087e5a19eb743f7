import Deidentification
import Yams

extension RecipeReader {
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
        switch kind.string {
        case "top-code", "bottom-code":
            guard let values = self.mapping(node, path, keys: ["kind", "column", "at", "label"]) else { return nil }
            let column = required("column", in: values, of: node, path).flatMap { text($0, "\(path).column") }
            let bound = required("at", in: values, of: node, path).flatMap { decimal($0, "\(path).at") }
            let label = required("label", in: values, of: node, path).flatMap { text($0, "\(path).label") }
            guard let column, let bound, let label else { return nil }
            return kind.string == "top-code"
                ? .topCode(column: column, at: bound, label: label)
                : .bottomCode(column: column, at: bound, label: label)
        case "drop-rows":
            guard let values = self.mapping(node, path, keys: ["kind", "where", "reason"]) else { return nil }
            let reason = required("reason", in: values, of: node, path).flatMap { text($0, "\(path).reason") }
            guard let place = required("where", in: values, of: node, path),
                let condition = condition(place, "\(path).where"), let reason
            else { return nil }
            return .dropRows(column: condition.column, condition: condition.condition, reason: reason)
        default:
            unknown(kind, "\(path).kind", "kind of step", names: ["top-code", "bottom-code", "drop-rows"])
            return nil
        }
    }

    private mutating func condition(_ node: Node, _ path: String) -> (column: String, condition: RowCondition)? {
        guard let values = mapping(node, path, keys: ["column", "in", "not-in"]),
            let column = required("column", in: values, of: node, path).flatMap({ text($0, "\(path).column") })
        else { return nil }
        switch (values["in"], values["not-in"]) {
        case (let listed?, nil):
            return texts(listed, "\(path).in").map { (column, .isIn($0)) }
        case (nil, let listed?):
            return texts(listed, "\(path).not-in").map { (column, .isNotIn($0)) }
        default:
            fault(node, path, "exactly one of the keys 'in' and 'not-in' is needed")
            return nil
        }
    }

    private mutating func texts(_ node: Node, _ path: String) -> [String]? {
        guard let nodes = list(node, path) else { return nil }
        return nodes.compactMap { text($0, path) }
    }
}
