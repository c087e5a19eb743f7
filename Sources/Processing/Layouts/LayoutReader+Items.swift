import MunicipalData
import Primitives
import Yams

extension LayoutReader {
    /// The keys of an item in the order in which they are written.
    static let itemKeys = [
        "name", "id", "type", "class", "codes", "length", "width", "min", "max", "missing", "required", "unique",
        "check", "normalize", "missing-rate", "confirmed", "note",
    ]

    mutating func items(_ node: Node, _ path: String) -> [LayoutItem] {
        guard let nodes = list(node, path) else { return [] }
        if nodes.isEmpty { fault(node, path, "the layout names no item") }
        itemNodes = nodes
        return nodes.enumerated().compactMap { item($1, "\(path)[\($0 + 1)]") }
    }

    private mutating func item(_ node: Node, _ path: String) -> LayoutItem? {
        guard let values = mapping(node, path, keys: Self.itemKeys) else { return nil }
        let part = DocumentPart(node: node, path: path, values: values)
        let name = required("name", in: values, of: node, path).flatMap { notBlank($0, "\(path).name") }
        let type = choice("type", part, "type", of: ItemType.self)
        let itemClass = choice("class", part, "class", of: ItemClass.self)
        var item = LayoutItem(name: name ?? "", type: type ?? .text, itemClass: itemClass ?? .other)
        if let id = values["id"] { item.standardID = notBlank(id, "\(path).id") }
        if let codes = values["codes"] { item.codes = self.codes(codes, "\(path).codes") }
        readLimits(part, type: type, into: &item)
        readMissing(part, into: &item)
        if let unique = values["unique"] { item.isUnique = flag(unique, "\(path).unique") ?? false }
        if let check = values["check"] {
            item.check = choice(check, "\(path).check", "check", of: CheckedCodeKind.self)
        }
        if let normalize = values["normalize"], let nodes = list(normalize, "\(path).normalize") {
            item.normalization = nodes.compactMap {
                choice($0, "\(path).normalize", "normalization", of: TextNormalization.self)
            }
        }
        if let confirmed = values["confirmed"] { item.isConfirmed = flag(confirmed, "\(path).confirmed") ?? true }
        if let note = values["note"] { item.note = text(note, "\(path).note") ?? "" }
        return name == nil || type == nil || itemClass == nil ? nil : item
    }

    /// Codes with their meanings, in quotes or not: `{"1": 男, 2: 女}`.
    private mutating func codes(_ node: Node, _ path: String) -> [String: String] {
        guard case .mapping(let mapping) = node else {
            fault(node, path, "a mapping of codes to their meanings is expected")
            return [:]
        }
        var codes: [String: String] = [:]
        for (key, value) in mapping {
            guard case .scalar(let code) = key else {
                fault(key, path, "a code is expected")
                continue
            }
            codes[code.string] = text(value, path) ?? ""
        }
        return codes
    }

    private mutating func readLimits(_ part: DocumentPart, type: ItemType?, into item: inout LayoutItem) {
        item.length = positive("length", part)
        item.width = positive("width", part)
        item.minimum = part.values["min"].flatMap { decimal($0, "\(part.path).min") }
        item.maximum = part.values["max"].flatMap { decimal($0, "\(part.path).max") }
        guard let type, type != .integer, type != .decimal else { return }
        for key in ["min", "max"] {
            guard let node = part.values[key] else { continue }
            fault(node, "\(part.path).\(key)", "'\(key)' belongs to the types integer and decimal")
        }
    }

    private mutating func readMissing(_ part: DocumentPart, into item: inout LayoutItem) {
        if part.values["missing"] != nil, let missing = texts("missing", part) { item.missing = missing }
        if let required = part.values["required"] { item.isRequired = flag(required, "\(part.path).required") ?? false }
        guard let node = part.values["missing-rate"], let rate = decimal(node, "\(part.path).missing-rate") else {
            return
        }
        if !(0...1).contains(rate) {
            fault(node, "\(part.path).missing-rate", "a share from 0 to 1 is expected")
        }
        item.missingRate = rate
    }

    private mutating func positive(_ key: String, _ part: DocumentPart) -> Int? {
        guard let node = part.values[key], let number = whole(node, "\(part.path).\(key)") else { return nil }
        if number < 1 { fault(node, "\(part.path).\(key)", "a number from 1 is expected") }
        return number
    }
}
