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
    /// - Throws: ``RecipeFaults`` with all faults at once.
    public init(reading bytes: [UInt8], file: String) throws(RecipeFaults) {
        if let finding = YAMLGuard.finding(in: bytes) {
            throw RecipeFaults(file: file, line: finding.line, character: finding.character, message: finding.message)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RecipeFaults(file: file, message: "the recipe is not UTF-8; save it as UTF-8")
        }
        let root: Node?
        do {
            root = try compose(yaml: text)
        } catch {
            throw RecipeFaults(yamlError: error, file: file)
        }
        guard let root else { throw RecipeFaults(file: file, message: "the recipe is empty") }
        var reader = RecipeReader(file: file)
        let recipe = reader.recipe(root)
        if let recipe, reader.faults.isEmpty {
            let problems = recipe.problems()
            reader.faults += problems.map { reader.places.fault(for: $0, file: file) }
        }
        guard let recipe, reader.faults.isEmpty else { throw RecipeFaults(faults: reader.sortedFaults) }
        self.file = file
        self.recipe = recipe
        places = reader.places
    }

    /// The faults of the recipe against the columns of a file: columns that the file lacks, and columns of the file without
    /// a role in the recipe. Empty where they fit.
    public func faults(againstColumns names: [String]) -> [RecipeFault] {
        recipe.problems(tableColumns: names).map { problem in
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

extension RecipeFaults {
    init(file: String, line: Int = 0, character: Int = 0, message: String) {
        let fault = RecipeFault(
            file: file, line: line, character: character, path: "", message: message, suggestion: nil)
        self.init(faults: [fault])
    }

    init(yamlError: any Error, file: String) {
        guard let error = yamlError as? YamlError else {
            self.init(file: file, message: "the recipe is no YAML")
            return
        }
        let (mark, message): (Mark?, String) =
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                (mark, problem)
            case .duplicatedKeysInMapping(_, let context):
                (context.mark, "a key appears twice in this mapping; keep one")
            case .reader: (nil, "the recipe holds a control character that YAML does not allow")
            default: (nil, "the recipe is no YAML")
            }
        self.init(file: file, line: mark?.line ?? 0, character: mark?.column ?? 0, message: message)
    }
}
