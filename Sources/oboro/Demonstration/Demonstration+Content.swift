import AdminCommands
import Foundation
import Messages
import MunicipalData
import Primitives
import Yams

/// Content files that depend on whether a real file takes the first municipality's place.
extension Demonstration {
    private func isReal(_ participant: Participant) -> Bool { real != nil && participant.code == "132292" }

    /// The real file that takes the municipality's place.
    func realFile(_ participant: Participant) -> MunicipalFile? {
        guard let real, isReal(participant) else { return nil }
        return MunicipalFile(
            path: real.data, columns: real.columns.map(\.name), rows: real.rows, sha256: real.sha256,
            encoding: real.encoding, delimiter: real.delimiter)
    }

    /// The municipality's raw export, with all columns of its register.
    func rawExport(_ participant: Participant) throws -> MunicipalFile {
        let index = Participant.all.firstIndex { $0.code == participant.code } ?? 0
        return try MunicipalFile.generated(
            municipality: MunicipalityCode(participant.code), rows: rows, columns: SyntheticRegister.columns,
            markers: markers.enumerated().filter { $0.offset % Participant.all.count == index }.map(\.element),
            into: outside)
    }

    func registerFile(_ participant: Participant) throws -> String {
        let original = file("register-\(participant.code).yaml")
        if let real, isReal(participant) {
            return try rewrite(original) { entry in
                entry["items"] = MessageCoding.value(real.columns)
                entry["personCount"] = .integer(real.rows)
                entry["name"] = "実データファイル"
            }
        }
        if rows == 50_000 { return original }
        return try rewrite(original) { $0["personCount"] = .integer(rows) }
    }

    func proposalFile() throws -> String { try withFiles("proposal.yaml") { $0["personCount"] = .integer(persons) } }

    func termsFile() throws -> String { try withFiles("terms.yaml") { _ in } }

    func decisionFile(_ participant: Participant) throws -> String {
        let original = file("decision-\(participant.code).yaml")
        guard let real, isReal(participant) else { return original }
        return try rewrite(original) { decision in
            decision["items"] = .array(
                real.columns.map { ["item": .string($0.name), "answer": "provide"] })
        }
    }

    /// As many persons as the proposal asks for: never more than the files hold.
    private var persons: Int { min(100_000, rows * 2 + (real?.rows ?? rows)) }

    private func withFiles(_ name: String, _ change: (inout [String: JSONValue]) -> Void) throws -> String {
        if real == nil, rows == 50_000 { return file(name) }
        return try rewrite(file(name)) { content in
            change(&content)
            if let real {
                guard case .array(var files) = content["files"] else { return }
                files[0] = ["file": "FILE-1", "items": .array(real.columns.map { .string($0.name) })]
                content["files"] = .array(files)
            }
        }
    }

    /// Writes a changed copy beside the other content, as JSON, which is YAML as well.
    private func rewrite(_ path: String, _ change: (inout [String: JSONValue]) -> Void) throws -> String {
        let text = try TextFile.read(path)
        var content = try YAMLDecoder().decode([String: JSONValue].self, from: text)
        change(&content)
        let name = URL(fileURLWithPath: path).lastPathComponent
        let folder = outside + "/content"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: folder + "/documents") {
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/documents",
                withDestinationPath: URL(fileURLWithPath: file("documents")).path)
        }
        try MunicipalFile.write(Array(MessageCoding.text(content).utf8), to: "\(folder)/\(name)")
        return "\(folder)/\(name)"
    }
}
