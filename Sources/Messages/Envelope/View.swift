public import Primitives

/// A step that somebody can take now.
public struct NextStep: Sendable, Codable, Hashable {
    /// The command's name, `proposal.submit`; on the command line `oboro proposal submit ID`.
    public let command: String
    /// Any one of these roles is enough.
    public let roles: [Role]

    /// A possible step.
    public init(command: String, roles: [Role]) {
        self.command = command
        self.roles = roles
    }
}

/// One aggregate as it is shown in lists and explanations: the row of a projection.
public struct View: Sendable, Codable, Hashable {
    /// The aggregate's noun: `call`, `proposal`, `request`, …
    public var kind: String
    /// The aggregate's id, such as `CALL-1`.
    public var id: String
    /// What people call it: a title or a name.
    public var title: String
    /// The state's word in the transition table, such as `under-examination`.
    public var state: String
    /// Whose move it is.
    public var turn: Turn
    /// A municipality code, where one municipality is concerned.
    public var municipality: String?
    /// The business concerned (法人番号).
    public var business: String?
    /// When the running deadline ends.
    public var dueAt: Instant?
    /// What may be done next, and by whom.
    public var next: [NextStep]
    /// Why it does not move on by itself.
    public var blockers: [Reason]
    /// Ids this one belongs to or came from.
    public var related: [String]
    /// Everything else worth showing; no personal data of residents.
    public var facts: [String: JSONValue]
    /// The stream's version; pass it as `--expecting` to be safe from overwriting somebody else's change.
    public var version: Int
    /// When the last event that changed it happened.
    public var updatedAt: Instant

    /// A view; see the properties for their meaning. `version` and `updatedAt` are filled by the projector.
    public init(
        kind: String, id: String, title: String, state: String, turn: Turn, municipality: String? = nil,
        business: String? = nil, dueAt: Instant? = nil, next: [NextStep] = [], blockers: [Reason] = [],
        related: [String] = [], facts: [String: JSONValue] = [:], version: Int = 0,
        updatedAt: Instant = Instant(milliseconds: 0)
    ) {
        self.kind = kind
        self.id = id
        self.title = title
        self.state = state
        self.turn = turn
        self.municipality = municipality
        self.business = business
        self.dueAt = dueAt
        self.next = next
        self.blockers = blockers
        self.related = related
        self.facts = facts
        self.version = version
        self.updatedAt = updatedAt
    }
}
