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

    private mutating func hierarchy(_ node: Node, _ path: String) -> HierarchySource? {
        let keys = ["file", "delimiter", "kind", "steps", "bottom", "top", "lengths"]
        guard let values = mapping(node, path, keys: keys) else { return nil }
        if let file = values["file"] {
            refuse(["kind", "steps", "bottom", "top", "lengths"], in: values, path, besides: "file")
            let delimiter = values["delimiter"].flatMap { self.delimiter($0, "\(path).delimiter") }
            return text(file, "\(path).file").map { .file(name: $0, delimiter: delimiter ?? ",") }
        }
        guard let kind = values["kind"] else {
            fault(node, path, "either 'file' or 'kind' is needed")
            return nil
        }
        switch kind.string {
        case "date":
            refuse(["delimiter", "bottom", "top", "lengths"], in: values, path, besides: "kind: date")
            let steps = required("steps", in: values, of: node, path).flatMap { list($0, "\(path).steps") } ?? []
            return .date(steps: steps.compactMap { choice($0, "\(path).steps", "step", of: DateStep.self) })
        case "interval":
            refuse(["delimiter", "lengths"], in: values, path, besides: "kind: interval")
            let steps = required("steps", in: values, of: node, path).flatMap { list($0, "\(path).steps") } ?? []
            return .interval(
                steps: steps.compactMap { whole($0, "\(path).steps") },
                bottom: values["bottom"].flatMap { whole($0, "\(path).bottom") },
                top: values["top"].flatMap { whole($0, "\(path).top") })
        case "prefix":
            refuse(["delimiter", "steps", "bottom", "top"], in: values, path, besides: "kind: prefix")
            let lengths = required("lengths", in: values, of: node, path).flatMap { list($0, "\(path).lengths") } ?? []
            return .prefix(lengths: lengths.compactMap { whole($0, "\(path).lengths") })
        case "address":
            refuse(["delimiter", "steps", "bottom", "top", "lengths"], in: values, path, besides: "kind: address")
            return .address
        default:
            unknown(kind, "\(path).kind", "kind of hierarchy", names: ["date", "interval", "prefix", "address"])
            return nil
        }
    }

    private mutating func refuse(_ keys: [String], in values: [String: Node], _ path: String, besides: String) {
        for key in keys {
            if let node = values[key] { fault(node, path, "the key '\(key)' does not go with '\(besides)'") }
        }
    }
}
