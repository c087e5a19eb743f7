import Foundation
public import Primitives
import Synchronization

/// Where the present comes from. Rules never ask it; the shell does, and hands the answer in.
public protocol Clock: Sendable {
    /// The present.
    func now() -> Instant
}

/// The computer's clock.
public struct SystemClock: Clock {
    /// The computer's clock.
    public init() {}

    /// The computer's time, rounded down to whole milliseconds.
    public func now() -> Instant { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) }
}

/// A clock that stands still until it is moved; for the demonstration, training and tests.
public final class SimulatedClock: Clock {
    private let time: Mutex<Instant>

    /// A clock that shows this time.
    public init(_ start: Instant) { time = Mutex(start) }

    /// The time to which it was last moved.
    public func now() -> Instant { time.withLock { $0 } }

    /// Moves the clock forward; a time in the past is ignored.
    public func set(_ instant: Instant) { time.withLock { $0 = max($0, instant) } }
}
