import Foundation
import Processing
import Synchronization

/// Tells the progress of a long run on stderr: a line now and then on a terminal or when asked, JSON lines for
/// programs, nothing otherwise.
final class ProgressReporter: Sendable {
    private let style: ProgressStyle
    private let last = Mutex(ContinuousClock.now - .seconds(1))

    init(style: ProgressStyle) {
        self.style = style == .auto ? (isatty(2) == 1 ? .plain : .none) : style
    }
}

extension ProgressReporter {
    /// Tells one step.
    /// - Returns: whether to go on; false after Ctrl-C.
    func report(_ progress: ProcessingProgress) -> Bool {
        if InterruptFlag.isSet { return false }
        let now = ContinuousClock.now
        let isDue = last.withLock { last in
            guard now - last >= .milliseconds(500) || !progress.isSearching else { return false }
            last = now
            return true
        }
        guard isDue else { return true }
        switch style {
        case .none, .auto: break
        case .plain: CommandEnvironment.current.printMessage(progress.text)
        case .json: CommandEnvironment.current.printMessage(progress.json)
        }
        return true
    }
}

extension ProcessingProgress {
    fileprivate var isSearching: Bool {
        switch self {
        case .searching, .improving, .coding: true
        case .reading, .writing, .reporting: false
        }
    }

    fileprivate var text: String {
        switch self {
        case .reading: "reading"
        case .searching(let decided, let total): "searching: \(decided) of \(total) transformations decided"
        case .improving(let loss, let passes): "coding: loss \(loss) after \(passes) passes"
        case .coding(let done, let total): "coding: \(done) of \(total) tuples"
        case .writing: "writing"
        case .reporting: "reporting"
        }
    }

    fileprivate var json: String {
        switch self {
        case .reading: #"{"step":"reading"}"#
        case .searching(let decided, let total): #"{"step":"searching","decided":\#(decided),"of":\#(total)}"#
        case .improving(let loss, let passes):
            #"{"step":"coding","loss":\#(loss.isFinite ? loss : 1),"passes":\#(passes)}"#
        case .coding(let done, let total): #"{"step":"coding","done":\#(done),"of":\#(total)}"#
        case .writing: #"{"step":"writing"}"#
        case .reporting: #"{"step":"reporting"}"#
        }
    }
}

/// Whether Ctrl-C was pressed; asked by long work, which then leaves nothing behind that looks finished.
enum InterruptFlag {
    private static let flag = Atomic<Bool>(false)

    static var isSet: Bool { flag.load(ordering: .relaxed) }

    /// Lets Ctrl-C set the flag instead of ending the process at once.
    static func install() {
        signal(SIGINT) { _ in InterruptFlag.flag.store(true, ordering: .relaxed) }
    }
}
