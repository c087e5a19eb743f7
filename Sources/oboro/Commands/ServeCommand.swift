import AdminCommands
import ArgumentParser
import Foundation
import Logging
import MessageLog
import Portal
import Primitives
import ServiceRuntime
import ServiceLifecycle
import UnixSignals

/// `oboro serve`: runs the installation until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Run the organization's server.")

    @Option(help: ArgumentHelp("The installation's folder.", valueName: "folder")) var home: String?
    @OptionGroup var settings: ConfigurationOptions
    @Option(help: "Run on a simulated clock that begins on this day (2026-04-01); for training and tests.")
    var simulatedFrom: String?

    @Option(
        help: ArgumentHelp(
            "The Unix socket for uploads in pieces (tus), for a proxy that knows who is calling (default: in the home).",
            valueName: "file")) var uploadSocket: String?

    func run() async throws {
        let home = Home(path: home ?? ProcessInfo.processInfo.environment["OBORO_HOME"] ?? "home")
        var logger = Logger(label: "oboro")
        logger.logLevel = .notice
        let installation = try await open(home, logger)
        let uploadSocket = uploadSocket ?? home.uploadSocket
        for socket in [home.socket, uploadSocket] { unlink(socket) }
        let group = ServiceGroup(
            services: [
                RuntimeService(installation: installation),
                OperatorServer(LocalInterface(installation: installation), socket: home.socket, logger: logger),
                UploadServer(installation.uploads, socket: uploadSocket, logger: logger),
            ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        logger.notice("serving", metadata: ["home": "\(home.path)", "socket": "\(home.socket)"])
        defer { for socket in [home.socket, uploadSocket] { unlink(socket) } }
        do {
            try await group.run()
        } catch {
            await installation.close()
            throw error
        }
        await installation.close()
    }

    private func open(_ home: Home, _ logger: Logger) async throws -> Installation {
        do {
            return try await Installation(
                home: home, configuration: settings.folder, simulatedStart: try start(), logger: logger)
        } catch let error as DamagedInstallation {
            CommandEnvironment.current.printMessage("\(error)")
            throw ExitStatus.integrity.exitCode
        } catch MessageLogError.busy {
            CommandEnvironment.current.printMessage(
                "E-SERVER: another server runs on \(home.path): stop it first, or give commands to it")
            throw ExitStatus.unavailable.exitCode
        }
    }

    private func start() throws -> Instant? {
        guard let simulatedFrom else { return nil }
        guard let day = CivilDate(simulatedFrom) else {
            throw ValidationError("--simulated-from wants a day such as 2026-04-01")
        }
        // Nine o'clock in the morning, when offices open.
        return Instant(startOf: day).adding(seconds: 9 * 3600)
    }
}

/// Runs reactions, deadlines and views until the group shuts down.
struct RuntimeService: ServiceLifecycle.Service {
    let installation: Installation

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await installation.runtime.run() }
                    group.addTask { try await installation.keepCheckpoints() }
                    group.addTask { try await installation.expireUploads() }
                    defer { group.cancelAll() }
                    try await group.next()
                }
            } catch is CancellationError {
                // The way a graceful end looks from inside.
            }
        }
    }
}

/// Where the configuration lies.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder of law.yaml and its companions.", valueName: "folder"))
    var config: String?

    /// `--config`, `OBORO_CONFIG`, `Config` in the present folder, or beside the program.
    var folder: String {
        if let config = config ?? ProcessInfo.processInfo.environment["OBORO_CONFIG"] { return config }
        if FileManager.default.fileExists(atPath: "Config/law.yaml") { return "Config" }
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        for place in ["../share/oboro/Config", "../../Config", "../../../Config"] {
            let folder = program.appendingPathComponent(place).standardizedFileURL.path
            if FileManager.default.fileExists(atPath: folder + "/law.yaml") { return folder }
        }
        return "Config"
    }
}
