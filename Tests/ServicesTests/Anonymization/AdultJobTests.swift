import Anonymization
import Foundation
import MessageLog
import Messages
import Primitives
import ServiceRuntime
import Testing
import TestSupport
import Vault

/// The census extract beside the project; absent on some machines.
private enum Census {
    static let folder =
        (ProcessInfo.processInfo.environment["OBORO_SHARED_DATA"] ?? packageRoot + "/../shared/data") + "/adult"

    static let isThere: Bool = {
        let isThere = FileManager.default.fileExists(atPath: folder + "/adult.csv")
        if !isThere { print("skipped: no census extract in ../shared/data (set OBORO_SHARED_DATA)") }
        return isThere
    }()
}

@Suite(.enabled(if: Census.isThere)) struct AdultJobTests {
    @Test func `a job gives the figures that ARX gives for the census extract`() async throws {
        let bench = try WorkBench(rows: 1)
        let bytes = Array(try Data(contentsOf: URL(filePath: Census.folder + "/adult.csv")))
        let columns = [
            "sex", "age", "race", "marital-status", "education", "native-country", "workclass", "occupation",
            "salary-class",
        ]
        var fixture = SourceFixture()
        fixture.classes = columns.map { ($0, .quasiIdentifier) }
        fixture.contracted = columns
        fixture.decision = columns.map { ItemDecision(item: $0, answer: .provide) }
        fixture.header = columns
        fixture.rows = 30_162
        fixture.delimiter = ";"
        fixture.sha256 = ContentHash(of: bytes)
        fixture.item = try bench.vault.store(
            owner: OwnerCode(Organization.nishitokyo.code), kind: .sourceFile, bytes: bytes
        ).id.description

        var stage = try ServiceStage(AnonymizationService(vault: bench.vault))
        try await stage.run(.standingNote(standing: .certified), by: .system)
        let path = packageRoot + "/Tests/Fixtures/adult/recipe.yaml"
        try await stage.run(.recipeAuthor(path: path, hierarchies: Census.folder), by: JobStories.author)
        try await stage.run(.recipeApprove(id: "RCP-1"), by: JobStories.approver)
        try await stage.run(.jobPlan(source: fixture.source()), by: .system)
        try await stage.run(.jobAssign(id: "JOB-1", recipe: "RCP-1"), by: JobStories.engineer)
        try await stage.run(.jobStart(id: "JOB-1"), by: JobStories.engineer)
        try await stage.settle()
        let produced = try stage.records.compactMap { record -> JobResult? in
            guard case .jobProduced(_, let result) = try EventCoding.decode(AnonymizationEvent.self, record) else {
                return nil
            }
            return result
        }
        let result = try #require(produced.first)
        // The figures of the reference implementation, as the issue states them.
        #expect(columns.map { result.levels[$0] } == [0, 3, 0, 2, 2, 1, 1, 2, 0])
        #expect(abs(result.loss - 0.3137130352819242) < 1e-9)
        #expect(result.suppressed == 506 && result.rowsOut == 29_656 && result.reachedK >= 5)
    }
}
