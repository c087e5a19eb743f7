public import Primitives

/// The world around one run of the kit.
public struct EdgeEnvironment {
    /// Where it writes and asks.
    public var terminal: Terminal
    /// The current folder, in which the kit looks for files.
    public var folder: String
    /// What time it is.
    public var now: () -> Instant
    /// Seconds from some moment on, for speed.
    public var seconds: () -> Double
    /// Whether the user wants to stop (SIGINT, SIGTERM).
    public var isInterrupted: () -> Bool
    /// Threads that check.
    public var threads: Int

    /// An environment; see the properties.
    public init(
        terminal: Terminal, folder: String, now: @escaping () -> Instant, seconds: @escaping () -> Double,
        isInterrupted: @escaping () -> Bool, threads: Int
    ) {
        self.terminal = terminal
        self.folder = folder
        self.now = now
        self.seconds = seconds
        self.isInterrupted = isInterrupted
        self.threads = threads
    }
}
