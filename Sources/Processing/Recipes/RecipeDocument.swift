public import Deidentification
import Yams

/// A recipe file (YAML, recipe version 1) that was read without fault, and where its parts stand.
public struct RecipeDocument: Sendable {
    /// The file's name, for errors.
    public let file: String
    /// The recipe.
    public let recipe: Recipe
    /// Where the parts of the recipe stand in the file.
    let places: RecipePlaces

    /// Reads a recipe file.
    ///
    /// Every key must be known and every value of its kind; nothing is dropped and no role is assumed. Values that may be
    /// left out have the defaults of the format, which are part of it.
    ///
    /// - Parameters:
    ///   - bytes: the file, UTF-8.
    ///   - file: its name, for errors.
    /// - Throws: ``DocumentFaults`` with all faults at once.
    public init(reading bytes: [UInt8], file: String) throws(DocumentFaults) {
        let root = try Node(document: bytes, file: file)
        var reader = RecipeReader(file: file)
        let recipe = reader.recipe(root)
        if let recipe, reader.faults.isEmpty {
            let problems = recipe.problems()
            reader.faults += problems.map { reader.places.fault(for: $0, file: file) }
        }
        guard let recipe, reader.faults.isEmpty else { throw DocumentFaults(faults: reader.sortedFaults) }
        self.file = file
        self.recipe = recipe
        places = reader.places
    }

    /// The faults of the recipe against the columns of a file: columns that the file lacks, and columns of the file without
    /// a role in the recipe. Empty where they fit. A column that a step derives must not be in the file.
    public func faults(againstColumns names: [String]) -> [DocumentFault] {
        let added = recipe.steps.compactMap(\.addedColumn)
        let taken = added.filter(names.contains).map { name in
            let place = places.columns[name]
            return DocumentFault(
                file: file, line: place?.line ?? 0, character: place?.character ?? 0, path: place?.path ?? "",
                message: "a step derives column '\(shortenedName(name))', which the file has already; name another",
                suggestion: nil)
        }
        return taken + faults(againstMeasuredColumns: names)
    }

    /// The same for a file that may be an output of the recipe, which has derived columns.
    func faults(againstMeasuredColumns names: [String]) -> [DocumentFault] {
        let added = recipe.steps.compactMap(\.addedColumn)
        return recipe.problems(tableColumns: names + added.filter { !names.contains($0) }).map { problem in
            switch problem {
            case .columnNotInTable(let column):
                places.fault(for: problem, file: file, suggestion: nearestName(to: column, among: names))
            case .columnNotInRecipe(let column):
                places.fault(
                    for: problem, file: file,
                    suggestion: nearestName(
                        to: column, among: recipe.columns.map(\.name).filter { !names.contains($0) }))
            default: places.fault(for: problem, file: file)
            }
        }
    }
}
