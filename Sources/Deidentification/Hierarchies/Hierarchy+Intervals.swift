extension Hierarchy {
    /// Numbers by intervals: level 0 is the value, then one level per step, then `*`.
    ///
    /// Intervals begin at multiples of the step and are cut at `bottom` and `top`; `5-9` holds every x with
    /// 5 <= x < 10. Values below the bottom are `<bottom>未満`, from the top on `<top>以上`, blank ones 不詳.
    /// - Parameter fixedLabels: values that stay as they are below `*`, such as the labels of top-coding.
    /// - Throws: ``HierarchyError/unreadableValues(kind:positions:)`` for values that are no number.
    public static func intervals(
        _ values: [String], steps: [Int], bottom: Int? = nil, top: Int? = nil, fixedLabels: Set<String> = []
    ) throws(HierarchyError) -> Hierarchy {
        if let fault = intervalFault(steps, bottom: bottom, top: top) { throw .rule(fault) }
        return try built(values, kind: "number", levels: steps.count + 1, fixedLabels: fixedLabels) { value in
            wholePart(value).map { number in
                [value] + steps.map { intervalLabel(number, step: $0, bottom: bottom, top: top) }
            }
        }
    }

    static func intervalFault(_ steps: [Int], bottom: Int?, top: Int?) -> HierarchyRuleFault? {
        if steps.isEmpty { return .noSteps }
        let nested = zip(steps, steps.dropFirst()).allSatisfy { $0 > 0 && $1 > $0 && $1 % $0 == 0 }
        if !nested || steps.contains(where: { $0 <= 0 }) { return .intervalSteps }
        if let bottom, let top, bottom >= top { return .intervalBounds }
        return nil
    }

    /// The greatest whole number that is not above the number, or nil when the text is no finite decimal number.
    static func wholePart(_ text: String) -> Int? {
        if let whole = Int(text) { return whole }
        guard let number = decimalNumber(text) else { return nil }
        return Int(exactly: number.rounded(.down))
    }

    private static func intervalLabel(_ number: Int, step: Int, bottom: Int?, top: Int?) -> String {
        if let bottom, number < bottom { return "\(bottom)未満" }
        if let top, number >= top { return "\(top)以上" }
        let remainder = number % step
        // Far from the ends of Int an interval always fits; at the ends it is cut there.
        let from = number.subtractingReportingOverflow(remainder < 0 ? remainder + step : remainder)
        let start = from.overflow ? Int.min : from.partialValue
        let to = start.addingReportingOverflow(step - 1)
        let end = to.overflow ? Int.max : to.partialValue
        let low = max(start, bottom ?? start)
        let high = min(end, top.map { $0 - 1 } ?? end)
        return low == high ? "\(low)" : "\(low)-\(high)"
    }
}

/// A finite number in decimal notation with an optional sign and fraction; nil for anything else (no exponent).
func decimalNumber(_ text: String) -> Double? {
    let allowed = text.utf8.allSatisfy { (48...57).contains($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    guard allowed, let number = Double(text), number.isFinite else { return nil }
    return number
}
