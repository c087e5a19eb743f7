import Dispatch
import Foundation
import GRDB
import Glibc
import MessageLog
import Primitives
import Synchronization

/// The one thread that writes: it drains whatever is queued into one transaction, commits once, and only then
/// answers each caller (group commit).
///
/// While a commit waits for the disk, the next group gathers; so one caller pays one flush per append, and many
/// callers share it. A request that is refused fails alone; a failing storage fails the whole group, and nothing of
/// it is acknowledged.
final class LogWriter: Sendable {
    /// What a request tells its caller once the group's fate is known: its own result, or the group's failure.
    typealias Settlement = (MessageLogError?) -> Void

    private struct Job: Sendable {
        let run: @Sendable (WriteSession) -> Settlement
        let refuse: @Sendable (MessageLogError) -> Void
    }

    private struct State {
        var jobs: [Job] = []
        var sleeping = false
        /// While the writer gathers a group: how many jobs it waits for.
        var gathering: Int?
        var stopping = false
        var stopped = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let queue: DatabaseQueue
    private let signal: AppendSignal
    private let checkpointer: Checkpointer
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    /// A writer on its own connection; `start` sets it to work.
    init(queue: DatabaseQueue, signal: AppendSignal, checkpointer: Checkpointer) {
        self.queue = queue
        self.signal = signal
        self.checkpointer = checkpointer
    }

    /// Starts the thread. `afterwards` runs on it when the last job is done, before `stop` returns.
    func start(afterwards: @escaping @Sendable (DatabaseQueue) -> Void) {
        let thread = Thread { [self] in
            serve()
            afterwards(queue)
            let closers = state.withLock { state in
                state.stopped = true
                defer { state.closers = [] }
                return state.closers
            }
            for closer in closers { closer.resume() }
        }
        thread.name = "log-writer"
        thread.start()
    }

    /// Runs `body` in the next group's transaction; returns when that is durable.
    func perform<Value: Sendable>(
        _ body: @escaping @Sendable (WriteSession) throws(MessageLogError) -> Value
    ) async throws(MessageLogError) -> Value {
        let result = await withCheckedContinuation { (caller: CheckedContinuation<Result<Value, MessageLogError>, _>) in
            enqueue(
                Job(
                    run: { session in
                        let result: Result<Value, MessageLogError>
                        do throws(MessageLogError) { result = .success(try body(session)) } catch {
                            result = .failure(error)
                            if error.endsTransaction { session.failure = error }
                        }
                        return { failure in caller.resume(returning: failure.map(Result.failure) ?? result) }
                    },
                    refuse: { caller.resume(returning: .failure($0)) }))
        }
        return try result.get()
    }

    /// Takes no more jobs, finishes the queued ones and ends the thread.
    func stop() async {
        await withCheckedContinuation { closer in
            let done = state.withLock { state in
                state.stopping = true
                if !state.stopped { state.closers.append(closer) }
                return state.stopped
            }
            wake.signal()
            if done { closer.resume() }
        }
    }

    /// As `stop`, without waiting: for a log that is forgotten without having been closed.
    func abandon() {
        state.withLock { $0.stopping = true }
        wake.signal()
    }

    private func enqueue(_ job: Job) {
        let (accepted, awaited) = state.withLock { state in
            guard !state.stopping else { return (false, false) }
            state.jobs.append(job)
            defer { state.sleeping = false }
            return (true, state.sleeping || state.jobs.count == state.gathering)
        }
        if !accepted { job.refuse(.closed) }
        if awaited { wake.signal() }
    }

    /// The next group, after waiting for one; nil when the writer is to stop.
    private func nextGroup(after previous: Pace) -> [Job]? {
        gather(after: previous)
        while true {
            let (group, stopping) = state.withLock { state in
                let group = Array(state.jobs.prefix(Self.groupLimit))
                state.jobs.removeFirst(group.count)
                state.sleeping = group.isEmpty
                return (group, state.stopping)
            }
            if !group.isEmpty { return group }
            if stopping { return nil }
            wake.wait()
        }
    }

    /// Callers that have just been answered mostly come back at once. Without a short wait the first of several would
    /// get a flush for itself and the others the next one, and a single one would find the writer asleep. The wait is
    /// a fraction of a flush and ends when as many jobs are there as callers are known.
    private func gather(after previous: Pace) {
        guard previous.callers > 0 else { return }
        let known = state.withLock { state in
            // Jobs that are there already came from callers who were not in the previous group.
            state.stopping ? 0 : min(previous.callers + state.jobs.count, Self.groupLimit)
        }
        let now = DispatchTime.now()
        let patience = previous.nanoseconds / 4
        let spinning = (now + .nanoseconds(min(patience, Self.spinNanoseconds))).uptimeNanoseconds
        // A hand-over between sleeping threads costs about half of a fast disk's flush: give way, but stay awake.
        while state.withLock({ $0.jobs.count < known }), DispatchTime.now().uptimeNanoseconds < spinning {
            sched_yield()
        }
        guard previous.callers > 1 else { return }
        state.withLock { $0.gathering = known }
        while state.withLock({ $0.jobs.count < known && !$0.stopping }) {
            if wake.wait(timeout: now + .nanoseconds(patience)) == .timedOut { break }
        }
        state.withLock { $0.gathering = nil }
    }

    /// How the previous group went.
    private struct Pace {
        var callers = 0
        var nanoseconds = 0
    }

    /// Holds the connection for the thread's whole life, so that a group costs no hand-over.
    private func serve() {
        queue.inDatabase { database in
            do throws(MessageLogError) {
                let session = try WriteSession(database)
                checkpointer.observe(database)
                var pace = Pace()
                while let group = nextGroup(after: pace) {
                    let start = DispatchTime.now().uptimeNanoseconds
                    commit(group, in: session)
                    let duration = DispatchTime.now().uptimeNanoseconds - start
                    pace = Pace(callers: group.count, nanoseconds: Int(duration))
                    checkpointer.afterCommit(database)
                }
            } catch {
                while let group = nextGroup(after: Pace()) { for job in group { job.refuse(error) } }
            }
        }
    }

    private func commit(_ group: [Job], in session: WriteSession) {
        var settlements: [Settlement] = []
        settlements.reserveCapacity(group.count)
        var failure: MessageLogError?
        do throws(MessageLogError) {
            try session.transaction { () throws(MessageLogError) in
                for job in group {
                    settlements.append(job.run(session))
                    if let failure = session.failure { throw failure }
                }
            }
            signal.advance(to: session.durableHead.position.rawValue)
        } catch {
            failure = error
        }
        for settlement in settlements { settlement(failure) }
        if let failure {
            for job in group.dropFirst(settlements.count) { job.refuse(failure) }
        }
    }

    /// Bounds how long one group can keep its callers waiting.
    private static let groupLimit = 1024
    private static let spinNanoseconds = 50_000
}
