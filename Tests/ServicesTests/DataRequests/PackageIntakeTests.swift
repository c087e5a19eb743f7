import DataRequests
import Foundation
import Messages
import MunicipalData
import Primitives
import Processing
import ServiceRuntime
import TestSupport
import Testing
import Vault

/// Packages as the clerk's kit hands them over: taken in whole, or refused with nothing stored.
@Suite struct PackageIntakeTests {
    @Test func `a package that follows the specification is taken in, and the receipt says how`() async throws {
        var desk = try DataRequestDesk()
        try await desk.specify()
        let package = try TestPackage(desk)
        let events = try await desk.receive(package)
        guard case .requestReceived(let manifest, let source, let receipt?) = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(manifest.sha256 == ContentHash(of: IntakeTests.good) && manifest.rows == 2)
        #expect(source.facts.package?.parts == 3)
        #expect(source.facts.package?.leftOut == ["protected": 1, "history": 4])
        #expect(source.facts.layout?.name == "住民記録 抽出")
        let id = try CustodyItemID(source.facts.item)
        #expect(try desk.vault.readAll(id, owner: OwnerCode("132292"), limit: 1 << 20) == IntakeTests.good)
        #expect(try desk.vault.item(id, owner: OwnerCode("132292")).kind == .sourceFile)
        #expect(try desk.isSigned(receipt))
        for part in ["住民記録 抽出（2026-04版）", "分割3件", "支援措置対象者　1件", "最新でない履歴　4件", "支援措置対象者は除外"] {
            #expect(receipt.text.contains(part), "\(part)")
        }
        // The same package once more is the same item.
        #expect(try await desk.receive(package).isEmpty)
        #expect(try desk.vault.items() == [id])
    }

    @Test(arguments: ["excluded", "generalized", "none"])
    func `what the municipality decided in its kit about protected residents is heard`(decision: String) async throws {
        var desk = try DataRequestDesk()
        try await desk.specify(
            DataRequestDesk.layout.replacingOccurrences(of: "treatment: excluded", with: "treatment: undecided"))
        let events = try await desk.receive(try TestPackage(desk) { $0.protection = decision })
        let isDecided = decision == "excluded" || decision == "generalized"
        switch events.first {
        case .requestReceived: #expect(isDecided)
        case .requestQuarantined(_, let facts):
            #expect(!isDecided && facts.problems.map(\.code) == ["E-INTAKE-PROTECTION-UNDECIDED"])
        default: Issue.record("\(events)")
        }
    }

    /// What is not the awaited package: what is changed in it, and the code by which it is refused.
    static let wrong: [(code: String, change: @Sendable (inout HandoverManifest) throws -> Void)] = [
        ("E-PACKAGE-REQUEST", { $0.request = "REQ-2" }),
        ("E-PACKAGE-SENDER", { $0.municipality = try MunicipalityCode("132110") }),
        ("E-PACKAGE-SENDER", { $0.body = "西東京市教育委員会" }),
        ("E-PACKAGE-FILE", { $0.fileName = "個人住民税ファイル" }),
        ("E-PACKAGE-RECIPIENT", { $0.recipient = String(repeating: "0", count: 64) }),
        ("E-PACKAGE-SPECIFICATION", { $0.specification = String(repeating: "0", count: 64) }),
        ("E-PACKAGE-COLUMNS", { $0.columns.append("氏名") }),
        ("E-PACKAGE-COLUMNS", { $0.columns.swapAt(0, 1) }),
        ("E-MANIFEST-ROWS", { $0.rows = 0 }),
        ("E-DATE-FUTURE", { $0.asOf = day(2027, 1, 1) }),
        ("E-PACKAGE-MANIFEST", { $0.parts[1].name = "../data.part-0002.cms" }),
        ("E-PACKAGE-MANIFEST", { $0.parts[1].name = "data.part-0001.cms" }),
        ("E-PACKAGE-MANIFEST", { $0.parts.swapAt(0, 1) }),
        ("E-PACKAGE-PART", { $0.parts[2].bytes += 1 }),
        ("E-PACKAGE-PART", { $0.parts[2].sha256 = String(repeating: "0", count: 64) }),
    ]

    @Test(arguments: wrong.indices)
    func `another package than the awaited one is refused and nothing is stored`(index: Int) async throws {
        let wrong = Self.wrong[index]
        var desk = try DataRequestDesk()
        try await desk.specify()
        let package = try TestPackage(desk, change: wrong.change)
        let refusal = await #expect(throws: Refusal.self) { try await desk.receive(package) }
        #expect(Set(refusal?.reasons.map(\.code) ?? []) == [wrong.code])
        #expect(try desk.vault.items().isEmpty)
        #expect(desk.story.stage() == "awaiting-data")
    }

    /// What may befall a folder on its way, and the code by which it is refused.
    static let damages: [(code: String, damage: @Sendable (String) throws -> Void)] = [
        ("E-PACKAGE-PART", { try FileManager.default.removeItem(atPath: $0 + "/data.part-0002.cms") }),
        (
            "E-PACKAGE-PART",
            { folder in
                let path = folder + "/data.part-0002.cms"
                try Data(contentsOf: URL(filePath: path)).dropLast(1).write(to: URL(filePath: path))
            }
        ),
        (
            "E-PACKAGE-PART",
            { folder in
                let path = folder + "/data.part-0002.cms"
                var bytes = try Data(contentsOf: URL(filePath: path))
                bytes[bytes.count / 2] ^= 1
                try bytes.write(to: URL(filePath: path))
            }
        ),
        ("E-PACKAGE-EXTRA", { try Data([1]).write(to: URL(filePath: $0 + "/data.part-0004.cms")) }),
        ("E-PACKAGE-EXTRA", { try Data([1]).write(to: URL(filePath: $0 + "/a\u{202E}\nb.cms")) }),
        (
            "E-FILE-KIND",
            { folder in
                let path = folder + "/data.part-0002.cms"
                try FileManager.default.moveItem(atPath: path, toPath: folder + "/part.bin")
                try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "part.bin")
            }
        ),
        ("E-PACKAGE-PART", { try FileManager.default.removeItem(atPath: $0 + "/manifest.json") }),
    ]

    @Test(arguments: damages.indices)
    func `a package that was damaged on its way is refused and nothing is stored`(index: Int) async throws {
        let damage = Self.damages[index]
        var desk = try DataRequestDesk()
        try await desk.specify()
        let package = try TestPackage(desk)
        try damage.damage(package.folder)
        let refusal = await #expect(throws: Refusal.self) { try await desk.receive(package) }
        #expect(refusal?.reasons.map(\.code) == [damage.code])
        for reason in refusal?.reasons ?? [] { #expect(!reason.english.contains("\u{202E}")) }
        #expect(try desk.vault.items().isEmpty)
    }

    @Test func `a package for another certificate does not open, whatever its manifest says`() async throws {
        var desk = try DataRequestDesk()
        try await desk.specify()
        let other = try TrainingCertificate.selfSigned(
            commonName: "Other", notBefore: desk.story.scenario.now.milliseconds / 1000 - 10,
            notAfter: desk.story.scenario.now.milliseconds / 1000 + 1000)
        let package = try TestPackage(desk, sealedTo: other.certificatePEM)
        let refusal = await #expect(throws: Refusal.self) { try await desk.receive(package) }
        #expect(refusal?.reasons.map(\.code) == ["E-PACKAGE-OPEN"])
        #expect(try desk.vault.items().isEmpty)
    }

    @Test func `content that is not what the manifest says goes into quarantine`() async throws {
        let changes: [(String, @Sendable (inout HandoverManifest) -> Void)] = [
            ("E-INTAKE-HASH", { $0.sha256 = String(repeating: "0", count: 64) }),
            ("E-INTAKE-SIZE", { $0.bytes -= 1 }), ("E-INTAKE-ROWS", { $0.rows = 3 }),
        ]
        for (code, change) in changes {
            var desk = try DataRequestDesk()
            try await desk.specify()
            let package = try TestPackage(desk, change: change)
            let events = try await desk.receive(package)
            guard case .requestQuarantined(_, let facts) = events.first else {
                Issue.record("\(code): \(events)")
                continue
            }
            #expect(facts.problems.map(\.code) == [code])
            #expect(try desk.kinds() == [.quarantinedFile])
        }
    }

    @Test func `a package in the folder that is not the one commanded is refused`() async throws {
        var desk = try DataRequestDesk()
        let package = try TestPackage(desk)
        let command = DataRequestCommand.requestReceivePackage(
            id: "REQ-1", folder: package.folder, manifest: ContentHash(of: "another"))
        let refusal = await #expect(throws: Refusal.self) { try await desk.run(command, by: desk.story.receiver) }
        #expect(refusal?.reasons.map(\.code) == ["E-PACKAGE-CHANGED"])
    }

    @Test func `no value of a package stands anywhere but encrypted in the vault`() async throws {
        var desk = try DataRequestDesk()
        try await desk.specify()
        let package = try TestPackage(desk)
        try await desk.receive(package)
        for marker in [IntakeTests.marker, "1980-01-02"] {
            for (name, bytes) in try desk.folder.files() {
                #expect(bytes.firstRange(of: Array(marker.utf8)) == nil, "\(marker) in \(name)")
            }
            for event in desk.events { #expect(try !MessageCoding.encode(event).json.contains(marker)) }
        }
    }
}

/// A package as the clerk's kit makes it, of three small parts.
struct TestPackage {
    let folder: String
    let hash: ContentHash

    init(
        _ desk: DataRequestDesk, sealedTo certificate: String? = nil,
        change: (inout HandoverManifest) throws -> Void = { _ in }
    ) throws {
        folder = desk.folder.path("package-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let now = desk.story.scenario.now
        let recipient = try RecipientCertificate(pem: certificate ?? desk.intake.certificatePEM)
        var content: [UInt8]? = IntakeTests.good
        let parts = try EnvelopeSealer(recipient: recipient, partSize: IntakeTests.good.count / 3 + 1).seal(
            into: folder, baseName: "data", at: now.milliseconds / 1000
        ) {
            defer { content = nil }
            return content
        }
        let specified = desk.story.scenario.state.view(of: "REQ-1")?.facts["specification"]?.text
        var manifest = HandoverManifest(
            request: "REQ-1", municipality: try MunicipalityCode("132292"), body: "西東京市長", fileName: "住民基本台帳ファイル",
            asOf: day(2026, 3, 31), columns: ContractSamples.items, rows: 2, encoding: "utf-8", delimiter: ",",
            bytes: IntakeTests.good.count, sha256: ContentHash(of: IntakeTests.good).description,
            specification: specified ?? String(repeating: "f", count: 64),
            recipient: try RecipientCertificate(pem: desk.intake.certificatePEM).fingerprint,
            leftOut: ["protected": 1, "history": 4], protection: "excluded",
            parts: parts.map { .init(name: $0.name, bytes: Int($0.byteCount), sha256: $0.sha256) },
            tool: "oboro-edge test", createdAt: now)
        try change(&manifest)
        let bytes = Array(MessageCoding.text(manifest).utf8)
        try Data(bytes).write(to: URL(filePath: folder + "/manifest.json"))
        try Data("送付書".utf8).write(to: URL(filePath: folder + "/送付書.txt"))
        hash = ContentHash(of: bytes)
    }
}

extension DataRequestDesk {
    static let layout = """
        layout: 1
        name: 住民記録 抽出
        version: 2026-04
        encoding: cp932
        items:
          - {name: 宛名番号, type: text, class: linking-code}
          - {name: 生年月日, type: date, class: quasi-identifier}
          - {name: 性別, type: code, class: quasi-identifier, codes: {男: 男, 女: 女}}
          - {name: 町名, type: address, class: quasi-identifier}
          - {name: 支援措置, type: flag, class: sensitive}
        protection: {item: 支援措置, values: ["1"], treatment: excluded}
        """

    @discardableResult
    mutating func specify(_ layout: String = layout) async throws -> [DataRequestEvent] {
        try await run(.requestSpecify(id: "REQ-1", layout: layout, asOf: day(2026, 3, 31)), by: story.broker)
    }

    @discardableResult
    mutating func receive(_ package: TestPackage) async throws -> [DataRequestEvent] {
        try await run(
            .requestReceivePackage(id: "REQ-1", folder: package.folder, manifest: package.hash), by: story.receiver)
    }
}

extension DeskFolder {
    /// All files in the folder by their names.
    func files() throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path("")) {
            if let data = FileManager.default.contents(atPath: path(name)) { found[name] = Array(data) }
        }
        return found
    }
}
