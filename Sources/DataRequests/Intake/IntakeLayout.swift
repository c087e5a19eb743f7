import Messages
import MunicipalData
import Primitives
import Processing

/// The layout by which a file that comes in is checked: the granted columns in their order, written as the manifest says,
/// each as the municipality's layout describes it.
struct IntakeLayout {
    let layout: Layout
    let checked: CheckedLayout
    /// The layout names a mark of protected residents (支援措置対象者), and nobody decided what is done with their rows.
    let isProtectionUndecided: Bool

    /// - Parameters:
    ///   - text: a layout (YAML), or nil for the one of the request's extraction specification. Without both every
    ///     granted item is text.
    ///   - decided: what the municipality says it did about protected residents, where its layout left that open.
    init(
        _ text: String?, for record: RequestRecord, encoding: TextEncoding, delimiter: UInt8,
        protection decided: ProtectionRule.Treatment? = nil
    ) throws(Refusal) {
        let granted = record.decision?.grantedItems ?? []
        let given = try Self.layout(text, record)
        var layout = given?.layout ?? Layout(name: record.planned.fileName, items: [])
        if layout.protection?.treatment == .undecided, let decided { layout.protection?.treatment = decided }
        isProtectionUndecided = layout.protection?.treatment == .undecided
        layout.items = try Self.items(granted, of: given?.layout)
        layout.encoding = .exactly(encoding)
        layout.form = .delimited(delimiter: delimiter, header: true)
        // A rule over columns that stay with the municipality was kept there.
        let isKept = { (item: String?) in item.map(granted.contains) ?? true }
        if let rule = layout.history {
            let items = [rule.key, rule.latest?.item] + rule.order
            if !items.allSatisfy(isKept) { layout.history = nil }
        }
        if !isKept(layout.residency?.item) { layout.residency = nil }
        if !isKept(layout.protection?.item) { layout.protection = nil }
        if !layout.problems.isEmpty { throw Refusal(layout: layout.problems) }
        self.layout = layout
        checked = CheckedLayout(name: layout.name, version: layout.version, sha256: given?.hash)
    }

    private static func layout(
        _ text: String?, _ record: RequestRecord
    ) throws(Refusal) -> (layout: Layout, hash: ContentHash)? {
        do throws(DocumentFaults) {
            if let text {
                return (try LayoutDocument(reading: Array(text.utf8), file: "layout").layout, ContentHash(of: text))
            }
            guard let issued = record.specification else { return nil }
            let specification = try ExtractionSpecification(reading: Array(issued.text.utf8), file: "specification")
            return (specification.layout, issued.sha256)
        } catch {
            throw Refusal(faults: error)
        }
    }

    static func items(_ granted: [String], of layout: Layout?) throws(Refusal) -> [LayoutItem] {
        guard let layout else { return granted.map { LayoutItem(name: $0, type: .text, itemClass: .other) } }
        let missing = granted.filter { layout.item(named: $0) == nil }
        if !missing.isEmpty {
            throw Refusal(
                .invalid,
                missing.map {
                    Reason(
                        "E-LAYOUT-ITEM", "the layout does not describe the granted item \($0): complete the layout",
                        "レイアウトに記録項目「\($0)」がありません。レイアウトを補ってください。")
                })
        }
        return granted.compactMap { layout.item(named: $0) }
    }
}

extension Refusal {
    init(faults: DocumentFaults) {
        self.init(
            .invalid,
            faults.faults.prefix(100).map {
                Reason("E-LAYOUT", "\($0)", "レイアウトの記載が正しくありません（\($0)）。")
            })
    }

    init(layout problems: [LayoutProblem]) {
        self.init(
            .invalid,
            problems.prefix(100).map { Reason("E-LAYOUT", "\($0)", "レイアウトの記載が正しくありません（\($0)）。") })
    }
}
