/// The exit statuses of the kit.
public enum EdgeStatus: Int32, Sendable {
    /// Done.
    case done = 0
    /// The system refused: a file could not be written.
    case failed = 1
    /// Wrong usage.
    case usage = 2
    /// The file or the specification has problems; nothing was made.
    case problems = 5
    /// A package is not what its manifest says.
    case integrity = 9
    /// The user stopped, or did not approve.
    case interrupted = 130
}
