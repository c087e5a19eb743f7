import Foundation
import Logging
import MessageLog
import Messages
import Primitives
import SQLiteMessageLog
import ServiceRuntime
import TestSupport

/// A runtime with the toy services on a real log in a folder of its own.
struct RuntimeFixture {
    let folder: String
    let log: any MessageLog
    let clock: SimulatedClock
    let runtime: ServiceRuntime

    init(folder: String, failures: Int = 0) async throws {
        self.folder = folder
        log = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
        clock = SimulatedClock(Instant(milliseconds: 1_775_001_600_000))
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let environment = RuntimeEnvironment(
            log: log, clock: clock, rules: try testRules(), logger: logger, worker: UUID().uuidString)
        runtime = ServiceRuntime(
            environment: environment, views: try ViewStore(path: folder + "/projections.sqlite"),
            services: [JarService(), TallyService(failures: FailureBudget(failures))],
            authenticate: { id in
                id == "stranger"
                    ? nil
                    : Actor(
                        id: id, name: id,
                        organization: Organization(kind: .organization, code: "oboro", name: "oboro"),
                        roles: [.intakeClerk])
            })
        try await runtime.start()
    }

    /// Runs a body while reactions run beside it, and closes the log afterwards.
    static func running(
        failures: Int = 0, _ body: @escaping @Sendable (RuntimeFixture) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "oboro-runtime-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let fixture = try await RuntimeFixture(folder: folder, failures: failures)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { do { try await fixture.runtime.run() } catch is CancellationError {} }
            defer { group.cancelAll() }
            try await body(fixture)
        }
        await fixture.log.close()
    }

    func give(
        _ command: JarCommand, key: String, expecting: Int? = nil, dryRun: Bool = false, actor: String = "clerk"
    ) async throws -> CommandReply {
        await runtime.handle(
            try CommandRequest(
                command, actor: actor, idempotencyKey: key, expectedVersion: expecting, dryRun: dryRun))
    }

    /// The tally once everything is settled; a busy machine may take its time.
    func total() async throws -> Int {
        await runtime.settleAll(milliseconds: 120_000)
        guard case .integer(let total) = try runtime.views.list(ViewQuery(kind: "tally")).first?.facts["total"] else {
            return 0
        }
        return total
    }
}
