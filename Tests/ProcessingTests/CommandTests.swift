import Foundation
import Processing
import Testing

/// A directory of its own for one test, removed at the end.
private struct Workplace: ~Copyable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "oboro-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func request(recipe: String = Residents.recipe) throws -> AnonymizeRequest {
        try Data(Residents.input().data).write(to: url.appending(path: "data.csv"))
        try Data(recipe.utf8).write(to: url.appending(path: "recipe.yaml"))
        try Data("1,*\n2,*\n".utf8).write(to: url.appending(path: "sex.csv"))
        return AnonymizeRequest(
            dataPath: path("data.csv"), recipePath: path("recipe.yaml"), outputDirectory: path("out"))
    }

    func files(_ name: String) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: path(name)))
    }
}

private let finished: Set<String> = [
    "data.csv", "report.html", "buyer.html", "report.json", "datapackage.json", "marking.txt",
]

@Suite struct CommandTests {
    @Test func `writes the six files and says what it did`() throws {
        let workplace = try Workplace()
        let result = try workplace.request().run()
        #expect(result.status == .done)
        #expect(try workplace.files("out") == finished)
        let report = try Report(reading: result.json)
        #expect(report.solution)
        #expect(report.timings.total > 0)
        #expect(report.peakMemoryBytes > 0)
        let written = try Data(contentsOf: URL(filePath: workplace.path("out/report.json")))
        #expect(Array(written) == result.json)
    }

    @Test func `repeats itself with a seed, but never its pseudonyms`() throws {
        let workplace = try Workplace()
        var request = try workplace.request()
        request.seed = 7
        var files: [[String]] = []
        for _ in 0..<2 {
            #expect(request.run().status == .done)
            let text = try String(contentsOfFile: workplace.path("out/data.csv"), encoding: .utf8)
            files.append(text.split(whereSeparator: \.isNewline).map(String.init))
        }
        #expect(files[0].map { $0.drop { $0 != "," } } == files[1].map { $0.drop { $0 != "," } })
        #expect(files[0] != files[1])
    }

    @Test func `takes away older data when there is no solution`() throws {
        let workplace = try Workplace()
        #expect(try workplace.request().run().status == .done)
        let recipe = Residents.recipe.replacing("k: 3", with: "k: 61").replacing("limit: 0.1", with: "limit: 0")
        let result = try workplace.request(recipe: recipe).run()
        #expect(result.status == .invalid)
        #expect(try workplace.files("out") == ["report.json", "report.html"])
    }

    @Test func `leaves nothing that looks finished when a file cannot be put in place`() throws {
        let workplace = try Workplace()
        let request = try workplace.request()
        #expect(request.run().status == .done)
        // A directory in the place of a file: the rename fails as it would on a failing disk.
        try FileManager.default.removeItem(atPath: workplace.path("out/datapackage.json"))
        try FileManager.default.createDirectory(
            atPath: workplace.path("out/datapackage.json/x"), withIntermediateDirectories: true)
        let result = request.run()
        #expect(result.status == .failed)
        #expect(try !workplace.files("out").contains("report.json"))
        #expect(try workplace.files("out").allSatisfy { !$0.hasSuffix(".partial") })
    }

    @Test func `overwrites what a killed run left behind`() throws {
        let workplace = try Workplace()
        let request = try workplace.request()
        try FileManager.default.createDirectory(atPath: workplace.path("out"), withIntermediateDirectories: true)
        try Data("half".utf8).write(to: workplace.url.appending(path: "out/.data.csv.partial"))
        #expect(request.run().status == .done)
        #expect(try workplace.files("out") == finished)
    }

    @Test func `distinguishes usage from invalid input`() throws {
        let workplace = try Workplace()
        var request = try workplace.request()
        request.levels = [0, 0]
        #expect(request.run().status == .usage)
        request.levels = [9, 0, 0]
        #expect(request.run().status == .usage)
        request.levels = nil
        request.dataPath = workplace.path("none.csv")
        #expect(request.run().status == .usage)
        #expect(
            try workplace.request(recipe: Residents.recipe.replacing("k: 3", with: "k: x")).run().status == .invalid)
        #expect(!FileManager.default.fileExists(atPath: workplace.path("out")))
    }

    @Test func `measures and checks`() throws {
        let workplace = try Workplace()
        let request = try workplace.request()
        let measured = MeasureRequest(dataPath: request.dataPath, recipePath: request.recipePath).run()
        #expect(measured.status == .done)
        let report = try JSONDecoder().decode(MeasureReport.self, from: Data(measured.json))
        #expect(report.rows == 65)
        #expect(report.classes.count == 60)
        let check = RecipeCheckRequest(recipePath: request.recipePath, dataPath: request.dataPath).run()
        #expect(check.status == .done)
        #expect(check.text.contains("規則62条"))
        try Data(Residents.recipe.replacing("sensitive", with: "sensitiv").utf8)
            .write(to: URL(filePath: request.recipePath))
        let faulty = RecipeCheckRequest(recipePath: request.recipePath).run()
        #expect(faulty.status == .invalid)
        #expect(faulty.text.contains("recipe.yaml:12:"))
        #expect(faulty.text.contains("did you mean 'sensitive'?"))
    }

    @Test func `keeps the value mapping out of what is delivered`() throws {
        let workplace = try Workplace()
        var request = try workplace.request()
        request.mappingOutputPath = workplace.path("out/mapping.json")
        #expect(request.run().status == .usage)
        #expect(!FileManager.default.fileExists(atPath: workplace.path("out")))
        request.mappingOutputPath = workplace.path("mapping.json")
        #expect(request.run().status == .done)
        #expect(try workplace.files("out") == finished)
        // Applied to the same file it gives the same transformation without a search.
        request.mappingPath = workplace.path("mapping.json")
        request.mappingOutputPath = nil
        let again = try Report(reading: request.run().json)
        #expect(again.solution && again.search.algorithm == "given")
        request.mappingPath = workplace.path("recipe.yaml")
        #expect(request.run().status == .usage)
    }

    @Test func `says that local coding has no value mapping`() throws {
        let workplace = try Workplace()
        var request = try workplace.request(recipe: Residents.recipe + "\ncoding: local\n")
        request.mappingOutputPath = workplace.path("mapping.json")
        #expect(request.run().status == .invalid)
        #expect(!FileManager.default.fileExists(atPath: workplace.path("mapping.json")))
    }

    @Test(arguments: ["global", "local", "cells"])
    func `gives the same bytes for the same seed in every run and for any number of threads`(coding: String) throws {
        let recipe = Residents.recipe.replacing(", pseudonym: row", with: "") + "\ncoding: \(coding)\n"
        let outputs = try [1, 2, 3].map { threads in
            let workplace = try Workplace()
            var request = try workplace.request(recipe: recipe)
            request.seed = 5
            request.threads = threads
            #expect(request.run().status == .done)
            return FileManager.default.contents(atPath: workplace.path("out/data.csv"))
        }
        #expect(outputs[0] != nil && outputs[0] == outputs[1] && outputs[1] == outputs[2])
    }

    @Test func `puts out no product without rows`() throws {
        let workplace = try Workplace()
        let recipe = Residents.recipe.replacing("k: 3", with: "k: 61").replacing("limit: 0.1", with: "limit: 1.0")
        let result = try workplace.request(recipe: recipe).run()
        #expect(result.status == .invalid)
        #expect(result.text.contains("no row would be left"))
        #expect(!FileManager.default.fileExists(atPath: workplace.path("out/data.csv")))
    }
}
