import AdminCommands
import ArgumentParser
import Foundation
import Logging
import MunicipalData
import Primitives
import ServiceRuntime

/// `oboro demo`: one whole cycle on a simulated clock, each step given as a command of this command line.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Watch one whole cycle, from the certification to the erasure.",
        subcommands: [Run.self, Register.self], defaultSubcommand: Run.self)

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Run the cycle (the default).")

        @Option(help: ArgumentHelp("The folder that receives everything; must not exist.", valueName: "folder"))
        var home = "demo-home"
        @Option(help: ArgumentHelp("A real file as one municipality's data.", valueName: "file")) var data: String?
        @Option(help: ArgumentHelp("The recipe for that file.", valueName: "file")) var recipe: String?
        @Option(help: "Residents in each generated register.") var residents = 50_000
        @Option(help: ArgumentHelp("Texts to plant as residents' names, one a line, for tests.", valueName: "file"))
        var markers: String?
        @OptionGroup var settings: ConfigurationOptions

        func validate() throws {
            if (data == nil) != (recipe == nil) { throw ValidationError("--data and --recipe belong together") }
        }

        @Flag(help: "Give the commands to the server that runs on --home, instead of opening it here.")
        var attach = false

        func run() async throws {
            let folder = NSTemporaryDirectory() + "oboro-demo-\(UUID().uuidString.prefix(8))"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            defer { try? FileManager.default.removeItem(atPath: folder) }
            do {
                if attach {
                    let client = SocketClient(socket: Home(path: home).socket)
                    try await demonstration(Transcript(interface: client, isPatient: true), folder).run()
                } else {
                    try await runHere(folder)
                }
            } catch let error as DemonstrationError {
                CommandEnvironment.current.printMessage("\(error)")
                throw ExitStatus.invalid.exitCode
            }
        }

        private func demonstration(_ script: Transcript, _ folder: String) throws -> Demonstration {
            Demonstration(
                home: home, script: script, content: settings.folder + "/demonstration", outside: folder,
                rows: residents, markers: try markers.map(Self.lines) ?? [],
                real: try data.flatMap { data in try recipe.map { try RealInput(data: data, recipe: $0) } })
        }

        private func runHere(_ folder: String) async throws {
            if FileManager.default.fileExists(atPath: home + "/log.sqlite") {
                throw ValidationError("\(home) holds an installation already: remove it, or name another --home")
            }
            var logger = Logger(label: "oboro.demo")
            logger.logLevel = .error
            let start = Instant(startOf: CivilDate(clampingDayNumber: 20_544)).adding(seconds: 9 * 3600)
            let installation = try await Installation(
                home: Home(path: home), configuration: settings.folder, simulatedStart: start, logger: logger)
            do {
                let demonstration = try demonstration(
                    Transcript(interface: LocalInterface(installation: installation)), folder)
                try await Self.beside(installation) { try await demonstration.run() }
            } catch {
                await installation.close()
                throw error
            }
            await installation.close()
        }

        /// Runs a body while the installation's reactions run beside it.
        private static func beside(_ installation: Installation, _ body: @escaping @Sendable () async throws -> Void)
            async throws
        {
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    do { try await installation.runtime.run() } catch is CancellationError {}
                    return false
                }
                group.addTask {
                    try await body()
                    return true
                }
                // The body ends first; should the runtime fail, its error is the one to show.
                while let finished = try await group.next() {
                    if finished { break }
                }
                group.cancelAll()
            }
        }

        private static func lines(_ path: String) throws -> [String] {
            try TextFile.read(path).split(whereSeparator: \.isNewline).map(String.init).filter {
                !$0.hasPrefix("#") && !$0.isEmpty
            }
        }
    }

    /// `oboro demo register`: writes a generated register, for doing the cycle by hand.
    struct Register: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a generated register of residents; no real persons.")

        @Option(help: "132292, 132110 or 132225.") var municipality: String
        @Option(help: "How many residents.") var residents = 50_000
        @Option(help: "A column to leave out; repeat for several.") var without: [String] = []
        @Option(help: ArgumentHelp("The folder to write into.", valueName: "folder")) var into: String = "."

        func run() async throws {
            let file = try MunicipalFile.generated(
                municipality: MunicipalityCode(municipality), rows: residents,
                columns: SyntheticRegister.columns.filter { !without.contains($0) }, markers: [], into: into)
            CommandEnvironment.current.printData("\(file.path)\t\(file.rows)\t\(file.sha256)")
        }
    }
}
