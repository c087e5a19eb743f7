public import Messages
public import ServiceRuntime

/// One cell of a transition table: a command, given by one role, in one state.
public struct TableCell<State: AggregateState>: Sendable, CustomStringConvertible {
    /// What the table says about it.
    public enum Answer: String, Sendable {
        /// The command passes the table; a rule may still refuse it.
        case passes
        /// Refused with `E-ROLE`: no row gives the command to the role.
        case role = "E-ROLE"
        /// Refused with `E-STATE`: the role has the command, but in other states.
        case state = "E-STATE"
    }

    /// The command's name.
    public let command: String
    /// The state it is given in.
    public let state: State
    /// The only role of who gives it.
    public let role: Role
    /// The states that the command may lead to from here; empty where it is refused.
    public let targets: Set<State>
    /// What must come of it.
    public let answer: Answer

    /// The cell in one line.
    public var description: String { "\(command) by \(role.rawValue) in \(state.rawValue): \(answer.rawValue)" }

    /// Whether an aggregate's state after the command is one that the table names.
    public func leads(to state: String?) -> Bool { targets.contains { $0.rawValue == state } }

    /// Whether a refusal (or its absence) is what the table promises: `E-ROLE`, `E-STATE`, or neither of them.
    public func agrees(with refusal: Refusal?) -> Bool {
        let codes = refusal?.reasons.map(\.code) ?? []
        return switch answer {
        case .passes: !codes.contains("E-ROLE") && !codes.contains("E-STATE")
        case .role, .state: codes == [answer.rawValue]
        }
    }
}

extension TransitionTable {
    /// Every cell of the table for the commands that need a state: each command × each role × each state.
    public var cells: [TableCell<State>] {
        let commands = Set(rows.filter { !$0.from.isEmpty }.map(\.command)).sorted()
        return commands.flatMap { command in
            Role.allCases.flatMap { role in
                State.allCases.map { state in
                    cell(command, role, state)
                }
            }
        }
    }

    /// The commands that the table knows, creations included.
    public var commands: Set<String> { Set(rows.map(\.command)) }

    private func cell(_ command: String, _ role: Role, _ state: State) -> TableCell<State> {
        let given = rows.filter { $0.command == command && $0.roles.contains(role) }
        let possible = given.filter { $0.from.contains(state) }
        return TableCell(
            command: command, state: state, role: role, targets: Set(possible.flatMap(\.to)),
            answer: given.isEmpty ? .role : possible.isEmpty ? .state : .passes)
    }
}
