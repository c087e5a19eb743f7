extension Hierarchy {
    /// The label of everything: the top of a built hierarchy, and a masked cell.
    public static let anyValueLabel = "*"

    /// The label of a value that is unknown.
    public static let unknownValueLabel = "不詳"

    /// The label of rare values unless the recipe gives one.
    public static let otherValueLabel = "その他"

    /// A hierarchy of which every value is kept as it is: one level.
    public static func identity(_ values: [String]) throws(HierarchyError) -> Hierarchy {
        try Hierarchy(values: values, rows: values.map { [$0] }, firstLine: 1)
    }

    /// Codes by their first characters: level 0 is the value, then one level per length with the rest of the
    /// characters written `*`, then `*`. Blank values are 不詳 below the top.
    /// - Parameters:
    ///   - lengths: numbers of characters, descending.
    ///   - fixedLabels: values that stay as they are below `*`, such as the labels that steps wrote.
    public static func prefixes(
        _ values: [String], lengths: [Int], fixedLabels: Set<String> = []
    ) throws(HierarchyError) -> Hierarchy {
        if let fault = prefixFault(lengths) { throw .rule(fault) }
        return try built(values, kind: "text", levels: lengths.count + 1, fixedLabels: fixedLabels) { value in
            [value]
                + lengths.map { length in
                    let hidden = max(0, value.count - length)
                    return value.prefix(length) + String(repeating: "*", count: hidden)
                }
        }
    }

    /// A hierarchy from a rule that gives a value's labels below `*`, or nil for a value that it cannot read.
    ///
    /// A blank value is 不詳 on every level below `*`, and a fixed label stays as it is.
    /// - Throws: ``HierarchyError/unreadableValues(kind:positions:)`` with all values that the rule cannot read.
    static func built(
        _ values: [String], kind: String, levels: Int, fixedLabels: Set<String>, labels: (String) -> [String]?
    ) throws(HierarchyError) -> Hierarchy {
        var unreadable: [Int] = []
        var rows: [[String]] = []
        rows.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            if isUnknown(value) {
                rows.append([String](repeating: unknownValueLabel, count: levels) + [anyValueLabel])
            } else if fixedLabels.contains(value) {
                rows.append([String](repeating: value, count: levels) + [anyValueLabel])
            } else if let labels = labels(value) {
                rows.append(labels + [anyValueLabel])
            } else {
                unreadable.append(index)
            }
        }
        if !unreadable.isEmpty { throw .unreadableValues(kind: kind, positions: unreadable) }
        return try Hierarchy(values: values, rows: rows, firstLine: 1)
    }

    /// Whether a value says nothing: blank, or already written 不詳.
    static func isUnknown(_ value: String) -> Bool {
        value == unknownValueLabel || value.allSatisfy(\.isWhitespace)
    }

    static func prefixFault(_ lengths: [Int]) -> HierarchyRuleFault? {
        if lengths.isEmpty { return .noSteps }
        let descending = zip(lengths, lengths.dropFirst()).allSatisfy { $0 > $1 }
        return descending && lengths.allSatisfy { $0 > 0 } ? nil : .prefixLengths
    }
}
