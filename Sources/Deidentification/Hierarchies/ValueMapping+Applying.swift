extension ValueMapping {
    /// The levels to apply to another file, in the order of the recipe's quasi-identifiers.
    /// - Throws: ``ValueMappingError`` where recipe and mapping do not fit.
    public func levels(for recipe: Recipe) throws(ValueMappingError) -> [Int] {
        try check(recipe)
        return recipe.quasiIdentifiers.map { column in
            parts.first { $0.step == nil && $0.column == column.name }?.level ?? 0
        }
    }

    /// The hierarchies to apply to another file: those of which the labels would else be made from that file or read anew.
    ///
    /// A value of the other file that they lack is then refused by the engine with column and count. The others are rules
    /// that give every value the same label in any file.
    /// - Throws: ``ValueMappingError`` where recipe and mapping do not fit.
    public func hierarchies(for recipe: Recipe) throws(ValueMappingError) -> [String: Hierarchy] {
        try check(recipe)
        var hierarchies: [String: Hierarchy] = [:]
        for part in parts where part.step == nil && part.isBinding {
            hierarchies[part.column] = try part.checkedHierarchy()
        }
        return hierarchies
    }

    /// The hierarchies of steps to apply to another file, by the number of the step.
    /// - Throws: ``ValueMappingError`` where recipe and mapping do not fit.
    public func stepHierarchies(for recipe: Recipe) throws(ValueMappingError) -> [Int: Hierarchy] {
        try check(recipe)
        var hierarchies: [Int: Hierarchy] = [:]
        for part in parts where part.isBinding {
            if let step = part.step { hierarchies[step] = try part.checkedHierarchy() }
        }
        return hierarchies
    }

    /// Compares the mapping with the recipe that is to run under it.
    private func check(_ recipe: Recipe) throws(ValueMappingError) {
        if formatVersion != Self.supportedVersion { throw .version(formatVersion) }
        for column in recipe.quasiIdentifiers where column.hierarchy != nil {
            if !parts.contains(where: { $0.step == nil && $0.column == column.name }) {
                throw .columnMissing(column.name)
            }
        }
        var seen: Set<String> = []
        for part in parts {
            if !seen.insert("\(part.step ?? 0) \(part.column)").inserted { throw .columnTwice(part.column) }
            guard part.level >= 0, part.level < part.levelCount else { throw .level(column: part.column) }
            guard part.isOf(recipe) else { throw .otherRule(column: part.column) }
        }
    }
}

extension ValueMapping.Part {
    /// Whether another file's labels must be taken from the lines.
    fileprivate var isBinding: Bool {
        if case .file = hierarchy { true } else { hierarchy.dependsOnOtherValues }
    }

    fileprivate func isOf(_ recipe: Recipe) -> Bool {
        guard let step else {
            let rule = recipe.column(named: column)
            return rule?.role == .quasiIdentifier && rule?.hierarchy == hierarchy
        }
        guard recipe.steps.indices.contains(step - 1) else { return false }
        return recipe.steps[step - 1] == .generalize(column: column, hierarchy: hierarchy, level: level)
    }

    fileprivate func checkedHierarchy() throws(ValueMappingError) -> Hierarchy {
        if rows.isEmpty { return Hierarchy(levelCountWithoutValues: levelCount) }
        do {
            let hierarchy = try Hierarchy(rows: rows)
            guard hierarchy.levelCount == levelCount else { throw ValueMappingError.level(column: column) }
            return hierarchy
        } catch let error as HierarchyError {
            throw .lines(column: column, error)
        } catch {
            throw .level(column: column)
        }
    }
}

/// Why a value mapping cannot be applied. Names columns, lines and counts, never a value.
public enum ValueMappingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file is no value mapping.
    case unreadable
    /// The file's version is not known.
    case version(Int)
    /// The mapping lacks a column that the recipe generalizes.
    case columnMissing(String)
    /// The mapping has a column twice.
    case columnTwice(String)
    /// The mapping was made under another hierarchy, level or role of the column than the recipe gives.
    case otherRule(column: String)
    /// The level is none of the hierarchy's.
    case level(column: String)
    /// The lines are no hierarchy.
    case lines(column: String, HierarchyError)

    /// What happened, where, and what to do next.
    public var description: String {
        switch self {
        case .unreadable: "the file is no value mapping; give the mapping file that an earlier run wrote"
        case .version(let version):
            "the value mapping has format version \(version), this version reads \(ValueMapping.supportedVersion)"
        case .columnMissing(let column): "the value mapping lacks column '\(column)', which the recipe generalizes"
        case .columnTwice(let column): "the value mapping has column '\(column)' twice"
        case .otherRule(let column):
            "column '\(column)': the value mapping was made under another rule than the recipe's; use the recipe of that run"
        case .level(let column): "column '\(column)': the value mapping's level is none of its hierarchy"
        case .lines(let column, let error): "column '\(column)' of the value mapping: \(error)"
        }
    }
}
