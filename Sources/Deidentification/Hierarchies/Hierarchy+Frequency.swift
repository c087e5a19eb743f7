extension Hierarchy {
    /// Rare values merged: level 0 is the value, then one level per minimum on which values of fewer rows are the label,
    /// then `*`. Blank values are 不詳 below the top, however many they are.
    /// - Parameters:
    ///   - counts: for each value its number of rows.
    ///   - minimums: rows that a value needs to keep its name, ascending.
    public static func frequencies(
        _ values: [String], counts: [Int], minimums: [Int], label: String
    ) throws(HierarchyError) -> Hierarchy {
        if let fault = frequencyFault(minimums, label: label) { throw .rule(fault) }
        let rows = zip(values, counts).map { value, count in
            if isUnknown(value) {
                return [String](repeating: unknownValueLabel, count: minimums.count + 1) + [anyValueLabel]
            }
            return [value] + minimums.map { count >= $0 ? value : label } + [anyValueLabel]
        }
        return try Hierarchy(values: values, rows: rows, firstLine: 1)
    }

    static func frequencyFault(_ minimums: [Int], label: String) -> HierarchyRuleFault? {
        if minimums.isEmpty { return .noSteps }
        let ascending = zip(minimums, minimums.dropFirst()).allSatisfy { $0 < $1 }
        if !ascending || minimums.contains(where: { $0 < 2 }) { return .frequencyMinimums }
        return isUnknown(label) || label == anyValueLabel ? .frequencyLabel : nil
    }
}
