public import ArgumentParser
import Messages

/// The exit statuses of the command line (`oboro help exit-codes`).
public enum ExitStatus: Int32, CaseIterable, Sendable {
    case ok = 0
    case general = 1
    case usage = 2
    case notFound = 3
    case forbidden = 4
    case invalid = 5
    case conflict = 6
    case secondPerson = 7
    case pending = 8
    case integrity = 9
    case unavailable = 10

    /// What the status says.
    public var meaning: String {
        switch self {
        case .ok: "done"
        case .general: "an unexpected failure"
        case .usage: "wrong usage of the command line"
        case .notFound: "the thing does not exist"
        case .forbidden: "the actor's role or organization may not do this"
        case .invalid: "the content is wrong, or the state does not allow it"
        case .conflict: "somebody else changed it meanwhile"
        case .secondPerson: "another person has to do this"
        case .pending: "still pending when the waiting time was over"
        case .integrity: "an integrity check failed"
        case .unavailable: "the server, the log or a disk does not answer"
        }
    }

    var code: ExitCode { exitCode }

    /// As the argument parser throws it.
    public var exitCode: ExitCode { ExitCode(rawValue) }

    init(_ kind: Refusal.Kind) {
        self =
            switch kind {
            case .notFound: .notFound
            case .forbidden: .forbidden
            case .state, .invalid: .invalid
            case .conflict: .conflict
            case .secondPerson: .secondPerson
            case .integrity: .integrity
            case .unavailable: .unavailable
            }
    }
}
