import MunicipalData
import Primitives
import Yams

/// Reads a layout, alone or inside of another document, and collects every fault on the way.
///
/// A reader of another document makes one with its file, calls ``layout(_:_:)`` and takes over ``faults``.
struct LayoutReader: DocumentReading {
    let file: String
    var faults: [DocumentFault] = []
    /// Where the items stand, by their place in the list.
    var itemNodes: [Node] = []
    /// The items that rules name, and where.
    var references: [(node: Node, path: String, item: String)] = []

    init(file: String) { self.file = file }

    /// The keys of a layout in the order in which they are written.
    static let keys = [
        "layout", "name", "version", "business", "source", "reviewed", "encoding", "delimiter", "header", "fixed",
        "items", "history", "residency", "protection",
    ]

    /// The layout at `node`; `nil` where a part that must be there is missing or unreadable.
    ///
    /// - Parameter path: the place of the node in the document, blank for the root.
    mutating func layout(_ node: Node, _ path: String) -> Layout? {
        guard let values = mapping(node, path, keys: Self.keys) else { return nil }
        let before = faults.count
        if let version = required("layout", in: values, of: node, path), version.string != "1" {
            fault(version, below(path, "layout"), "this version reads layouts of version 1")
        }
        let name = required("name", in: values, of: node, path).flatMap { notBlank($0, below(path, "name")) }
        let items = required("items", in: values, of: node, path).map { self.items($0, below(path, "items")) }
        guard let name, let items else { return nil }
        var layout = Layout(name: name, items: items)
        if let version = values["version"] { layout.version = text(version, below(path, "version")) ?? "" }
        if let business = values["business"] { layout.business = text(business, below(path, "business")) ?? "" }
        if let source = values["source"] { layout.source = text(source, below(path, "source")) ?? "" }
        if let reviewed = values["reviewed"] { layout.review = review(reviewed, below(path, "reviewed")) }
        if let encoding = values["encoding"] { read(encoding, below(path, "encoding"), into: &layout) }
        layout.form = form(values, path, encoding: layout.encoding)
        if let history = values["history"] { layout.history = self.history(history, below(path, "history")) }
        if let residency = values["residency"] {
            layout.residency = self.residency(residency, below(path, "residency"))
        }
        if let protection = values["protection"] {
            layout.protection = self.protection(protection, below(path, "protection"))
        }
        if faults.count == before { addProblems(of: layout, node, path) }
        return layout
    }

    /// The path of a key below another path.
    func below(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private mutating func review(_ node: Node, _ path: String) -> LayoutReview? {
        guard let values = mapping(node, path, keys: ["by", "on"]) else { return nil }
        let by = required("by", in: values, of: node, path).flatMap { notBlank($0, "\(path).by") }
        let on = required("on", in: values, of: node, path).flatMap { day($0, "\(path).on") }
        guard let by, let on else { return nil }
        return LayoutReview(by: by, on: on)
    }

    private mutating func read(_ node: Node, _ path: String, into layout: inout Layout) {
        guard let name = text(node, path) else { return }
        if let encoding = EncodingDeclaration(name: name) {
            layout.encoding = encoding
        } else {
            unknown(node, path, "encoding", names: EncodingDeclaration.names)
        }
    }
}
