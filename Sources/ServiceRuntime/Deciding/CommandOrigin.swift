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

    /// - Parameter content: the command's content, where a repeated key must mean the same content. A reaction has
    ///   none: its content may differ from try to try, its effect comes once.
    init(
        actor: Actor, key: String?, content: ContentHash? = nil, expectedVersion: Int? = nil, dryRun: Bool = false,
        causation: String? = nil
    ) {
        self.actor = actor
        self.key = key
        self.expectedVersion = expectedVersion
        self.dryRun = dryRun
        self.causation = causation
        let suffix = content.map { "#\($0.description.prefix(16))" } ?? ""
        correlation = (causation ?? key ?? "time") + suffix
    }
}
