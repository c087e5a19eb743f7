import MunicipalData
import Yams

extension RegisterColumns {
    /// Reads a mapping from YAML. A heading may stand for one field only.
    ///
    /// - Throws: ``DocumentFaults``.
    public init(reading bytes: [UInt8], file: String) throws(DocumentFaults) {
        let root = try Node(document: bytes, file: file)
        var reader = RegisterColumnsReader(file: file)
        let columns = reader.columns(root)
        guard let columns, reader.faults.isEmpty else { throw DocumentFaults(faults: reader.sortedFaults) }
        self = columns
    }
}

private struct RegisterColumnsReader: DocumentReading {
    let file: String
    var faults: [DocumentFault] = []
    private var seen: [String: String] = [:]

    init(file: String) { self.file = file }

    mutating func columns(_ root: Node) -> RegisterColumns? {
        let keys = ["register-columns", "fields", "ignored", "words", "separators"]
        guard let values = mapping(root, "", keys: keys) else { return nil }
        if let version = required("register-columns", in: values, of: root, ""), whole(version, "register-columns") != 1
        {
            fault(version, "register-columns", "version 1 is expected")
        }
        guard let fields = required("fields", in: values, of: root, "") else { return nil }
        let headings = self.headings(fields)
        let ignored = values["ignored"].map { texts($0, "ignored") } ?? []
        for name in ignored { note(name, "ignored", values["ignored"] ?? root) }
        let words = self.words(values["words"])
        let separators = values["separators"].map { texts($0, "separators") } ?? []
        for text in separators where text.count != 1 {
            fault(values["separators"] ?? root, "separators", "one character is expected")
        }
        return RegisterColumns(
            headings: headings, ignored: ignored, yes: words["yes", default: []], no: words["no", default: []],
            computerised: words["computerised", default: []], manual: words["manual", default: []],
            none: words["none", default: []], separators: Set(separators.compactMap(\.first)))
    }

    private mutating func headings(_ node: Node) -> [RegisterField: [String]] {
        guard let values = mapping(node, "fields", keys: RegisterField.allCases.map(\.rawValue)) else { return [:] }
        var headings: [RegisterField: [String]] = [:]
        for field in RegisterField.allCases {
            guard let list = values[field.rawValue] else { continue }
            let names = texts(list, "fields.\(field.rawValue)")
            for name in names { note(name, field.rawValue, list) }
            headings[field] = names
        }
        return headings
    }

    /// A heading that stands for two fields would make the reading depend on their order.
    private mutating func note(_ name: String, _ place: String, _ node: Node) {
        let key = RegisterColumns.key(name)
        if key.isEmpty { fault(node, place, "a heading is blank") }
        if let other = seen[key], other != place {
            fault(node, place, "the heading '\(shortenedName(name))' stands under \(other) already")
        }
        seen[key] = place
    }

    private mutating func words(_ node: Node?) -> [String: [String]] {
        let keys = ["yes", "no", "computerised", "manual", "none"]
        guard let node, let values = mapping(node, "words", keys: keys) else { return [:] }
        var words: [String: [String]] = [:]
        for key in keys { words[key] = values[key].map { texts($0, "words.\(key)") } }
        return words
    }

    private mutating func texts(_ node: Node, _ path: String) -> [String] {
        (list(node, path) ?? []).compactMap { text($0, path) }
    }
}
