import DataRequests
import Foundation
import Messages
import MunicipalData
import Primitives
import ServiceRuntime
import TestSupport
import Testing
import Vault

/// What is checked of a file that comes in with a layout.
@Suite struct LayoutIntakeTests {
    static let layout = """
        layout: 1
        name: 抽出
        encoding: cp932
        items:
          - {name: 性別, type: code, class: quasi-identifier, codes: {"1": 男, "2": 女}}
          - {name: 生年月日, type: date, class: quasi-identifier, required: true}
          - {name: 町名, type: text, class: quasi-identifier, length: 4, unique: true}
          - {name: 支援措置, type: flag, class: sensitive}
        """

    static func file(_ rows: [String]) -> [UInt8] {
        Array((["生年月日,性別,町名"] + rows).joined(separator: "\r\n").utf8) + [13, 10]
    }

    /// Rows, and the problems by kind that the layout makes of them.
    static let files: [(rows: [String], counts: [String: Int], codes: [String])] = [
        (["昭和55年1月2日,1,甲町", "1990-03-04,2,乙町"], [:], []),
        (
            ["昭和64年1月8日,1,甲町", "1990-02-30,2,乙町", "平成2年3月4日,9,丙町"],
            ["impossible-date": 2, "unmapped-code": 1], ["E-INTAKE-IMPOSSIBLE-DATE", "E-INTAKE-UNMAPPED-CODE"]
        ),
        (
            [",1,甲町", "1990-03-04,1,甲町", "1990-03-04,1,長い名の町"],
            ["missing-value": 1, "duplicate-key": 1, "length": 1],
            ["E-INTAKE-DUPLICATE-KEY", "E-INTAKE-LENGTH", "E-INTAKE-MISSING-VALUE"]
        ),
        (["1990-03-04,1,甲町", "1990-03-04,1"], ["ragged-row": 1], ["E-INTAKE-RAGGED-ROW"]),
    ]

    @Test(arguments: files.indices)
    func `every kind of problem is a reason with its first place`(index: Int) async throws {
        let (rows, counts, codes) = Self.files[index]
        var desk = try DataRequestDesk()
        let facts = try await desk.facts(of: Self.file(rows), rows: rows.count, layout: Self.layout)
        #expect(facts.problems.map(\.code).sorted() == codes.sorted())
        #expect((facts.counts ?? [:]) == counts)
        #expect(facts.places?.count ?? 0 == counts.values.reduce(0, +))
        #expect(facts.profile?.map(\.name) == ["生年月日", "性別", "町名"])
        #expect(facts.layout?.sha256 == ContentHash(of: Self.layout))
        #expect(try desk.kinds() == [codes.isEmpty ? .sourceFile : .quarantinedFile])
    }

    @Test func `the place of a problem is row, column and byte`() async throws {
        var desk = try DataRequestDesk()
        let rows = ["1990-03-04,1,甲町", "1990-02-30,1,乙町"]
        let bytes = Self.file(rows)
        let place = try await desk.facts(of: bytes, rows: 2, layout: Self.layout).places?.first
        #expect(place?.code == "impossible-date" && place?.row == 2 && place?.column == 1)
        #expect(place?.name == "生年月日")
        #expect(place?.offset == bytes.firstRange(of: Array("1990-02-30".utf8))?.lowerBound)
    }

    @Test func `protected residents of whom nobody decided keep the file apart`() async throws {
        let rule = "\nprotection: {item: 支援措置, values: [\"1\"], treatment: "
        for (treatment, codes) in [
            ("undecided", ["E-INTAKE-PROTECTION-UNDECIDED"]), ("excluded", []), ("generalized", []),
        ] {
            var desk = try DataRequestDesk()
            let facts = try await desk.facts(
                of: Self.file(["1990-03-04,1,甲町"]), rows: 1, layout: Self.layout + rule + treatment + "}")
            #expect(facts.problems.map(\.code) == codes, "\(treatment)")
        }
    }

    @Test func `a layout without a granted item is refused before the file is stored`() async throws {
        var desk = try DataRequestDesk()
        let layout = "layout: 1\nname: x\nitems:\n  - {name: 性別, type: text, class: other}"
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await desk.facts(of: Self.file(["1990-03-04,1,甲町"]), rows: 1, layout: layout)
        }
        #expect(refusal?.reasons.map(\.code) == ["E-LAYOUT-ITEM", "E-LAYOUT-ITEM"])
        #expect(try desk.vault.items().isEmpty)
    }

    @Test func `a code that is not in the list stands in no event`() async throws {
        var desk = try DataRequestDesk()
        _ = try await desk.facts(of: Self.file(["1990-03-04,Q7,甲町"]), rows: 1, layout: Self.layout)
        for event in desk.events { #expect(try !MessageCoding.encode(event).json.contains("Q7")) }
        #expect(desk.events.count == 1)
    }

    @Test func `a column that looks like a direct identifier is a remark`() async throws {
        var desk = try DataRequestDesk()
        let rows = (0..<200).map { "1990-03-04,男,x\($0)@example.jp" }
        let facts = try await desk.facts(of: Self.file(rows), rows: 200)
        #expect(facts.problems.isEmpty)
        #expect(facts.remarks?.map(\.code) == ["W-INTAKE-IDENTIFIER"])
        #expect(facts.remarks?.allSatisfy { !$0.english.contains("example.jp") } == true)
    }

    @Test func `a file that comes in pieces is taken in like any other, and its upload is gone`() async throws {
        var desk = try DataRequestDesk()
        let moment = desk.story.scenario.now.milliseconds / 1000
        let upload = try desk.uploads.create(
            length: Int64(IntakeTests.good.count), owner: OwnerCode("132292"), subject: "REQ-1", at: moment)
        let command = DataRequestCommand.requestReceiveUpload(
            id: "REQ-1", upload: upload.id,
            manifest: TransferManifest(
                sha256: ContentHash(of: IntakeTests.good), rows: 2, encoding: "utf-8", delimiter: ",",
                asOf: day(2026, 3, 31)))
        let early = await #expect(throws: Refusal.self) { try await desk.run(command, by: desk.story.receiver) }
        #expect(early?.reasons.map(\.code) == ["E-UPLOAD-INCOMPLETE"])
        let append = try desk.uploads.append(to: upload.id, at: 0, now: moment)
        try append.write(IntakeTests.good)
        _ = try append.finish()
        try await desk.run(command, by: desk.story.receiver)
        #expect(desk.story.stage() == "held")
        #expect(throws: UploadError.unknown) { try desk.uploads.state(of: upload.id, at: moment) }
    }

    @Test func `an upload for another request is unknown here`() async throws {
        var desk = try DataRequestDesk()
        let moment = desk.story.scenario.now.milliseconds / 1000
        for (subject, owner) in [("REQ-2", "132292"), ("REQ-1", "132110")] {
            let upload = try desk.uploads.create(length: 0, owner: OwnerCode(owner), subject: subject, at: moment)
            let command = DataRequestCommand.requestReceiveUpload(
                id: "REQ-1", upload: upload.id, manifest: DataRequestStory.manifest)
            let refusal = await #expect(throws: Refusal.self) { try await desk.run(command, by: desk.story.receiver) }
            #expect(refusal?.reasons.map(\.code) == ["E-UPLOAD"])
        }
    }
}

extension DataRequestDesk {
    /// Takes a file in with a layout; what was found.
    mutating func facts(of bytes: [UInt8], rows: Int, layout: String? = nil) async throws -> IntakeFacts {
        let path = folder.path("layout-intake.csv")
        try Data(bytes).write(to: URL(filePath: path))
        let events = try await run(
            .requestReceive(
                id: "REQ-1", path: path,
                manifest: TransferManifest(
                    sha256: ContentHash(of: bytes), rows: rows, encoding: "utf-8", delimiter: ",",
                    asOf: day(2026, 3, 31)),
                layout: layout), by: story.receiver)
        switch events.first {
        case .requestReceived(_, let source, _): return source.facts
        case .requestQuarantined(_, let facts): return facts
        default: throw CancellationError()
        }
    }
}
