extension Recipe {
    /// The problems of the steps.
    var stepProblems: [RecipeProblem] {
        var problems: [RecipeProblem] = []
        for (index, step) in steps.enumerated() {
            let number = index + 1
            for name in step.columns where column(named: name) == nil {
                problems.append(.stepColumnUnknown(step: number, column: name))
            }
            if step.isDoneWhileReading, steps[..<index].contains(where: { !$0.isDoneWhileReading }) {
                problems.append(.stepRule(step: number, .lateReading))
            }
            switch step {
            case .topCode(let column, let bound, let label), .bottomCode(let column, let bound, let label):
                if !bound.isFinite || label.isEmpty { problems.append(.stepUnusable(step: number, column: column)) }
            default: problems += faults(of: step).map { .stepRule(step: number, $0) }
            }
        }
        return problems
    }

    private func faults(of step: PreparationStep) -> [StepFault] {
        switch step {
        case .topCode, .bottomCode, .shuffle, .recode: return []
        case .derive: return Self.faults(step.columns)
        case .dropRows(_, let condition, _): return condition.faults
        case .suppressCells(_, let condition, _, let reason):
            return condition.faults + (reason.allSatisfy(\.isWhitespace) ? [.noReason] : [])
        case .generalize(let name, let hierarchy, let level):
            var faults: [StepFault] = []
            if column(named: name)?.role == .quasiIdentifier { faults.append(.generalizedQuasiIdentifier(name)) }
            if let fault = hierarchy.ruleFault { faults.append(.hierarchy(fault)) }
            let highest = HierarchySource.builtLevelCount(hierarchy).map { $0 - 1 }
            if level < 0 || level > highest ?? level { faults.append(.level(level, highest: highest)) }
            return faults
        case .round(_, let base): return Self.faults("base", base, base > 0, "more than 0")
        case .microaggregate(let columns, let k, _):
            return Self.faults(columns) + Self.faults("k", Double(k), k >= 2, "2 or more")
        case .rankSwap(let columns, let share, let within), .recordSwap(let columns, let share, let within):
            return Self.faults(columns, within) + Self.shareFaults(share)
        case .addNoise(_, _, .absolute(let scale)): return Self.faults("scale", scale, scale > 0, "more than 0")
        case .addNoise(_, _, .relative(let scale)): return Self.faults("relative", scale, scale > 0, "more than 0")
        case .sample(let share): return Self.shareFaults(share)
        }
    }

    private static func shareFaults(_ share: Double) -> [StepFault] {
        faults("share", share, share > 0 && share <= 1, "more than 0 and at most 1")
    }

    private static func faults(_ key: String, _ value: Double, _ isAllowed: Bool, _ allowed: String) -> [StepFault] {
        isAllowed && value.isFinite ? [] : [.number(key: key, value: value, allowed: allowed)]
    }

    private static func faults(_ columns: [String], _ others: [String] = []) -> [StepFault] {
        var named: Set<String> = []
        let twice = (columns + others).filter { !named.insert($0).inserted }
        return (columns.isEmpty ? [.noColumn] : []) + twice.map { .columnTwice($0) }
    }
}

extension RowCondition {
    fileprivate var faults: [StepFault] {
        switch self {
        case .isIn(let values), .isNotIn(let values): values.isEmpty ? [.noValue] : []
        }
    }
}
