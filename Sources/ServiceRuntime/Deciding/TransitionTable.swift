public import Messages

/// A state of an aggregate.
public protocol AggregateState: RawRepresentable, Hashable, Sendable, CaseIterable where RawValue == String {
    /// Whose move it is in this state.
    var turn: Turn { get }
}

/// One row of a transition table: in these states, these roles may give this command, and this comes of it.
public struct Transition<State: AggregateState>: Sendable {
    /// The command's name, `noun.verb`.
    public let command: String
    /// Empty for a creation.
    public let from: Set<State>
    /// The states it may lead to; a command that leaves the state alone names the present one.
    public let to: Set<State>
    /// Any one of these roles is enough.
    public let roles: Set<Role>

    /// A row of the table.
    public init(_ command: String, from: Set<State>, to: Set<State>, by roles: Set<Role>) {
        self.command = command
        self.from = from
        self.to = to
        self.roles = roles
    }
}

/// Who may do what, when: the one place where an aggregate's life is written down. Deciders ask it, the diagrams and
/// the role matrix in the documentation are generated from it, and the tests walk through every cell of it.
public struct TransitionTable<State: AggregateState>: Sendable {
    /// The aggregate's noun.
    public let noun: String
    /// All that is possible; what no row allows is refused.
    public let rows: [Transition<State>]

    /// A table of rows for one noun.
    public init(_ noun: String, _ rows: [Transition<State>]) {
        self.noun = noun
        self.rows = rows
    }

    /// Refuses the command unless a row allows it in this state for one of the actor's roles.
    public func check(_ command: String, in state: State?, by actor: Actor) throws(Refusal) {
        let named = rows.filter { $0.command == command }
        if named.isEmpty { throw .notFound("command", command) }
        if !named.contains(where: { !$0.roles.isDisjoint(with: actor.roles) }) {
            let wanted = Set(named.flatMap(\.roles)).map(\.rawValue).sorted().joined(separator: ", ")
            throw Refusal(
                .forbidden, "E-ROLE",
                "\(command) needs the role \(wanted); \(actor.id) has none of them: oboro actor show \(actor.id)",
                "\(command) には役割（\(wanted)）が必要です。\(actor.name)さんには付与されていません。")
        }
        guard let state else {
            if named.contains(where: { $0.from.isEmpty }) { return }
            throw .notFound(noun, "")
        }
        let allowed = named.contains { $0.from.contains(state) && !$0.roles.isDisjoint(with: actor.roles) }
        if !allowed {
            let states = Set(named.flatMap(\.from)).map(\.rawValue).sorted().joined(separator: ", ")
            throw Refusal(
                .state, "E-STATE",
                "\(command) is possible in \(states), but the \(noun) is \(state.rawValue) "
                    + "(turn: \(state.turn.rawValue))",
                "現在の状態（\(state.rawValue)）では \(command) はできません。可能な状態: \(states)")
        }
    }

    /// The steps that persons can take in a state.
    public func steps(in state: State) -> [NextStep] {
        rows.filter { $0.from.contains(state) }.compactMap { row in
            let roles = row.roles.subtracting([.system]).sorted { $0.rawValue < $1.rawValue }
            return roles.isEmpty ? nil : NextStep(command: row.command, roles: roles)
        }
    }
}
