import ArgumentParser
import Foundation
import Messages
import Processing

/// `oboro request receive ID --path FILE --rows N …`, `… --package FOLDER` or `… --upload UPLOAD …`: takes a municipality's
/// file in.
struct RequestReceiveCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive", abstract: "Take a municipality's file in, against what was granted.",
        discussion: "A package says itself what it holds; of a file or an upload, give what the municipality declared.")

    @Argument(help: "The id.") var id: String
    @Option(help: ArgumentHelp("The file on this host.", valueName: "file")) var path: String?
    @Option(help: ArgumentHelp("The encrypted package on this host.", valueName: "folder")) var package: String?
    @Option(help: ArgumentHelp("The finished upload.", valueName: "upload")) var upload: String?
    @Option(help: "The SHA-256 the municipality declared.") var sha256: String?
    @Option(help: "The number of rows the municipality declared, without the header.") var rows: Int?
    @Option(help: "utf-8, cp932 or utf-16le.") var encoding: String = "cp932"
    @Option(help: "The delimiter.") var delimiter: String = ","
    @Option(help: "The day the data stand for (2026-04-01).") var asOf: String?
    @Option(
        help: ArgumentHelp(
            "The layout of the file (default: the one of the extraction specification).", valueName: "file"))
    var layout: String?
    @Option(help: ArgumentHelp("Write the problems found, place by place, as .csv or .xlsx.", valueName: "file"))
    var problems: String?
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func validate() throws {
        guard [path, package, upload].compactMap(\.self).count == 1 else {
            throw ValidationError("give one of --path, --package and --upload")
        }
        if package == nil, sha256 == nil || rows == nil || asOf == nil {
            throw ValidationError("give what the municipality declared: --sha256, --rows and --as-of")
        }
        if let problems {
            try ProblemFile.requireFormat(problems)
            do throws(OutputIsInput) {
                try OutputIsInput.check(problems, against: [path, layout].compactMap(\.self))
            } catch {
                throw ValidationError(error.description)
            }
        }
    }

    func run() async throws {
        let (command, payload) = try message()
        let reply = try await sending.send(command, .object(payload))
        let quarantined = reply.events.first { $0.type == "request.quarantined.v1" }
        if let problems { try ProblemFile.write(quarantined?.payload["facts"]?["places"], to: problems) }
        if let quarantined { try tell(quarantined) }
        if reply.events.isEmpty {
            common.say(
                "\(id): the file that is held already; print its receipt with oboro request receipt \(id)",
                "\(id): 受領済みのファイルです。受領書は oboro request receipt \(id) で確認できます。")
        }
    }

    private func message() throws -> (command: String, payload: [String: JSONValue]) {
        var payload: [String: JSONValue] = ["id": .string(id)]
        if let layout { payload["layout"] = .string(try TextFile.read(layout)) }
        if let package {
            let folder = AbsolutePath.of(package)
            payload["folder"] = .string(folder)
            payload["manifest"] = .string(try manifestHash(in: folder))
            return ("request.receive-package", payload)
        }
        payload["manifest"] = [
            "sha256": .string(sha256 ?? ""), "rows": .integer(rows ?? 0), "encoding": .string(encoding),
            "delimiter": .string(delimiter), "asOf": .string(asOf ?? ""),
        ]
        if let upload {
            payload["upload"] = .string(upload)
            return ("request.receive-upload", payload)
        }
        payload["path"] = .string(AbsolutePath.of(path ?? ""))
        return ("request.receive", payload)
    }

    /// Which package is meant: another one in the same folder is another command.
    private func manifestHash(in folder: String) throws -> String {
        do throws(HandoverFaults) {
            return try HandoverPackage(reading: folder).manifestSHA256
        } catch {
            for fault in error.faults {
                common.environment.printMessage("E-PACKAGE: \(common.isJapanese ? fault.japanese : fault.description)")
            }
            throw ExitStatus.invalid.code
        }
    }

    /// A file that is not what was granted is kept apart; that is no success, though it is recorded.
    private func tell(_ event: EventSummary) throws {
        if case .array(let problems) = event.payload["facts"]?["problems"] {
            for problem in problems {
                let text = problem[common.isJapanese ? "japanese" : "english"]?.text ?? ""
                common.environment.printMessage("\(problem["code"]?.text ?? "E-INTAKE"): \(text)")
            }
        }
        common.say(
            "\(id): the file is in quarantine and will not be processed; ask for a new one and receive it",
            "\(id): ファイルを隔離しました。加工には使用しません。再送を依頼し、受領してください。")
        throw ExitStatus.invalid.code
    }
}

/// `oboro request receipt ID`: prints the signed receipt (受領書).
struct RequestReceiptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "receipt", abstract: "Print the receipt (受領書).")

    @Argument(help: "The id.") var id: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let history = try await common.asking { try await common.interface.history(of: id) }
        guard let entry = history.last(where: { $0.type == "request.received.v1" }),
            let receipt = entry.payload["receipt"], receipt != .null
        else { throw common.fail(.notFound("receipt", id)) }
        let isText = common.format == .table || common.format == .plain
        common.environment.printData(isText ? receipt["text"]?.text ?? "" : MessageCoding.text(receipt))
    }
}
