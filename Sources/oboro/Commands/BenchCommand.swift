import AdminCommands
import ArgumentParser
import FileRegister
import Foundation
import Logging
import MessageLog
import Messages
import Primitives
import SQLiteMessageLog
import ServiceRuntime

/// `oboro bench`: measurements on this machine.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure the message log on this machine, or make data to measure the engine on.",
        subcommands: [BenchLogCommand.self, BenchRegisterCommand.self, BenchExportCommand.self],
        defaultSubcommand: BenchLogCommand.self)
}

/// `oboro bench log`: the log's rates beside a probe of the same disk in the same run, and the rebuild of projections.
struct BenchLogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Measure the message log and the projections on this machine.")

    @Option(help: ArgumentHelp("Where to measure: the disk that matters.", valueName: "folder")) var directory = "."
    @Option(help: "Events to fold when projections are rebuilt.") var events = 100_000
    @OptionGroup var settings: ConfigurationOptions

    func run() async throws {
        let folder = directory + "/oboro-bench-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for line in try await LogBenchmark.run(directory: folder) { CommandEnvironment.current.printData(line) }
        CommandEnvironment.current.printData(try await rebuildLine(folder + "/projection"))
    }

    /// Fills a log with register entries, then folds it anew into views.
    private func rebuildLine(_ folder: String) async throws -> String {
        let log = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
        let rules = try RuleBook.load(folder: settings.folder)
        var logger = Logger(label: "oboro.bench")
        logger.logLevel = .error
        let environment = RuntimeEnvironment(
            log: log, clock: SystemClock(), rules: rules, logger: logger, worker: "bench")
        let runtime = ServiceRuntime(
            environment: environment, views: try ViewStore(path: folder + "/projections.sqlite"),
            services: [FileRegisterService()], authenticate: { _ in nil })
        try await fill(log, at: SystemClock().now())
        let clock = ContinuousClock()
        let start = clock.now
        let folded = try await runtime.rebuildViews()
        let rate = Double(folded) / ((clock.now - start) / .seconds(1))
        await log.close()
        return "projection rebuild              \(Int(rate)) events/s (\(folded) events)"
    }

    private func fill(_ log: SQLiteMessageLog, at now: Instant) async throws {
        let assessment = EligibilityAssessment(listed: true, disclosable: true, processable: true, reason: "bench")
        let (_, entry) = try MessageCoding.encode(
            FileRegisterEvent.registerAssessed(assessment: assessment, assessor: "bench"))
        let perStream = 100
        for stream in 0..<(events / perStream) {
            let name = StreamName(category: FileRegisterEvent.service, subject: "FILE-\(stream)")
            let batch = (0..<perStream).map { index in
                NewEvent(
                    id: "bench-\(stream)-\(index)", type: "register.assessed.v1", tenant: "", at: now, actor: "bench",
                    role: "", correlation: "bench", causation: nil, payload: entry)
            }
            _ = try await log.append(AppendRequest(stream: name, events: batch))
        }
    }
}
