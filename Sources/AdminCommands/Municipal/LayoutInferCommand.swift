import ArgumentParser
import Foundation
import MunicipalData
import Processing

/// `oboro layout infer --data FILE`.
struct LayoutInferCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "infer",
        abstract:
            "Make a first layout (YAML on stdout) from the beginning of a file; no values but short codes are kept.")

    @Option(help: ArgumentHelp("The file with residents' rows.", valueName: "file")) var data: String
    @Option(help: "What the file is called (default: the name of the file).") var name: String?
    @Option(help: "utf-8, utf-8-bom, cp932 or utf-16le (default: detected).") var encoding: String?
    @Option(help: "The byte between cells, or tab (default: detected).") var delimiter: String?
    @Option(help: "Whether the first row holds the names: yes or no (default: detected).") var header: String?
    @Option(help: "The most rows that are looked at.") var rows = LayoutInference.Limits().rows
    @Flag(help: "Show the first five lines of the file, which hold residents' data, on the terminal.") var sample =
        false
    @Option(name: [.customShort("o"), .customLong("output")], help: "text or json.") var format: AnswerFormat = .text

    func run() async throws {
        let file = URL(fileURLWithPath: data).deletingPathExtension().lastPathComponent
        var request = LayoutInferRequest(dataPath: data, name: name ?? file)
        request.declared = try declared()
        guard rows > 0 else { throw ValidationError("--rows wants a positive number") }
        request.limits.rows = rows
        let outcome = request.run()
        if let detection = outcome.detection { show(detection) }
        try outcome.result.answer(format)
    }

    private func declared() throws -> DeclaredFormat {
        var declared = DeclaredFormat()
        if let encoding {
            guard let known = EncodingDeclaration(name: encoding) else {
                throw ValidationError("--encoding wants one of \(EncodingDeclaration.names.joined(separator: ", "))")
            }
            declared.encoding = known
        }
        if let delimiter {
            let bytes = delimiter == "tab" ? [UInt8(ascii: "\t")] : Array(delimiter.utf8)
            guard bytes.count == 1, bytes[0] < 0x80, bytes[0] != 0x22, bytes[0] >= 0x20 || bytes[0] == 0x09 else {
                throw ValidationError("--delimiter wants one ASCII character, or tab")
            }
            declared.delimiter = bytes[0]
        }
        if let header {
            guard header == "yes" || header == "no" else { throw ValidationError("--header wants yes or no") }
            declared.hasHeader = header == "yes"
        }
        return declared
    }

    /// The sample goes to a terminal that was asked for it, and nowhere else: not to a log into which stderr was led.
    private func show(_ detection: FormatDetection) {
        let environment = CommandEnvironment.current
        let choices = [
            "encoding \(detection.encoding.value.rawValue) (\(detection.encoding.basis.rawValue): \(detection.encoding.reason))",
            "delimiter \(detection.delimiter.basis.rawValue): \(detection.delimiter.reason)",
            "header \(detection.hasHeader.value ? "yes" : "no") (\(detection.hasHeader.basis.rawValue): "
                + "\(detection.hasHeader.reason))",
        ]
        for line in choices { environment.printMessage(line) }
        guard sample else { return }
        guard isatty(2) == 1 else {
            environment.printMessage("the sample is shown on a terminal only")
            return
        }
        for line in detection.sampleLines { environment.printMessage("| " + line) }
    }
}
