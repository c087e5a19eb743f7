import Deidentification
import Foundation
import Processing
import Testing

/// A worked recipe of `Docs/Recipes.md`, in its folder.
struct RecipeExample: CustomTestStringConvertible {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = root.appending(path: "Config/recipes/examples")

    /// Every folder with a recipe.
    static let all: [RecipeExample] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map(RecipeExample.init).filter {
            FileManager.default.fileExists(atPath: $0.path("recipe.yaml"))
        }
    }()

    let name: String
    var testDescription: String { name }

    func path(_ file: String) -> String { Self.folder.appending(path: "\(name)/\(file)").path }
    func bytes(_ file: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(file)))) }

    func document() throws -> RecipeDocument {
        try RecipeDocument(reading: bytes("recipe.yaml"), file: "recipe.yaml")
    }
}

@Suite struct RecipeExamplesTests {
    @Test func `there are at least ten, and they use the whole language`() throws {
        #expect(RecipeExample.all.count >= 10)
        let recipes = try RecipeExample.all.map { try $0.document().recipe }
        let models = Set(recipes.flatMap(\.privacy).map(\.name))
        #expect(
            models.union([.inclusion]) == Set(PrivacyModelName.allCases),
            "delta-presence names a subset as inclusion does")
        #expect(Set(recipes.map(\.coding)) == Set(Coding.allCases))
        #expect(Set(recipes.map(\.suppression.mode)) == Set(Suppression.Mode.allCases))
        let kinds = Set(recipes.flatMap(\.columns).compactMap(\.hierarchy).map { "\($0)".prefix { $0 != "(" } })
        #expect(
            kinds == [
                "file", "date", "eraDate", "interval", "prefix", "address", "areas", "order", "frequency", "ageBand",
            ])
        let steps = Set(recipes.flatMap(\.steps).map { "\($0)".prefix { $0 != "(" } })
        #expect(
            steps == [
                "topCode", "bottomCode", "dropRows", "suppressCells", "generalize", "round", "microaggregate",
                "rankSwap",
                "recordSwap", "addNoise", "sample", "shuffle", "recode", "derive",
            ])
    }

    @Test(arguments: RecipeExample.all)
    func `the document shows the recipe and what the check says of it`(example: RecipeExample) throws {
        let text = try String(contentsOf: RecipeExample.root.appending(path: "Docs/Recipes.md"), encoding: .utf8)
        let recipe = String(decoding: try example.bytes("recipe.yaml"), as: UTF8.self)
        #expect(text.contains(recipe), "copy Config/recipes/examples/\(example.name)/recipe.yaml into Docs/Recipes.md")
        #expect(text.contains(RecipeExplanation(of: try example.document().recipe).text))
        for command in ["anonymize", "measure"] {
            let place = "Config/recipes/examples/\(example.name)"
            #expect(text.contains("oboro \(command) --data \(place)/data.csv --recipe \(place)/recipe.yaml"))
        }
    }

    @Test(arguments: RecipeExample.all)
    func `its data is small, and its hierarchy files are there`(example: RecipeExample) throws {
        #expect(try example.bytes("data.csv").count < 60_000)
        for file in try example.document().recipe.hierarchyFiles {
            #expect(FileManager.default.fileExists(atPath: example.path(file)), "\(file)")
        }
    }

    @Test(arguments: RecipeExample.all)
    func `runs to a solution under which every model holds`(example: RecipeExample) throws {
        let output = FileManager.default.temporaryDirectory.appending(path: "oboro-example-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: output) }
        let request = AnonymizeRequest(
            dataPath: example.path("data.csv"), recipePath: example.path("recipe.yaml"), outputDirectory: output.path)
        let result = request.run()
        #expect(result.status == .done, "\(result.text)")
        let report = try Report(reading: result.json)
        #expect(report.solution)
        #expect(try report.privacy.count == example.document().recipe.privacy.count)
        for check in report.privacy { #expect(check.holds, "\(check)") }
        #expect(report.rule62.map(\.item) == [1, 2, 3, 4, 5])
        #expect(FileManager.default.fileExists(atPath: output.appending(path: "data.csv").path))
    }

    @Test(arguments: RecipeExample.all)
    func `measures the file as it is`(example: RecipeExample) throws {
        let request = MeasureRequest(dataPath: example.path("data.csv"), recipePath: example.path("recipe.yaml"))
        #expect(request.run().status == .done)
        let check = RecipeCheckRequest(recipePath: example.path("recipe.yaml"), dataPath: example.path("data.csv"))
            .run()
        #expect(check.status == .done, "\(check.text)")
    }
}
