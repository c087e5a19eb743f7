import Anonymization
import Foundation
import Messages
import Testing
import TestSupport
import Vault

@Suite struct RecipeAuthoringTests {
    private func author(
        _ bench: WorkBench, by actor: Actor = JobStories.author, hierarchies: Bool = true, rehearsal: Bool = false
    ) async throws -> [AnonymizationEvent] {
        var stage = try ServiceStage(AnonymizationService(vault: bench.vault))
        return try await stage.run(
            .recipeAuthor(path: bench.recipePath, hierarchies: hierarchies ? bench.hierarchies : nil), by: actor,
            rehearsal: rehearsal)
    }

    /// The codes of the refusal; empty where there is none.
    private func codes(_ body: () async throws -> Void) async throws -> [String] {
        do {
            try await body()
            return []
        } catch let refusal as Refusal {
            return refusal.reasons.map(\.code)
        }
    }

    @Test func `keeps recipe and hierarchies in the vault and tells the rules what they need`() async throws {
        let bench = try WorkBench(rows: 1)
        let events = try await author(bench)
        guard case .recipeAuthored("RCP-1", let summary, "author")? = events.first else { throw Unexpected() }
        #expect(summary.title == "試験用の加工方法" && summary.k == 4 && summary.suppressionLimitPercent == 2)
        let age = summary.columns.first { $0.name == "年齢" }
        // Value, three steps and the top: levels 0 to 4.
        #expect(age?.minimumLevel == 0 && age?.maximumLevel == 4)
        let sex = summary.columns.first { $0.name == "性別" }
        #expect(sex?.maximumLevel == 1)
        #expect(summary.columns.first { $0.name == "疾病" }?.maximumLevel == nil)
        #expect(summary.columns.first { $0.name == "宛名番号" }?.pseudonymized == true)
        let bytes = try bench.vault.readAll(
            CustodyItemID(summary.item), owner: OwnerCode("organization"), limit: .max)
        #expect(ContentHash(of: bytes) == summary.sha256)
        let bundle = try JSONValue(text: String(decoding: bytes, as: UTF8.self))
        #expect(bundle["recipe"]?.text == WorkBench.recipe)
        #expect(bundle["files"]?["sex.csv"]?.text == "男,*\n女,*\n")
    }

    @Test func `a rehearsal stores nothing`() async throws {
        let bench = try WorkBench(rows: 1)
        let before = try bench.vault.items()
        let events = try await author(bench, rehearsal: true)
        #expect(events.count == 1)
        #expect(try bench.vault.items() == before)
    }

    @Test func `an abandoned recipe does not stay in the vault`() async throws {
        let bench = try WorkBench(rows: 1)
        let before = try bench.vault.items()
        let events = try await author(bench)
        guard case .recipeAuthored(_, let summary, _)? = events.first else { throw Unexpected() }
        #expect(try bench.vault.items().count == before.count + 1)
        await AnonymizationService(vault: bench.vault).abandon(.recipeRecord(summary: summary))
        #expect(try bench.vault.items() == before)
    }

    @Test func `nothing is read for somebody who may not, and nobody says by hand what a recipe is`() async throws {
        let bench = try WorkBench(rows: 1)
        let before = try bench.vault.items()
        #expect(
            try await codes { _ = try await author(bench, by: .with(.systemAdministrator)) } == ["E-ROLE"])
        var stage = try ServiceStage(AnonymizationService(vault: bench.vault))
        let forged = AnonymizationCommand.recipeRecord(summary: SourceFixture().recipe)
        #expect(try await codes { try await stage.run(forged, by: JobStories.author) } == ["E-NOT-FOUND"])
        #expect(try bench.vault.items() == before)
    }

    @Test func `faults name their place`() async throws {
        let bench = try WorkBench(rows: 1)
        #expect(try await codes { _ = try await author(bench, hierarchies: false) } == ["E-RECIPE-FILE-MISSING"])
        try bench.write("男,*\n男,*\n", to: "hierarchies/sex.csv")
        #expect(try await codes { _ = try await author(bench) } == ["E-RECIPE-HIERARCHY"])
        let unknown = WorkBench.recipe.replacingOccurrences(of: "role: sensitive", with: "role: sensitiv")
        try bench.write(unknown, to: "recipe.yaml")
        #expect(try await codes { _ = try await author(bench) } == ["E-RECIPE-FAULT"])
        try FileManager.default.removeItem(atPath: bench.recipePath)
        #expect(try await codes { _ = try await author(bench) } == ["E-RECIPE-FILE-UNREADABLE"])
    }

    @Test func `a level above the hierarchy is refused when the recipe is written`() async throws {
        let recipe = WorkBench.recipe.replacingOccurrences(
            of: "hierarchy: {file: sex.csv, delimiter: \",\"}",
            with: "hierarchy: {file: sex.csv, delimiter: \",\"}, levels: {min: 0, max: 2}")
        let bench = try WorkBench(rows: 1, recipe: recipe)
        #expect(try await codes { _ = try await author(bench) } == ["E-RECIPE-HIERARCHY"])
    }
}
