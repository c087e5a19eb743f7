import Deidentification
import Yams

extension RecipeReader {
    mutating func columns(_ node: Node) -> [ColumnRecipe] {
        guard let nodes = list(node, "columns") else { return [] }
        if nodes.isEmpty { fault(node, "columns", "the recipe names no column") }
        return nodes.enumerated().compactMap { column($1, "columns[\($0 + 1)]") }
    }

    private mutating func column(_ node: Node, _ path: String) -> ColumnRecipe? {
        let keys = ["name", "role", "pseudonym", "hierarchy", "levels", "weight"]
        guard let values = mapping(node, path, keys: keys) else { return nil }
        let name = required("name", in: values, of: node, path).flatMap { text($0, "\(path).name") }
        let role = required("role", in: values, of: node, path).flatMap {
            choice($0, "\(path).role", "role", of: Role.self)
        }
        if let name { places.columns[name] = place(node, path) }
        if name == "" { fault(node, "\(path).name", "the name is blank") }
        var column = ColumnRecipe(name: name ?? "", role: role ?? .drop)
        if let pseudonym = values["pseudonym"] {
            column.pseudonym = choice(pseudonym, "\(path).pseudonym", "pseudonym", of: PseudonymScope.self)
        }
        if let hierarchy = values["hierarchy"] {
            column.hierarchy = self.hierarchy(hierarchy, "\(path).hierarchy")
            if let role, role != .quasiIdentifier, role != .sensitive {
                fault(hierarchy, path, "a column with role \(role.rawValue) takes no hierarchy")
            }
        }
        if let levels = values["levels"] { read(levels, "\(path).levels", into: &column) }
        if let weight = values["weight"] { column.weight = decimal(weight, "\(path).weight") ?? 1 }
        if let role, role != .quasiIdentifier, let node = values["levels"] ?? values["weight"] {
            fault(node, path, "levels and weight belong to a quasi-identifier")
        }
        return name == nil || role == nil ? nil : column
    }

    private mutating func read(_ node: Node, _ path: String, into column: inout ColumnRecipe) {
        guard let values = mapping(node, path, keys: ["min", "max"]) else { return }
        column.minimumLevel = values["min"].flatMap { whole($0, "\(path).min") }
        column.maximumLevel = values["max"].flatMap { whole($0, "\(path).max") }
    }
}
