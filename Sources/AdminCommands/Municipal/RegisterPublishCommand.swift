import ArgumentParser
import Foundation
import Messages
import Primitives

/// `oboro register publish ID` publishes an entry; `oboro register publish --out FOLDER` writes the site of all published ones.
struct RegisterPublishCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish an entry, or write the site of all published ones.")

    @Argument(help: "The id of the entry to publish.") var id: String?
    @Option(help: ArgumentHelp("Write the site of all published entries here.", valueName: "folder")) var out: String?
    @Option(help: "With --out: only of this municipality.") var municipality: String?
    @Option(help: "With --out: html, csv or jsonld; repeat for several (default: all).")
    var format: [RegisterSite.Format] = []
    @Option(
        help: ArgumentHelp("With --out: where the site will stand (default: relative addresses).", valueName: "url"))
    var base: String = ""
    @Option(help: ArgumentHelp("With --out: who publishes the registers together.", valueName: "name"))
    var publisher: String = "作成組織"
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func validate() throws {
        if (id == nil) == (out == nil) { throw ValidationError("give an id, or --out FOLDER") }
        if id != nil, municipality != nil || !format.isEmpty || !base.isEmpty {
            throw ValidationError("--municipality, --format and --base belong to --out")
        }
        // A strict reading: what is no address by itself would be none in the catalogue either.
        let address = URL(string: base, encodingInvalidCharacters: false)
        if !base.isEmpty, !["http", "https"].contains(address?.scheme) || address?.host()?.isEmpty != false {
            throw ValidationError("--base is a web address: https://…")
        }
    }

    func run() async throws {
        if let id {
            try await sending.send("register.publish", ["id": .string(id)])
            return
        }
        guard let out else { return }
        let query = ViewQuery(kind: "register", state: "published", municipality: municipality)
        let views = try await common.asking { try await common.interface.views(query) }.filter {
            $0.kind == "register" && $0.state == "published" && (municipality == nil || $0.municipality == municipality)
        }
        let clock = try await common.asking { try await common.interface.administer(.clockShow) }
        guard let day = CivilDate(String((clock["now"]?.text ?? "").prefix(10))) else {
            throw common.fail(Refusal(.unavailable, "E-CLOCK", "the server does not say the day", "日付を取得できません。"))
        }
        let files = views.compactMap(PublishedFile.init)
        let site = RegisterSite(
            files: files, names: try await municipalityNames(), base: base, publisher: publisher, day: day)
        let formats = format.isEmpty ? Set(RegisterSite.Format.allCases) : Set(format)
        let pages = site.pages(formats)
        if change.dryRun {
            common.say("dry run, nothing was written", "試行のみ。書き込んでいません。")
        } else {
            try RegisterSiteFolder(path: out).write(pages)
        }
        common.list(
            ["path", "bytes"],
            pages.sorted { $0.key < $1.key }.map {
                ["path": .string("\(out)/\($0.key)"), "bytes": .integer($0.value.utf8.count)]
            })
    }

    /// The municipalities' names, as their people are registered.
    private func municipalityNames() async throws -> [String: String] {
        let actors = try await common.asking { try await common.interface.views(ViewQuery(kind: "actor")) }
        let names = actors.compactMap { actor in
            actor.municipality.flatMap { code in actor.facts["organization"]?.text.map { (code, $0) } }
        }
        return Dictionary(names, uniquingKeysWith: { first, _ in first })
    }
}

extension RegisterSite.Format: ExpressibleByArgument {}
