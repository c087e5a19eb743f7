import Deidentification

extension ColumnRecipe {
    /// Whether an output of the recipe lacks the column, or may lack it.
    var isRemovable: Bool {
        switch role {
        case .directIdentifier, .identificationCode, .drop, .linkingCode: true
        case .quasiIdentifier, .sensitive, .insensitive: false
        }
    }
}

extension Recipe {
    /// The columns whose values are needed: those that leave in some form, those that steps look at, and all where rows are
    /// compared with those of a research subset.
    var columnsNeeded: Set<String> {
        if privacy.contains(where: { $0.subset != nil }) { return Set(columns.map(\.name)) }
        return Set(columns.filter { !$0.isRemoved }.map(\.name) + steps.flatMap(\.columns))
    }

    /// The columns that steps add to a file with these columns; none where it lacks what they come from, or has them.
    func columnsDerived(fromColumns names: [String]) -> [String] {
        steps.compactMap { step in
            guard case .derive(let from, let household, let to) = step else { return nil }
            return names.contains(from) && names.contains(household) && !names.contains(to) ? to : nil
        }
    }

    /// The recipe for measuring a file as it is, which may be an output of the recipe.
    ///
    /// Classes are formed by the values as they are written, labels of any level and `*` included, so no hierarchy is bound
    /// to a quasi-identifier and no step changes a value; columns that the recipe removes may be absent. A source, which has
    /// them all, still loses the rows that a step drops by a column other than a quasi-identifier, since they are no part of what
    /// is processed; an output has lost them. Differential privacy is a property of how a file was made and cannot be
    /// measured in it.
    /// - Parameter names: the columns of the file.
    func measuring(_ names: [String]) -> Recipe {
        var recipe = self
        recipe.columns = columns.filter { !$0.isRemovable || names.contains($0.name) }.map { column in
            guard column.role == .quasiIdentifier else { return column }
            var written = column
            written.hierarchy = nil
            written.minimumLevel = nil
            written.maximumLevel = nil
            return written
        }
        let isSource = columns.allSatisfy { names.contains($0.name) }
        recipe.steps = steps.filter { step in
            guard isSource, case .dropRows(let name, _, _) = step else { return false }
            return columns.contains { $0.name == name && $0.role != .quasiIdentifier }
        }
        recipe.privacy = privacy.filter { if case .differentialPrivacy = $0 { false } else { true } }
        if recipe.privacy.isEmpty { recipe.privacy = [.kAnonymity(k: 1)] }
        return recipe
    }
}
