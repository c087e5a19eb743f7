import AdminCommands
import ArgumentParser
import SQLiteMessageLog

/// `oboro completion SHELL`: a completion script for the shell.
struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print a completion script for bash, zsh or fish.")

    @Argument(help: "bash, zsh or fish.") var shell: String

    func run() throws {
        guard let shell = CompletionShell(rawValue: shell) else { throw ValidationError("bash, zsh or fish") }
        CommandEnvironment.current.printData(Oboro.completionScript(for: shell))
    }
}

/// Appends and consumes until it is killed; the kill tests run it.
struct LogTortureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "log-torture", shouldDisplay: false)

    @Option var home: String
    @Option var seed: UInt64

    func run() async throws { try await LogTorture.run(directory: home, seed: seed, output: LogTorture.standardOutput) }
}
