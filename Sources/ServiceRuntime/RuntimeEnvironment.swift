public import Logging
public import MessageLog
public import Messages

/// What every service runs on: the log, the clock, the law, and a place for technical messages.
public struct RuntimeEnvironment: Sendable {
    /// Where events are appended and read, shared by all services.
    public let log: any MessageLog
    /// The product's clock, by which events are dated and deadlines run.
    public let clock: any Clock
    /// Leases and backoff run on the computer's clock, also when the product's clock is simulated.
    public let wallClock: any Clock
    /// The law and tariff that decisions are taken by.
    public let rules: RuleBook
    /// Technical messages only; never a resident's data.
    public let logger: Logger
    /// Unique per process start, so that a reused name never hides a dead worker.
    public let worker: String

    /// An environment; see the properties for their meaning.
    public init(
        log: any MessageLog, clock: any Clock, wallClock: any Clock = SystemClock(), rules: RuleBook, logger: Logger,
        worker: String
    ) {
        self.log = log
        self.clock = clock
        self.wallClock = wallClock
        self.rules = rules
        self.logger = logger
        self.worker = worker
    }
}

extension RuntimeEnvironment {
    /// Does a round of work again and again until cancelled. A failure (a full disk, a busy file) is told and the round
    /// tried again a second later: what is durable stays, and a server that waits is better than one that is gone.
    func persistently(_ name: String, _ round: () async throws -> Void) async throws {
        while !Task.isCancelled {
            do {
                try await round()
            } catch is CancellationError {
                throw CancellationError()
            } catch MessageLogError.closed {
                return
            } catch {
                logger.error("failed, will be tried again", metadata: ["what": "\(name)", "error": "\(error)"])
                try await Task.sleep(for: .seconds(1))
            }
        }
    }
}
