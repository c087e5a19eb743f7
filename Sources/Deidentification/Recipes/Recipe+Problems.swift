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

    private var stepProblems: [RecipeProblem] {
        var problems: [RecipeProblem] = []
        for (index, step) in steps.enumerated() {
            if !columns.contains(where: { $0.name == step.column }) {
                problems.append(.stepColumnUnknown(step: index + 1, column: step.column))
            }
            switch step {
            case .topCode(let column, let bound, let label), .bottomCode(let column, let bound, let label):
                if !bound.isFinite || label.isEmpty {
                    problems.append(.stepUnusable(step: index + 1, column: column))
                }
            case .dropRows: break
            }
        }
        return problems
    }

    private var privacyProblems: [RecipeProblem] {
        if privacy.isEmpty { return [.noPrivacyModel] }
        return privacy.compactMap { model in
            switch model {
            case .kAnonymity(let k): k < 1 ? .minimumClassSize(k: k) : nil
            case .notYetSupported(let name): .privacyModelNotYetSupported(name)
            }
        }
    }

    private var ruleProblems: [RecipeProblem] {
        var problems: [RecipeProblem] = []
        if !(0...1).contains(suppression.limit) { problems.append(.suppressionLimit(suppression.limit)) }
        if !(0...1).contains(utility.gsFactor) { problems.append(.gsFactor(utility.gsFactor)) }
        if utility.metric != .loss { problems.append(.metricNotYetSupported(utility.metric)) }
        if coding != .global { problems.append(.codingNotYetSupported(coding)) }
        if case .bestEffort = search { problems.append(.bestEffortNotYetSupported) }
        return problems
    }
}

extension ColumnRecipe {
    fileprivate var problems: [RecipeProblem] {
        var problems: [RecipeProblem] = []
        if !(weight >= 0 && weight.isFinite) { problems.append(.weight(column: name)) }
        let minimum = minimumLevel ?? 0
        if minimum < 0 || (maximumLevel ?? minimum) < minimum { problems.append(.levelRange(column: name)) }
        if pseudonym != nil && role != .linkingCode { problems.append(.pseudonymWithoutLinkingCode(column: name)) }
        if let fault = hierarchy?.ruleFault { problems.append(.hierarchyRule(column: name, reason: fault)) }
        return problems
    }
}
