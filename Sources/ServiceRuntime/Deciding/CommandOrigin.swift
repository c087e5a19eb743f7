import Messages

/// Who gives a command, and how it hangs together with others.
struct CommandOrigin: Sendable {
    let actor: Actor
    /// Nil for what time demands: its decider refuses or ignores a repetition.
    let key: String?
    var expectedVersion: Int?
    var dryRun = false
    var correlation: String
    /// The event that a reaction answers.
    var causation: String?

    init(actor: Actor, key: String?, expectedVersion: Int? = nil, dryRun: Bool = false, causation: String? = nil) {
        self.actor = actor
        self.key = key
        self.expectedVersion = expectedVersion
        self.dryRun = dryRun
        self.causation = causation
        correlation = causation ?? key ?? "time"
    }
}
