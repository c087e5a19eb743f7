import Anonymization
import Foundation
import Messages
import ServiceRuntime
import TestSupport
import Vault

/// A vault with a municipality's file in it, a recipe on the disk, and the service over both. Removed with the object.
final class WorkBench {
    static let markers = ["標識太郎零壱", "標識花子零弐"]

    let directory: String
    let vault: Vault
    let fixture: SourceFixture
    let rows: [[String]]

    var recipePath: String { directory + "/recipe.yaml" }
    var hierarchies: String { directory + "/hierarchies" }

    /// - Parameter count: residents of the generated file.
    init(rows count: Int = 3000, recipe: String = WorkBench.recipe) throws {
        directory = FileManager.default.temporaryDirectory.path + "/bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory + "/hierarchies", withIntermediateDirectories: true)
        vault = try Vault(
            root: directory + "/vault", organizationKey: OrganizationKey.create(at: directory + "/organization.key"))
        rows = WorkBench.residents(count)
        var fixture = SourceFixture()
        let text = ([fixture.header] + rows).map { $0.joined(separator: ",") + "\r\n" }.joined()
        let item = try vault.store(
            owner: OwnerCode(Organization.nishitokyo.code), kind: .sourceFile, bytes: Array(text.utf8))
        fixture.item = item.id.description
        fixture.sha256 = ContentHash(of: text)
        fixture.rows = count
        self.fixture = fixture
        try write(recipe, to: "recipe.yaml")
        try write("男,*\n女,*\n", to: "hierarchies/sex.csv")
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: directory + "/" + name))
    }

    /// Generated residents: nobody real. Two of them carry markers as names.
    private static func residents(_ count: Int) -> [[String]] {
        var generator = RuleGenerator(state: 20_261_121)
        let surnames = ["青木", "石川", "上田", "遠藤", "岡本"]
        let diseases = ["なし", "高血圧", "糖尿病"]
        return (0..<count).map { row in
            let name = row == 17 ? markers[0] : row == 1234 ? markers[1] : "\(surnames[row % 5])　一郎\(row)"
            return [
                name, "TK\(1_000_000 + row)", "\(5_000_000 + row)", "\(Int.random(in: 0...89, using: &generator))",
                Bool.random(using: &generator) ? "男" : "女", diseases.randomElement(using: &generator) ?? "なし",
            ]
        }
    }

    static let recipe = """
        recipe: 1
        title: 試験用の加工方法
        input: {encoding: cp932, delimiter: ",", header: true}
        columns:
          - {name: 氏名, role: direct-identifier}
          - {name: 旅券番号, role: identification-code}
          - {name: 宛名番号, role: linking-code, pseudonym: row}
          - {name: 年齢, role: quasi-identifier, hierarchy: {kind: interval, steps: [5, 10, 30], bottom: 0, top: 80}}
          - {name: 性別, role: quasi-identifier, hierarchy: {file: sex.csv, delimiter: ","}}
          - {name: 職業, role: quasi-identifier, hierarchy: {kind: prefix, lengths: [1]}}
          - {name: 疾病, role: sensitive}
          - {name: 備考, role: drop}
        privacy:
          - {model: k-anonymity, k: 4}
        suppression: {limit: 0.02, mode: remove}
        """

    /// The service with RCP-1 approved and JOB-1 assigned.
    func stage() async throws -> ServiceStage<AnonymizationService> {
        var stage = try ServiceStage(AnonymizationService(vault: vault))
        try await stage.run(.standingNote(standing: .certified), by: .system)
        try await stage.run(.recipeAuthor(path: recipePath, hierarchies: hierarchies), by: JobStories.author)
        try await stage.run(.recipeApprove(id: "RCP-1"), by: JobStories.approver)
        try await stage.react(to: received(), of: "REQ-1")
        try await stage.run(.jobAssign(id: "JOB-1", recipe: "RCP-1"), by: JobStories.engineer)
        return stage
    }

    /// The event by which the data request service hands a source over.
    func received() throws -> DataRequestEvent {
        let manifest = TransferManifest(
            sha256: fixture.sha256, rows: fixture.rows, encoding: "utf-8", delimiter: ",", asOf: .start)
        return .requestReceived(manifest: manifest, source: try fixture.source(), receipt: nil)
    }

    /// The job's items that can be read.
    func items(of job: String = "JOB-1") throws -> [String] {
        try vault.items().map(\.description).filter { $0.hasPrefix(job + ".") }
    }

    func read(_ item: String) throws -> String {
        let bytes = try vault.readAll(
            CustodyItemID(item), owner: OwnerCode(Organization.nishitokyo.code), limit: .max)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The cells of an output without quotes, header included.
    static func cells(_ text: String) -> [[String]] {
        text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
