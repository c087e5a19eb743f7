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
        /// While the writer sleeps: at how many jobs it wants to be woken.
        var wanted: Int?
        var stopping = false
        var stopped = false
        var closers: [CheckedContinuation<Void, Never>] = []

        mutating func take(_ limit: Int) -> [Job] {
            if jobs.count <= limit {
                defer { jobs = [] }
                return jobs
            }
            defer { jobs.removeFirst(limit) }
            return Array(jobs.prefix(limit))
        }
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
            return (true, state.jobs.count == state.wanted)
        }
        if !accepted { job.refuse(.closed) }
        if awaited { wake.signal() }
    }

    /// Holds the connection for the thread's whole life, so that a group costs no hand-over.
    private func serve() {
        queue.inDatabase { database in
            do throws(MessageLogError) {
                let session = try WriteSession(database)
                checkpointer.observe(database)
                var pace = Pace()
                while let group = nextGroup(after: pace) {
                    pace = commit(group, after: pace, in: session)
                    checkpointer.afterCommit(database)
                }
            } catch {
                while let group = nextGroup(after: Pace()) { for job in group { job.refuse(error) } }
            }
        }
    }

    /// How the previous group went.
    private struct Pace {
        /// Who asked lately: the callers just answered, and those who came during the commit.
        var callers = 0
        /// How long the group took.
        var nanoseconds: UInt64 = 0
    }

    /// The jobs that begin the next group, after waiting for one; nil when the writer is to stop.
    private func nextGroup(after previous: Pace) -> [Job]? {
        // A single caller who has just been answered mostly comes back at once, and a hand-over between sleeping
        // threads costs about half of a fast disk's flush: give way, but stay awake for a moment.
        let awakeUntil = Self.now + min(previous.nanoseconds / 4, Self.spinNanoseconds)
        while previous.callers == 1, state.withLock({ $0.jobs.isEmpty && !$0.stopping }), Self.now < awakeUntil {
            sched_yield()
        }
        while true {
            let (jobs, stopping) = state.withLock { state in
                let jobs = state.take(Self.groupLimit)
                state.wanted = jobs.isEmpty ? 1 : nil
                return (jobs, state.stopping)
            }
            if !jobs.isEmpty { return jobs }
            if stopping { return nil }
            wake.wait()
        }
    }

    /// Runs a group in one transaction, answers its callers, and tells how it went.
    private func commit(_ first: [Job], after previous: Pace, in session: WriteSession) -> Pace {
        let start = Self.now
        var group = first
        var settlements: [Settlement] = []
        var failure: MessageLogError?
        do throws(MessageLogError) {
            try session.transaction { () throws(MessageLogError) in
                var jobs = first
                while !jobs.isEmpty {
                    for job in jobs {
                        settlements.append(job.run(session))
                        if let failure = session.failure { throw failure }
                    }
                    jobs = latecomers(to: group.count, of: previous.callers, until: start + previous.nanoseconds / 4)
                    group += jobs
                }
            }
            signal.advance(to: session.durableHead.position.rawValue)
        } catch {
            failure = error
        }
        let waiting = state.withLock { $0.jobs.count }
        let pace = Pace(callers: group.count + waiting, nanoseconds: Self.now - start)
        for settlement in settlements { settlement(failure) }
        if let failure {
            for job in group.dropFirst(settlements.count) { job.refuse(failure) }
        }
        return pace
    }

    /// Jobs that join the running group before it is committed.
    ///
    /// Callers answered together come back together; without a short wait the first of them would get a flush for
    /// itself and the others the next one. The wait is a fraction of a flush, and over when all of them are there.
    private func latecomers(to count: Int, of callers: Int, until deadline: UInt64) -> [Job] {
        var waits = true
        while true {
            let jobs = state.withLock { state in
                let jobs = state.take(Self.groupLimit - count)
                waits = waits && jobs.isEmpty && count < min(callers, Self.groupLimit) && !state.stopping
                state.wanted = waits ? min(callers - count, Self.handful) : nil
                return jobs
            }
            if !waits { return jobs }
            if wake.wait(timeout: DispatchTime(uptimeNanoseconds: deadline)) == .timedOut { waits = false }
        }
    }

    private static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

    /// Bounds how long one group can keep its callers waiting.
    private static let groupLimit = 1024
    /// Latecomers are run by the handful: waking the thread for each would cost more than it saves.
    private static let handful = 8
    private static let spinNanoseconds: UInt64 = 50_000
}
