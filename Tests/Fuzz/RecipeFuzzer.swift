// libFuzzer harness of the recipe reader: see Scripts/fuzz.
import Deidentification
import Processing

/// Reads the input as a recipe. What is accepted is written out and read again, and must be the same recipe.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRecipe(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let document = try? RecipeDocument(reading: bytes, file: "recipe.yaml") else { return 0 }
    let text = RecipeDocument.text(of: document.recipe)
    let again = try? RecipeDocument(reading: Array(text.utf8), file: "recipe.yaml")
    precondition(again?.recipe == document.recipe, "a recipe changes when it is written and read")
    return 0
}
