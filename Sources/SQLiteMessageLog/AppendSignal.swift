import Synchronization

/// Wakes those who wait for the next append in this process.
final class AppendSignal: Sendable {
    private enum Waiter {
        case arriving
        /// The time was up or the task was cancelled before the wait began.
        case released
        case waiting(beyond: Int64, CheckedContinuation<Void, Never>)
    }

    private struct State {
        var head: Int64
        var nextWaiter = 0
        var waiters: [Int: Waiter] = [:]
    }

    private let state: Mutex<State>

    init(head: Int64) { state = Mutex(State(head: head)) }

    /// Announces a durable head.
    func advance(to head: Int64) {
        let woken = state.withLock { state in
            var woken: [CheckedContinuation<Void, Never>] = []
            guard head > state.head else { return woken }
            state.head = head
            for (number, waiter) in state.waiters {
                guard case .waiting(let position, let continuation) = waiter, head > position else { continue }
                state.waiters[number] = nil
                woken.append(continuation)
            }
            return woken
        }
        for continuation in woken { continuation.resume() }
    }

    /// Lets everybody go, now and later.
    func close() { advance(to: .max) }

    /// Returns when the head is beyond `position`, the time is up, the log is closed or the task is cancelled.
    func wait(beyond position: Int64, milliseconds: Int) async {
        let number: Int? = state.withLock { state in
            guard state.head <= position else { return nil }
            state.nextWaiter += 1
            state.waiters[state.nextWaiter] = .arriving
            return state.nextWaiter
        }
        guard let number else { return }
        // Leaving the scope cancels the timer.
        async let _: Void = release(number, afterMilliseconds: milliseconds)
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let early = state.withLock { state in
                    if case .arriving = state.waiters[number], state.head <= position {
                        state.waiters[number] = .waiting(beyond: position, continuation)
                        return false
                    }
                    state.waiters[number] = nil
                    return true
                }
                if early { continuation.resume() }
            }
        } onCancel: {
            release(number)
        }
    }

    private func release(_ number: Int, afterMilliseconds milliseconds: Int) async {
        try? await Task.sleep(for: .milliseconds(milliseconds))
        release(number)
    }

    private func release(_ number: Int) {
        let continuation: CheckedContinuation<Void, Never>? = state.withLock { state in
            switch state.waiters[number] {
            case nil, .released: return nil
            case .arriving:
                state.waiters[number] = .released
                return nil
            case .waiting(_, let continuation):
                state.waiters[number] = nil
                return continuation
            }
        }
        continuation?.resume()
    }
}
