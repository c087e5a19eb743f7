import Deidentification

/// What a command gives back: an exit status and its text for a terminal or as JSON.
public struct CommandResult: Equatable, Sendable {
    /// The exit statuses of the stand-alone commands.
    public enum Status: Int32, Sendable {
        /// Done.
        case done = 0
        /// The system refused: a file could not be written.
        case failed = 1
        /// Wrong usage: a file that does not exist, levels that do not fit.
        case usage = 2
        /// The recipe or the data is invalid, or no transformation satisfies the recipe.
        case invalid = 5
        /// An integrity check failed.
        case integrity = 9
        /// Interrupted.
        case interrupted = 130
    }

    /// How it ended.
    public let status: Status
    /// For reading: what was done, or what is wrong and what to do.
    public let text: String
    /// The same as JSON: the report, or `{"error": …}`.
    public let json: [UInt8]

    /// Puts a result together.
    init(status: Status, text: String, json: [UInt8]) {
        self.status = status
        self.text = text
        self.json = json
    }

    init(_ error: ProcessingError) {
        let status: Status =
            switch error {
            case .integrity: .integrity
            case .interrupted: .interrupted
            case .engine(let error) where error.concernsGivenLevels: .usage
            default: .invalid
            }
        self.init(status: status, message: error.description)
    }

    init(status: Status, message: String) {
        struct Failure: Encodable {
            var error: String
            var status: Int32
        }
        self.init(
            status: status, text: message + "\n", json: jsonText(Failure(error: message, status: status.rawValue)))
    }
}

extension DeidentificationError {
    /// Whether the levels that the user gave do not fit.
    fileprivate var concernsGivenLevels: Bool {
        switch self {
        case .levelCount, .levelOutOfRange: true
        default: false
        }
    }
}
