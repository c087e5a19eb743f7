import MunicipalData
import Primitives
import Yams

extension ExtractionSpecification {
    /// No specification asks for more items.
    static let itemLimit = 10_000
    /// No name in a specification is longer, in characters.
    static let nameLimit = 200

    /// Reads an extraction specification.
    ///
    /// Every key must be known; the layout is read as a layout file is; every granted item must stand in the layout, once.
    /// The certificate is only looked at from outside (one block in PEM): whoever encrypts to it reads it strictly.
    ///
    /// - Parameters:
    ///   - bytes: the file, UTF-8.
    ///   - file: its name, for errors.
    /// - Throws: ``DocumentFaults`` with all faults at once.
    public init(reading bytes: [UInt8], file: String) throws(DocumentFaults) {
        let root = try Node(document: bytes, file: file)
        var reader = SpecificationReader(file: file)
        let specification = reader.specification(root)
        guard let specification, reader.faults.isEmpty else { throw DocumentFaults(faults: reader.sortedFaults) }
        self = specification
    }
}

/// Reads the nodes of an extraction specification and collects every fault on the way.
private struct SpecificationReader: DocumentReading {
    let file: String
    var faults: [DocumentFault] = []

    init(file: String) { self.file = file }

    mutating func specification(_ root: Node) -> ExtractionSpecification? {
        let keys = [
            "specification", "organization", "request", "municipality", "body", "fileName", "asOf", "neededBy", "items",
            "layout", "certificate",
        ]
        guard let values = mapping(root, "", keys: keys) else { return nil }
        if let node = required("specification", in: values, of: root, ""), whole(node, "specification") != 1 {
            fault(node, "specification", "this program reads version 1 of the format; use a newer program")
        }
        let organization = required("organization", in: values, of: root, "").flatMap { name($0, "organization") }
        let request = required("request", in: values, of: root, "").flatMap { requestName($0, "request") }
        let municipality = required("municipality", in: values, of: root, "")
            .flatMap { self.municipality($0, "municipality") }
        let body = required("body", in: values, of: root, "").flatMap { name($0, "body") }
        let fileName = required("fileName", in: values, of: root, "").flatMap { name($0, "fileName") }
        let asOf = values["asOf"].flatMap { day($0, "asOf") }
        let neededBy = values["neededBy"].flatMap { day($0, "neededBy") }
        let layout = required("layout", in: values, of: root, "").flatMap { self.layout($0) }
        let items = required("items", in: values, of: root, "").flatMap { self.items($0, of: layout) }
        let certificate = required("certificate", in: values, of: root, "").flatMap { self.certificate($0) }
        guard let organization, let request, let municipality, let body, let fileName, let layout, let items,
            let certificate
        else { return nil }
        return ExtractionSpecification(
            organization: organization, request: request, municipality: municipality, body: body, fileName: fileName,
            asOf: asOf, neededBy: neededBy, items: items, layout: layout, certificate: certificate)
    }

    private mutating func layout(_ node: Node) -> Layout? {
        var reader = LayoutReader(file: file)
        let layout = reader.layout(node, "layout")
        faults += reader.faults
        return layout
    }

    private mutating func items(_ node: Node, of layout: Layout?) -> [String]? {
        guard let nodes = list(node, "items") else { return nil }
        guard (1...ExtractionSpecification.itemLimit).contains(nodes.count) else {
            fault(node, "items", "1 to \(ExtractionSpecification.itemLimit) items are expected")
            return nil
        }
        let known = layout.map { Set($0.items.map(\.name)) }
        var seen: Set<String> = []
        for (index, node) in nodes.enumerated() {
            let path = "items[\(index)]"
            guard let name = text(node, path) else { continue }
            if !seen.insert(name).inserted {
                fault(node, path, "the item '\(shortenedName(name))' is asked for twice; keep one")
            } else if let known, !known.contains(name) {
                fault(
                    node, path, "the layout lacks the item '\(shortenedName(name))'",
                    suggestion: nearestName(to: name, among: known))
            }
        }
        return nodes.compactMap(\.string)
    }

    private mutating func certificate(_ node: Node) -> String? {
        guard let text = text(node, "certificate") else { return nil }
        let lines = text.split(whereSeparator: \.isNewline)
        let isBlock =
            lines.count >= 3 && lines.first == "-----BEGIN CERTIFICATE-----"
            && lines.last == "-----END CERTIFICATE-----"
            && lines.dropFirst().dropLast().allSatisfy { line in
                line.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
                        UInt8(ascii: "="):
                        true
                    default: false
                    }
                }
            }
        guard isBlock else {
            fault(node, "certificate", "one certificate in PEM is expected, from its BEGIN line to its END line")
            return nil
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
