import Foundation
import Primitives
import ServiceRuntime
import Synchronization

/// The installation's clock: the computer's, or a simulated one that remembers where it stood.
enum InstallationClock {
    case system
    case simulated(SimulatedClock)

    var clock: any Clock {
        switch self {
        case .system: SystemClock()
        case .simulated(let clock): clock
        }
    }

    /// Opens the clock of a home.
    /// - Parameter start: where a simulated clock begins; nil = the computer's clock, unless the home was simulated
    ///   before (a home stays on the clock it began with, since its deadlines were counted by it).
    static func open(_ home: Home, start: Instant?) throws -> InstallationClock {
        let text = FileManager.default.contents(atPath: home.simulatedClock)
            .map { String(decoding: $0, as: UTF8.self) }
        let remembered = text.flatMap { Instant($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        guard let present = remembered ?? start else { return .system }
        let clock = SimulatedClock(max(present, start ?? present))
        let opened = InstallationClock.simulated(clock)
        try opened.remember(home)
        return opened
    }

    /// Writes down where a simulated clock stands.
    func remember(_ home: Home) throws {
        guard case .simulated(let clock) = self else { return }
        try Data("\(clock.now())\n".utf8).write(to: URL(fileURLWithPath: home.simulatedClock), options: .atomic)
    }
}
