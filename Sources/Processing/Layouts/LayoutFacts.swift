public import MunicipalData
import Primitives

/// What a layout holds, for `oboro layout check`, `list` and `infer` as JSON.
public struct LayoutFacts: Codable, Hashable, Sendable {
    /// The layout's name.
    public let name: String
    /// Its version; blank where none.
    public let version: String
    /// The standardized business; blank where none.
    public let business: String
    /// The encoding's name.
    public let encoding: String
    /// `fixed`, or the delimiter.
    public let form: String
    /// How many items.
    public let items: Int
    /// How many of them are not confirmed.
    public let unconfirmed: Int
    /// Items by class.
    public let classes: [String: Int]
    /// Items by type.
    public let types: [String: Int]
    /// Who reviewed it and when; nil where nobody has.
    public let reviewed: String?
    /// Data rows that were looked at, for a layout that was inferred.
    public let rows: Int?

    /// The facts of a layout.
    public init(_ layout: Layout) { self.init(layout, rows: nil) }

    init(_ inference: LayoutInference) { self.init(inference.layout, rows: inference.rows) }

    private init(_ layout: Layout, rows: Int?) {
        name = layout.name
        version = layout.version
        business = layout.business
        encoding = layout.encoding.name
        form =
            switch layout.form {
            case .fixed: "fixed"
            case .delimited(UInt8(ascii: "\t"), _): LayoutReader.tabName
            case .delimited(let delimiter, _): String(Character(Unicode.Scalar(delimiter)))
            }
        items = layout.items.count
        unconfirmed = layout.items.count { !$0.isConfirmed }
        classes = Dictionary(layout.items.map { ($0.itemClass.rawValue, 1) }, uniquingKeysWith: +)
        types = Dictionary(layout.items.map { ($0.type.rawValue, 1) }, uniquingKeysWith: +)
        reviewed = layout.review.map { "\($0.by) \($0.on)" }
        self.rows = rows
    }

    /// The facts as lines for a terminal.
    public var text: String {
        func counts(_ counts: [String: Int]) -> String {
            counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }.joined(
                separator: ", ")
        }
        let title = [name, version, business].filter { !$0.isEmpty }.map(\.terminalSafe).joined(separator: "  ")
        return """
            \(title)
              encoding \(encoding), \(form == "fixed" ? "fixed length" : "delimiter '\(form)'")
              \(items) items, \(unconfirmed) not confirmed
              classes: \(counts(classes))
              types: \(counts(types))
              reviewed: \(reviewed?.terminalSafe ?? "by nobody yet")

            """
    }
}
