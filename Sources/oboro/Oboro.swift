import AdminCommands
import ArgumentParser
import Foundation

/// The command line: `oboro <noun> <verb> [id]`.
@main
struct Oboro: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "oboro",
        abstract: "The backend of a certified joint-processing organization (作成組織).",
        discussion: """
            oboro demo --home demo-home             watch one whole cycle
            oboro serve --home home                 run the organization's server
            oboro inbox --as ACTOR                  what waits for me, and the command that answers it
            oboro why ID                            why it is in its state, and whose turn it is
            oboro data check --data FILE --layout LAYOUT.yaml
            oboro anonymize --data FILE --recipe RECIPE.yaml --out DIR
            """,
        version: "0.1.0",
        subcommands: [
            InboxCommand.self, WhyCommand.self,
            CertificationCommandLine.self, RegisterCommandLine.self, CallCommandLine.self, ProposalCommandLine.self,
            ContractCommandLine.self, RoundCommandLine.self, RequestCommandLine.self, RecipeCommandLine.self,
            JobCommandLine.self, OutputCommandLine.self, RecipientCommandLine.self, DeliveryCommandLine.self,
            ActorCommandLine.self,
            LayoutCommandLine.self, DataCommandLine.self, AnonymizeCommand.self, MeasureCommand.self,
            ServeCommand.self, StatusCommand.self, QueueCommand.self, LogCommand.self, ProjectionCommand.self,
            ClockCommand.self, DemoCommand.self, PackageCommand.self, DocumentationCommand.self, BenchCommand.self,
            ExitCodesCommand.self, CompletionCommand.self, LogTortureCommand.self,
        ])

    /// Usage errors end with 2 (not the parser's 64), as the exit statuses promise.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let code as ExitCode {
            exit(code)
        } catch {
            let status = exitCode(for: error)
            let text = fullMessage(for: error)
            if status == .success {
                print(text)
                exit(.success)
            }
            FileHandle.standardError.write(Data((text + "\n").utf8))
            exit(status == .validationFailure ? ExitStatus.usage.exitCode : ExitStatus.general.exitCode)
        }
    }

    private static func exit(_ code: ExitCode) -> Never { Foundation.exit(code.rawValue) }
}
