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
    let attributes: [Attribute]
    let tuples: TupleTable

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
        self.attributes = attributes
        self.tuples = TupleTable(attributes: attributes, rowCount: prepared.table.rowCount)
    }

    /// The quasi-identifiers in the order of levels.
    public var quasiIdentifiers: [String] { attributes.map(\.name) }
    /// The levels that hierarchy and recipe allow, per quasi-identifier.
    public var allowedLevels: [ClosedRange<Int>] { attributes.map(\.allowed) }
    /// The rows that the suppression limit allows to lose: the whole part of limit × rows.
    public var allowedRows: Int {
        Int((prepared.recipe.suppression.limit * Double(prepared.table.rowCount)).rounded(.down))
    }
}
