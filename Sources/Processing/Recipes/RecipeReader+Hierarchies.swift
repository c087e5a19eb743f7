import Deidentification
import Yams

extension RecipeReader {
    /// The keys of each kind of built hierarchy besides `kind`, in the order of the documentation.
    private static let hierarchyKeys: [(kind: String, keys: [String])] = [
        ("date", ["steps", "calendar"]), ("interval", ["steps", "bottom", "top"]), ("prefix", ["lengths"]),
        ("address", ["areas", "floor"]), ("order", ["order", "sizes"]), ("frequency", ["minimums", "label"]),
        ("age-band", ["steps", "top", "as-of"]),
    ]

    mutating func hierarchy(_ node: Node, _ path: String) -> HierarchySource? {
        var keys = ["file", "delimiter", "kind"]
        for known in Self.hierarchyKeys { keys += known.keys.filter { !keys.contains($0) } }
        guard let values = mapping(node, path, keys: keys) else { return nil }
        if let file = values["file"] {
            refuse(keys.filter { $0 != "file" && $0 != "delimiter" }, in: values, path, besides: "file")
            let delimiter = values["delimiter"].flatMap { self.delimiter($0, "\(path).delimiter") }
            return text(file, "\(path).file").map { .file(name: $0, delimiter: delimiter ?? ",") }
        }
        guard let kind = values["kind"] else {
            fault(node, path, "either 'file' or 'kind' is needed")
            return nil
        }
        guard let known = Self.hierarchyKeys.first(where: { $0.kind == kind.string }) else {
            unknown(kind, "\(path).kind", "kind of hierarchy", names: Self.hierarchyKeys.map(\.kind))
            return nil
        }
        refuse(
            keys.filter { $0 != "kind" && !known.keys.contains($0) }, in: values, path, besides: "kind: \(known.kind)")
        return built(known.kind, DocumentPart(node: node, path: path, values: values))
    }

    private mutating func built(_ kind: String, _ part: DocumentPart) -> HierarchySource? {
        switch kind {
        case "date": return dates(part)
        case "interval":
            let bottom = part.values["bottom"].flatMap { whole($0, "\(part.path).bottom") }
            let top = part.values["top"].flatMap { whole($0, "\(part.path).top") }
            return wholes("steps", part).map { .interval(steps: $0, bottom: bottom, top: top) }
        case "prefix": return wholes("lengths", part).map { .prefix(lengths: $0) }
        case "order":
            let sizes = wholes("sizes", part)
            let order = order(part)
            guard let sizes, let order else { return nil }
            return .order(order, sizes: sizes)
        case "frequency":
            let label = part.values["label"].map { text($0, "\(part.path).label") } ?? Hierarchy.otherValueLabel
            let minimums = wholes("minimums", part)
            guard let label, let minimums else { return nil }
            return .frequency(minimums: minimums, label: label)
        case "age-band":
            let top = part.values["top"].flatMap { whole($0, "\(part.path).top") }
            let day = part.values["as-of"].flatMap { text($0, "\(part.path).as-of") }
            return wholes("steps", part).map { .ageBand(steps: $0, top: top, asOf: day) }
        default: return address(part)
        }
    }

    private mutating func address(_ part: DocumentPart) -> HierarchySource? {
        let floor = part.values["floor"].flatMap { whole($0, "\(part.path).floor") }
        guard let areas = part.values["areas"] else {
            if let node = part.values["floor"] {
                fault(node, part.path, "floor needs 'areas', the table of neighbours")
            }
            return .address
        }
        return text(areas, "\(part.path).areas").map { .areas(file: $0, floor: floor) }
    }

    private mutating func dates(_ part: DocumentPart) -> HierarchySource? {
        let path = "\(part.path).steps"
        let nodes = required("steps", in: part.values, of: part.node, part.path).flatMap { list($0, path) }
        let steps = nodes?.compactMap { choice($0, path, "step", of: DateStep.self) }
        var isJapanese = false
        if let calendar = part.values["calendar"] {
            if calendar.string != "gregorian", calendar.string != "japanese" {
                unknown(calendar, "\(part.path).calendar", "calendar", names: ["gregorian", "japanese"])
            }
            isJapanese = calendar.string == "japanese"
        }
        return steps.map { isJapanese ? .eraDate(steps: $0) : .date(steps: $0) }
    }

    private mutating func order(_ part: DocumentPart) -> ValueOrder? {
        guard let node = required("order", in: part.values, of: part.node, part.path) else { return nil }
        if case .sequence = node { return texts("order", part).map { .given($0) } }
        switch node.string {
        case "numeric": return .numeric
        case "text": return .text
        default:
            unknown(node, "\(part.path).order", "order", names: ["numeric", "text"])
            return nil
        }
    }

    mutating func refuse(_ keys: [String], in values: [String: Node], _ path: String, besides: String) {
        for key in keys {
            if let node = values[key] { fault(node, path, "the key '\(key)' does not go with '\(besides)'") }
        }
    }
}
