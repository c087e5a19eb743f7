import DataRequests
import Foundation
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing
import Vault

@Suite struct IntakeTests {
    /// A value that stands in every file and must stand nowhere else.
    static let marker = "架空町七番地"
    static let good = Array("生年月日,性別,町名\n1980-01-02,男,\(marker)\n1990-03-04,女,\(marker)\n".utf8)

    private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// Bad files: the codes of the problems, the bytes, and what the manifest says of the rows.
    static let bad: [(codes: [String], bytes: [UInt8], rows: Int)] = [
        (
            ["E-INTAKE-EXTRA-COLUMN"],
            text("生年月日,性別,町名,氏名\n1980-01-02,男,\(marker),例示 太郎\n1990-03-04,女,\(marker),例示 花子\n"), 2
        ),
        (["E-INTAKE-MISSING-COLUMN"], text("生年月日,町名\n1980-01-02,\(marker)\n1990-03-04,\(marker)\n"), 2),
        (["E-INTAKE-RENAMED-COLUMN"], text("生年月日,性,町名\n1980-01-02,男,\(marker)\n1990-03-04,女,\(marker)\n"), 2),
        (["E-INTAKE-ROWS"], good, 3),
        (["E-INTAKE-RAGGED-ROW"], text("生年月日,性別,町名\n1980-01-02,男\n1990-03-04,女,\(marker)\n"), 2),
        (["E-INTAKE-UNREADABLE"], [], 1),
        (["E-INTAKE-HEADER"], text("1980-01-02,男,\(marker)\n1990-03-04,女,\(marker)\n"), 1),
        (["E-INTAKE-INDIVIDUAL-NUMBER"], text("生年月日,性別,町名\n1980-01-02,男,123456789018\n1990-03-04,女,\(marker)\n"), 2),
        (
            ["E-INTAKE-INDIVIDUAL-NUMBER"],
            text("生年月日,性別,町名\n1980-01-02,男,\(marker)\n1990-03-04,女,１２３４－５６７８－９０１８\n"), 2
        ),
        (
            ["E-INTAKE-UNDECODABLE"],
            text("生年月日,性別,町名\n1980-01-02,男,\(marker)\n1990-03-04,") + [0xFF] + text(",\(marker)\n"), 2
        ),
    ]

    @Test func `what was granted is taken into custody with a signed receipt`() async throws {
        var desk = try DataRequestDesk()
        let events = try await desk.receive(Self.good)
        guard case .requestReceived(_, let source, let receipt?) = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(source.facts.rows == 2)
        #expect(source.facts.bytes == Self.good.count)
        #expect(source.facts.sha256 == ContentHash(of: Self.good))
        #expect(source.facts.header == ["生年月日", "性別", "町名"])
        #expect(source.facts.problems.isEmpty)
        let id = try CustodyItemID(source.facts.item)
        let owner = try OwnerCode("132292")
        #expect(try desk.vault.readAll(id, owner: owner, limit: 1 << 20) == Self.good)
        #expect(try desk.vault.item(id, owner: owner).kind == .sourceFile)
        #expect(try desk.isSigned(receipt))
        for part in [
            "受領書", "受第REQ-1号", "西東京市長　様", "132292", "朧作成機構", "8西総第12号", "2件", "\(Self.good.count)バイト",
            ContentHash(of: Self.good).description, "令和8年4月1日10時00分00秒", "data-receiver",
        ] {
            #expect(receipt.text.contains(part), "\(part)")
        }
    }

    @Test(arguments: bad.indices)
    func `a file that is not what was granted is kept apart with the reason`(index: Int) async throws {
        let file = Self.bad[index]
        var desk = try DataRequestDesk()
        let events = try await desk.receive(file.bytes, rows: file.rows)
        guard case .requestQuarantined(_, let facts) = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(facts.problems.map(\.code) == file.codes)
        #expect(desk.story.stage() == "quarantined")
        #expect(try desk.kinds() == [.quarantinedFile])
    }

    @Test func `a wrong hash is said with both hashes`() async throws {
        var desk = try DataRequestDesk()
        let declared = ContentHash(of: "another file")
        let events = try await desk.receive(Self.good, sha256: declared)
        guard case .requestQuarantined(_, let facts) = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(facts.problems.map(\.code) == ["E-INTAKE-HASH"])
        let text = facts.problems[0].english
        #expect(text.contains(declared.description) && text.contains(ContentHash(of: Self.good).description))
    }

    @Test func `an undecodable byte is placed by row, column and offset`() async throws {
        var desk = try DataRequestDesk()
        let bytes = Self.bad[9].bytes
        let events = try await desk.receive(bytes)
        guard case .requestQuarantined(_, let facts) = events.first else {
            Issue.record("\(events)")
            return
        }
        let offset = try #require(bytes.firstIndex(of: 0xFF))
        let text = facts.problems[0].english
        #expect(text.contains("row 2, column 2 (性別)") && text.contains("byte offset \(offset)"))
    }

    @Test func `no value of a cell ever reaches an event, a refusal or a receipt`() async throws {
        let values = [Self.marker, "例示 太郎", "123456789018", "5678", "５６７８", "1980-01-02"]
        for file in Self.bad + [([], Self.good, 2)] {
            var desk = try DataRequestDesk()
            _ = try await desk.receive(file.bytes, rows: file.rows)
            let texts = try desk.events.map { try MessageCoding.encode($0).json }
            let view = MessageCoding.text(desk.story.scenario.state.view(of: "REQ-1"))
            for text in texts + [view] {
                for value in values { #expect(!text.contains(value), "\(value) in \(file.codes)") }
            }
        }
    }

    @Test func `an individual number in the place of a column's name is not repeated`() async throws {
        var desk = try DataRequestDesk()
        let bytes = Self.text("生年月日,性別,123456789018\n1980-01-02,男,x\n1990-03-04,女,y\n")
        _ = try await desk.receive(bytes)
        let texts = try desk.events.map { try MessageCoding.encode($0).json }
        #expect(texts.count == 1)
        #expect(texts.allSatisfy { $0.contains("E-INTAKE-INDIVIDUAL-NUMBER") && !$0.contains("123456789018") })
    }

    @Test func `外字 is a remark and no reason to keep the file apart`() async throws {
        var desk = try DataRequestDesk()
        let events = try await desk.receive(Self.text("生年月日,性別,町名\n1980-01-02,男,\u{E000}町\n1990-03-04,女,x\n"))
        guard case .requestReceived(_, let source, _) = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(source.facts.remarks?.map(\.code) == ["W-INTAKE-PRIVATE-USE"])
    }

    @Test func `a good file replaces the one in quarantine, which is destroyed`() async throws {
        var desk = try DataRequestDesk()
        _ = try await desk.receive(Self.bad[0].bytes)
        let first = try #require(try desk.vault.items().first)
        _ = try await desk.receive(Self.good)
        #expect(try desk.kinds() == [.sourceFile])
        #expect(throws: VaultError.destroyed(first)) {
            try desk.vault.readAll(first, owner: OwnerCode("132292"), limit: 1 << 20)
        }
    }

    @Test func `the same file twice is no event and another one is refused`() async throws {
        var desk = try DataRequestDesk()
        _ = try await desk.receive(Self.good)
        #expect(try await desk.receive(Self.good).isEmpty)
        await #expect(throws: Refusal.self) { _ = try await desk.receive(Self.good + Self.text("1,男,x\n"), rows: 3) }
        #expect(try desk.kinds() == [.sourceFile])
    }

    @Test func `a rehearsal says what would come of it and stores nothing`() async throws {
        var desk = try DataRequestDesk()
        let events = try await desk.receive(Self.good, rehearsal: true)
        guard case .requestReceived = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(try desk.vault.items().isEmpty)
        #expect(desk.story.stage() == "awaiting-data")
    }

    @Test func `what was stored for nothing is destroyed`() async throws {
        var desk = try DataRequestDesk()
        let path = desk.folder.path("incoming.csv")
        try Data(Self.good).write(to: URL(filePath: path))
        let command = desk.receipt(of: path, Self.good)
        await #expect(throws: Refusal.self) {
            try await desk.run(command, by: desk.story.receiver) { story in
                try story.scenario.run(.requestWithdraw(id: "REQ-1", reason: "撤回"), by: story.approver)
            }
        }
        #expect(try desk.vault.items().isEmpty)
        #expect(desk.events.isEmpty)
    }

    @Test func `the same command twice at once leaves one item`() async throws {
        var desk = try DataRequestDesk()
        _ = try await desk.receive(Self.good)
        // The log kept the first of two equal commands; the second one had stored its own copy.
        let copy = try CustodyItemID("132292.REQ-1.00112233445566778899aabbccddeeff")
        try desk.vault.store(id: copy, owner: OwnerCode("132292"), kind: .sourceFile, bytes: Self.good)
        let second = DataRequestEvent.requestReceived(
            manifest: DataRequestStory.manifest,
            source: ProvidedSource(
                request: "REQ-1", contract: try ContractSamples.effective(),
                municipality: try MunicipalityCode("132292"), file: "FILE-1", decision: DataRequestStory.granted,
                facts: DataRequestStory.facts(copy.description)),
            receipt: nil)
        try await desk.service.complete([second], subject: "REQ-1", state: desk.story.scenario.state)
        #expect(try desk.vault.items().count == 1)
        #expect(try !desk.vault.items().contains(copy))
    }

    @Test func `only a regular file of bearable size is opened`() async throws {
        var desk = try DataRequestDesk(sizeLimit: Self.good.count)
        let path = desk.folder.path("real.csv")
        try Data(Self.good).write(to: URL(filePath: path))
        let link = desk.folder.path("link.csv")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        let large = desk.folder.path("large.csv")
        try Data(Self.good + [10]).write(to: URL(filePath: large))
        let cases = [
            (link, "E-FILE-KIND"), (desk.folder.path(""), "E-FILE-KIND"), ("/dev/null", "E-FILE-KIND"),
            (desk.folder.path("none.csv"), "E-FILE-MISSING"), (large, "E-FILE-SIZE"),
        ]
        for (name, code) in cases {
            let command = desk.receipt(of: name, Self.good)
            let refusal = await #expect(throws: Refusal.self) { try await desk.run(command, by: desk.story.receiver) }
            #expect(refusal?.reasons.map(\.code) == [code])
        }
        #expect(try desk.vault.items().isEmpty)
        try await desk.run(desk.receipt(of: path, Self.good), by: desk.story.receiver)
        #expect(desk.story.stage() == "held")
    }

    @Test func `nobody gives the facts of an intake by hand`() async throws {
        var desk = try DataRequestDesk()
        for name in ["request.record-intake", "request.record-certificate", "request.record-specification"] {
            let command = try #require(desk.story.command(name))
            let actor =
                switch name {
                case "request.record-intake": desk.story.receiver
                case "request.record-specification": desk.story.broker
                default: Actor.system
                }
            let refusal = await #expect(throws: Refusal.self) { try await desk.run(command, by: actor) }
            #expect(refusal?.reasons.map(\.code) == ["E-COMMAND-INTERNAL"])
        }
    }
}
