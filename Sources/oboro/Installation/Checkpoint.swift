import Foundation
import MessageLog
import Primitives
import Vault

/// A signed statement of how far the log had come: what was cut off its end, or the whole of it replaced, no longer
/// agrees with the statement. Whoever keeps a copy elsewhere is a witness.
struct Checkpoint: Codable, Equatable {
    let position: Int64
    let hash: String
    let at: Instant

    /// Writes the statement beside the log, replacing the one before.
    static func write(_ head: LogHead, at: Instant, signer: OrganizationSigner, home: Home) throws {
        guard head.position > .start else { return }
        let signed = try signer.sign(Checkpoint(position: head.position.rawValue, hash: head.hash, at: at))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(signed).write(to: URL(fileURLWithPath: home.checkpoint), options: .atomic)
    }

    /// Compares a log with the statement beside it.
    /// - Returns: what does not agree, or nil where all is well or there is no statement yet.
    static func contradiction(of log: any MessageLog, in home: Home) async throws -> String? {
        guard let data = FileManager.default.contents(atPath: home.checkpoint) else { return nil }
        let key = FileManager.default.contents(atPath: home.verificationKey)
            .map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
        guard let signed = try? JSONDecoder().decode(SignedDocument.self, from: data),
            let verifier = key.flatMap({ SignatureVerifier(base64: $0) }), signed.verify(verifier) == .valid,
            let checkpoint = try? JSONDecoder().decode(Checkpoint.self, from: Data(signed.payload.utf8))
        else { return "checkpoint.json is not what the organization signed" }
        let place = Position(rawValue: checkpoint.position - 1)
        let event = try await log.read(after: place, category: nil, limit: 1).first
        guard let event, event.position.rawValue == checkpoint.position else {
            return "the log ends before position \(checkpoint.position), which it had reached on "
                + "\(checkpoint.at.japaneseText): events were cut off"
        }
        if event.hash != checkpoint.hash {
            return "the event at position \(checkpoint.position) is not the one of the signed checkpoint"
        }
        return nil
    }
}
