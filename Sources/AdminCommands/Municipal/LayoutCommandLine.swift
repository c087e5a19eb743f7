public import ArgumentParser
import Foundation
import Messages
import MunicipalData
import Primitives
import Processing

/// `oboro layout`: descriptions of the files that municipalities hand over (記録様式), and the standards that decide about them.
public struct LayoutCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "layout", abstract: "Layouts of municipal files (記録様式) and standards (加工基準); no server needed.",
        subcommands: [
            LayoutInferCommand.self, LayoutCheckCommand.self, LayoutListCommand.self, LayoutRecipeCommand.self,
            LayoutStandardCommand.self,
        ])

    /// The command with its options unset.
    public init() {}
}

/// `oboro layout check LAYOUT.yaml`.
struct LayoutCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read a layout and say what it holds.")

    @Argument(help: ArgumentHelp("The layout.", valueName: "file")) var layout: String
    @Option(name: [.customShort("o"), .customLong("output")], help: "text or json.") var format: AnswerFormat = .text

    func run() async throws { try LayoutCheckRequest(layoutPath: layout).run().answer(format) }
}

/// `oboro layout recipe LAYOUT.yaml --standard STANDARD.yaml`.
struct LayoutRecipeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipe",
        abstract: "The first recipe of a layout under a standard: every column decided, with the reason, by 規則62条.")

    @Argument(help: ArgumentHelp("The layout.", valueName: "file")) var layout: String
    @Option(help: ArgumentHelp("The municipality's standard.", valueName: "file")) var standard: String
    @Option(help: ArgumentHelp("Reckon ages on this day (2026-04-01).", valueName: "day")) var asOf: String?
    @Option(name: [.customShort("o"), .customLong("output")], help: "text or json.") var format: AnswerFormat = .text

    func run() async throws {
        let day = asOf.flatMap { CivilDate($0) }
        if asOf != nil, day == nil { throw ValidationError("--as-of wants a day such as 2026-04-01") }
        try LayoutRecipeRequest(layoutPath: layout, standardPath: standard, asOf: day).run().answer(format)
    }
}

/// `oboro layout standard STANDARD.yaml`.
struct LayoutStandardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "standard",
        abstract: "Read a standard (加工基準) and say which of the five items of 規則62条 it leaves open.")

    @Argument(help: ArgumentHelp("The standard.", valueName: "file")) var standard: String
    @OptionGroup var language: LanguageOption
    @Option(name: [.customShort("o"), .customLong("output")], help: "text or json.") var format: AnswerFormat = .text

    func run() async throws {
        var request = StandardCheckRequest(standardPath: standard)
        request.isJapanese = language.isJapanese
        try request.run().answer(format, isData: true)
    }
}

/// `oboro layout list`.
struct LayoutListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The layouts that ship with the product, or those of a folder.")

    @Option(help: ArgumentHelp("The folder (default: layouts of the configuration).", valueName: "folder"))
    var folder: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard let folder = folder ?? ConfigurationFolder.path("layouts"), let shelf = LayoutShelf(folder: folder) else {
            throw ValidationError(
                "there is no folder of layouts: name it by --folder, or the configuration by OBORO_CONFIG")
        }
        common.list(
            ["file", "name", "version", "business", "items", "unconfirmed", "reviewed"],
            shelf.entries.map { entry in
                let facts = entry.facts
                return [
                    "file": .string(entry.file), "name": .string(facts.name.terminalSafe),
                    "version": .string(facts.version), "business": .string(facts.business.terminalSafe),
                    "items": .integer(facts.items), "unconfirmed": .integer(facts.unconfirmed),
                    "reviewed": facts.reviewed.map { .string($0) } ?? .null,
                ]
            })
        for fault in shelf.faults { CommandEnvironment.current.printMessage(fault.description) }
        if !shelf.faults.isEmpty { throw ExitStatus.invalid.code }
    }
}
