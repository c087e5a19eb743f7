extension Hierarchy {
    /// The label of everything: the top of a built hierarchy, and a masked cell.
    public static let anyValueLabel = "*"

    /// The label of a value that is unknown.
    public static let unknownValueLabel = "不詳"

    /// A hierarchy of which every value is kept as it is: one level.
    public static func identity(_ values: [String]) throws(HierarchyError) -> Hierarchy {
        try Hierarchy(values: values, rows: values.map { [$0] }, firstLine: 1)
    }

    /// Codes by their first characters: level 0 is the value, then one level per length with the rest of the
    /// characters written `*`, then `*`. Blank values are 不詳 below the top.
    /// - Parameter lengths: numbers of characters, descending.
    public static func prefixes(_ values: [String], lengths: [Int]) throws(HierarchyError) -> Hierarchy {
        if let fault = prefixFault(lengths) { throw .rule(fault) }
        let rows = values.map { value in
            let value = isUnknown(value) ? unknownValueLabel : value
            let masked = lengths.map { length in
                value == unknownValueLabel || value.count <= length
                    ? value : value.prefix(length) + String(repeating: "*", count: value.count - length)
            }
            return [value] + masked + [anyValueLabel]
        }
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

extension HierarchySource {
    /// Whether the engine can build the hierarchy from the values alone.
    public var isBuiltFromValues: Bool {
        switch self {
        case .date, .interval, .prefix: true
        case .file, .address: false
        }
    }

    /// The number of levels of a hierarchy that the engine builds, nil for those of the caller.
    static func builtLevelCount(_ source: HierarchySource?) -> Int? {
        switch source {
        case nil: 1
        case .date(let steps)?: steps.count + 1
        case .interval(let steps, _, _)?: steps.count + 2
        case .prefix(let lengths)?: lengths.count + 2
        case .file?, .address?: nil
        }
    }

    var ruleFault: HierarchyRuleFault? {
        switch self {
        case .date(let steps): Hierarchy.dateFault(steps)
        case .interval(let steps, let bottom, let top): Hierarchy.intervalFault(steps, bottom: bottom, top: top)
        case .prefix(let lengths): Hierarchy.prefixFault(lengths)
        case .file, .address: nil
        }
    }
}
