import Foundation
import Processing
import Synchronization

/// Tells on stderr how much of a file was read: now and then on a terminal or when asked, JSON lines for programs.
final class ByteProgress: Sendable {
    private let style: ProgressStyle
    private let total: Int
    private let last = Mutex(ContinuousClock.now)

    init(path: String, style: ProgressStyle) {
        self.style = style == .auto ? (isatty(2) == 1 ? .plain : .none) : style
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        total = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    /// Tells how many bytes were read.
    /// - Returns: whether to go on; false after Ctrl-C.
    func report(_ bytes: Int) -> Bool {
        if InterruptFlag.isSet { return false }
        guard style == .plain || style == .json else { return true }
        let now = ContinuousClock.now
        let isDue = last.withLock { last in
            guard now - last >= .seconds(1) else { return false }
            last = now
            return true
        }
        guard isDue else { return true }
        let environment = CommandEnvironment.current
        if style == .json {
            environment.printMessage(#"{"step":"checking","bytes":\#(bytes),"of":\#(total)}"#)
        } else {
            environment.printMessage("checking: \(bytes >> 20) of \(total >> 20) MiB")
        }
        return true
    }
}
