/// The engine for one table and one recipe: search, single transformations, release, measures.
///
/// ```swift
/// let prepared = try PreparedTable(table, recipe: recipe)
/// let anonymizer = try Anonymizer(prepared, hierarchies: ["age": ageHierarchy])   // those from files
/// let outcome = try anonymizer.search()
/// if let solution = outcome.solution {
///     let release = try anonymizer.release(solution.levels, order: .shuffled(SystemRandomNumberGenerator()))
/// }
/// ```
public struct Anonymizer: Sendable {
    /// The table after the recipe's steps, and the recipe.
    public let prepared: PreparedTable
    /// The quasi-identifiers with their hierarchies, in the order of levels.
    package let attributes: [Attribute]
    /// The distinct tuples of the quasi-identifiers.
    package let tuples: TupleTable
    /// The recipe's privacy models, bound to the table.
    package let privacy: BoundPrivacy
    /// The recipe's metric, bound to the table.
    package let metric: BoundMetric

    /// Binds hierarchies to the quasi-identifiers and merges equal rows.
    /// - Parameter hierarchies: by column name. Hierarchies of dates, intervals and prefixes are built here where
    ///   none is given; those of files and addresses must be given.
    /// - Throws: ``DeidentificationError`` for hierarchies that are missing, faulty or lack values of the table.
    public init(
        _ prepared: PreparedTable, hierarchies: [String: Hierarchy] = [:]
    ) throws(DeidentificationError) {
        self.prepared = prepared
        var attributes: [Attribute] = []
        for rule in prepared.recipe.quasiIdentifiers {
            guard let column = prepared.table.column(named: rule.name) else {
                throw .recipe([.columnNotInTable(column: rule.name)])
            }
            do throws(DeidentificationError) {
                let hierarchy: Hierarchy
                if let given = hierarchies[rule.name] {
                    hierarchy = given
                } else {
                    hierarchy = try prepared.builtHierarchy(rule, column: column)
                }
                attributes.append(try Attribute(column, rule: rule, hierarchy: hierarchy))
            } catch {
                throw error.numbered(byInputRows: prepared.inputRows)
            }
        }
        attributes = prepared.recipe.fixing(attributes)
        let privacy = try BoundPrivacy(
            recipe: prepared.recipe, prepared: prepared, attributes: attributes, hierarchies: hierarchies)
        let tuples = TupleTable(
            attributes: attributes, rowCount: prepared.table.rowCount, subset: prepared.subset,
            sensitive: privacy.sensitive.compactMap { prepared.table.column(named: $0.name) })
        self.attributes = attributes
        self.privacy = privacy
        self.tuples = tuples
        metric = BoundMetric(
            prepared.recipe.utility, attributes: attributes, tuples: tuples, subset: prepared.subset)
    }

    /// The quasi-identifiers in the order of levels.
    public var quasiIdentifiers: [String] { attributes.map(\.name) }
    /// The levels that hierarchy and recipe allow, per quasi-identifier.
    public var allowedLevels: [ClosedRange<Int>] { attributes.map(\.allowed) }
    /// The rows that the suppression limit allows to lose: the whole part of limit × rows, those of the research subset
    /// where there is one. Differential privacy sets no limit, since its sample would else tell of single rows.
    public var allowedRows: Int {
        let limit = privacy.suppressesWithoutLimit ? 1 : prepared.recipe.suppression.limit
        return Int((limit * Double(tuples.countedRowCount)).rounded(.down))
    }
}

extension Recipe {
    /// The quasi-identifiers with only the levels allowed that differential privacy names.
    fileprivate func fixing(_ attributes: [Attribute]) -> [Attribute] {
        attributes.map { attribute in
            for case .differentialPrivacy(_, _, let levels) in privacy {
                if let level = levels[attribute.name] {
                    let fixed = min(max(level, 0), attribute.height)
                    return Attribute(attribute, allowed: fixed...fixed)
                }
            }
            return attribute
        }
    }
}
