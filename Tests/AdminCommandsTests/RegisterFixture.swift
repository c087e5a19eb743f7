import Foundation
import Messages
import Primitives

/// Entries and views of the register for the tests of its commands.
enum RegisterFixture {
    static func entry(
        _ name: String, municipality: String = "132292", _ change: (inout RegisterEntry) -> Void = { _ in }
    ) throws -> RegisterEntry {
        var entry = RegisterEntry(
            name: name, municipality: try MunicipalityCode(municipality), body: "西東京市長", department: "高齢者支援課",
            purpose: "介護保険の給付",
            items: [
                RegisterItem(name: "生年月日", type: "date", itemClass: .quasiIdentifier),
                RegisterItem(name: "ﾖｳｶｲｺﾞ度", type: "code", itemClass: .sensitive),
            ], scope: "要介護認定を受けた者", collection: "本人の申請", specialCare: false, ordinanceSpecialCare: false,
            regularRecipients: "", disclosureDesk: "総務部総務課 西東京市南町5-6-13", specialProcedures: "", computerised: true,
            solicitable: false, proposalDesk: "", remarks: "", personCount: 50_000)
        change(&entry)
        return entry
    }

    static func view(
        _ id: String, _ entry: RegisterEntry, state: String = "published", turn: Turn = .none,
        created: [CreatedInformation] = [], blockers: [Reason] = []
    ) -> View {
        var facts: [String: JSONValue] = [
            "entry": MessageCoding.value(entry), "body": .string(entry.body), "publishedOn": "2026-04-01",
            "changedOn": "2026-06-30",
        ]
        if !created.isEmpty { facts["created"] = MessageCoding.value(created) }
        return View(
            kind: "register", id: id, title: entry.name, state: state, turn: turn,
            municipality: entry.municipality.description, blockers: blockers, facts: facts)
    }

    /// An actor of the municipality, which names it.
    static let actor = View(
        kind: "actor", id: "clerk", title: "担当", state: "active", turn: .none, municipality: "132292",
        facts: ["organization": "西東京市"])

    /// Runs a body with a folder of its own, which is taken away afterwards.
    static func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "oboro-register-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    static func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    /// The configuration that the product ships.
    static let variables = [
        "OBORO_CONFIG": "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Config"
    ]
}
