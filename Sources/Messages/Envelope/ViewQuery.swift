/// Which views are wanted; every given field must match.
public struct ViewQuery: Sendable, Codable, Equatable {
    public var kind: String?
    public var id: String?
    public var state: String?
    public var turn: Turn?
    public var municipality: String?
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
