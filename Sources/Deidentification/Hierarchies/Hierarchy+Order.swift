extension Hierarchy {
    /// Neighbours in an order joined: level 0 is the value, then one level per size, then `*`.
    ///
    /// `sizes: [3, 2]` joins three values each, then two of those groups each; the last group of a level may be smaller. A
    /// group is named by its first and last value, `小1～小3`. Blank values are 不詳 unless the list gives them a place.
    /// - Throws: ``HierarchyError/unreadableValues(kind:positions:)`` for values that have no place in the order.
    public static func ordered(
        _ values: [String], by order: ValueOrder, sizes: [Int], fixedLabels: Set<String> = []
    ) throws(HierarchyError) -> Hierarchy {
        if let fault = orderFault(order, sizes: sizes) { throw .rule(fault) }
        let sorted = sorted(values, by: order, without: fixedLabels)
        let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
        // The list's values are known even where the data lack them; so an edited file gets the same shares.
        let known = Set(values)
        let all = if case .given = order { values + sorted.filter { !known.contains($0) } } else { values }
        return try built(all, kind: "value of the order", levels: sizes.count + 1, fixedLabels: fixedLabels) { value in
            guard let place = places[value] else { return nil }
            var labels = [value]
            var width = 1
            for size in sizes {
                // A group wider than all values is one group.
                width = min(width.multipliedReportingOverflow(by: size).partialValue, sorted.count + 1)
                let first = place / width * width
                let last = min(first + width, sorted.count) - 1
                labels.append(first == last ? sorted[first] : "\(sorted[first])～\(sorted[last])")
            }
            return labels
        }
    }

    private static func sorted(_ values: [String], by order: ValueOrder, without labels: Set<String>) -> [String] {
        if case .given(let list) = order { return list }
        let placed = values.filter { !isUnknown($0) && !labels.contains($0) }
        if order == .text { return placed.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) } }
        return placed.compactMap { value in decimalNumber(value).map { (number: $0, value: value) } }
            .sorted { ($0.number, $0.value) < ($1.number, $1.value) }.map(\.value)
    }

    static func orderFault(_ order: ValueOrder, sizes: [Int]) -> HierarchyRuleFault? {
        if sizes.isEmpty { return .noSteps }
        if !sizes.allSatisfy({ $0 >= 2 && $0 <= Int(Int32.max) }) { return .orderSizes }
        if case .given(let list) = order {
            if list.isEmpty || list.contains(where: isUnknown) || Set(list).count != list.count { return .orderValues }
        }
        return nil
    }
}
