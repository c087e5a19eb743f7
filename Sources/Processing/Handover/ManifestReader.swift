import MunicipalData
import Primitives
import Yams

/// Reads the nodes of a manifest and collects every fault on the way.
struct ManifestReader: DocumentReading {
    let file: String
    var faults: [DocumentFault] = []

    init(file: String) { self.file = file }

    private static let keys = [
        "asOf", "body", "bytes", "columns", "createdAt", "delimiter", "encoding", "fileName", "handover", "leftOut",
        "municipality", "parts", "protection", "recipient", "request", "rows", "sha256", "specification", "tool",
    ]

    mutating func manifest(_ root: Node) -> HandoverManifest? {
        guard let values = mapping(root, "", keys: Self.keys) else { return nil }
        // All that is missing is said at once.
        let nodes = Self.keys.map { required($0, in: values, of: root, "") }
        guard nodes.allSatisfy({ $0 != nil }) else { return nil }
        func node(_ key: String) -> Node { values[key] ?? root }

        if whole(node("handover"), "handover") != 1 {
            fault(node("handover"), "handover", "this program reads version 1 of the format")
        }
        let request = requestName(node("request"), "request")
        let municipality = municipality(node("municipality"), "municipality")
        let body = name(node("body"), "body")
        let fileName = name(node("fileName"), "fileName")
        let asOf = day(node("asOf"), "asOf")
        let columns = columns(node("columns"))
        let rows = count(node("rows"), "rows", limit: 1 << 40)
        let encoding = encoding(node("encoding"))
        let delimiter = delimiter(node("delimiter"), "delimiter")
        let bytes = count(node("bytes"), "bytes", limit: HandoverManifest.sizeLimit)
        let sha256 = digest(node("sha256"), "sha256")
        let specification = digest(node("specification"), "specification")
        let recipient = digest(node("recipient"), "recipient")
        let leftOut = leftOut(node("leftOut"))
        let protection = protection(node("protection"))
        let parts = parts(node("parts"), bytes: bytes)
        let tool = name(node("tool"), "tool")
        let createdAt = instant(node("createdAt"), "createdAt")
        guard let request, let municipality, let body, let fileName, let asOf, let columns, let rows, let encoding,
            let delimiter, let bytes, let sha256, let specification, let recipient, let leftOut, let protection,
            let parts, let tool, let createdAt
        else { return nil }
        return HandoverManifest(
            request: request, municipality: municipality, body: body, fileName: fileName, asOf: asOf, columns: columns,
            rows: rows, encoding: encoding, delimiter: delimiter, bytes: bytes, sha256: sha256,
            specification: specification, recipient: recipient, leftOut: leftOut, protection: protection, parts: parts,
            tool: tool, createdAt: createdAt)
    }

    private mutating func columns(_ node: Node) -> [String]? {
        guard let nodes = list(node, "columns") else { return nil }
        guard (1...ExtractionSpecification.itemLimit).contains(nodes.count) else {
            fault(node, "columns", "1 to \(ExtractionSpecification.itemLimit) columns are expected")
            return nil
        }
        var seen: Set<String> = []
        for (index, node) in nodes.enumerated() {
            let path = "columns[\(index)]"
            if let name = name(node, path), !seen.insert(name).inserted {
                fault(node, path, "the column stands there twice")
            }
        }
        return nodes.compactMap(\.string)
    }

    private mutating func count(_ node: Node, _ path: String, limit: Int) -> Int? {
        guard let number = whole(node, path) else { return nil }
        guard (0...limit).contains(number) else {
            fault(node, path, "a number from 0 to \(limit) is expected")
            return nil
        }
        return number
    }

    private mutating func digest(_ node: Node, _ path: String) -> String? {
        guard let text = text(node, path) else { return nil }
        let digits = Set("0123456789abcdef".utf8)
        guard text.utf8.count == 64, text.utf8.allSatisfy(digits.contains) else {
            fault(node, path, "a SHA-256 in 64 lower-case hexadecimal digits is expected")
            return nil
        }
        return text
    }

    private mutating func encoding(_ node: Node) -> String? {
        guard let text = text(node, "encoding") else { return nil }
        guard TextEncoding(rawValue: text) != nil else {
            unknown(node, "encoding", "encoding", names: TextEncoding.allCases.map(\.rawValue))
            return nil
        }
        return text
    }

    private mutating func protection(_ node: Node) -> String? {
        let names = ["excluded", "generalized", "none"]
        guard let text = text(node, "protection") else { return nil }
        guard names.contains(text) else {
            unknown(node, "protection", "treatment", names: names)
            return nil
        }
        return text
    }

    private mutating func leftOut(_ node: Node) -> [String: Int]? {
        guard let values = mapping(node, "leftOut", keys: LeftOutReason.allCases.map(\.rawValue)) else { return nil }
        var counts: [String: Int] = [:]
        for (key, value) in values { counts[key] = count(value, "leftOut.\(key)", limit: 1 << 40) }
        return counts
    }

    private mutating func instant(_ node: Node, _ path: String) -> Instant? {
        guard let text = text(node, path) else { return nil }
        guard let instant = Instant(text) else {
            fault(node, path, "a moment such as 2026-04-01T09:00:00.000Z is expected")
            return nil
        }
        return instant
    }
}

extension ManifestReader {
    /// The parts, whose sizes must fit the file's.
    private mutating func parts(_ node: Node, bytes: Int?) -> [HandoverManifest.Part]? {
        guard let nodes = list(node, "parts") else { return nil }
        guard (1...HandoverManifest.partLimit).contains(nodes.count) else {
            fault(node, "parts", "1 to \(HandoverManifest.partLimit) parts are expected")
            return nil
        }
        var parts: [HandoverManifest.Part] = []
        for (index, node) in nodes.enumerated() {
            if let part = part(node, "parts[\(index)]", number: index + 1) { parts.append(part) }
        }
        guard parts.count == nodes.count else { return nil }
        let total = parts.reduce(0) { $0 + $1.bytes }
        if let bytes {
            let most = bytes + parts.count * HandoverManifest.envelopeLimit
            guard total > bytes, total <= most else {
                fault(node, "parts", "the parts hold \(total) bytes, which does not fit a file of \(bytes) bytes")
                return nil
            }
        }
        return parts
    }

    private mutating func part(_ node: Node, _ path: String, number: Int) -> HandoverManifest.Part? {
        guard let values = mapping(node, path, keys: ["name", "bytes", "sha256"]) else { return nil }
        let name = required("name", in: values, of: node, path).flatMap { text($0, "\(path).name") }
        let bytes = required("bytes", in: values, of: node, path)
            .flatMap { count($0, "\(path).bytes", limit: HandoverManifest.partSizeLimit) }
        let sha256 = required("sha256", in: values, of: node, path).flatMap { digest($0, "\(path).sha256") }
        let expected = HandoverManifest.partName(number: number)
        if let name, name != expected {
            fault(values["name"] ?? node, "\(path).name", "the name of part \(number) must be \(expected)")
            return nil
        }
        guard let name, let bytes, let sha256 else { return nil }
        return HandoverManifest.Part(name: name, bytes: bytes, sha256: sha256)
    }
}
