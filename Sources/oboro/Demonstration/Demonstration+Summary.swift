import AdminCommands
import Foundation
import Messages
import MunicipalData
import Primitives

/// One line of the table at the end; also written to `summary.json`.
private struct SummaryRow: Codable {
    let municipality: String
    let name: String
    let decision: String
    let refusedItems: [String]
    let rowsIn: Int
    let rowsOut: Int
    let k: Int
    let loss: Double
    let output: String
    let manifest: String
    let certificate: String
}

extension Demonstration {
    /// Writes the certificates of erasure and the summary, and prints the table.
    func summarize(
        _ decisions: [String: MunicipalDecision.Outcome], _ manifests: [String: ContentHash]
    ) async throws {
        let certificates = home + "/certificates"
        try FileManager.default.createDirectory(atPath: certificates, withIntermediateDirectories: true)
        var rows: [SummaryRow] = []
        for participant in Participant.all {
            let path = "\(certificates)/\(participant.code).json"
            let certificate = try await script.look("request", "certificate", participant.request, "-o", "json")
            try MunicipalFile.write(Array((certificate + "\n").utf8), to: path)
            rows.append(
                SummaryRow(
                    municipality: participant.code, name: participant.name,
                    decision: decisions[participant.code]?.rawValue ?? "", refusedItems: participant.refused,
                    rowsIn: try await number(participant.job, "rowsIn"),
                    rowsOut: try await number(participant.job, "rowsOut"),
                    k: try await number(participant.job, "reachedK"), loss: try await loss(participant.job),
                    output: "outputs/\(participant.code)/data.csv",
                    manifest: manifests[participant.code]?.description ?? "",
                    certificate: "certificates/\(participant.code).json"))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try MunicipalFile.write(Array(try encoder.encode(rows)), to: home + "/summary.json")
        CommandEnvironment.current.printData("\n■ 結果 (result)")
        let cells = rows.map { row in
            [
                "\(row.municipality) \(row.name)", row.decision, "\(row.rowsIn)", "\(row.rowsOut)", "\(row.k)",
                "\(row.loss)", row.output, row.certificate,
            ]
        }
        let header = ["MUNICIPALITY", "DECISION", "ROWS IN", "ROWS OUT", "K", "LOSS", "OUTPUT", "ERASURE CERTIFICATE"]
        CommandEnvironment.current.printData(TextTable(header: header, rows: cells).text)
    }

    private func number(_ id: String, _ name: String) async throws -> Int {
        guard case .integer(let value) = try await script.view(id).facts[name] else {
            throw DemonstrationError("\(id) has no \(name)")
        }
        return value
    }

    private func loss(_ id: String) async throws -> Double {
        switch try await script.view(id).facts["loss"] {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: throw DemonstrationError("\(id) has no loss")
        }
    }
}
