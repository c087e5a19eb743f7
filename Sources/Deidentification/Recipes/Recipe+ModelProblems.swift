extension Recipe {
    /// The problems of the privacy models.
    var privacyProblems: [RecipeProblem] {
        if privacy.isEmpty { return [.noPrivacyModel] }
        let first = subset
        var problems: [RecipeProblem] = []
        for (index, model) in privacy.enumerated() {
            var faults = model.numberFaults + columnFaults(of: model)
            if let subset = model.subset, subset != first { faults.append(.otherSubset) }
            if !coding.guarantees(model.name) { faults.append(.coding(coding)) }
            if case .differentialPrivacy(_, _, let levels) = model { faults += levelFaults(levels) }
            problems += faults.map { .modelRule(model: index + 1, model.name, $0) }
        }
        return problems
    }

    private func columnFaults(of model: PrivacyModel) -> [ModelFault] {
        guard let name = model.sensitiveColumn else { return [] }
        guard let column = column(named: name) else { return [.columnUnknown(name)] }
        if column.role == .quasiIdentifier { return [.columnIsQuasiIdentifier(name)] }
        if column.role != .sensitive { return [.columnNotSensitive(name)] }
        if case .tCloseness(_, .hierarchical, _) = model, column.hierarchy == nil {
            return [.hierarchyMissing(column: name)]
        }
        return []
    }

    private func levelFaults(_ levels: [String: Int]) -> [ModelFault] {
        var faults: [ModelFault] = levels.keys.sorted()
            .filter { column(named: $0)?.role != .quasiIdentifier }.map { .levelOfOtherColumn($0) }
        for column in quasiIdentifiers {
            guard let level = levels[column.name] else {
                faults.append(.levelMissing(column: column.name))
                continue
            }
            let top = HierarchySource.builtLevelCount(column.hierarchy).map { $0 - 1 }
            let highest = min(column.maximumLevel ?? Int.max, top ?? Int.max)
            if level < column.minimumLevel ?? 0 || level > highest {
                faults.append(.levelNotAllowed(column: column.name, level: level))
            }
        }
        return faults
    }
}

extension Coding {
    /// Whether the engine can judge and keep the model under this coding.
    ///
    /// Differential privacy by SafePub holds for levels fixed before the data were seen, so only for full-domain
    /// generalization. Under local coding a table's classes are split further one by one, which needs models that a class
    /// can be judged by alone, or that finer classes of the kept rows can be counted for.
    public func guarantees(_ model: PrivacyModelName) -> Bool {
        switch self {
        case .global: true
        case .local, .cells: model != .differentialPrivacy
        }
    }
}

extension PrivacyModel {
    /// Numbers outside of what the model's definition allows.
    fileprivate var numberFaults: [ModelFault] {
        switch self {
        case .inclusion: return []
        case .kAnonymity(let k): return Self.faults("k", Double(k), k >= 1, "1 or more")
        case .lDiversity(_, .distinct(let least)): return Self.faults("l", Double(least), least >= 1, "1 or more")
        case .lDiversity(_, .entropy(let least)), .lDiversity(_, .entropyGrassberger(let least)):
            return Self.faults("l", least, least >= 1, "1 or more")
        case .lDiversity(_, .recursive(let least, let factor)):
            return Self.faults("l", Double(least), least >= 1, "1 or more")
                + Self.faults("c", factor, factor > 0, "more than 0")
        case .tCloseness(_, _, let bound): return Self.shareFaults("t", bound)
        case .deltaPresence(let minimum, let maximum, _):
            return Self.shareFaults("min", minimum) + Self.shareFaults("max", maximum)
                + (minimum > maximum ? [.minimumAboveMaximum] : [])
        case .kMap(let k, let population):
            let size = Self.faults("k", Double(k), k >= 1, "1 or more")
            guard case .estimated(let persons, _, let significance) = population else { return size }
            return size + Self.populationFaults(persons)
                + Self.faults(
                    "significance", significance, significance > 0 && significance < 1, "between 0 and 1")
        case .betaLikeness(_, _, let bound): return Self.faults("beta", bound, bound > 0, "more than 0")
        case .deltaDisclosure(_, let bound): return Self.faults("delta", bound, bound > 0, "more than 0")
        case .averageRisk(let threshold), .sampleUniqueness(let threshold), .linkageRisk(let threshold):
            return Self.shareFaults("threshold", threshold)
        case .populationUniqueness(let threshold, _, let population):
            return Self.shareFaults("threshold", threshold) + Self.populationFaults(population)
        case .differentialPrivacy(let epsilon, let delta, _):
            return Self.faults("epsilon", epsilon, epsilon > 0, "more than 0")
                + Self.faults("delta", delta, delta > 0 && delta < 1, "between 0 and 1")
        case .alphaKAnonymity(_, let share, let k):
            return Self.faults("alpha", share, share > 0 && share <= 1, "more than 0 and at most 1")
                + Self.faults("k", Double(k), k >= 1, "1 or more")
        }
    }

    private static func shareFaults(_ key: String, _ value: Double) -> [ModelFault] {
        faults(key, value, (0...1).contains(value), "from 0 to 1")
    }

    private static func populationFaults(_ value: Double) -> [ModelFault] {
        faults("population", value, value >= 1, "1 or more")
    }

    private static func faults(_ key: String, _ value: Double, _ isAllowed: Bool, _ allowed: String) -> [ModelFault] {
        isAllowed && value.isFinite ? [] : [.number(key: key, value: value, allowed: allowed)]
    }
}
