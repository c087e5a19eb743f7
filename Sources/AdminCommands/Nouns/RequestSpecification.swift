import ArgumentParser
import Foundation
import Messages

/// `oboro request specification ID --layout LAYOUT.yaml [--out FILE]`: writes the extraction specification (抽出仕様書).
struct RequestSpecificationCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "specification",
        abstract: "Write the extraction specification (抽出仕様書); without a layout, print the last one.",
        aliases: ["specify"])

    @Argument(help: "The id.") var id: String
    @Option(help: ArgumentHelp("The layout of the municipality's raw export.", valueName: "file")) var layout: String?
    @Option(help: "The day the data shall stand for (2026-04-01).") var asOf: String?
    @Option(help: ArgumentHelp("Write it to a file instead of printing it.", valueName: "file")) var out: String?
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        if let out, FileManager.default.fileExists(atPath: out) {
            throw ValidationError("\(out) exists already; choose another name")
        }
        let text = try await text()
        // A rehearsal is not in force: nobody may mistake it for the specification.
        guard let out, !change.dryRun else { return common.environment.printData(text) }
        guard FileManager.default.createFile(atPath: out, contents: Data(text.utf8)) else {
            throw ValidationError("\(out) cannot be written")
        }
        common.say("\(id): extraction specification written to \(out)", "\(id): 抽出仕様書を \(out) に書き出しました。")
    }

    private func text() async throws -> String {
        let last = try await common.asking { try await common.interface.history(of: id) }.last { $0.type == Self.event }
        // The same once more is no new event: then the last one is it.
        var written: String?
        if let layout { written = try await write(TextFile.read(layout), after: last?.position ?? 0) }
        guard let text = written ?? last?.payload["specification"]?["text"]?.text else {
            throw common.fail(.notFound("extraction specification", id))
        }
        return text
    }

    private static let event = "request.specified.v1"

    /// Has it written anew; the document goes to the output alone, so that it can be piped on.
    private func write(_ layout: String, after position: Int64) async throws -> String? {
        var payload: [String: JSONValue] = ["id": .string(id), "layout": .string(layout)]
        if let asOf { payload["asOf"] = .string(asOf) }
        let actor = try actor.id(common)
        // A specification may come back after another one: what stood last belongs to the key.
        let content = "request.specify\n\(MessageCoding.text(payload))\n\(actor)\n\(position)"
        let request = CommandRequest(
            command: "request.specify", payload: .object(payload), actor: actor,
            idempotencyKey: change.idempotencyKey ?? String(ContentHash(of: content).description.prefix(24)),
            expectedVersion: change.expecting, dryRun: change.dryRun)
        let reply = try await common.asking { try await common.interface.command(request) }
        if let refusal = reply.refusal { throw common.fail(refusal) }
        return reply.events.first { $0.type == Self.event }?.payload["specification"]?["text"]?.text
    }
}
