import Primitives

extension BoundPrivacy {
    /// Binds the recipe's models to the table.
    /// - Parameters:
    ///   - attributes: the quasi-identifiers; of use to none of the models yet known.
    ///   - hierarchies: by column; t-closeness by hierarchy needs the sensitive column's, unless the engine builds it.
    /// - Throws: ``DeidentificationError`` for a sensitive column that the table lacks and for its hierarchy.
    package init(
        recipe: Recipe, prepared: PreparedTable, attributes: [Attribute], hierarchies: [String: Hierarchy]
    ) throws(DeidentificationError) {
        var binding = Binding(recipe: recipe, prepared: prepared, hierarchies: hierarchies)
        var parts: [Part] = []
        for model in recipe.privacy { parts.append(try binding.part(model)) }
        var minimumSize = 1
        var minimumPopulation = 1
        var presences: [ClosedRange<Double>] = []
        var valueModels: [(sensitive: Int, model: any SensitiveModel)] = []
        for part in parts {
            switch part {
            case .size(let size): minimumSize = max(minimumSize, size)
            case .population(let rows): minimumPopulation = max(minimumPopulation, rows)
            case .presence(let range): presences.append(range)
            case .values(let sensitive, let model, let size):
                minimumSize = max(minimumSize, size, model.leastRows)
                valueModels.append((sensitive, model))
            case .sample, .nothing: break
            }
        }
        models = recipe.privacy
        self.parts = parts
        requirement = ClassRequirement(
            minimumSize: minimumSize, minimumPopulation: minimumPopulation, presences: presences,
            valueModels: valueModels)
        sensitive = binding.sensitive
        sampleModels = recipe.privacy.compactMap { SampleModel($0) }
        hasMinimumSize = parts.contains { if case .size = $0 { true } else { false } } || minimumSize > 1
    }
}

/// Binds models one by one; columns are counted once.
private struct Binding {
    let recipe: Recipe
    let prepared: PreparedTable
    let hierarchies: [String: Hierarchy]
    private(set) var sensitive: [SensitiveColumn] = []

    init(recipe: Recipe, prepared: PreparedTable, hierarchies: [String: Hierarchy]) {
        self.recipe = recipe
        self.prepared = prepared
        self.hierarchies = hierarchies
    }

    private var countedRows: Int {
        prepared.subset.map { $0.count { $0 } } ?? prepared.table.rowCount
    }

    mutating func part(_ model: PrivacyModel) throws(DeidentificationError) -> BoundPrivacy.Part {
        switch model {
        case .kAnonymity(let k): return .size(k)
        case .kMap(let k, .subset): return .population(k)
        case .kMap(let k, .estimated(let population, let estimator, let significance)):
            return .size(
                KMapEstimate.minimumRows(
                    k: k, population: population, estimator: estimator, significance: significance,
                    sampleRows: countedRows))
        case .differentialPrivacy(let epsilon, let delta, _):
            return .size(DifferentialPrivacy.parameters(epsilon: epsilon, delta: delta).k)
        case .deltaPresence(let minimum, let maximum, _): return .presence(minimum...max(minimum, maximum))
        case .inclusion: return .nothing
        case .averageRisk, .sampleUniqueness, .populationUniqueness, .linkageRisk:
            return SampleModel(model).map { .sample($0) } ?? .nothing
        case .lDiversity(let column, let variant):
            let index = try index(column)
            switch variant {
            case .distinct(let l): return .values(sensitive: index, DistinctDiversity(l: l), size: 1)
            case .entropy(let l):
                return .values(sensitive: index, EntropyDiversity(l: l, isCorrected: false), size: 1)
            case .entropyGrassberger(let l):
                return .values(sensitive: index, EntropyDiversity(l: l, isCorrected: true), size: 1)
            case .recursive(let l, let c):
                return .values(sensitive: index, RecursiveDiversity(l: l, c: c), size: 1)
            }
        case .betaLikeness(let column, let variant, let beta):
            let index = try index(column)
            let model = BetaLikeness(beta: beta, isEnhanced: variant == .enhanced, shares: shares(index))
            return .values(sensitive: index, model, size: 1)
        case .deltaDisclosure(let column, let delta):
            let index = try index(column)
            return .values(sensitive: index, DeltaDisclosure(delta: delta, shares: shares(index)), size: 1)
        case .alphaKAnonymity(let column, let alpha, let k):
            return .values(sensitive: try index(column), GreatestShare(alpha: alpha), size: k)
        case .tCloseness(let column, let distance, let t):
            return try closeness(column, distance: distance, t: t)
        }
    }

    private mutating func closeness(
        _ name: String, distance: ClosenessDistance, t: Double
    ) throws(DeidentificationError) -> BoundPrivacy.Part {
        let index = try index(name)
        let shares = shares(index)
        let column = try column(name)
        switch distance {
        case .equal: return .values(sensitive: index, EqualCloseness(t: t, shares: shares), size: 1)
        case .ordered:
            let model = OrderedCloseness(t: t, values: column.values, rows: column.counts(), shares: shares)
            return .values(sensitive: index, model, size: 1)
        case .hierarchical:
            let labels = try labels(column)
            return .values(sensitive: index, HierarchicalCloseness(t: t, labels: labels, shares: shares), size: 1)
        }
    }

    /// For each level of the column's hierarchy the label code of each of the column's values.
    private func labels(_ column: Column) throws(DeidentificationError) -> [[Int32]] {
        let hierarchy: Hierarchy
        if let given = hierarchies[column.name] {
            hierarchy = given
        } else if let rule = recipe.columns.first(where: { $0.name == column.name }), rule.hierarchy != nil {
            hierarchy = try prepared.builtHierarchy(rule, column: column)
        } else {
            throw .hierarchyNotGiven(column: column.name)
        }
        let rows = column.counts()
        let missing = column.values.indices.map { rows[$0] > 0 && hierarchy.positions[column.values[$0]] == nil }
        if missing.contains(true) {
            let faults = column.rows(marked: missing)
            throw DeidentificationError.valuesMissing(
                column: column.name, distinctValues: missing.count { $0 }, rows: faults.count, firstRow: faults.first
            ).numbered(byInputRows: prepared.inputRows)
        }
        return hierarchy.levels.map { level in
            column.values.map { value in hierarchy.positions[value].map { level.codes[Int($0)] } ?? 0 }
        }
    }

    private func column(_ name: String) throws(DeidentificationError) -> Column {
        guard let column = prepared.table.column(named: name) else {
            throw .recipe([.columnNotInTable(column: name)])
        }
        return column
    }

    /// The index of a sensitive column, which is counted when it is met first.
    private mutating func index(_ name: String) throws(DeidentificationError) -> Int {
        if let known = sensitive.firstIndex(where: { $0.name == name }) { return known }
        let column = try column(name)
        var totals = [Int](repeating: 0, count: column.values.count)
        if let subset = prepared.subset {
            for (row, code) in column.codes.unpacked.enumerated() where subset[row] { totals[Int(code)] += 1 }
        } else {
            totals = column.counts()
        }
        sensitive.append(SensitiveColumn(name: name, totals: totals))
        return sensitive.count - 1
    }

    private func shares(_ index: Int) -> [Double] {
        let all = Double(max(1, sensitive[index].totals.reduce(0, +)))
        return sensitive[index].totals.map { Double($0) / all }
    }
}
