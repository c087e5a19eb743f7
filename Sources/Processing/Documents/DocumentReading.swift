import Yams

/// Reads the nodes of a document and collects every fault on the way, so that a person sees all of them at once.
protocol DocumentReading {
    /// The file's name, for faults.
    var file: String { get }
    /// What was found so far.
    var faults: [DocumentFault] { get set }
}

extension DocumentReading {
    /// The faults in the order of the file.
    var sortedFaults: [DocumentFault] {
        faults.sorted { ($0.line, $0.character, $0.path) < ($1.line, $1.character, $1.path) }
    }

    mutating func fault(_ node: Node, _ path: String, _ message: String, suggestion: String? = nil) {
        faults.append(
            DocumentFault(
                file: file, line: node.mark?.line ?? 0, character: node.mark?.column ?? 0, path: path,
                message: message, suggestion: suggestion))
    }

    /// The nearest known name, for the first faults: nobody reads more, and looking for each takes time.
    private func suggestion(for name: String, among names: [String]) -> String? {
        faults.count < 100 ? nearestName(to: name, among: names) : nil
    }

    /// The values of a mapping by key; keys outside of `keys` are faults.
    mutating func mapping(_ node: Node, _ path: String, keys: [String]) -> [String: Node]? {
        guard case .mapping(let mapping) = node else {
            fault(node, path, "a mapping with the keys \(keys.joined(separator: ", ")) is expected")
            return nil
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.string, keys.contains(name) else {
                let name = key.string ?? ""
                let known = "known keys: \(keys.joined(separator: ", "))"
                let message = "unknown key '\(shortenedName(name))' (\(known))"
                fault(key, path, message, suggestion: suggestion(for: name, among: keys))
                continue
            }
            values[name] = value
        }
        return values
    }

    mutating func list(_ node: Node, _ path: String) -> [Node]? {
        guard case .sequence(let sequence) = node else {
            fault(node, path, "a list is expected")
            return nil
        }
        return Array(sequence)
    }

    /// The value of a key that must be there.
    mutating func required(_ key: String, in values: [String: Node], of node: Node, _ path: String) -> Node? {
        if values[key] == nil { fault(node, path, "the key '\(key)' is missing") }
        return values[key]
    }

    mutating func text(_ node: Node, _ path: String) -> String? {
        guard case .scalar(let scalar) = node else {
            fault(node, path, "a text is expected")
            return nil
        }
        return scalar.string
    }

    mutating func whole(_ node: Node, _ path: String) -> Int? {
        guard case .scalar(let scalar) = node, let number = Int(scalar.string) else {
            fault(node, path, "a whole number is expected")
            return nil
        }
        return number
    }

    mutating func decimal(_ node: Node, _ path: String) -> Double? {
        // Decimal notation only: neither hexadecimal numbers nor the names of infinity.
        let allowed = Set("0123456789+-.eE".utf8)
        guard case .scalar(let scalar) = node, scalar.string.utf8.allSatisfy(allowed.contains),
            let number = Double(scalar.string), number.isFinite
        else {
            fault(node, path, "a number is expected")
            return nil
        }
        return number
    }

    mutating func flag(_ node: Node, _ path: String) -> Bool? {
        guard case .scalar(let scalar) = node, let flag = ["true": true, "false": false][scalar.string] else {
            fault(node, path, "true or false is expected")
            return nil
        }
        return flag
    }

    /// One of the names of a choice.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: Node, _ path: String, _ kind: String, of: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        let name = node.string ?? ""
        if case .scalar = node, let choice = Choice(rawValue: name) { return choice }
        unknown(node, path, kind, names: Choice.allCases.map(\.rawValue))
        return nil
    }

    mutating func unknown(_ node: Node, _ path: String, _ kind: String, names: [String]) {
        let name = node.string ?? ""
        let known = names.joined(separator: ", ")
        let message = "unknown \(kind) '\(shortenedName(name))' (known: \(known))"
        fault(node, path, message, suggestion: suggestion(for: name, among: names))
    }

    /// A delimiter: one ASCII character that is neither a quote nor a line break.
    mutating func delimiter(_ node: Node, _ path: String) -> String? {
        guard let text = text(node, path) else { return nil }
        let bytes = Array(text.utf8)
        guard bytes.count == 1, bytes[0] < 0x80, bytes[0] != 0x22, bytes[0] != 0x0A, bytes[0] != 0x0D else {
            fault(node, path, "one ASCII character is expected that is no quote and no line break")
            return nil
        }
        return text
    }
}

/// A name as it stands in an error: a file may hold names of any length.
func shortenedName(_ name: String) -> String { name.count <= 60 ? name : "\(name.prefix(60))…" }
