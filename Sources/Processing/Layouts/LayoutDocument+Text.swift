public import MunicipalData
import Primitives

extension LayoutDocument {
    /// A layout as the text of a layout file, which reads back as the same layout.
    public static func text(of layout: Layout) -> String { lines(of: layout).joined(separator: "\n") + "\n" }

    /// The lines of a layout file, to be indented where the layout stands in another document.
    static func lines(of layout: Layout) -> [String] {
        var lines = ["layout: 1", "name: \(scalar(layout.name))"]
        if !layout.version.isEmpty { lines.append("version: \(scalar(layout.version))") }
        if !layout.business.isEmpty { lines.append("business: \(scalar(layout.business))") }
        if !layout.source.isEmpty { lines.append("source: \(scalar(layout.source))") }
        if let review = layout.review { lines.append("reviewed: {by: \(scalar(review.by)), on: \(review.on)}") }
        lines.append("encoding: \(layout.encoding.name)")
        switch layout.form {
        case .fixed: lines.append("fixed: true")
        case .delimited(let delimiter, let header):
            let sign = delimiter == UInt8(ascii: "\t") ? LayoutReader.tabName : quoted(Unicode.Scalar(delimiter))
            lines += ["delimiter: \(sign)", "header: \(header)"]
        }
        lines.append("items:")
        lines += layout.items.map { "  - " + text(of: $0) }
        if let history = layout.history { lines.append("history: \(text(of: history))") }
        if let rule = layout.residency {
            lines.append("residency: {item: \(scalar(rule.item)), values: \(scalars(rule.values))}")
        }
        if let rule = layout.protection {
            let parts = [
                "item: \(scalar(rule.item))", "values: \(scalars(rule.values))",
                "treatment: \(rule.treatment.rawValue)",
            ]
            lines.append("protection: {\(parts.joined(separator: ", "))}")
        }
        return lines
    }

    private static func text(of item: LayoutItem) -> String {
        var parts = ["name: \(scalar(item.name))"]
        if let id = item.standardID { parts.append("id: \(scalar(id))") }
        parts += ["type: \(item.type.rawValue)", "class: \(item.itemClass.rawValue)"]
        if !item.codes.isEmpty {
            let codes = item.codes.sorted { $0.key < $1.key }
                .map { "\(RecipeDocument.quoted($0.key)): \(scalar($0.value))" }
            parts.append("codes: {\(codes.joined(separator: ", "))}")
        }
        if let length = item.length { parts.append("length: \(length)") }
        if let width = item.width { parts.append("width: \(width)") }
        if let minimum = item.minimum { parts.append("min: \(number(minimum))") }
        if let maximum = item.maximum { parts.append("max: \(number(maximum))") }
        if item.missing != [""] { parts.append("missing: \(scalars(item.missing))") }
        if item.isRequired { parts.append("required: true") }
        if item.isUnique { parts.append("unique: true") }
        if let check = item.check { parts.append("check: \(check.rawValue)") }
        if !item.normalization.isEmpty {
            parts.append("normalize: [\(item.normalization.map(\.rawValue).joined(separator: ", "))]")
        }
        if let rate = item.missingRate { parts.append("missing-rate: \(number(rate))") }
        if !item.isConfirmed { parts.append("confirmed: false") }
        if !item.note.isEmpty { parts.append("note: \(scalar(item.note))") }
        return "{\(parts.joined(separator: ", "))}"
    }

    private static func text(of rule: HistoryRule) -> String {
        var parts = ["key: \(scalar(rule.key))"]
        // Without either key a rule would not say which row is the latest, and could not be read back.
        if !rule.order.isEmpty || rule.latest == nil { parts.append("order: \(scalars(rule.order))") }
        if let latest = rule.latest {
            parts.append("latest: {item: \(scalar(latest.item)), value: \(scalar(latest.value))}")
        }
        return "{\(parts.joined(separator: ", "))}"
    }
}
