import EdgeKit
import Foundation
import Primitives

/// How the municipalities' files come: each clerk's kit makes an encrypted package by the organization's specification.
extension Demonstration {
    private static let asOf = "2026-06-01"

    func receiveFiles() async throws {
        script.chapter("抽出仕様書と提供一式、ファイルの受領 (specification, package by the clerk's kit, intake)")
        for participant in Participant.all {
            if let real = realFile(participant) {
                try await script.give(
                    "receiver", "request", "receive", participant.request, "--path", real.path, "--sha256", real.sha256,
                    "--rows", "\(real.rows)", "--encoding", real.encoding, "--delimiter", real.delimiter, "--as-of",
                    Self.asOf)
            } else {
                let package = try await package(of: participant)
                try await script.give("receiver", "request", "receive", participant.request, "--package", package)
            }
        }
    }

    /// The municipality's side: the raw export, and the package that the kit makes of it.
    private func package(of participant: Participant) async throws -> String {
        let specification = "\(outside)/\(participant.request).yaml"
        let text = try await script.look(
            "request", "specification", participant.request, "--layout",
            "\(content)/../layouts/juminkiroku-extract.yaml",
            "--as-of", Self.asOf, "--as", "broker")
        try MunicipalFile.write(Array(text.utf8), to: specification)
        script.tell(
            "\(try await script.now().japaneseText)  [broker] oboro request specification \(participant.request) "
                + "--layout Config/layouts/juminkiroku-extract.yaml --as-of \(Self.asOf)")
        let export = try rawExport(participant)
        let package = "\(outside)/\(participant.request)-package"
        let words = ["make", "--spec", specification, "--data", export.path, "--out", package, "--yes"]
        let said = Said()
        let status = EdgeProgram(environment: kit(at: try await script.now(), said)).run(words)
        guard status == .done else {
            throw DemonstrationError("oboro-edge \(words.joined(separator: " ")):\n\(said.text)")
        }
        script.tell(
            "\(try await script.now().japaneseText)  [\(participant.actors)-clerk] oboro-edge make --spec "
                + "\(participant.request).yaml --data \(participant.code)-\(rows).csv --out \(participant.request)-package"
        )
        // The municipality's own copy; nothing in clear stays behind.
        try FileManager.default.removeItem(atPath: export.path)
        return package
    }

    /// The kit on a clerk's computer whose clock is the demonstration's.
    private func kit(at now: Instant, _ said: Said) -> EdgeEnvironment {
        EdgeEnvironment(
            terminal: Terminal(
                write: { said.text += $0 }, writeError: { said.text += $0 }, showStatus: { _ in }, readLine: { nil },
                isInteractive: false),
            folder: outside, now: { now }, seconds: { Date().timeIntervalSinceReferenceDate }, isInterrupted: { false },
            threads: ProcessInfo.processInfo.activeProcessorCount)
    }
}

/// What the kit said, for the case that it fails.
private final class Said {
    var text = ""
}
