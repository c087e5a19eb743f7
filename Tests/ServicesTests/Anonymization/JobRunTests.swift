import Anonymization
import Foundation
import MessageLog
import Messages
import ServiceRuntime
import Testing
import TestSupport
import Vault

@Suite struct JobRunTests {
    private func result(_ stage: ServiceStage<AnonymizationService>) throws -> JobResult {
        for record in stage.records.reversed() {
            if case .jobProduced(_, let result) = try EventCoding.decode(AnonymizationEvent.self, record) {
                return result
            }
        }
        throw Unexpected()
    }

    @Test func `runs an approved recipe under everybody's rules`() async throws {
        let bench = try WorkBench()
        var stage = try await bench.stage()
        try await stage.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        try await stage.settle()
        #expect(stage.scenario.state.view(of: "JOB-1")?.state == "awaiting-check")
        let result = try result(stage)
        #expect(result.rowsIn == 3000)
        #expect(result.rowsOut + result.suppressed == 3000)
        #expect(Set(result.columns) == ["宛名番号", "年齢", "性別", "疾病"])
        // The municipality demanded level 1 or coarser.
        #expect((result.levels["年齢"] ?? 0) >= 1)
        #expect(result.findings.isEmpty)
        #expect(
            Set(result.files.map(\.name))
                == ["data.csv", "report.json", "report.html", "buyer.html", "datapackage.json", "marking.txt"])

        let data = try #require(result.files.first { $0.name == "data.csv" })
        let text = try bench.read(data.item)
        #expect(ContentHash(of: text) == data.sha256)
        let cells = WorkBench.cells(text)
        let header = cells[0]
        #expect(header == result.columns)
        #expect(cells.count == result.rowsOut + 1)
        let quasi = ["年齢", "性別"].compactMap { header.firstIndex(of: $0) }
        let classes = Dictionary(grouping: cells.dropFirst()) { row in quasi.map { row[$0] } }
        #expect(classes.values.map(\.count).min() == result.reachedK)
        #expect(result.reachedK >= 4)
        let codes = try #require(header.firstIndex(of: "宛名番号"))
        #expect(Set(cells.dropFirst().map { $0[codes] }).isDisjoint(with: bench.rows.map { $0[2] }))

        #expect(result.methodItems.count == 2)
        #expect(try bench.items().count == 8)
        let recipe = try bench.read(try #require(result.methodItems.first { $0.hasSuffix("recipe.yaml") }))
        #expect(recipe.contains("levels: {min: 1") && !recipe.contains("職業"))
        for marker in WorkBench.markers {
            #expect(!text.contains(marker))
            #expect(!stage.records.contains { $0.event.payload.contains(marker) })
        }
        #expect(!stage.records.contains { $0.event.payload.contains("TK1000") })
    }

    @Test func `the recipe as run says everything the recipe said, as a recipe that can be read again`() async throws {
        let columns = WorkBench.recipe
            .replacingOccurrences(
                of: "{kind: interval, steps: [5, 10, 30], bottom: 0, top: 80}",
                with: "{kind: interval, steps: [5, 10, 30], bottom: 10, top: 80}, levels: {max: 3}, weight: 0.5")
        let recipe =
            columns + """

                steps:
                  - {kind: top-code, column: 年齢, at: 85, label: "85歳以上"}
                  - {kind: bottom-code, column: 年齢, at: 2.5, label: "幼児"}
                  - {kind: drop-rows, where: {column: 疾病, in: ["糖尿病"]}, reason: 対象外}
                  - {kind: top-code, column: 備考, at: 1, label: "多い"}
                output: {encoding: utf-16le, bom: true, delimiter: "\t"}
                utility: {metric: precision, monotonic: false, aggregate: sum, gs-factor: 0.25}
                """
        let bench = try WorkBench(recipe: recipe)
        var stage = try await bench.stage()
        try await stage.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        try await stage.settle()
        let view = try #require(stage.scenario.state.view(of: "JOB-1"))
        #expect(view.state == "awaiting-check", "\(view.blockers)")
        let result = try result(stage)
        let kept = bench.rows.count { $0[5] != "糖尿病" }
        #expect(result.rowsConsidered == kept && result.rowsOut + result.suppressed == kept && result.rowsIn == 3000)
        let text = try bench.read(try #require(result.methodItems.first { $0.hasSuffix("recipe.yaml") }))
        for part in [
            "aggregate: sum", "gs-factor: 0.25", "monotonic: false", "encoding: utf-16le", "bom: true", "weight: 0.5",
            "levels: {min: 1, max: 3}", "bottom: 10", "at: 2.5", "糖尿病", "k: 4",
        ] { #expect(text.contains(part), "\(part)") }
        #expect(!text.contains("備考"))
        // Written to the disk it is authored like any recipe, and says the same to the rules.
        try bench.write(text, to: "recipe.yaml")
        let events = try await stage.run(
            .recipeAuthor(path: bench.recipePath, hierarchies: bench.hierarchies), by: JobStories.author)
        guard case .recipeAuthored("RCP-2", let again, _)? = events.first else { throw Unexpected() }
        #expect(again.k == 4 && again.suppressionLimitPercent == 2 && again.filters == ["疾病"])
        #expect(again.columns.map(\.name) == bench.fixture.header)
        #expect(again.columns.first { $0.name == "年齢" }?.maximumLevel == 3)
    }

    @Test func `a certification revoked in mid-job aborts it and destroys what it made`() async throws {
        let bench = try WorkBench()
        var stage = try await bench.stage()
        let events = try await stage.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        let running = stage.scenario.state
        try await stage.run(.standingNote(standing: .revoked), by: .system)
        // The worker began before it could know.
        let started = try #require(events.first)
        let commands = try await stage.react(to: started, of: "JOB-1", seeing: running)
        #expect(commands.count == 1)
        #expect(stage.scenario.state.view(of: "JOB-1")?.state == "aborted")
        #expect(try !bench.items().isEmpty)
        try await stage.settle()
        #expect(try bench.items().isEmpty)
    }

    @Test func `a withdrawal during the run discards the late result`() async throws {
        let bench = try WorkBench()
        var stage = try await bench.stage()
        let events = try await stage.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        let running = stage.scenario.state
        try await stage.react(to: DataRequestEvent.requestWithdrawn(id: "REQ-1", reason: "求め"), of: "REQ-1")
        #expect(stage.scenario.state.view(of: "JOB-1")?.state == "aborted")
        try await stage.settle()
        try await stage.react(to: try #require(events.first), of: "JOB-1", seeing: running)
        #expect(try !bench.items().isEmpty)
        try await stage.settle()
        #expect(try bench.items().isEmpty)
    }

    @Test func `a rerun after a crash replaces what was left`() async throws {
        let bench = try WorkBench()
        var stage = try await bench.stage()
        let left = try CustodyItemID("JOB-1.1.0123456789ab.data.csv")
        _ = try bench.vault.store(
            id: left, owner: OwnerCode(Organization.nishitokyo.code), kind: .output, bytes: [1, 2, 3])
        try await stage.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        try await stage.settle()
        #expect(stage.scenario.state.view(of: "JOB-1")?.state == "awaiting-check")
        #expect(try !bench.items().contains(left.description))
        #expect(try bench.items().count == 8)
        // Delivered once more after the result was recorded: nothing is run again.
        let again = try await stage.react(
            to: AnonymizationEvent.jobStarted(id: "JOB-1", attempt: 1, operator: "engineer"), of: "JOB-1")
        #expect(again.isEmpty)
        #expect(try bench.items().count == 8)
    }

    @Test func `an erasure destroys outputs and method information and lists them`() async throws {
        let bench = try WorkBench()
        var stage = try await bench.stage()
        try await stage.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        try await stage.settle()
        let result = try result(stage)
        let commands = try await stage.react(
            to: DataRequestEvent.requestErasureBegun(id: "REQ-1", items: [bench.fixture.item], reason: "期限"),
            of: "REQ-1")
        guard case .jobRecordMethodErasure("REQ-1", let destroyed)? = commands.first else { throw Unexpected() }
        #expect(Set(destroyed.map(\.item)) == Set(result.files.map(\.item) + result.methodItems))
        #expect(
            destroyed.filter { $0.kind == "method-information" }.map(\.item).sorted() == result.methodItems.sorted())
        #expect(destroyed.allSatisfy { $0.sha256 != nil && !$0.method.isEmpty })
        for file in result.files { #expect(throws: VaultError.self) { try bench.read(file.item) } }
        #expect(try bench.items().isEmpty)
        // Another request has no job and is answered all the same.
        let none = try await stage.react(
            to: DataRequestEvent.requestErasureBegun(id: "REQ-5", items: [], reason: "期限"), of: "REQ-5")
        guard case .jobRecordMethodErasure("REQ-5", let nothing)? = none.first else { throw Unexpected() }
        #expect(nothing.isEmpty)
    }

    @Test func `a file that does not fit its recipe fails with reasons and without values`() async throws {
        let recipe = WorkBench.recipe.replacingOccurrences(
            of: "{kind: interval, steps: [5, 10, 30], bottom: 0, top: 80}", with: "{kind: date, steps: [year]}")
        let bench = try WorkBench(rows: 1200, recipe: recipe)
        var stage = try await bench.stage()
        try await stage.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        try await stage.settle()
        let view = try #require(stage.scenario.state.view(of: "JOB-1"))
        #expect(view.state == "failed")
        #expect(view.blockers.map(\.code) == ["E-JOB-PROCESSING"])
        #expect(view.blockers.first?.english.contains("年齢") == true)
        #expect(!stage.records.contains { $0.event.payload.contains("TK100") })
    }

    @Test func `a source that was exchanged in the vault is not processed`() async throws {
        let bench = try WorkBench(rows: 1200)
        var stage = try ServiceStage(AnonymizationService(vault: bench.vault))
        var fixture = bench.fixture
        fixture.sha256 = ContentHash(of: "another file")
        try await stage.run(.standingNote(standing: .certified), by: .system)
        try await stage.run(
            .recipeAuthor(path: bench.recipePath, hierarchies: bench.hierarchies), by: JobStories.author)
        try await stage.run(.recipeApprove(id: "RCP-1"), by: JobStories.approver)
        try await stage.run(.jobPlan(source: fixture.source()), by: .system)
        try await stage.run(.jobAssign(id: "JOB-1", recipe: "RCP-1"), by: JobStories.engineer)
        try await stage.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        try await stage.settle()
        #expect(stage.scenario.state.view(of: "JOB-1")?.blockers.map(\.code) == ["E-JOB-SOURCE-CHANGED"])
    }
}
