/// Which views are wanted; every given field must match.
public struct ViewQuery: Sendable, Codable, Equatable {
    /// The aggregate's noun, such as `proposal`.
    public var kind: String?
    /// One aggregate by its id.
    public var id: String?
    /// Those in this state, by its word in the transition table.
    public var state: String?
    /// Those where it is this side's move.
    public var turn: Turn?
    /// Those that concern this municipality, by its code.
    public var municipality: String?
    /// Those that concern this business, by its 法人番号.
    public var business: String?
    /// Only what somebody with one of these roles can move on, the nearest deadline first.
    public var roles: [Role]?

    /// A query; no field = everything.
    public init(
        kind: String? = nil, id: String? = nil, state: String? = nil, turn: Turn? = nil, municipality: String? = nil,
        business: String? = nil, roles: [Role]? = nil
    ) {
        self.kind = kind
        self.id = id
        self.state = state
        self.turn = turn
        self.municipality = municipality
        self.business = business
        self.roles = roles
    }
}
