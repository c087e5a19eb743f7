import Deidentification

/// What a value mapping of an earlier run gives to this one: levels, and hierarchies instead of those of files and values.
struct MappedHierarchies {
    var levels: [Int]?
    var ofColumns: [String: Hierarchy] = [:]
    var ofSteps: [Int: Hierarchy] = [:]

    init(_ given: (name: String, mapping: ValueMapping)?, recipe: Recipe) throws(ProcessingError) {
        guard let given else { return }
        do {
            levels = try given.mapping.levels(for: recipe)
            ofColumns = try given.mapping.hierarchies(for: recipe)
            ofSteps = try given.mapping.stepHierarchies(for: recipe)
            // Those of areas are made from the mapping's lines by area, so that a new address in a known area has its label.
            for column in recipe.columns { if case .areas? = column.hierarchy { ofColumns[column.name] = nil } }
            for (index, step) in recipe.steps.enumerated() {
                if case .generalize(_, .areas, _) = step { ofSteps[index + 1] = nil }
            }
        } catch {
            throw .mapping(name: given.name, error.description)
        }
    }
}
