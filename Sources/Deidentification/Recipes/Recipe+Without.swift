extension PreparationStep {
    /// The step for a table that lacks these columns: of several columns the rest, nil where nothing is left to do.
    public func without(_ absent: [String]) -> PreparationStep? {
        func present(_ columns: [String]) -> [String] { columns.filter { !absent.contains($0) } }
        switch self {
        case .sample, .shuffle: return self
        case .microaggregate(let columns, let k, let statistic):
            let columns = present(columns)
            return columns.isEmpty ? nil : .microaggregate(columns: columns, k: k, statistic: statistic)
        case .rankSwap(let columns, let share, let within):
            let columns = present(columns)
            return columns.isEmpty ? nil : .rankSwap(columns: columns, share: share, within: present(within))
        case .recordSwap(let columns, let share, let within):
            let columns = present(columns)
            return columns.isEmpty ? nil : .recordSwap(columns: columns, share: share, within: present(within))
        case .topCode, .bottomCode, .dropRows, .suppressCells, .generalize, .round, .addNoise, .recode, .derive:
            return columns.contains(where: absent.contains) ? nil : self
        }
    }
}

extension PrivacyModel {
    /// The model for a table that lacks these columns; nil where the sensitive column is gone, so that nothing of it is left
    /// to protect.
    public func without(_ absent: [String]) -> PrivacyModel? {
        if let column = sensitiveColumn, absent.contains(column) { return nil }
        guard case .differentialPrivacy(let epsilon, let delta, let levels) = self else { return self }
        return .differentialPrivacy(
            epsilon: epsilon, delta: delta, levels: levels.filter { !absent.contains($0.key) })
    }
}
