import Yams

/// A mapping of a document, its place, and the values of its known keys.
struct DocumentPart {
    let node: Node
    let path: String
    let values: [String: Node]
}

extension DocumentReading {
    /// The text of a key that must be there.
    mutating func text(_ key: String, _ part: DocumentPart) -> String? {
        required(key, in: part.values, of: part.node, part.path).flatMap { text($0, "\(part.path).\(key)") }
    }

    /// The whole number of a key that must be there.
    mutating func whole(_ key: String, _ part: DocumentPart) -> Int? {
        required(key, in: part.values, of: part.node, part.path).flatMap { whole($0, "\(part.path).\(key)") }
    }

    /// The number of a key that must be there.
    mutating func decimal(_ key: String, _ part: DocumentPart) -> Double? {
        required(key, in: part.values, of: part.node, part.path).flatMap { decimal($0, "\(part.path).\(key)") }
    }

    /// The list of texts of a key that must be there.
    mutating func texts(_ key: String, _ part: DocumentPart) -> [String]? {
        let path = "\(part.path).\(key)"
        guard let node = required(key, in: part.values, of: part.node, part.path), let nodes = list(node, path)
        else { return nil }
        let texts = nodes.compactMap { text($0, path) }
        return texts.count == nodes.count ? texts : nil
    }

    /// The list of whole numbers of a key that must be there.
    mutating func wholes(_ key: String, _ part: DocumentPart) -> [Int]? {
        let path = "\(part.path).\(key)"
        guard let node = required(key, in: part.values, of: part.node, part.path), let nodes = list(node, path)
        else { return nil }
        let numbers = nodes.compactMap { whole($0, path) }
        return numbers.count == nodes.count ? numbers : nil
    }

    /// The choice of a key that must be there.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ part: DocumentPart, _ kind: String, of type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        required(key, in: part.values, of: part.node, part.path)
            .flatMap { choice($0, "\(part.path).\(key)", kind, of: type) }
    }
}
