import ArgumentParser
import Processing

extension CommandResult {
    /// Prints the answer of a command that needs no server, and ends with its status unless all was done.
    ///
    /// - Parameter isData: whether the text is data although something is wrong with what it tells of.
    func answer(_ format: AnswerFormat, isData: Bool = false) throws {
        let environment = CommandEnvironment.current
        let content = format == .json ? String(decoding: json, as: UTF8.self) : text
        let trimmed = content.hasSuffix("\n") ? String(content.dropLast()) : content
        if status == .done || format == .json || isData {
            environment.printData(trimmed)
        } else {
            environment.printMessage(trimmed)
        }
        if status != .done { throw ExitCode(status.rawValue) }
    }
}

/// The language of a command that needs no server.
struct LanguageOption: ParsableArguments {
    @Option(help: "Language of the text: ja or en (default: by LANG).") var lang: String?

    var isJapanese: Bool {
        let variables = CommandEnvironment.current.variables
        let value = lang ?? variables["LC_ALL"] ?? variables["LANG"] ?? ""
        return value.hasPrefix("ja")
    }
}
