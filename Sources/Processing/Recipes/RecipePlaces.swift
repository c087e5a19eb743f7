import Deidentification

/// Where the parts of a recipe stand in its file, so that a problem found later can still name a line.
struct RecipePlaces: Sendable {
    struct Place: Sendable {
        var line: Int
        var character: Int
        var path: String
    }

    /// By column name; of a column named twice the last.
    var columns: [String: Place] = [:]
    var steps: [Place] = []
    /// By name of the section, such as `privacy`.
    var sections: [String: Place] = [:]
    /// Privacy models in order.
    var models: [Place] = []

    func fault(for problem: RecipeProblem, file: String, suggestion: String? = nil) -> DocumentFault {
        let place = place(of: problem)
        return DocumentFault(
            file: file, line: place?.line ?? 0, character: place?.character ?? 0, path: place?.path ?? "",
            message: problem.description, suggestion: suggestion)
    }

    private func place(of problem: RecipeProblem) -> Place? {
        switch problem {
        case .columnTwice(let column), .columnNotInTable(let column), .weight(let column), .levelRange(let column),
            .levelAboveHierarchy(let column, _, _), .pseudonymWithoutLinkingCode(let column),
            .hierarchyRule(let column, _):
            columns[column]
        case .columnNotInRecipe: sections["columns"]
        case .stepColumnUnknown(let step, _), .stepUnusable(let step, _), .stepRule(let step, _):
            steps.indices.contains(step - 1) ? steps[step - 1] : sections["steps"]
        case .modelRule(let model, _, _):
            models.indices.contains(model - 1) ? models[model - 1] : sections["privacy"]
        case .noPrivacyModel: sections["privacy"]
        case .suppressionLimit: sections["suppression"]
        case .gsFactor, .monotonicVariant: sections["utility"]
        case .searchSeconds: sections["search"]
        }
    }
}
