import Foundation
import MunicipalData
public import Messages

/// Where a command of the line gets its answers from and where it prints to. Normally the running server and the
/// standard streams; the demonstration and the tests put their own.
public struct CommandEnvironment: Sendable {
    /// The interface to ask; nil = the server of the home that the options name.
    public var interface: (any OperatorInterface)?
    /// Data (stdout).
    public var printData: @Sendable (String) -> Void
    /// Messages and progress (stderr).
    public var printMessage: @Sendable (String) -> Void
    /// Whether the data stream is a terminal.
    public var isTerminal: Bool
    /// Environment variables.
    public var variables: [String: String]

    /// The environment of this process.
    public static let process = CommandEnvironment(
        interface: nil,
        printData: { FileHandle.standardOutput.write(Data(($0 + "\n").utf8)) },
        printMessage: { message in
            let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).terminalSafe }
            FileHandle.standardError.write(Data((lines.joined(separator: "\n") + "\n").utf8))
        },
        isTerminal: isatty(1) == 1, variables: ProcessInfo.processInfo.environment)

    /// The environment of the running command.
    @TaskLocal public static var current = CommandEnvironment.process

    /// An environment; see the properties for their meaning.
    public init(
        interface: (any OperatorInterface)?, printData: @escaping @Sendable (String) -> Void,
        printMessage: @escaping @Sendable (String) -> Void, isTerminal: Bool, variables: [String: String]
    ) {
        self.interface = interface
        self.printData = printData
        self.printMessage = printMessage
        self.isTerminal = isTerminal
        self.variables = variables
    }
}
