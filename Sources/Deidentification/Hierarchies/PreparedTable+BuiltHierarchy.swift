extension PreparedTable {
    /// The hierarchy of a column that the engine can build by itself; of a column without one, its values.
    package func builtHierarchy(_ rule: ColumnRecipe, column: Column) throws(DeidentificationError) -> Hierarchy {
        guard let source = rule.hierarchy else {
            if column.rowCount == 0 { return Hierarchy(levelCountWithoutValues: 1) }
            do {
                return try .identity(column.compacted().values)
            } catch {
                throw .hierarchy(column: rule.name, error)
            }
        }
        return try source.hierarchy(of: column, fixedLabels: codedLabels[rule.name] ?? [])
    }
}
