extension Recipe {
    /// Every fault of the recipe by itself, and, where column names are given, against a table's columns.
    ///
    /// Empty means that the engine accepts the recipe; faults that only values can show come later.
    public func problems(tableColumns: [String]? = nil) -> [RecipeProblem] {
        columnProblems(tableColumns: tableColumns) + stepProblems + privacyProblems + ruleProblems
    }

    private func columnProblems(tableColumns: [String]?) -> [RecipeProblem] {
        var problems: [RecipeProblem] = []
        var named: Set<String> = []
        for column in columns {
            if !named.insert(column.name).inserted { problems.append(.columnTwice(column: column.name)) }
            problems += column.problems
        }
        if let tableColumns {
            let present = Set(tableColumns)
            for column in columns where !present.contains(column.name) {
                problems.append(.columnNotInTable(column: column.name))
            }
            for name in tableColumns where !named.contains(name) {
                problems.append(.columnNotInRecipe(column: name))
            }
        }
        return problems
    }

    private var ruleProblems: [RecipeProblem] {
        var problems: [RecipeProblem] = []
        if !(0...1).contains(suppression.limit) { problems.append(.suppressionLimit(suppression.limit)) }
        if !(0...1).contains(utility.gsFactor) { problems.append(.gsFactor(utility.gsFactor)) }
        if utility.monotonic != nil, !utility.metric.hasMonotonicVariant {
            problems.append(.monotonicVariant(utility.metric))
        }
        if let seconds = secondsForLocalCoding, !(seconds > 0 && seconds.isFinite) {
            problems.append(.searchSeconds(seconds))
        }
        return problems
    }
}

extension ColumnRecipe {
    fileprivate var problems: [RecipeProblem] {
        var problems: [RecipeProblem] = []
        if !(weight >= 0 && weight.isFinite) { problems.append(.weight(column: name)) }
        let minimum = minimumLevel ?? 0
        if minimum < 0 || (maximumLevel ?? minimum) < minimum { problems.append(.levelRange(column: name)) }
        if let hierarchy, let count = HierarchySource.builtLevelCount(hierarchy), hierarchy.ruleFault == nil,
            let level = [minimumLevel, maximumLevel].compactMap(\.self).first(where: { $0 >= count })
        {
            problems.append(.levelAboveHierarchy(column: name, level: level, height: count - 1))
        }
        if pseudonym != nil && role != .linkingCode { problems.append(.pseudonymWithoutLinkingCode(column: name)) }
        if let fault = hierarchy?.ruleFault { problems.append(.hierarchyRule(column: name, reason: fault)) }
        return problems
    }
}
