/// One reason why something may not be done.
public struct Reason: Sendable, Codable, Hashable {
    /// Stable English code for logs and searches, such as `E-CALL-OPEN-PERIOD`.
    public let code: String
    /// What is wrong and what to do next, in English. Never carries a resident's data.
    public let english: String
    /// The same in Japanese, as an official would write it.
    public let japanese: String
    /// The clause that says so (`個人情報の保護に関する法律111条`), where there is one.
    public let clause: String?

    /// A reason; see the properties for their meaning.
    public init(_ code: String, _ english: String, _ japanese: String, clause: String? = nil) {
        self.code = code
        self.english = english
        self.japanese = japanese
        self.clause = clause
    }
}

/// A command was refused: a decision with reasons, and nothing happened.
public struct Refusal: Error, Sendable, Codable, Hashable {
    /// What kind of refusal; decides the exit status of the command line.
    public enum Kind: String, Sendable, Codable {
        /// The thing does not exist.
        case notFound = "not-found"
        /// The actor's role or organization may not do this.
        case forbidden
        /// The state does not allow it.
        case state
        /// The content is wrong.
        case invalid
        /// Somebody else changed it meanwhile.
        case conflict
        /// A second person is needed.
        case secondPerson = "second-person"
        /// Something did not pass an integrity check.
        case integrity
        /// The log, the vault or a disk does not answer; nothing was lost.
        case unavailable
    }

    /// What stands against it, in one word.
    public let kind: Kind
    /// At least one, each with what is wrong and what to do next.
    public let reasons: [Reason]

    /// A refusal with at least one reason.
    public init(_ kind: Kind, _ reasons: [Reason]) {
        self.kind = kind
        self.reasons = reasons
    }

    /// A refusal with one reason.
    public init(
        _ kind: Kind, _ code: String, _ english: String, _ japanese: String, clause: String? = nil
    ) {
        self.init(kind, [Reason(code, english, japanese, clause: clause)])
    }

    /// The thing with this id does not exist.
    public static func notFound(_ noun: String, _ id: String) -> Refusal {
        Refusal(.notFound, "E-NOT-FOUND", "there is no \(noun) \(id)", "\(id)（\(noun)）はありません。")
    }
}
