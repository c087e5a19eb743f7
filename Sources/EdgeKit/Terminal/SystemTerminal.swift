import Foundation
import Primitives
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(ucrt)
    import ucrt
#endif

/// Set by the handler of SIGINT, SIGTERM and SIGHUP, which may do nothing more.
private let interruption = Atomic<Bool>(false)

extension EdgeEnvironment {
    /// The environment of this process. SIGINT, SIGTERM and SIGHUP are caught from now on, so that a run can clean up.
    static func system() -> EdgeEnvironment {
        interruption.store(false, ordering: .relaxed)
        catchSignals()
        let start = ContinuousClock.now
        return EdgeEnvironment(
            terminal: .system(), folder: FileManager.default.currentDirectoryPath,
            now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
            seconds: { (ContinuousClock.now - start) / .seconds(1) },
            isInterrupted: { interruption.load(ordering: .relaxed) },
            threads: min(4, max(1, ProcessInfo.processInfo.activeProcessorCount)))
    }

    private static func catchSignals() {
        #if canImport(Glibc) || canImport(Darwin)
            // Without SA_RESTART, so that waiting for an answer ends as well.
            var action = sigaction()
            #if canImport(Glibc)
                action.__sigaction_handler.sa_handler = { _ in interruption.store(true, ordering: .relaxed) }
            #else
                action.__sigaction_u.__sa_handler = { _ in interruption.store(true, ordering: .relaxed) }
            #endif
            for number in [SIGINT, SIGTERM, SIGHUP] { sigaction(number, &action, nil) }
            // A reader that went away and a file that may not grow are errors of a call, after which is cleaned up.
            signal(SIGPIPE, SIG_IGN)
            signal(SIGXFSZ, SIG_IGN)
        #else
            signal(SIGINT) { _ in interruption.store(true, ordering: .relaxed) }
            signal(SIGTERM) { _ in interruption.store(true, ordering: .relaxed) }
        #endif
    }
}

extension Terminal {
    /// The terminal of this process.
    static func system() -> Terminal {
        let output = FileHandle.standardOutput
        let errors = FileHandle.standardError
        let isInteractive = isTerminal(0) && isTerminal(2)
        let lines = InputLines()
        return Terminal(
            write: { try? output.write(contentsOf: Data($0.utf8)) },
            writeError: { try? errors.write(contentsOf: Data($0.utf8)) },
            showStatus: { line in
                // Only where it can be taken back: a recorded run has no use for it.
                guard isInteractive else { return }
                try? errors.write(contentsOf: Data("\r\u{1B}[K\(line)".utf8))
            }, readLine: lines.next, isInteractive: isInteractive)
    }

    private static func isTerminal(_ descriptor: Int32) -> Bool {
        #if canImport(Glibc) || canImport(Darwin)
            isatty(descriptor) == 1
        #else
            _isatty(descriptor) != 0
        #endif
    }
}

/// The lines of the standard input. `Swift.readLine` goes on waiting after a signal, so that nobody could leave a question.
private final class InputLines {
    private var pending: [UInt8] = []
    private var isAtEnd = false

    func next() -> String? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                defer { pending.removeFirst(end + 1) }
                return String(decoding: pending[..<end], as: UTF8.self)
            }
            guard !isAtEnd, !interruption.load(ordering: .relaxed), fill() else { break }
        }
        guard !pending.isEmpty else { return nil }
        defer { pending = [] }
        return String(decoding: pending, as: UTF8.self)
    }

    private func fill() -> Bool {
        #if canImport(Glibc) || canImport(Darwin)
            var buffer = [UInt8](repeating: 0, count: 1024)
            let count = read(0, &buffer, buffer.count)
            guard count > 0 else {
                isAtEnd = count == 0
                return false
            }
            pending += buffer[..<count]
        #else
            guard let line = Swift.readLine(strippingNewline: false) else {
                isAtEnd = true
                return false
            }
            pending += Array(line.utf8)
        #endif
        return true
    }
}
