import Deidentification
import Yams

/// Reads the nodes of a recipe file and collects every fault on the way.
struct RecipeReader: DocumentReading {
    let file: String
    var faults: [DocumentFault] = []
    var places = RecipePlaces()

    init(file: String) { self.file = file }

    func place(_ node: Node, _ path: String) -> RecipePlaces.Place {
        RecipePlaces.Place(line: node.mark?.line ?? 0, character: node.mark?.column ?? 0, path: path)
    }
}
